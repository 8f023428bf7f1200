"""Waiting for a card and reading it once, so that neither a mute card nor a driver holds whoever asked.

What is said to the card is the caller's: ``talk`` takes the line to the chip and gives the answer.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from devices.card_failure import CardFailure, CardNotRead
from devices.smartcard.service import CardPresent, Service, ServiceTroubleError, Stopped
from devices.smartcard.transmit import CardLostError, Transmit

_LOOK_UP_EVERY = 0.1
# A card swapped for another within the service's poll ends the line once; the next leads to the other card.
_LINES = 2

NO_CARD = CardNotRead(CardFailure.NO_CARD, "no card in the reader")
_STOPPED = CardNotRead(CardFailure.NO_CARD, "stopped before the card was read")
_HANGS = CardNotRead(CardFailure.UNREADABLE, "the card does not answer")

_HELD_UP = CardNotRead(CardFailure.SERVICE_DOWN, "the PC/SC service does not answer")

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Patience:
    """Seconds for one whole reading, after which the card counts as mute, and for one answer of the service,
    after which it counts as down; and by which clock."""

    reading: float = 4.0
    service: float = 4.0
    monotonic: Callable[[], float] = time.monotonic


def never() -> bool:
    """Nobody stops it."""
    return False


class GuardedReading(Generic[Answer]):
    """One reading in a thread of its own: a mute card may hold the driver's call for ever.

    The thread ends when the card is pulled or the service stops; until then ``hangs`` and the reader is not
    to be asked for anything but its state.
    """

    def __init__(self, card: CardPresent, talk: Callable[[Transmit], Answer], patience: Patience) -> None:
        self._card = card
        self._talk = talk
        self._patience = patience
        self._answer: Answer | CardNotRead | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reading a chip card", daemon=True)
        self._thread.start()

    def answer(self, stopped: Stopped) -> Answer | CardNotRead:
        """Wait for it; NO_CARD if stopped, UNREADABLE when patience has run out."""
        deadline = self._patience.monotonic() + self._patience.reading
        while not self._ended.wait(min(_LOOK_UP_EVERY, self._patience.reading)):
            if stopped():
                return _STOPPED
            if self._patience.monotonic() >= deadline:
                return _HANGS
        if self._answer is None:
            raise RuntimeError("the reading has ended by an error of its own")
        return self._answer

    def hangs(self) -> bool:
        """Whether the driver still has not come back."""
        return not self._ended.is_set()

    def _run(self) -> None:
        try:
            self._answer = _converse(self._card, self._talk)
        finally:
            self._ended.set()


def _converse(card: CardPresent, talk: Callable[[Transmit], Answer]) -> Answer | CardNotRead:
    ended = _HANGS
    for _ in range(_LINES):
        try:
            # A session of its own: a session's calls wait for each other.
            with Service() as service, service.connect(card) as connection:
                return talk(connection.transmit)
        except ServiceTroubleError as trouble:
            return trouble.answer
        except CardLostError as lost:
            ended = lost.answer
            if card.mute or ended.failure is not CardFailure.UNREADABLE:
                break
    return ended


def converse_with_a_card(
    reader: str,
    talk: Callable[[Transmit], Answer],
    *,
    wait: float,
    cancelled: Stopped = never,
    patience: Patience | None = None,
) -> Answer | CardNotRead:
    """Wait up to ``wait`` seconds for a card and ``talk`` to it once. Blocks.

    ``reader``: the reader's name or a part of it; "" is any.
    SERVICE_DOWN: the PC/SC service does not run. NO_READER: it has no such reader. Both are said at once.
    """
    patience = patience or Patience()
    found = _Watching(reader, wait, cancelled, patience).found()
    if isinstance(found, CardNotRead):
        return found
    return GuardedReading(found, talk, patience).answer(cancelled)


def trouble_of(reader: str, patience: Patience | None = None) -> CardNotRead | None:
    """What is wrong with the service (SERVICE_DOWN) or the reader (NO_READER), as it is now; None if nothing.

    No card is asked for anything. Blocks for ``patience.service`` at most.
    """
    found = _Watching(reader, 0, never, patience or Patience()).found()
    return found if isinstance(found, CardNotRead) and found.failure is not CardFailure.NO_CARD else None


class _Watching:
    """Waiting for a card in a thread of its own: a service that is held up holds whoever calls it."""

    def __init__(self, reader: str, wait: float, cancelled: Stopped, patience: Patience) -> None:
        self._reader = reader
        self._cancelled = cancelled
        self._patience = patience
        self._heard_from = patience.monotonic()
        self._deadline = self._heard_from + wait
        self._found: CardPresent | CardNotRead | None = None
        self._ended = threading.Event()
        self._given_up = threading.Event()
        threading.Thread(target=self._run, name="watching a card reader", daemon=True).start()

    def found(self) -> CardPresent | CardNotRead:
        """The card; SERVICE_DOWN when patience has run out."""
        while not self._ended.wait(min(_LOOK_UP_EVERY, self._patience.service)):
            if self._patience.monotonic() - self._heard_from >= self._patience.service:
                self._given_up.set()
                return _HELD_UP
        if self._found is None:
            raise RuntimeError("the watching has ended by an error of its own")
        return self._found

    def _run(self) -> None:
        try:
            self._found = self._first_card()
        finally:
            self._ended.set()

    def _first_card(self) -> CardPresent | CardNotRead:
        try:
            with Service() as service:
                while not (cards := service.look(self._reader)):
                    self._heard_from = self._patience.monotonic()
                    left = self._deadline - self._heard_from
                    if left <= 0 or self._given_up.is_set() or self._cancelled():
                        return NO_CARD
                    service.wait_for_change(seconds=left)
        except ServiceTroubleError as trouble:
            return trouble.answer
        return next(iter(cards.values()))
