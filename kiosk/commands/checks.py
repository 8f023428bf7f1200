"""What `kiosk doctor` looks at, one function a part. Nothing here changes anything on the machine."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.central.outbox import Outbox, OutboxUnavailable
from kiosk.central.rest import RestPlatform
from kiosk.commands.bundled import LOCALES, ROOT
from kiosk.commands.delivering import rest_settings
from kiosk.commands.speaking import open_providers
from kiosk.config import Settings
from kiosk.data_folder import DataFolder
from kiosk.failures import FailureCode
from kiosk.input.candidates import InputAbsent
from kiosk.input.handwriting import open_handwriting
from kiosk.input.layout_file import LAYOUTS, load_layouts
from kiosk.input.pinyin import open_pinyin
from kiosk.journal import read_journal
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import ALL_LANGUAGES, RESIDENT_LANGUAGES
from kiosk.language.values import Message
from kiosk.services.packs import load_catalogue
from kiosk.speech.player import DevicePlayer
from kiosk.speech.provider import Prompt
from kiosk.speech.providers import NotRendered
from kiosk.speech.words import spoken
from kiosk.text.engine import FontsMissing, TextStyle, open_engine
from kiosk.text.fonts import RARE_FONTS

# An outbox and a journal need little; below this the next full disk is near.
_LEAST_FREE_BYTES = 200_000_000


@dataclass(frozen=True)
class Row:
    """One part. Without a code it is well; with one, ``what_to_do`` says what helps. ``device``: where a
    device is in its life."""

    name: str
    code: FailureCode | None = None
    detail: str = ""
    what_to_do: str = ""
    # Worth knowing, and no failure.
    notice: bool = False
    device: str = ""

    @property
    def failed(self) -> bool:
        return self.code is not None and not self.notice

    @property
    def state(self) -> str:
        return "failed" if self.failed else "notice" if self.notice else "ok"

    def as_object(self) -> dict[str, object]:
        return {
            "name": self.name,
            "state": self.state,
            "code": self.code.value if self.code else None,
            "detail": self.detail,
            "what_to_do": self.what_to_do,
            **({"device": self.device} if self.device else {}),
        }

    def line(self) -> str:
        code = f" {self.code}" if self.code else ""
        parts = [part for part in (self.device, self.detail, self.what_to_do) if part]
        return f"{self.state:7}{self.name}{code}" + (": " + " — ".join(parts) if parts else "")


def check_locales() -> Row:
    try:
        catalogues = load_catalogues(LOCALES)
    except OSError as error:
        return Row("locales", FailureCode.CONFIG_WRONG, str(error), "Install the kiosk again.")
    counts = ", ".join(
        f"{language.tag} {len(catalogues.patterns[language.tag])}" for language in ALL_LANGUAGES
    )
    keys = set().union(*catalogues.patterns.values())
    missing = sorted(
        f"{language.tag} {key}"
        for language in ALL_LANGUAGES
        for key in keys
        if not catalogues.has(key, language)
    )
    if missing:
        return Row(
            "locales", FailureCode.CONFIG_WRONG, "missing: " + ", ".join(missing), "Install the kiosk again."
        )
    return Row("locales", detail=f"messages: {counts}")


def check_fonts() -> Row:
    try:
        engine = open_engine()
    except FontsMissing as missing:
        return Row("fonts", FailureCode.FONTS_MISSING, str(missing), "Install the kiosk again.")
    catalogues = load_catalogues(LOCALES)
    unknown = sum(
        engine.lay_out(
            catalogues.pattern("language.own_name", language), language, TextStyle(20)
        ).unknown_glyphs
        for language in ALL_LANGUAGES
    )
    if unknown:
        return Row("fonts", FailureCode.GLYPH_MISSING, f"{unknown} letters", "Install the kiosk again.")
    return Row("fonts", detail="every language can be drawn")


def check_rare_characters() -> Row:
    missing = [path for path in RARE_FONTS if not path.is_file()]
    if missing:
        told = ", ".join(map(str, missing))
        return Row(
            "rare characters", FailureCode.RARE_FONT_ABSENT, told, "Install fonts-hanazono.", notice=True
        )
    return Row("rare characters", detail="fonts-hanazono")


def check_keyboards() -> Row:
    errors = load_layouts(LAYOUTS).errors
    if errors:
        told = "; ".join(str(error) for error in errors)
        return Row("keyboards", FailureCode.CONFIG_WRONG, told, "Install the kiosk again.")
    return Row("keyboards", detail="every language can be typed")


def check_chinese_input() -> Iterator[Row]:
    """Pinyin and handwriting; without them Chinese is typed in Latin letters, and nothing else changes."""
    with TemporaryDirectory() as folder:
        for name, opened in (("pinyin", open_pinyin(Path(folder))), ("handwriting", open_handwriting())):
            if isinstance(opened, InputAbsent):
                yield Row(name, opened.code, opened.detail, opened.do, notice=True)
            else:
                opened.close()
                yield Row(name)


def check_voice() -> Row:
    voices, catalogues = open_providers(), load_catalogues(LOCALES)
    silent = []
    for language in RESIDENT_LANGUAGES:
        text = spoken(Message("attract.greeting"), language, catalogues, reveal_personal=False)
        if isinstance(voices.render(Prompt((text,), language.spoken_with)), NotRendered):
            silent.append(language.tag)
    voices.close()
    if silent:
        return Row(
            "voice",
            FailureCode.VOICE_ENGINE_ABSENT,
            "silent: " + ", ".join(silent),
            "Install espeak-ng 1.51 or later.",
        )
    return Row("voice", detail="every language can be spoken")


def check_sound(sink: str) -> Row:
    if sink != "device":
        return Row("sound", notice=True, detail=f"speech goes to {sink}")
    player = DevicePlayer()
    player.open()
    code = player.health()
    player.close()
    if code is not None:
        return Row("sound", code, "no loudspeaker was found", "Connect one, and see `aplay -l`.")
    return Row("sound")


def check_clock(data: Path | None) -> Row:
    """Trusted only past a floor: the program's own age and the last thing that happened here."""
    floors = [datetime.fromtimestamp((ROOT / "kiosk" / "__main__.py").stat().st_mtime, UTC)]
    if data is not None:
        floors += [entry.at for entry in read_journal(DataFolder(data).journal)][-1:]
    now = datetime.now(UTC)
    if now < max(floors):
        return Row(
            "clock",
            FailureCode.CLOCK_NOT_TRUSTED,
            f"{now:%Y-%m-%d %H:%M} UTC is before {max(floors):%Y-%m-%d %H:%M} UTC",
            "Set the clock; see `timedatectl`.",
        )
    return Row("clock", detail=f"{now:%Y-%m-%d %H:%M} UTC")


