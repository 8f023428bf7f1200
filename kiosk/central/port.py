"""What the kiosk asks of a central platform, and how that can turn out.

Whoever delivers holds sealed bytes only: the envelope opens at the platform, the reply in the visit.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from kiosk.failures import FailureCode


class Kind(StrEnum):
    """What an envelope is for; with the key and the size it is all that can be seen from outside."""

    APPLICATION = "application"
    RATING = "rating"


@dataclass(frozen=True)
class Delivered:
    """The platform has it. ``reply`` is sealed to the submission's one-time key; a rating's is empty."""

    reply: bytes = field(repr=False)


@dataclass(frozen=True)
class Refused:
    """The platform will never take this envelope (4xx): asking again cannot help."""

    code: FailureCode
    http_status: int


@dataclass(frozen=True)
class Unreachable:
    """Nothing is known to have been taken: deliver again later, with the same key.

    ``retry_after_s``: how long the platform asked to be left alone. ``detail``: English, never personal.
    """

    code: FailureCode
    retry_after_s: float | None = None
    detail: str = ""


DeliveryResult = Delivered | Refused | Unreachable


@dataclass(frozen=True)
class LinkState:
    """Whether the platform answers; ``code`` says why not."""

    reachable: bool
    code: FailureCode | None = None
    detail: str = ""


class QuestionPort(Protocol):
    """The central platform for questions, which are answered now or not at all. For one thread at a time."""

    def ask(self, question_id: str, envelope: bytes) -> DeliveryResult:
        """Asks one sealed question. The same may be asked again under its id: it is done once."""
        ...

    def close(self) -> None: ...


class CentralPort(Protocol):
    """One central platform. Both calls block; neither raises for anything the network can do."""

    def deliver(self, key: str, kind: Kind, envelope: bytes) -> DeliveryResult:
        """Hands over one sealed envelope. The same key may be delivered any number of times."""
        ...

    def check(self) -> LinkState:
        """Asks whether the platform answers, without sending anything."""
        ...
