"""The visit's ports, as they are put together for a visit process."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from queue import Queue

import pytest

from devices.card_events import CardAnswered, Reading
from devices.card_failure import CardFailure
from devices.card_failure import CardNotRead as DeviceCardNotRead
from devices.device import DeviceEvent, DeviceState
from devices.headphones.simulator import HeadphonesSimulator
from devices.idcard.card import CardRead as DeviceCardRead
from devices.idcard.card import IdentityCard
from devices.idcard.simulated_cards import MadeUpCard, block_of, made_up_number
from devices.idcard.simulator import ReaderSimulator
from devices.keypad.protocol import KeypadKey as DeviceKey
from devices.keypad.simulator import KeypadSimulator
from devices.keypad.worker import KeyPressed
from devices.smartcard.socialcard.card import SocialCard
from kiosk import visit_events
from kiosk.commands.bundled import LOCALES
from kiosk.commands.card_reading import CardReading, holder_of_social_card, reader_state, visit_event
from kiosk.commands.device_state import device_is
from kiosk.commands.input_listening import InputListening
from kiosk.commands.input_listening import visit_event as input_event
from kiosk.commands.speaking import LateVoice
from kiosk.config import ChipCardSettings, HeadphonesSettings, IdCardSettings, KeypadSettings
from kiosk.failures import Failure, FailureCode
from kiosk.keypad import KeypadKey
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import UYGHUR
from kiosk.language.values import Message
from kiosk.pipe import DeviceIs
from kiosk.services.cards import CardKind
from kiosk.speech.player import FolderSink
from kiosk.speech.providers import Providers
from kiosk.speech.spare_voice import SpareVoice
from kiosk.speech.voice import Voice
from kiosk.visit_events import (
    CardFound,
    CardRead,
    CardReaderState,
    HeadphonesChanged,
    InputDeviceState,
    KeypadPressed,
    VisitEvent,
)

CATALOGUES = load_catalogues(LOCALES)
NO_CHIP_READER = CardReaderState(
    "v1", CardKind.SOCIAL_SECURITY, Failure(FailureCode.CARD_NO_READER, "none is fitted"), fitted=False
)


class Told:
    """What card reading has told the visit and the host."""

    def __init__(self) -> None:
        self.visit: Queue[VisitEvent] = Queue()
        self.host: Queue[DeviceIs] = Queue()

    def next(self, kind: type[VisitEvent]) -> VisitEvent:
        while not isinstance(event := self.visit.get(timeout=10), kind):
            pass
        return event

    def reading(self, port: str = "", chip_reader: str = "") -> CardReading:
        chip_card = ChipCardSettings(chip_reader)
        return CardReading(IdCardSettings(port), chip_card, "v1", self.visit.put, self.host.put)


def test_a_card_that_is_laid_becomes_the_visits_holder() -> None:
    told = Told()
    with ReaderSimulator(paced=False) as reader, closing(told.reading(reader.path)) as reading:
        states = {told.next(CardReaderState), told.next(CardReaderState)}
        assert states == {NO_CHIP_READER, CardReaderState("v1", CardKind.IDENTITY, None)}
        reading.start_reading("v1", [CardKind.IDENTITY], newest_address=False)
        reader.lay(block_of(MadeUpCard()))
        assert told.next(CardFound) == CardFound("v1")
        read = told.next(CardRead)
        assert isinstance(read, CardRead)
        assert (read.holder.name, read.holder.card) == (MadeUpCard.name, CardKind.IDENTITY)


def test_the_host_hears_how_a_reader_is_and_never_that_it_is_used() -> None:
    told = Told()
    with ReaderSimulator(paced=False) as reader, closing(told.reading(reader.path)) as reading:
        assert told.host.get(timeout=10) == DeviceIs("id-card-reader", "ready")
        reading.start_reading("v1", [CardKind.IDENTITY], newest_address=False)
        reader.lay(block_of(MadeUpCard()))
        told.next(CardRead)
    heard = [told.host.get_nowait() for _ in range(told.host.qsize())]
    assert set(heard) <= {DeviceIs("id-card-reader", "ready")}


def test_a_card_that_nobody_wants_any_more_is_told_to_nobody() -> None:
    told = Told()
    with ReaderSimulator(paced=False) as reader, closing(told.reading(reader.path)) as reading:
        reading.start_reading("v1", [CardKind.SOCIAL_SECURITY], newest_address=False)
        reader.lay(block_of(MadeUpCard()))
        reading.start_reading("v1", [CardKind.IDENTITY], newest_address=False)
        told.next(CardRead)
        reading.stop_reading()
    assert not any(isinstance(event, CardRead) for event in told.visit.queue)


def test_where_no_reader_is_fitted_the_visit_is_told_and_the_host_has_nothing_to_hear() -> None:
    told = Told()
    reading = told.reading()
    reading.start_reading("v1", list(CardKind), newest_address=False)
    reading.stop_reading()
    assert [told.visit.get_nowait(), told.visit.get_nowait()] == [
        replace(NO_CHIP_READER, card=CardKind.IDENTITY),
        NO_CHIP_READER,
    ]
    assert told.host.empty()


@pytest.mark.parametrize("failure", CardFailure)
def test_every_failure_of_a_reader_has_the_same_code_in_the_visit(failure: CardFailure) -> None:
    same = Failure(FailureCode(failure.value), "why")
    event = CardAnswered("v1", DeviceCardNotRead(failure, "why"))
    assert visit_event(event) == visit_events.CardNotRead("v1", same)
    state = reader_state("v1", CardKind.IDENTITY, DeviceEvent("idcard", DeviceState.FAULT, failure))
    assert state == CardReaderState("v1", CardKind.IDENTITY, Failure(FailureCode(failure.value)))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (DeviceState.OPENING, None),
        (DeviceState.READY, "ready"),
        (DeviceState.BUSY, None),
        (DeviceState.DEGRADED, "degraded"),
        (DeviceState.ABSENT, "absent"),
        (DeviceState.FAULT, "fault"),
    ],
)
def test_the_host_is_told_every_state_but_opening_and_busy(state: DeviceState, told: str | None) -> None:
    heard = device_is("keypad", DeviceEvent("keypad", state, None, "v1"))
    assert (heard.state if heard else None) == told


def test_a_social_security_card_gives_sex_and_birth_as_its_number_has_them() -> None:
    number = made_up_number(date(1990, 3, 7), 203)
    card = SocialCard(2, "样本", number, "A00000001", None, None, name_may_be_cut=False)
    holder = holder_of_social_card(card)
    assert (holder.sex, holder.birth, holder.social_card) == ("male", date(1990, 3, 7), "A00000001")
    assert (holder.card, holder.address, holder.authority) == (CardKind.SOCIAL_SECURITY, "", "")


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
    read = visit_event(CardAnswered("v1", DeviceCardRead(card)))
    assert isinstance(read, visit_events.CardRead)
    assert (read.visit, read.holder.number) == ("v1", "1")


def test_a_key_of_the_keypad_arrives_with_its_visit() -> None:
    events: Queue[VisitEvent] = Queue()
    with KeypadSimulator() as keypad:
        hosts: list[DeviceIs] = []
        listening = InputListening(
            KeypadSettings(keypad.path), HeadphonesSettings(), "v1", events.put, hosts.append
        )
        listening.begin()
        listening.begin()
        assert events.get(timeout=5) == InputDeviceState("v1", "keypad", None)
        keypad.press("down")
        assert events.get(timeout=5) == KeypadPressed("v1", KeypadKey.DOWN)
        keypad.unplug()
        assert events.get(timeout=5) == InputDeviceState("v1", "keypad", Failure(FailureCode.KEYPAD_ABSENT))
        listening.close()
    assert events.empty()
    assert hosts == [DeviceIs("keypad", "ready"), DeviceIs("keypad", "absent", "KEY-01")]


def test_headphones_that_are_plugged_in_arrive_with_their_visit() -> None:
    events: Queue[VisitEvent] = Queue()
    with HeadphonesSimulator() as socket:
        hosts: list[DeviceIs] = []
        listening = InputListening(
            KeypadSettings(), HeadphonesSettings(socket.path), "v1", events.put, hosts.append
        )
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
    assert hosts == [DeviceIs("headphones", "ready"), DeviceIs("headphones", "absent", "JACK-01")]


def test_where_nothing_is_fitted_nothing_is_told() -> None:
    events: Queue[VisitEvent] = Queue()
    hosts: list[DeviceIs] = []
    listening = InputListening(KeypadSettings(), HeadphonesSettings(), "v1", events.put, hosts.append)
    listening.begin()
    listening.close()
    assert events.empty()
    assert hosts == []


@pytest.mark.parametrize("key", DeviceKey)
def test_every_key_of_the_keypad_has_the_same_name_in_the_visit(key: DeviceKey) -> None:
    pressed = input_event(KeyPressed(key, held=True), "v1")
    assert pressed == KeypadPressed("v1", KeypadKey[key.name], held=True)


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
