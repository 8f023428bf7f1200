"""The card readers of a face's visit, as their own events tell of them."""

from kiosk.failures import Failure, FailureCode
from kiosk.services.cards import CardKind
from kiosk.visit_events import CardReaderState
from tests.screens.face import Face

IDENTITY, SOCIAL = CardKind.IDENTITY, CardKind.SOCIAL_SECURITY


def only(face: Face, *kinds: CardKind) -> None:
    """Only the readers of these cards are there; those of others were never fitted."""
    missing = Failure(FailureCode.CARD_NO_READER)
    face.post(
        *(
            CardReaderState(face.visit.id, kind, None if kind in kinds else missing, fitted=kind in kinds)
            for kind in CardKind
        )
    )


def fails(face: Face, kind: CardKind, code: FailureCode = FailureCode.CARD_NO_READER) -> None:
    """The reader of these cards was there, and cannot be used now."""
    face.post(CardReaderState(face.visit.id, kind, Failure(code)))


def all_fail(face: Face, code: FailureCode = FailureCode.CARD_NO_READER) -> None:
    for kind in CardKind:
        fails(face, kind, code)


def comes_back(face: Face, kind: CardKind) -> None:
    face.post(CardReaderState(face.visit.id, kind, None))
