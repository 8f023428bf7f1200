"""The visit's card readers: the drivers' own words turned into the visit's events."""

from collections.abc import Callable, Sequence
from threading import Lock

from devices.card_events import CardAnswered, Reading
from devices.card_failure import CardNotRead as DeviceCardNotRead
from devices.citizen_number import birth_in, sex_in
from devices.device import DeviceEvent, DeviceState
from devices.idcard.card import CardAnswer, IdentityCard
from devices.idcard.card import CardRead as DeviceCardRead
from devices.idcard.worker import IdCardEvent, IdCardWorker
from devices.smartcard.socialcard.card import SocialCard, SocialCardAnswer
from devices.smartcard.socialcard.worker import SocialCardEvent, SocialCardWorker
from kiosk.commands.device_state import device_is
from kiosk.config import ChipCardSettings, IdCardSettings
from kiosk.failures import Failure, FailureCode
from kiosk.holder import HolderCard
from kiosk.pipe import Device, DeviceIs
from kiosk.services.cards import CardKind
from kiosk.visit_events import CardFound, CardNotRead, CardRead, CardReaderState, VisitEvent

_DEVICES: dict[CardKind, Device] = {
    CardKind.IDENTITY: "id-card-reader",
    CardKind.SOCIAL_SECURITY: "chip-card-reader",
}
_NOT_FITTED = Failure(FailureCode.CARD_NO_READER, "none is fitted")

_Answer = IdCardEvent | SocialCardEvent


class CardReading:
    """Attends to the readers from construction on, for one visit; reads cards when the visit asks.

    Whichever of the wanted cards is read first is the answer, and the other is not read any more.
    ``tell_host`` gets each reader's state, and nothing of the visit.
    """

    def __init__(
        self,
        id_card: IdCardSettings,
        chip_card: ChipCardSettings,
        visit: str,
        post: Callable[[VisitEvent], None],
        tell_host: Callable[[DeviceIs], None],
    ) -> None:
        self._visit = visit
        self._post = post
        self._tell_host = tell_host
        self._lock = Lock()
        self._wanted: frozenset[CardKind] = frozenset()
        self._id_card = (
            IdCardWorker(id_card.port, id_card.baud or None, self._tell_of_id_card) if id_card.port else None
        )
        self._chip_card = (
            SocialCardWorker(chip_card.wanted, self._tell_of_chip_card) if chip_card.reader else None
        )
        for kind, worker in (
            (CardKind.IDENTITY, self._id_card),
            (CardKind.SOCIAL_SECURITY, self._chip_card),
        ):
            if worker is None:
                post(CardReaderState(visit, kind, _NOT_FITTED, fitted=False))

    def start_reading(self, visit: str, cards: Sequence[CardKind], *, newest_address: bool) -> None:
        with self._lock:
            self._wanted = frozenset(cards)
        if self._id_card is not None:
            if CardKind.IDENTITY in cards:
                self._id_card.start_reading(visit, appended_address=newest_address)
            else:
                self._id_card.stop_reading()
        if self._chip_card is not None:
            if CardKind.SOCIAL_SECURITY in cards:
                self._chip_card.start_reading(visit)
            else:
                self._chip_card.stop_reading()

    def stop_reading(self) -> None:
        with self._lock:
            self._wanted = frozenset()
        for worker in (self._id_card, self._chip_card):
            if worker is not None:
                worker.stop_reading()

    def close(self) -> None:
        """Gives the readers back. Not from a thread that posts."""
        for worker in (self._id_card, self._chip_card):
            if worker is not None:
                worker.close()

    def _tell_of_id_card(self, event: IdCardEvent) -> None:
        self._tell(CardKind.IDENTITY, event)

    def _tell_of_chip_card(self, event: SocialCardEvent) -> None:
        self._tell(CardKind.SOCIAL_SECURITY, event)

    def _tell(self, kind: CardKind, event: _Answer) -> None:
        if isinstance(event, DeviceEvent):
            state = device_is(_DEVICES[kind], event)
            if state is not None:
                self._tell_host(state)
                self._post(reader_state(self._visit, kind, event))
            return
        told = visit_event(event)
        with self._lock:
            if kind not in self._wanted:
                # Another card was quicker, or none is wanted any more.
                return
            if isinstance(told, CardRead):
                self._wanted = frozenset()
        self._post(told)
        if isinstance(told, CardRead):
            self.stop_reading()


def reader_state(visit: str, kind: CardKind, event: DeviceEvent) -> CardReaderState:
    """What the visit has to know of a reader."""
    usable = event.state in (DeviceState.READY, DeviceState.BUSY, DeviceState.DEGRADED)
    code = None if usable else event.failure_code
    return CardReaderState(visit, kind, None if code is None else Failure(FailureCode(code)))


def visit_event(
    event: Reading | CardAnswered[CardAnswer] | CardAnswered[SocialCardAnswer],
) -> CardFound | CardRead | CardNotRead:
    """What the visit has to know of a card."""
    if isinstance(event, Reading):
        return CardFound(event.visit)
    answer = event.answer
    if isinstance(answer, DeviceCardNotRead):
        return CardNotRead(event.visit, Failure(FailureCode(answer.failure.value), answer.detail))
    if isinstance(answer, DeviceCardRead):
        return CardRead(event.visit, holder_of(answer.card))
    return CardRead(event.visit, holder_of_social_card(answer.card))


def holder_of(card: IdentityCard) -> HolderCard:
    """The card as the visit holds it."""
    return HolderCard(
        kind=card.kind,
        name=card.name,
        number=card.number,
        sex=card.sex,
        birth=card.birth,
        valid_to=card.valid_to,
        name_may_be_cut=card.name_may_be_cut,
        address=card.address,
        authority=card.authority,
    )


def holder_of_social_card(card: SocialCard) -> HolderCard:
    """The card as the visit holds it; sex and birth as they stand in the citizen's number (GB 11643)."""
    birth = birth_in(card.number)
    assert birth is not None  # a card whose number does not add up was not read
    return HolderCard(
        kind="resident",
        name=card.name,
        number=card.number,
        sex=sex_in(card.number),
        birth=birth,
        valid_to=card.expires,
        name_may_be_cut=card.name_may_be_cut,
        social_card=card.card_number,
        card=CardKind.SOCIAL_SECURITY,
    )
