"""Build the bundled fonts below kiosk/text/fonts/ from their published sources.

Run by a maintainer when a source or the wanted coverage changes, never on a terminal:

    python deploy/fonts/build.py NOTO_SANS_SC_PACKAGE [--noto FOLDER] [--out FOLDER]

NOTO_SANS_SC_PACKAGE is the tarball that ``npm pack @expo-google-fonts/noto-sans-sc`` leaves behind;
the others come from Debian's ``fonts-noto-core``. README.md beside this file has the versions.
The result depends on the sources alone: the same sources give the same files to the byte.
"""

import argparse
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
STANDARD_HANZI = HERE / "standard_hanzi.txt"

# One ascent and descent for every face, per 1000 units: otherwise a line whose runs mix Chinese and
# Arabic is set on two baselines, and a label changes its height with its language. The figures hold
# Noto Sans' Latin capitals with accents and nearly all Arabic descenders.
UNITS, ASCENT, DESCENT = 1000, 1069, 420
REGULAR, SEMIBOLD, BOLD = 400, 600, 700

LIMIT = 20_000_000
FAMILIES = ("Kiosk Sans", "Kiosk Sans Arabic", "Kiosk Sans SC")


@dataclass(frozen=True)
class Face:
    """One file to build: what it is made of and what it holds."""

    family: str
    style: str
    source: Path
    characters: frozenset[int]
    features: tuple[str, ...]

    @property
    def file_name(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style}.ttf"


def spans(*bounds: tuple[int, int]) -> frozenset[int]:
    return frozenset(code for first, last in bounds for code in range(first, last + 1))


# Latin with the letters of pinyin, Greek, Cyrillic with its supplement, punctuation, currency.
EUROPEAN = spans((0x20, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x214F), (0xFFFD, 0xFFFD))

# No ASCII digits and signs: a code such as 650102-2024-A17 must come from one face, and Noto Sans Arabic
# has the digits but not the letters.
ARABIC = spans((0x20, 0x20), (0xA0, 0xA0), (0xAB, 0xAB), (0xBB, 0xBB), (0x600, 0x6FF), (0x750, 0x77F),
               (0x8A0, 0x8FF), (0x200B, 0x200F), (0x2E41, 0x2E41), (0x25CC, 0x25CC), (0x204F, 0x204F),
               (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))  # fmt: skip

# Signs that are full width in Chinese although they are in Noto Sans too: Chinese text asks this face
# first and finds them here, all others find the narrow ones first.
CHINESE_SIGNS = frozenset(map(ord, "·—‖‘’“”…‥※×÷±°"))
UNIFIED = spans((0x4E00, 0x9FFF), (0x20000, 0x3FFFF))
EXTENSION_A = spans((0x3400, 0x4DBF))


def gbk() -> frozenset[int]:
    """Every character of GBK: the 21,003 ideographs and the signs of its double-byte rows."""
    pairs = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    return frozenset(ord(text) for text in (pair.decode("gbk", "ignore") for pair in pairs) if len(text) == 1)


def standard_hanzi() -> frozenset[int]:
    """The 8,105 characters of the 2013 list of standard characters (通用规范汉字表)."""
    lines = STANDARD_HANZI.read_text(encoding="utf-8").splitlines()
    return frozenset(ord(character) for line in lines if not line.startswith("#") for character in line)


def chinese(*, bold: bool) -> frozenset[int]:
    """What the Chinese face holds; all rare ideographs of names in Regular, fewer of them in Bold.

    A rare name in bold type is then drawn with a thickened Regular, which keeps both below the limit.
    """
    signs = gbk() - EUROPEAN - UNIFIED | CHINESE_SIGNS
    signs |= spans((0x2190, 0x21FF), (0x2460, 0x24FF), (0x25A0, 0x25FF), (0x2E80, 0x303F), (0xFF00, 0xFFEF))
    signs |= frozenset(map(ord, "☆★☎☏✓✗✔✘⚠"))
    signs |= {0x20, 0xA0}  # a space is taken from the face of the word before it
    return signs | UNIFIED | standard_hanzi() | (frozenset() if bold else EXTENSION_A)


