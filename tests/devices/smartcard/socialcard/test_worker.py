"""The worker's thread: events with their visit, a service that comes and goes, an end at any time."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from devices.attendance import Rhythm
from devices.card_events import CardAnswered, Reading
from devices.card_failure import CardFailure, CardNotRead
from devices.device import BackOff, DeviceEvent, DeviceState
from devices.smartcard.guarded_reading import Patience
from devices.smartcard.service import Service
from devices.smartcard.simulated_cards import bank_chip
from devices.smartcard.simulated_service import SimulatedService
from devices.smartcard.socialcard.card import SocialCardRead
from devices.smartcard.socialcard.conversation import read_chip
from devices.smartcard.socialcard.simulated_cards import MadeUpSocialCard, social_chip
from devices.smartcard.socialcard.worker import SocialCardWorker
from devices.smartcard.virtual_card import SCRIPTS
from tests.devices.told import Events

LEFT_BEHIND = CardNotRead(CardFailure.LEFT_BEHIND, "a card was in the reader before this visit")
READ = read_chip(social_chip().answer)


@pytest.fixture
def events() -> Events:
    return Events()


@contextmanager
def working(events: Events, *, settling: float = 0.0, reading: float = 15.0) -> Iterator[SocialCardWorker]:
    made = SocialCardWorker(
        "",
        events,
        patience=Patience(reading=reading),
        settling=settling,
        back_off=BackOff(0.01, 0.05),
        rhythm=Rhythm(0.01, 0.01),
    )
    try:
        yield made
    finally:
        made.close()


def await_card(there: bool) -> None:
    """Until the service knows that a card is there, or none."""
    with Service() as session:
        while bool(session.look("")) is not there:
            session.wait_for_change()


@pytest.fixture
def worker(pcsc: SimulatedService, events: Events) -> Iterator[SocialCardWorker]:
    with working(events) as made:
        yield made


def name_read_for(visit: str, event: object) -> str | None:
    if isinstance(event, CardAnswered) and event.visit == visit:
        return event.answer.card.name if isinstance(event.answer, SocialCardRead) else None
    return None


def state(now: DeviceState, code: str | None = None, visit: str = "a") -> DeviceEvent:
    return DeviceEvent("socialcard", now, code, visit)


def test_a_card_is_read_for_the_visit_that_asked_and_not_again_for_the_next(
    service: SimulatedService, worker: SocialCardWorker, events: Events
) -> None:
    worker.start_reading("a")
    events.wait_for(state(DeviceState.READY))
    with service.lay(social_chip()):
        events.wait_for(CardAnswered("a", READ))
        assert Reading("a") in events.told
        worker.start_reading("b")
        events.wait_for(CardAnswered("b", LEFT_BEHIND))
    await_card(there=False)
    with service.lay(social_chip(MadeUpSocialCard(name="另一人"))):
        events.wait_until(lambda told: any(name_read_for("b", event) == "另一人" for event in told))
    assert not any(name_read_for("b", event) == MadeUpSocialCard.name for event in events.told)


def test_a_card_is_not_the_next_visits_even_if_the_service_restarts(
    service: SimulatedService, events: Events
) -> None:
    with working(events) as worker:
        worker.start_reading("a")
        events.wait_for(state(DeviceState.READY))
        with service.lay(social_chip()):
            events.wait_for(CardAnswered("a", READ))
    with working(events, settling=3600) as worker:
        events.wait_for(DeviceEvent("socialcard", DeviceState.READY), times=2)
        service.stop()
        service.start()
        with service.lay(social_chip()):
            await_card(there=True)
            for visit in ("c", "d"):
                worker.start_reading(visit)
                events.wait_for(CardAnswered(visit, LEFT_BEHIND))
    assert not any(isinstance(event, Reading) and event.visit in "cd" for event in events.told)


def test_a_card_from_before_the_visit_is_not_read_until_it_was_pulled(
    service: SimulatedService, events: Events
) -> None:
    with service.lay(social_chip()):
        await_card(there=True)
        with working(events, settling=0.5) as worker:
            worker.start_reading("a")
            events.wait_for(CardAnswered("a", LEFT_BEHIND))
    await_card(there=False)
    assert events.told.count(CardAnswered("a", LEFT_BEHIND)) == 1
    assert not any(isinstance(event, Reading) for event in events.told)


def test_a_reader_and_its_service_are_told_of_while_nobody_wants_a_card(
    pcsc: SimulatedService, worker: SocialCardWorker, events: Events
) -> None:
    pcsc.stop()
    events.wait_for(DeviceEvent("socialcard", DeviceState.FAULT, "CARD-01"))
    pcsc.start()
    events.wait_for(DeviceEvent("socialcard", DeviceState.READY))
    with pcsc.lay(social_chip()):
        pcsc.stop()
    events.wait_for(DeviceEvent("socialcard", DeviceState.FAULT, "CARD-01"), times=2)
    assert not any(isinstance(event, Reading) for event in events.told)


def test_another_kind_of_card_is_told_once_and_the_next_one_is_read(
    service: SimulatedService, worker: SocialCardWorker, events: Events
) -> None:
    worker.start_reading("a")
    events.wait_for(state(DeviceState.READY))
    with service.lay(bank_chip()):
        events.wait_until(lambda told: any(isinstance(event, CardAnswered) for event in told))
    with service.lay(social_chip()):
        events.wait_for(CardAnswered("a", READ))
    answers = [event.answer for event in events.told if isinstance(event, CardAnswered)]
    assert [getattr(answer, "failure", None) for answer in answers] == [CardFailure.WRONG_KIND, None]


def test_a_service_absent_at_the_start_is_found_when_it_comes_and_when_it_comes_back(
    pcsc: SimulatedService, worker: SocialCardWorker, events: Events
) -> None:
    pcsc.stop()
    worker.start_reading("a")
    events.wait_for(state(DeviceState.FAULT, "CARD-01"))
    pcsc.start()
    events.wait_for(state(DeviceState.READY))
    pcsc.stop()
    events.wait_for(state(DeviceState.FAULT, "CARD-01"), times=2)
    pcsc.start()
    events.wait_for(state(DeviceState.READY), times=2)
    with pcsc.lay(social_chip()):
        events.wait_for(CardAnswered("a", READ))
    pcsc.stop()


def test_a_mute_card_ends_neither_the_thread_nor_the_next_card(
    service: SimulatedService, events: Events
) -> None:
    mute = CardNotRead(CardFailure.UNREADABLE, "the card does not answer")
    with working(events, reading=0.3) as worker:
        worker.start_reading("a")
        events.wait_for(state(DeviceState.READY))
        with service.lay(social_chip(), SCRIPTS["mute"]):
            events.wait_for(CardAnswered("a", mute))
        with service.lay(social_chip()):
            events.wait_for(CardAnswered("a", READ))


def test_the_thread_ends_while_a_mute_card_holds_the_reader(
    service: SimulatedService, events: Events
) -> None:
    with working(events, reading=60) as worker:
        worker.start_reading("a")
        events.wait_for(state(DeviceState.READY))
        with service.lay(social_chip(), SCRIPTS["mute"]) as card:
            assert card.commanded.wait(10)
            worker.close()
    assert not any(isinstance(event, CardAnswered) for event in events.told)