def check_data_folder(data: Path) -> Row:
    existing = next(folder for folder in (data, *data.resolve().parents) if folder.exists())
    if not os.access(existing, os.W_OK | os.X_OK):
        return Row(
            "data folder",
            FailureCode.OUTBOX_UNAVAILABLE,
            f"{data} cannot be written",
            "Mend its owner and mode.",
        )
    free = shutil.disk_usage(existing).free
    if free < _LEAST_FREE_BYTES:
        return Row(
            "data folder", FailureCode.OUTBOX_UNAVAILABLE, f"{free // 1_000_000} MB are free", "Make room."
        )
    return Row("data folder", detail=f"{data}, {free // 1_000_000} MB are free")


def check_outbox(data: Path) -> Row:
    file = DataFolder(data).outbox
    if not file.exists():
        return Row("outbox", detail="nothing was ever confirmed here")
    try:
        outbox = Outbox(file)
        status = outbox.status()
        outbox.close()
    except OutboxUnavailable as unavailable:
        return Row("outbox", unavailable.code, unavailable.detail, "Keep the file; ask the maintainer.")
    counts = f"waiting {status.waiting}, delivered {status.delivered}, refused {status.refused}"
    return Row("outbox", notice=bool(status.refused), detail=counts)


def check_services(folder: Path) -> Row:
    catalogue = load_catalogue(folder)
    if catalogue.errors:
        told = "; ".join(map(str, catalogue.errors))
        return Row("services", FailureCode.SERVICE_PACK_ERROR, told, f"See `kiosk services check {folder}`.")
    if not catalogue.services:
        return Row(
            "services", FailureCode.SERVICE_PACK_ERROR, f"{folder} holds no service", "Install service packs."
        )
    return Row("services", detail=", ".join(service.id for service in catalogue.services))


def check_link(settings: Settings) -> Row:
    platform = RestPlatform(rest_settings(settings))
    link = platform.check()
    platform.close()
    if not link.reachable:
        return Row(
            "central link", link.code, link.detail, "Check the network and [central] url; nothing is lost."
        )
    return Row("central link", detail=settings.central.url)
