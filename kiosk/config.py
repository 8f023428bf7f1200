"""kiosk.toml, checked once, as one frozen Settings; every error in it is named at once (CFG-01)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kiosk.failures import FailureCode
from kiosk.record import Problem, from_mapping
from kiosk.staff.supplies import SupplySettings

_ANY_READER = "*"
_SINK = r"device|none|folder:.+"
# Between a large television and a telephone; outside of it a side was mistyped.
_FEWEST_PX_PER_MM, _MOST_PX_PER_MM = 1.5, 16.0
# Pixels are square; a panel measured with a ruler comes near enough.
_MOST_UNEVEN = 1.25
_MEASURE = "measure the {side} of the lit picture with a ruler, in millimetres"


@dataclass(frozen=True)
class KioskSettings:
    """``id`` is printed on every receipt; ``data`` the folder of everything this machine writes.

    ``sample`` marks papers as samples: a machine that is being tried out must not hand out real ones.
    """

    id: str = field(metadata={"matches": r"[A-Za-z0-9][A-Za-z0-9-]{0,31}"})
    data: Path
    help_phone: str = field(metadata={"matches": r"[0-9 +-]{3,20}"})
    sample: bool = False


@dataclass(frozen=True)
class ScreenSettings:
    """The panel: pixels, and millimetres, because sizes on the screen are meant in millimetres."""

    width_px: int = field(default=1080, metadata={"low": 320, "high": 8192})
    height_px: int = field(default=1920, metadata={"low": 320, "high": 8192})
    width_mm: float = field(default=268.0, metadata={"low": 50, "high": 3000})
    height_mm: float = field(default=476.0, metadata={"low": 50, "high": 3000})
    windowed: bool = False
    theme: Literal["day", "night", "contrast"] = "day"


@dataclass(frozen=True)
class CentralSettings:
    """The central platform. ``public_key`` seals to it; ``answer_wait_s`` is how long a visit waits."""

    url: str = field(metadata={"matches": r"https?://[^\s]+"})
    public_key: bytes = field(metadata={"length": 32})
    token: str = field(repr=False)
    connect_timeout_s: float = field(default=20.0, metadata={"low": 0.1, "high": 300})
    read_timeout_s: float = field(default=60.0, metadata={"low": 0.1, "high": 300})
    answer_wait_s: float = field(default=20.0, metadata={"low": 0, "high": 300})


@dataclass(frozen=True)
class ServicesSettings:
    """The folder of the service packs that are offered here."""

    folder: Path


@dataclass(frozen=True)
class IdCardSettings:
    """The SAM_V reader: a serial port, hid:VVVV:PPPP or pcsc:READER; an empty port where none is fitted.

    ``baud`` of a serial port; 0 to find it out.
    """

    port: str = field(
        default="", metadata={"matches": r"|/.+|hid:([0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}(:.+)?|/.+)|pcsc:.*"}
    )
    baud: Literal[0, 9600, 19200, 38400, 57600, 115200] = 0


@dataclass(frozen=True)
class ChipCardSettings:
    """The PC/SC reader of social-security cards: a part of its name, or * for any; empty where none is
    fitted."""

    reader: str = ""

    @property
    def wanted(self) -> str:
        """A part of the name, empty for any."""
        return "" if self.reader == _ANY_READER else self.reader


@dataclass(frozen=True)
class ReceiptPrinterSettings:
    """tcp://HOST:PORT, serial:///dev/… or usb:///dev/usb/lp0; an empty address where no printer is fitted."""

    address: str = field(default="", metadata={"matches": r"|(tcp|serial|usb)://.+"})


@dataclass(frozen=True)
class A4PrinterSettings:
    """One A4 printer: its queue at this machine's print service, and the device; empty where none is fitted.

    ``overlooked``: what this device always reports and what means nothing, such as "media-empty" of a tray
    that nobody uses; words with blanks between them.
    """

    queue: str = field(default="", metadata={"matches": r"|ipps?://[^\s]+"})
    device: str = field(default="", metadata={"matches": r"|ipps?://[^\s]+"})
    overlooked: str = ""


@dataclass(frozen=True)
class KeypadSettings:
    """The tactile keypad's event node, /dev/input/by-id/…-event-kbd; empty where none is fitted."""

    path: str = ""


@dataclass(frozen=True)
class HeadphonesSettings:
    """The event node of the sound card's headphone socket, /dev/input/by-path/…; empty where none tells."""

    path: str = ""


