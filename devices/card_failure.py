"""Why a card could not be read, the same for every kind of card and of reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from devices.device import DeviceState


class CardFailure(StrEnum):
    """Why there is no card data: different things, so that the right one can be put right."""

    SERVICE_DOWN = "CARD-01"
    NO_READER = "CARD-02"
    NO_CARD = "CARD-03"
    UNREADABLE = "CARD-04"
    WRONG_KIND = "CARD-05"
    REMOVED = "CARD-06"
    NEEDS_ISSUER_MODULE = "CARD-07"
    LEFT_BEHIND = "CARD-08"


STATUS: Mapping[CardFailure, str] = MappingProxyType(
    {
        CardFailure.SERVICE_DOWN: "service-down",
        CardFailure.NO_READER: "no-reader",
        CardFailure.NO_CARD: "no-card",
        CardFailure.UNREADABLE: "unreadable",
        CardFailure.WRONG_KIND: "wrong-card",
        CardFailure.REMOVED: "removed",
        # For whoever holds it, it is a card this machine cannot take; the code says why.
        CardFailure.NEEDS_ISSUER_MODULE: "wrong-card",
        CardFailure.LEFT_BEHIND: "left-behind",
    }
)
"""Each failure's name on the command line."""

READER_STATES: Mapping[CardFailure, DeviceState] = MappingProxyType(
    {CardFailure.NO_READER: DeviceState.ABSENT, CardFailure.SERVICE_DOWN: DeviceState.FAULT}
)
"""What is wrong with the reader rather than with a card."""


@dataclass(frozen=True)
class CardNotRead:
    """No card; ``detail`` is English, for the technician, and never about the person."""

    failure: CardFailure
    detail: str
