"""What `kiosk doctor` says of the devices.

While a kiosk runs, it holds them: then it is the kiosk's word that is told. Otherwise each is asked here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from devices.card_failure import READER_STATES, CardNotRead
from devices.device import DeviceState
from devices.idcard.reader import open_reader
from devices.input_events.line import EventLine, open_event_line
from devices.receipt.printer import printer_status
from devices.smartcard.guarded_reading import trouble_of
from kiosk.commands.checks import Row
from kiosk.config import IdCardSettings, ReceiptPrinterSettings, Settings
from kiosk.data_folder import DataFolder, is_held
from kiosk.device_states import read_device_states
from kiosk.failures import FailureCode
from kiosk.pipe import Device, DeviceIs


@dataclass(frozen=True)
class _Part:
    """A device that can be fitted: ``address`` empty where it is not; ``ask`` it when no kiosk holds it."""

    device: Device
    name: str
    address: str
    not_fitted: str
    advice: str
    ask: Callable[[], Row]


def check_devices(settings: Settings) -> Iterator[Row]:
    """One row a device."""
    folder = DataFolder(settings.kiosk.data)
    known = read_device_states(folder.device_states) if is_held(folder) else None
    for part in _parts(settings):
        yield _row(part, known)


def _row(part: _Part, known: Mapping[str, DeviceIs] | None) -> Row:
    if not part.address:
        return Row(part.name, notice=True, detail=part.not_fitted)
    held = None if known is None else known.get(part.device)
    if held is None:
        row = part.ask()
    else:
        code = FailureCode(held.code) if held.code else None
        row = Row(part.name, code, f"{part.address}, as the running kiosk has it", device=held.state)
    return replace(row, name=part.name, what_to_do=part.advice if row.failed else "")


def _parts(settings: Settings) -> Iterator[_Part]:
    yield _Part(
        "id-card-reader",
        "card reader",
        settings.id_card.port,
        "none is fitted",
        "Check its cable and [id_card] port.",
        lambda: _id_card_reader(settings.id_card),
    )
    yield _Part(
        "chip-card-reader",
        "chip card reader",
        settings.chip_card.reader,
        "none is fitted",
        "Check its cable, [chip_card] reader, and `systemctl status pcscd`.",
        lambda: _chip_card_reader(settings.chip_card.wanted),
    )
    yield _Part(
        "receipt-printer",
        "receipt printer",
        settings.receipt_printer.address,
        "none is fitted",
        "Check paper, cover, cable and [receipt_printer] address.",
        lambda: _receipt_printer(settings.receipt_printer),
    )
    yield _Part(
        "keypad",
        "keypad",
        settings.keypad.path,
        "none is fitted",
        "Plug it in; check [keypad] path and its group.",
        lambda: _input_device(settings.keypad.path, FailureCode.KEYPAD_ABSENT, grabbed=True),
    )
    yield _Part(
        "headphones",
        "headphone socket",
        settings.headphones.path,
        "none tells whether something is plugged in",
        "Check [headphones] path and its group (input).",
        lambda: _input_device(settings.headphones.path, FailureCode.HEADPHONE_SOCKET_ABSENT, grabbed=False),
    )


def _id_card_reader(settings: IdCardSettings) -> Row:
    opened = open_reader(settings.port, settings.baud or None)
    if isinstance(opened, CardNotRead):
        return _reader_trouble(opened)
    with opened as reader:
        trouble = reader.status()
        if trouble is not None:
            return _reader_trouble(trouble)
        detail = settings.port + (f", {reader.baud} baud" if reader.baud else "")
        return Row("", detail=detail, device=DeviceState.READY)


def _chip_card_reader(reader: str) -> Row:
    trouble = trouble_of(reader)
    return Row("", detail=reader, device=DeviceState.READY) if trouble is None else _reader_trouble(trouble)


def _reader_trouble(trouble: CardNotRead) -> Row:
    state = READER_STATES.get(trouble.failure, DeviceState.FAULT)
    return Row("", FailureCode(trouble.failure.value), trouble.detail, device=state)


def _receipt_printer(settings: ReceiptPrinterSettings) -> Row:
    status = printer_status(settings.address)
    if status.failure is not None:
        code = FailureCode(status.failure.value)
        state = DeviceState.ABSENT if code is FailureCode.PRINTER_ABSENT else DeviceState.FAULT
        return Row("", code, status.detail, device=state)
    if status.paper_near_end:
        return Row("", notice=True, detail="the paper is near its end", device=DeviceState.DEGRADED)
    return Row("", detail=settings.address, device=DeviceState.READY)


def _input_device(path: str, absent: FailureCode, *, grabbed: bool) -> Row:
    opened = open_event_line(path, grabbed=grabbed)
    if not isinstance(opened, EventLine):
        state = DeviceState.ABSENT if opened.absent else DeviceState.FAULT
        return Row("", absent, opened.detail, device=state)
    opened.close()
    return Row("", detail=path, device=DeviceState.READY)