@dataclass(frozen=True)
class SpeechSettings:
    """``sink``: where the voice goes: the loudspeaker, nowhere, or WAV files in a folder ("folder:DIR").
    ``packs``: the folder of recorded and neural voices, one folder a language; empty where there are none."""

    sink: str = field(default="device", metadata={"matches": _SINK})
    packs: Path | None = None


@dataclass(frozen=True)
class AttractSettings:
    """What the machine says by itself while nobody is there: how to begin, in all languages.

    ``interval_s``: seconds between two times, 0 for never. ``voice_from`` and ``voice_to``: full hours of
    the local day, over midnight if the first is the later one. ``volume``: share of the full one.
    """

    interval_s: float = field(default=120.0, metadata={"low": 0, "high": 3600})
    voice_from: int = field(default=8, metadata={"low": 0, "high": 24})
    voice_to: int = field(default=20, metadata={"low": 0, "high": 24})
    volume: float = field(default=0.5, metadata={"low": 0, "high": 1})


@dataclass(frozen=True)
class VisitSettings:
    """Seconds: without a touch until the warning, of the warning, of the last screen.

    ``rating_wait_s``: a rating is sent after a random time up to this, so that nobody can tell whose
    application it came after.
    """

    idle_s: float = field(default=60.0, metadata={"low": 1, "high": 3600})
    warning_s: float = field(default=20.0, metadata={"low": 20, "high": 600})
    gone_s: float = field(default=6.0, metadata={"low": 0, "high": 60})
    rating_wait_s: float = field(default=21_600.0, metadata={"low": 0, "high": 86_000})


@dataclass(frozen=True)
class Settings:
    """All of kiosk.toml."""

    kiosk: KioskSettings
    central: CentralSettings
    services: ServicesSettings
    screen: ScreenSettings = ScreenSettings()
    id_card: IdCardSettings = IdCardSettings()
    chip_card: ChipCardSettings = ChipCardSettings()
    receipt_printer: ReceiptPrinterSettings = ReceiptPrinterSettings()
    paper_printer: A4PrinterSettings = A4PrinterSettings()
    certificate_printer: A4PrinterSettings = A4PrinterSettings()
    supplies: SupplySettings = field(default_factory=SupplySettings)
    keypad: KeypadSettings = KeypadSettings()
    headphones: HeadphonesSettings = HeadphonesSettings()
    speech: SpeechSettings = SpeechSettings()
    attract: AttractSettings = AttractSettings()
    visit: VisitSettings = VisitSettings()


@dataclass(frozen=True)
class ConfigWrong:
    """Why a kiosk.toml cannot be used: all of it."""

    file: Path
    problems: tuple[Problem, ...]
    code: FailureCode = FailureCode.CONFIG_WRONG

    def lines(self) -> list[str]:
        return [f"{self.code} {self.file}: {problem.key}: {problem.wrong}" for problem in self.problems]


def load_settings(file: Path) -> Settings | ConfigWrong:
    """Reads kiosk.toml. Relative paths in it are taken from its own folder."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        return ConfigWrong(file, (Problem("(file)", error.strerror or "cannot be read"),))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return ConfigWrong(file, (Problem("(file)", f"is not TOML: {error}"),))
    settings = from_mapping(Settings, table, base=file.resolve().parent)
    problems = settings if isinstance(settings, list) else []
    problems += _wrong_size(table.get("screen", {}))
    return ConfigWrong(file, tuple(problems)) if isinstance(settings, list) or problems else settings


def _wrong_size(table: object) -> list[Problem]:
    """What of the panel's pixels and millimetres cannot belong to one panel."""
    screen = from_mapping(ScreenSettings, table) if isinstance(table, Mapping) else []
    if isinstance(screen, list):
        return []
    across, down = screen.width_px / screen.width_mm, screen.height_px / screen.height_mm
    problems = [
        Problem(f"screen.{side}_mm", f"makes {density:.1f} pixels a millimetre: {_MEASURE.format(side=side)}")
        for side, density in (("width", across), ("height", down))
        if not _FEWEST_PX_PER_MM <= density <= _MOST_PX_PER_MM
    ]
    if not problems and max(across, down) > _MOST_UNEVEN * min(across, down):
        problems.append(
            Problem(
                "screen.width_mm, screen.height_mm",
                f"make {across:.1f} pixels a millimetre across and {down:.1f} down: measure both sides of "
                "the lit picture with a ruler, width as it hangs",
            )
        )
    return problems
