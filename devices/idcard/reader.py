"""Reading a resident's card: find, select, read, and six different ways to say that it did not work."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from devices.idcard.card import CardAnswer, CardFailure, CardNotRead, card_from_text
from devices.idcard.exchange import Conversation, Quiet, Silence
from devices.idcard.protocol import (
    FIND,
    MODULE_STATUS,
    READ,
    RESET,
    SELECT,
    Reply,
    Request,
    Status,
    text_of,
)
from devices.idcard.transport import BAUDS, PortNotOpened, PortTrouble, Transport, open_serial

_ATTEMPTS = 2


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, for each answer and between two looks for a card; and by which clock."""

    answer: float = 0.5
    reset: float = 1.0
    reading: float = 2.5
    between_looks: float = 0.05
    quiet: Quiet = field(default_factory=Quiet)
    monotonic: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep


_SILENCE: Mapping[Silence, CardNotRead] = {
    Silence.MUTE: CardNotRead(CardFailure.SERVICE_DOWN, "the reader does not answer"),
    Silence.GARBLED: CardNotRead(CardFailure.UNREADABLE, "the reader's answer came garbled"),
    Silence.LOST: CardNotRead(CardFailure.NO_READER, "the reader went away"),
    Silence.STOPPED: CardNotRead(CardFailure.NO_CARD, "stopped before there was a card"),
}
_REFUSALS: Mapping[int, CardFailure] = {
    Status.BAD_COMMAND: CardFailure.SERVICE_DOWN,
    Status.NOT_ALLOWED: CardFailure.SERVICE_DOWN,
    Status.UNKNOWN_COMMAND: CardFailure.SERVICE_DOWN,
    Status.SELF_TEST_FAILED: CardFailure.SERVICE_DOWN,
    Status.NOT_AUTHORISED: CardFailure.SERVICE_DOWN,
    Status.WRONG_CARD_TYPE: CardFailure.WRONG_KIND,
    Status.NO_CARD: CardFailure.REMOVED,
    Status.SELECT_FAILED: CardFailure.REMOVED,
    Status.READ_FAILED: CardFailure.REMOVED,
}
"""REMOVED is a guess here: a chip that cannot be read answers the same. SamReader.read looks again."""