def faces(noto: Path, noto_sc: Path) -> list[Face]:
    shaping = ("ccmp", "locl", "rlig", "calt", "liga", "mark", "mkmk", "kern", "init", "medi", "fina", "isol")
    built = []
    for style, folder in (("Regular", "400Regular"), ("Bold", "700Bold")):
        chinese_source = noto_sc / folder / f"NotoSansSC_{folder}.ttf"
        built += [
            Face("Kiosk Sans", style, noto / f"NotoSans-{style}.ttf", EUROPEAN, shaping),
            Face("Kiosk Sans Arabic", style, noto / f"NotoSansArabic-{style}.ttf", ARABIC, shaping),
            Face("Kiosk Sans SC", style, chinese_source, chinese(bold=style == "Bold"), ("ccmp", "mark")),
        ]
    return built


def subset(face: Face) -> TTFont:
    options = Options(
        hinting=False,
        layout_features=list(face.features),
        layout_scripts=["*"],
        glyph_names=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 8, 13, 14],
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=["BASE", "DSIG", "STAT", "vhea", "vmtx", "VORG", "fpgm", "prep", "cvt ", "gasp"],
    )
    font = TTFont(face.source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=face.characters & set(font.getBestCmap()))
    subsetter.subset(font)
    return font


def rename(font: TTFont, face: Face) -> None:
    """A modified font must not pass for the original (OFL clause 3); whose work it is stays in it."""
    names = font["name"]
    post_script = f"{face.family.replace(' ', '')}-{face.style}"
    was = names.getDebugName(5)
    texts = {
        0: names.getDebugName(0),
        1: face.family,
        2: face.style,
        3: f"{post_script};{was}",
        4: f"{face.family} {face.style}",
        5: f"{was}; subset and renamed",
        6: post_script,
        13: names.getDebugName(13),
        14: names.getDebugName(14),
    }
    names.names = []
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)


def level(font: TTFont) -> None:
    """Give the face the common ascent and descent."""
    if font["head"].unitsPerEm != UNITS:
        raise SystemExit(f"a source face is not drawn on {UNITS} units")
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ASCENT, -DESCENT, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, -DESCENT, 0
    os2.usWinAscent, os2.usWinDescent = ASCENT, DESCENT
    os2.usWeightClass = BOLD if os2.usWeightClass >= SEMIBOLD else REGULAR


def build(face: Face, out: Path) -> int:
    font = subset(face)
    rename(font, face)
    level(font)
    path = out / face.file_name
    font.save(path)
    return path.stat().st_size


def licence_text(noto_sc: Path) -> str:
    original = (noto_sc / "LICENSE_FONT").read_text(encoding="utf-8")
    start = original.index("This Font Software is licensed")
    holders: Iterable[str] = (
        "Copyright 2015-2020 Google LLC. All Rights Reserved. (Kiosk Sans, Kiosk Sans Arabic)",
        original[:start].strip() + ". (Kiosk Sans SC)",
        "Kiosk Sans, Kiosk Sans Arabic and Kiosk Sans SC are modified versions: subset, renamed, given",
        "common line metrics. Noto is a trademark of Google LLC, Source one of Adobe.",
    )
    return "\n".join(holders) + "\n\n" + original[start:]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Build the bundled fonts.")
    parser.add_argument("package", type=Path)
    parser.add_argument("--noto", type=Path, default=Path("/usr/share/fonts/truetype/noto"))
    parser.add_argument("--out", type=Path, default=ROOT / "kiosk" / "text" / "fonts")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(options.package) as package:
            package.extractall(folder, filter="data")
        noto_sc = Path(folder) / "package"
        total = 0
        for face in faces(options.noto, noto_sc):
            size = build(face, options.out)
            total += size
            print(f"{face.file_name:28} {size / 1e6:6.2f} MB")
        (options.out / "OFL.txt").write_text(licence_text(noto_sc), encoding="utf-8")
    print(f"{'together':28} {total / 1e6:6.2f} MB")
    if total > LIMIT:
        print(f"more than {LIMIT / 1e6:.0f} MB", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
