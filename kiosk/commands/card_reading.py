"""The visit's card reader: the reader's own words turned into the visit's events."""

from collections.abc import Callable

from devices.device import DeviceEvent, DeviceState
from devices.idcard.card import CardNotRead as DeviceCardNotRead
from devices.idcard.card import CardRead as DeviceCardRead
from devices.idcard.card import IdentityCard
from devices.idcard.worker import CardAnswered, IdCardEvent, IdCardWorker, Reading
from kiosk.config import IdCardSettings
from kiosk.failures import Failure, FailureCode
from kiosk.holder import HolderCard
from kiosk.visit_events import CardFound, CardNotRead, CardRead, CardReaderState, VisitEvent


class CardReading:
    """Reads cards when the visit asks. Where no reader is fitted, says so each time (CARD-02)."""

    def __init__(self, settings: IdCardSettings, post: Callable[[VisitEvent], None]) -> None:
        self._post = post
        self._worker = IdCardWorker(settings.port, settings.baud, self._tell) if settings.port else None

    def start_reading(self, visit: str) -> None:
        if self._worker is None:
            self._post(CardReaderState(visit, Failure(FailureCode.CARD_NO_READER, "none is fitted")))
        else:
            self._worker.start_reading(visit)

    def stop_reading(self) -> None:
        if self._worker is not None:
            self._worker.stop_reading()

    def _tell(self, event: IdCardEvent) -> None:
        translated = visit_event(event)
        if translated is not None:
            self._post(translated)


def visit_event(event: IdCardEvent) -> VisitEvent | None:
    """What the visit has to know of it, if anything."""
    match event:
        case DeviceEvent(state=DeviceState.READY, visit=str(visit)):
            return CardReaderState(visit, None)
        case DeviceEvent(failure_code=str(code), visit=str(visit)):
            return CardReaderState(visit, Failure(FailureCode(code)))
        case Reading(visit):
            return CardFound(visit)
        case CardAnswered(visit, DeviceCardRead(card)):
            return CardRead(visit, holder_of(card))
        case CardAnswered(visit, DeviceCardNotRead(failure, detail)):
            return CardNotRead(visit, Failure(FailureCode(failure.value), detail))
    return None


def holder_of(card: IdentityCard) -> HolderCard:
    """The card as the visit holds it."""
    return HolderCard(
        kind=card.kind,
        name=card.name,
        number=card.number,
        sex=card.sex,
        birth=card.birth,
        address=card.address,
        authority=card.authority,
        valid_from=card.valid_from,
        valid_to=card.valid_to,
        name_may_be_cut=card.name_may_be_cut,
    )
