"""The visit's ports, as they are put together for a visit process."""

from datetime import UTC, date, datetime
from pathlib import Path
from queue import Queue

import pytest

from devices.device import DeviceEvent, DeviceState
from devices.headphones.simulator import HeadphonesSimulator
from devices.idcard.card import CardFailure, CardNotRead, CardRead, IdentityCard
from devices.idcard.simulated_cards import MadeUpCard, block_of
from devices.idcard.simulator import ReaderSimulator
from devices.idcard.worker import CardAnswered, IdCardEvent, Reading
from devices.keypad.protocol import KeypadKey as DeviceKey
from devices.keypad.simulator import KeypadSimulator
from devices.keypad.worker import KeyPressed
from devices.receipt.simulator import ReceiptPrinterSimulator
from kiosk import visit_events
from kiosk.commands.bundled import LOCALES
from kiosk.commands.card_reading import CardReading, visit_event
from kiosk.commands.input_listening import InputListening
from kiosk.commands.input_listening import visit_event as input_event
from kiosk.commands.receipt_printing import ReceiptPrinting
from kiosk.commands.speaking import LateVoice
from kiosk.config import HeadphonesSettings, IdCardSettings, KeypadSettings
from kiosk.documents.receipt import ReceiptContent
from kiosk.failures import Failure, FailureCode
from kiosk.keypad import KeypadKey
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import UYGHUR
from kiosk.language.values import Message, Terms
from kiosk.speech.player import FolderSink
from kiosk.speech.providers import Providers
from kiosk.speech.spare_voice import SpareVoice
from kiosk.speech.voice import Voice
from kiosk.visit_events import (
    HeadphonesChanged,
    InputDeviceState,
    KeypadPressed,
    ReceiptNotPrinted,
    ReceiptPrinted,
    VisitEvent,
)

CATALOGUES = load_catalogues(LOCALES)


def receipt(applicant: str) -> ReceiptContent:
    return ReceiptContent(
        language=UYGHUR,
        standing="received",
        number="7K4Q-2M9X",
        service=Terms({"ug": "يېزا", "zh-Hans": "农业"}),
        applicant=applicant,
        id_number=None,
        handed_in_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        promised_day=None,
        statutory_day=None,
        departments=(),
        sent=(),
        why=None,
        progress="",
        help_phone="12345",
        machine="T-1",
        sample=True,
    )


def test_a_card_that_is_laid_becomes_the_visits_holder() -> None:
    events: Queue[VisitEvent] = Queue()
    with ReaderSimulator(paced=False) as reader:
        reading = CardReading(IdCardSettings(reader.path, 115200), events.put)
        reading.start_reading("v1")
        assert events.get(timeout=5) == visit_events.CardReaderState("v1", None)
        reader.lay(block_of(MadeUpCard()))
        assert events.get(timeout=5) == visit_events.CardFound("v1")
        read = events.get(timeout=5)
        assert isinstance(read, visit_events.CardRead)
        assert read.holder.name == MadeUpCard.name
        reading.stop_reading()


def test_where_no_reader_is_fitted_each_visit_is_told() -> None:
    events: Queue[VisitEvent] = Queue()
    reading = CardReading(IdCardSettings(), events.put)
    reading.start_reading("v1")
    told = events.get(timeout=5)
    assert isinstance(told, visit_events.CardReaderState)
    assert told.failure is not None
    assert told.failure.code is FailureCode.CARD_NO_READER
    reading.stop_reading()


@pytest.mark.parametrize("failure", CardFailure)
def test_every_failure_of_the_reader_has_the_same_code_in_the_visit(failure: CardFailure) -> None:
    answered = visit_event(CardAnswered("v1", CardNotRead(failure, "why")))
    assert answered == visit_events.CardNotRead("v1", Failure(FailureCode(failure.value), "why"))
    state = visit_event(DeviceEvent("idcard", DeviceState.FAULT, failure, "v1"))
    assert state == visit_events.CardReaderState("v1", Failure(FailureCode(failure.value)))


@pytest.mark.parametrize(
    "event",
    [
        DeviceEvent("idcard", DeviceState.OPENING, None, "v1"),
        DeviceEvent("idcard", DeviceState.FAULT, "CARD-01", None),
    ],
)
def test_what_no_visit_asked_for_is_not_told(event: IdCardEvent) -> None:
    assert visit_event(event) is None


