"""The bundled fonts and a private Fontconfig that knows nothing else.

The machine's own fonts, its fonts.conf and its caches are never read and no environment variable is
set, so that a picture is the same on every terminal. Scanning the six files takes about 3 ms, less
than keeping a cache in step would.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.text.native import CHARACTERS_OUT, INTEGER_OUT, STRING_OUT, ffi, native, owned_object

BUNDLED_FONTS = Path(__file__).resolve().parent / "fonts"
FONT_FILES = (
    "KioskSans-Regular.ttf",
    "KioskSans-Bold.ttf",
    "KioskSansArabic-Regular.ttf",
    "KioskSansArabic-Bold.ttf",
    "KioskSansSC-Regular.ttf",
    "KioskSansSC-Bold.ttf",
)

# Debian's fonts-hanazono: the ideographs of GB18030 that the bundled faces do not have. Too large to bundle
# and slow to scan, so they are looked at only when a text needs one of them.
RARE_FONTS = (
    Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
    Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
)

LATIN, ARABIC, CHINESE = "Kiosk Sans", "Kiosk Sans Arabic", "Kiosk Sans SC"

# hhea of every bundled face, in em; deploy/fonts/build.py sets them.
ASCENT, DESCENT = 1.069, 0.420
NATURAL_HEIGHT = ASCENT + DESCENT

_APPLICATION_FONTS = 1  # FcSetApplication
_MATCH = 0  # FcResultMatch
_FC_WEIGHT_DEMIBOLD = 180

# Outlines as drawn; a rare ideograph that only the regular face has is thickened in bold text.
_RULES = b"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<match target="pattern">
  <edit name="hinting" mode="assign"><bool>false</bool></edit>
  <edit name="autohint" mode="assign"><bool>false</bool></edit>
  <edit name="antialias" mode="assign"><bool>true</bool></edit>
  <edit name="rgba" mode="assign"><const>none</const></edit>
</match>
<match target="font">
  <test name="weight" compare="less_eq"><const>medium</const></test>
  <test target="pattern" name="weight" compare="more_eq"><const>bold</const></test>
  <edit name="embolden" mode="assign"><bool>true</bool></edit>
</match>
</fontconfig>"""


class FontsMissing(Exception):
    """TXT-02: the bundled fonts are not there, or not readable as fonts."""

    code = "TXT-02"


@dataclass(frozen=True)
class FontFile:
    """One bundled file: what Pango calls it and the characters it holds."""

    path: Path
    family: str
    bold: bool
    characters: Any  # FcCharSet *, owned by the configuration

    def covers(self, character: str) -> bool:
        return bool(native.FcCharSetHasChar(self.characters, ord(character)))


@dataclass(frozen=True)
class Fonts:
    """An open font map over the bundled files. Belongs to one thread."""

    font_map: Any  # PangoFontMap *
    configuration: Any  # FcConfig *, must live as long as the map
    files: Mapping[tuple[str, bool], FontFile]
    folder: Path

    def covers(self, character: str) -> bool:
        return any(file.covers(character) for file in self.files.values())


def open_fonts(folder: Path | None = None, rare: Iterable[Path] = ()) -> Fonts:
    """The fonts in ``folder``, by default the bundled ones, and those of the ``rare`` ones that are there;
    raises FontsMissing where one in the folder is not."""
    folder = BUNDLED_FONTS if folder is None else folder
    configuration = ffi.gc(native.FcConfigCreate(), native.FcConfigDestroy)
    if not native.FcConfigParseAndLoadFromMemory(configuration, _RULES, 1):
        raise RuntimeError("Fontconfig refuses the engine's own rules")
    for name in FONT_FILES:
        path = folder / name
        if not path.is_file() or not native.FcConfigAppFontAddFile(configuration, str(path).encode()):
            raise FontsMissing(str(path))
    for path in rare:
        if path.is_file():
            native.FcConfigAppFontAddFile(configuration, str(path).encode())
    files = {(file.family, file.bold): file for file in _scanned(configuration)}
    wanted = {(family, bold) for family in (LATIN, ARABIC, CHINESE) for bold in (False, True)}
    if missing := wanted - files.keys():
        raise FontsMissing(f"{folder}: {sorted(missing)}")
    # Pango looks for the process's configuration too, in a thread of its own: it shall find this one and
    # not go and read the machine's.
    if not native.FcConfigSetCurrent(configuration):
        raise RuntimeError("Fontconfig refuses the engine's configuration")
    font_map = owned_object(native.pango_cairo_font_map_new())
    native.pango_fc_font_map_set_config(font_map, configuration)
    return Fonts(font_map, configuration, files, folder)


def _scanned(configuration: Any) -> Iterable[FontFile]:
    found = native.FcConfigGetFonts(configuration, _APPLICATION_FONTS)
    for index in range(found.nfont):
        pattern = found.fonts[index]
        text, number, characters = ffi.new(STRING_OUT), ffi.new(INTEGER_OUT), ffi.new(CHARACTERS_OUT)
        results = [native.FcPatternGetString(pattern, b"file", 0, text)]
        path = Path(ffi.string(text[0]).decode())
        results.append(native.FcPatternGetString(pattern, b"family", 0, text))
        family = ffi.string(text[0]).decode()
        results.append(native.FcPatternGetInteger(pattern, b"weight", 0, number))
        results.append(native.FcPatternGetCharSet(pattern, b"charset", 0, characters))
        if any(result != _MATCH for result in results):
            raise FontsMissing(str(path))
        yield FontFile(path, family, number[0] >= _FC_WEIGHT_DEMIBOLD, characters[0])
