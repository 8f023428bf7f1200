"""kiosk.toml, checked once, as one frozen Settings; every error in it is named at once (CFG-01)."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kiosk.failures import FailureCode
from kiosk.record import Problem, from_mapping

_SINK = r"device|none|folder:.+"


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
    """The SAM_V reader's serial port; an empty port where no reader is fitted."""

    port: str = ""
    baud: int = field(default=115200, metadata={"low": 9600, "high": 115200})


@dataclass(frozen=True)
class ReceiptPrinterSettings:
    """tcp://HOST:PORT or serial:///dev/…; an empty address where no printer is fitted."""

    address: str = field(default="", metadata={"matches": r"|(tcp|serial)://.+"})


@dataclass(frozen=True)
class SpeechSettings:
    """Where the voice goes: the loudspeaker, nowhere, or WAV files in a folder ("folder:DIR")."""

    sink: str = field(default="device", metadata={"matches": _SINK})


@dataclass(frozen=True)
class VisitSettings:
    """Seconds: without a touch until the warning, of the warning, of the last screen.

    ``rating_wait_s``: a rating is sent after a random time up to this, so that nobody can tell whose
    application it came after.
    """

    idle_s: float = field(default=60.0, metadata={"low": 1, "high": 3600})
    warning_s: float = field(default=20.0, metadata={"low": 1, "high": 600})
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
    receipt_printer: ReceiptPrinterSettings = ReceiptPrinterSettings()
    speech: SpeechSettings = SpeechSettings()
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
    if isinstance(settings, Settings):
        return settings
    return ConfigWrong(file, tuple(settings))
