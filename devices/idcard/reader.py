"""Reading a resident's card: find, select, read, and six different ways to say that it did not work."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from devices.idcard.agreement import Agreement
from devices.idcard.card import (
    CardAnswer,
    CardFailure,
    CardNotRead,
    CardRead,
    card_from_text,
    has_address,
    with_appended_address,
)
from devices.idcard.exchange import Conversation, Quiet, Silence
from devices.idcard.line import LineLostError, PortNotOpened, PortTrouble, ServiceLostError, Transport
from devices.idcard.protocol import (
    FIND,
    MODULE_STATUS,
    READ,
    READ_APPENDED,
    RESET,
    SELECT,
    Reply,
    Request,
    Status,
    text_of,
)
from devices.idcard.transport import open_line

_ATTEMPTS = 2
_MOST_READS = 4


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, for each answer and between two looks for a card; and by which clock.

    ``trying``: for the answer to a status question in each way in which the module may be reached; five bauds
    of a mute module are 1.5 s. At 9600 baud question and answer take 22 ms.
    """

    answer: float = 0.5
    trying: float = 0.3
    reset: float = 1.0
    reading: float = 2.5
    between_looks: float = 0.05
    quiet: Quiet = field(default_factory=Quiet)
    monotonic: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep


_SILENCE: Mapping[Silence, CardNotRead] = {
    Silence.MUTE: CardNotRead(CardFailure.SERVICE_DOWN, "the reader does not answer"),
    Silence.NOISE: CardNotRead(CardFailure.SERVICE_DOWN, "the reader does not answer, only noise comes"),
    Silence.GARBLED: CardNotRead(CardFailure.UNREADABLE, "the reader's answer came garbled"),
    Silence.LOST: CardNotRead(CardFailure.NO_READER, "the reader went away"),
    Silence.SERVICE_LOST: CardNotRead(CardFailure.SERVICE_DOWN, "the card service went away"),
    Silence.STOPPED: CardNotRead(CardFailure.NO_CARD, "stopped before there was a card"),
}
_NOT_OPENED: Mapping[PortTrouble, CardFailure] = {
    PortTrouble.MISSING: CardFailure.NO_READER,
    PortTrouble.TAKEN: CardFailure.SERVICE_DOWN,
    PortTrouble.NO_SERVICE: CardFailure.SERVICE_DOWN,
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

    @property
    def baud(self) -> int | None:
        """What the line is set to, so that it need not be found out again; None where it has none."""
        return self._line.baud

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

    def read(self, appended_address: bool = False) -> CardAnswer:
        """Select and read the card that was found; with its newest address if that is asked for.

        On a line without a check of its own the text is read until two readings agree: the frame's XOR lets
        two flips in one column through, and nothing on a card says whether a name or an address is right.
        """
        text = self._agreed(self._read_text)
        if isinstance(text, CardNotRead):
            return text
        answer = card_from_text(text)
        if appended_address and isinstance(answer, CardRead) and has_address(answer.card):
            return self._with_newest_address(answer, text)
        return answer

    def _with_newest_address(self, read: CardRead, text: bytes) -> CardAnswer:
        data = self._agreed(self._read_appended, of=text)
        if isinstance(data, CardNotRead):
            return data
        return with_appended_address(read.card, data) if data else read

    def _agreed(
        self, read: Callable[[], bytes | CardNotRead], of: bytes | None = None
    ) -> bytes | CardNotRead:
        """What ``read`` gives as often as the line wants it, in a row if the module lets us.

        A lifted card, a chip that cannot be read and a module that gives a card out once make the module say
        the same. So it is reset and the card is found and selected anew: it is unreadable if it is there and
        that brings nothing. ``of``: the text of the card that is selected already; after selecting anew, it
        has to be the same card's.
        """
        agreement = Agreement(1 if self._line.checked else 2)
        fruitless = 0
        trouble = None if of is not None else self._select()
        while True:
            before = agreement.readings
            answer = trouble or self._read_until_agreed(agreement, read)
            if isinstance(answer, bytes) or answer.failure is not CardFailure.REMOVED:
                return answer
            fruitless = fruitless + 1 if agreement.readings == before else 0
            self.reset()  # a module that cannot be reset will show it in the next answer
            found = self.find()
            if found is not None:
                return answer if found.failure is CardFailure.NO_CARD and not self._stopped() else found
            if fruitless == _ATTEMPTS:
                return CardNotRead(CardFailure.UNREADABLE, "the card lies there and cannot be read")
            trouble = self._select() or self._swapped(of)

    def _select(self) -> CardNotRead | None:
        return _refusal(SELECT, self._ask(SELECT))

    def _swapped(self, of: bytes | None) -> CardNotRead | None:
        """None if the card selected now is the one that the text is of."""
        if of is None:
            return None
        text = self._read_text()
        if isinstance(text, CardNotRead):
            return text
        return None if text == of else CardNotRead(CardFailure.UNREADABLE, "the card was swapped midway")

    def _read_until_agreed(
        self, agreement: Agreement, read: Callable[[], bytes | CardNotRead]
    ) -> bytes | CardNotRead:
        failed = 0
        while agreement.readings < _MOST_READS:
            reading = read()
            if isinstance(reading, bytes):
                agreement.add(reading)
                if agreement.agreed is not None:
                    return agreement.agreed
                continue
            failed += 1
            passing = reading.failure in (CardFailure.UNREADABLE, CardFailure.SERVICE_DOWN)
            if not passing or failed == _ATTEMPTS:
                return reading
        return CardNotRead(CardFailure.UNREADABLE, "no two readings of the card agree")

    def _read_text(self) -> bytes | CardNotRead:
        reply = self._ask(READ, attempts=1)
        refused = _refusal(READ, reply)
        if refused is not None:
            return refused
        assert isinstance(reply, Reply)
        text = text_of(reply.data)
        del reply  # and with it the photo
        return text or CardNotRead(CardFailure.UNREADABLE, "the reader's answer has wrong lengths")

    def _read_appended(self) -> bytes | CardNotRead:
        """b"" if the card has none."""
        reply = self._ask(READ_APPENDED, attempts=1)
        if isinstance(reply, Reply) and reply.status == Status.EMPTY:
            return b""
        refused = _refusal(READ_APPENDED, reply)
        if refused is not None:
            return refused
        assert isinstance(reply, Reply)
        return reply.data

    def _expect_success(self, request: Request) -> CardNotRead | None:
        return _refusal(request, self._ask(request))

    def _ask(self, request: Request, attempts: int = _ATTEMPTS) -> Reply | Silence:
        """Ask again if the question or its answer suffered on the line."""
        slow = {
            READ: self._patience.reading,
            READ_APPENDED: self._patience.reading,
            RESET: self._patience.reset,
        }
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
    baud: int | None = None,
    *,
    stopped: Callable[[], bool] = never,
    patience: Patience | None = None,
) -> SamReader | CardNotRead:
    """The reader at this address (see open_line). NO_READER: there is none.

    SERVICE_DOWN: another program has it, or, where it has to be found out how to reach it, it answers in no
    way. ``baud`` None: whatever the reader is set to (see SamReader.baud); a ``baud`` that is given is not
    tried. ValueError for an address or a baud that is none.
    """
    patience = patience or Patience()
    line = open_line(port, baud)
    if isinstance(line, PortNotOpened):
        return CardNotRead(_NOT_OPENED[line.trouble], line.detail)
    trouble = _set(line, stopped, patience)
    if trouble is None:
        return SamReader(line, stopped, patience)
    line.close()
    return _SILENCE[trouble]


def _set(line: Transport, stopped: Callable[[], bool], patience: Patience) -> Silence | None:
    """Set the line so that the module answers; None if it does, or if it is set already."""
    conversation = Conversation(line, stopped, patience.quiet, patience.monotonic)
    outcome: Reply | Silence | None = None
    try:
        for _ in line.settings():
            for _ in range(_ATTEMPTS):
                outcome = conversation.ask(MODULE_STATUS, patience.trying, trying=True)
                if outcome is not Silence.GARBLED:
                    break  # garbled it is a module's answer, and this is the way to it
            if isinstance(outcome, Reply):
                return None
            if outcome in (Silence.LOST, Silence.SERVICE_LOST, Silence.STOPPED):
                return outcome
    except ServiceLostError:
        return Silence.SERVICE_LOST
    except LineLostError:
        return Silence.LOST
    return None if outcome is None else Silence.MUTE


def read_card(
    port: str,
    baud: int | None = None,
    *,
    wait: float = 10.0,
    cancelled: Callable[[], bool] = never,
    patience: Patience | None = None,
    appended_address: bool = False,
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
                return reader.read(appended_address)
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