class SamReader:
    """A SAM_V module on an open line. Blocks; belongs to one thread. ``stopped`` is asked all the while."""

    def __init__(self, line: Transport, stopped: Callable[[], bool], patience: Patience) -> None:
        self._line = line
        self._stopped = stopped
        self._patience = patience
        self._conversation = Conversation(line, stopped, patience.quiet, patience.monotonic)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the port back."""
        self._line.close()

    def status(self) -> CardNotRead | None:
        """The heartbeat: None if the module is well."""
        return self._expect_success(MODULE_STATUS)

    def reset(self) -> CardNotRead | None:
        """Start the module and its field anew, so that a card that was read already can be found again."""
        return self._expect_success(RESET)

    def find(self) -> CardNotRead | None:
        """None if a card has been found; NO_CARD if none is there but, maybe, one that was read already."""
        reply = self._ask(FIND)
        if isinstance(reply, Reply) and reply.status == Status.NO_CARD:
            return CardNotRead(CardFailure.NO_CARD, "no card on the reader")
        refused = _refusal(FIND, reply)
        if refused is not None and refused.failure is CardFailure.REMOVED:
            return CardNotRead(CardFailure.UNREADABLE, refused.detail)
        return refused

    def read(self) -> CardAnswer:
        """Select and read the card that was found.

        A lifted card and a chip that cannot be read make the module say the same. So it is reset and asked
        again: a card that is still there is read once more and is unreadable if that fails too.
        """
        answer = self._select_and_read()
        if not _is(answer, CardFailure.REMOVED):
            return answer
        self.reset()  # a module that cannot be reset will show it in the next answer
        found = self.find()
        if found is not None:
            return answer if _is(found, CardFailure.NO_CARD) and not self._stopped() else found
        answer = self._select_and_read()
        if not _is(answer, CardFailure.REMOVED):
            return answer
        return CardNotRead(CardFailure.UNREADABLE, "the card lies there and cannot be read")

    def _select_and_read(self) -> CardAnswer:
        refused = _refusal(SELECT, self._ask(SELECT))
        if refused is not None:
            return refused
        answer: CardAnswer = CardNotRead(CardFailure.UNREADABLE, "not tried")
        for _ in range(_ATTEMPTS):
            answer = self._read_once()
            if not (_is(answer, CardFailure.UNREADABLE) or _is(answer, CardFailure.SERVICE_DOWN)):
                break
        return answer

    def _read_once(self) -> CardAnswer:
        reply = self._ask(READ, attempts=1)
        refused = _refusal(READ, reply)
        if refused is not None:
            return refused
        assert isinstance(reply, Reply)
        text = text_of(reply.data)
        del reply  # and with it the photo
        if text is None:
            return CardNotRead(CardFailure.UNREADABLE, "the reader's answer has wrong lengths")
        return card_from_text(text)

    def _expect_success(self, request: Request) -> CardNotRead | None:
        return _refusal(request, self._ask(request))

    def _ask(self, request: Request, attempts: int = _ATTEMPTS) -> Reply | Silence:
        """Ask again if the question or its answer suffered on the line."""
        slow = {READ: self._patience.reading, RESET: self._patience.reset}
        seconds = slow.get(request, self._patience.answer)
        outcome: Reply | Silence = Silence.MUTE
        for _ in range(attempts):
            outcome = self._conversation.ask(request, seconds)
            if isinstance(outcome, Reply) and outcome.status in (Status.BAD_CHECKSUM, Status.BAD_LENGTH):
                outcome = Silence.GARBLED
            if outcome not in (Silence.MUTE, Silence.GARBLED):
                break
        return outcome


def _is(answer: CardAnswer, failure: CardFailure) -> bool:
    return isinstance(answer, CardNotRead) and answer.failure is failure


def _refusal(request: Request, outcome: Reply | Silence) -> CardNotRead | None:
    if isinstance(outcome, Silence):
        return _SILENCE[outcome]
    if outcome.status == request.success:
        return None
    failure = _REFUSALS.get(outcome.status, CardFailure.UNREADABLE)
    known = outcome.status in set(Status)
    meaning = Status(outcome.status).name.lower().replace("_", " ") if known else "unknown"
    return CardNotRead(failure, f"the reader answers {outcome.status:02X}, {meaning}")


def never() -> bool:
    """Nobody stops it."""
    return False


def open_reader(
    port: str,
    baud: int = BAUDS[0],
    *,
    stopped: Callable[[], bool] = never,
    patience: Patience | None = None,
) -> SamReader | CardNotRead:
    """The reader on this serial port. NO_READER: no such port; SERVICE_DOWN: another program has it."""
    line = open_serial(port, baud)
    if isinstance(line, PortNotOpened):
        missing = line.trouble is PortTrouble.MISSING
        return CardNotRead(CardFailure.NO_READER if missing else CardFailure.SERVICE_DOWN, line.detail)
    return SamReader(line, stopped, patience or Patience())


def read_card(
    port: str,
    baud: int = BAUDS[0],
    *,
    wait: float = 10.0,
    cancelled: Callable[[], bool] = never,
    patience: Patience | None = None,
) -> CardAnswer:
    """Read one card, waiting up to ``wait`` seconds for it to be laid. Blocks.

    A card that was read before and still lies there is read again. (A visit does not do that: what the last
    resident forgot on the reader is not the next one's. See IdCardWorker.)
    """
    patience = patience or Patience()
    opened = open_reader(port, baud, stopped=cancelled, patience=patience)
    if isinstance(opened, CardNotRead):
        return opened
    with opened as reader:
        deadline = patience.monotonic() + wait
        looked = False
        while True:
            found = reader.find()
            if found is None:
                return reader.read()
            if not _is(found, CardFailure.NO_CARD) or cancelled():
                return found
            if not looked:
                looked = True
                reader.reset()
                continue
            left = deadline - patience.monotonic()
            if left <= 0:
                return found
            patience.pause(min(left, patience.between_looks))