def test_reading_and_the_read_card_arrive_with_their_visit() -> None:
    card = IdentityCard(
        "resident",
        "样本",
        "1",
        "male",
        date(1990, 1, 1),
        "",
        "",
        date(2016, 1, 1),
        None,
        name_may_be_cut=False,
    )
    assert visit_event(Reading("v1")) == visit_events.CardFound("v1")
    read = visit_event(CardAnswered("v1", CardRead(card)))
    assert isinstance(read, visit_events.CardRead)
    assert (read.visit, read.holder.number) == ("v1", "1")


def test_a_key_of_the_keypad_arrives_with_its_visit() -> None:
    events: Queue[VisitEvent] = Queue()
    with KeypadSimulator() as keypad:
        listening = InputListening(KeypadSettings(keypad.path), HeadphonesSettings(), "v1", events.put)
        listening.begin()
        listening.begin()
        assert events.get(timeout=5) == InputDeviceState("v1", "keypad", None)
        keypad.press("down")
        assert events.get(timeout=5) == KeypadPressed("v1", KeypadKey.DOWN)
        keypad.unplug()
        assert events.get(timeout=5) == InputDeviceState("v1", "keypad", Failure(FailureCode.KEYPAD_ABSENT))
        listening.close()
    assert events.empty()


def test_headphones_that_are_plugged_in_arrive_with_their_visit() -> None:
    events: Queue[VisitEvent] = Queue()
    with HeadphonesSimulator() as socket:
        listening = InputListening(KeypadSettings(), HeadphonesSettings(socket.path), "v1", events.put)
        listening.begin()
        assert events.get(timeout=5) == InputDeviceState("v1", "headphones", None)
        socket.plug_in()
        assert events.get(timeout=5) == HeadphonesChanged("v1", plugged_in=True)
        socket.unplug()
        assert events.get(timeout=5) == HeadphonesChanged("v1", plugged_in=False)
        failure = Failure(FailureCode.HEADPHONE_SOCKET_ABSENT)
        assert events.get(timeout=5) == InputDeviceState("v1", "headphones", failure)
        listening.close()
    assert events.empty()


def test_where_nothing_is_fitted_nothing_is_told() -> None:
    events: Queue[VisitEvent] = Queue()
    listening = InputListening(KeypadSettings(), HeadphonesSettings(), "v1", events.put)
    listening.begin()
    listening.close()
    assert events.empty()


@pytest.mark.parametrize("key", DeviceKey)
def test_every_key_of_the_keypad_has_the_same_name_in_the_visit(key: DeviceKey) -> None:
    pressed = input_event(KeyPressed(key, held=True), "v1")
    assert pressed == KeypadPressed("v1", KeypadKey[key.name], held=True)


def test_a_receipt_is_printed_and_kept_as_pdf_in_the_demo(tmp_path: Path) -> None:
    events: Queue[VisitEvent] = Queue()
    with ReceiptPrinterSimulator() as printer:
        printing = ReceiptPrinting(printer.address, CATALOGUES, events.put, pdf=tmp_path / "a.pdf")
        printing.print_receipt("v1", receipt("样本"))
        assert events.get(timeout=20) == ReceiptPrinted("v1")
        assert len(printer.pages) == 1
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("applicant", "code"),
    [("样本", FailureCode.PRINTER_ABSENT), ("\U00013000", FailureCode.GLYPH_MISSING)],
)
def test_a_receipt_that_cannot_be_printed_says_why(applicant: str, code: FailureCode) -> None:
    events: Queue[VisitEvent] = Queue()
    ReceiptPrinting("", CATALOGUES, events.put).print_receipt("v1", receipt(applicant))
    told = events.get(timeout=20)
    assert isinstance(told, ReceiptNotPrinted)
    assert told.failure.code is code


def test_what_was_said_before_the_first_picture_is_said_after_it(tmp_path: Path) -> None:
    opened: list[Voice] = []

    def open_voice() -> Voice:
        opened.append(Voice(Providers([SpareVoice()]), FolderSink(tmp_path), CATALOGUES))
        return opened[0]

    late = LateVoice(open_voice)
    late.say((Message("attract.say"),), UYGHUR, label="first")
    late.stop()
    late.say((Message("attract.say"),), UYGHUR, label="second")
    assert opened == []
    late.begin()
    late.announce((Message("attract.say"),), [UYGHUR], label="third", volume=0.5)
    assert late.wait_quiet(20)
    opened[0].close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["01-second.wav", "02-third.wav"]
