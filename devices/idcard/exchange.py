"""One question to the module and its answer, however noisy the line."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from devices.idcard.line import LineLostError, ServiceLostError, Transport
from devices.idcard.protocol import SHORTEST_REPLY, Reply, ReplyScanner, Request


class Silence(Enum):
    """Why a question got no answer."""

    MUTE = auto()
    NOISE = auto()
    GARBLED = auto()
    LOST = auto()
    SERVICE_LOST = auto()
    STOPPED = auto()


@dataclass(frozen=True)
class Quiet:
    """Seconds of quiet on the line and what they mean.

    ``slice``: time to look behind an unfinished header, and to see whether we are to stop.
    ``garbled``: a whole reply was garbled and no other follows.
    ``broken_off``: the rest of a reply does not come. Far above what a USB adapter holds back (16 ms).
    """

    slice: float = 0.02
    garbled: float = 0.06
    broken_off: float = 0.5


class Conversation:
    """Questions and answers over one line. ``stopped`` is asked all the while."""

    def __init__(
        self,
        line: Transport,
        stopped: Callable[[], bool],
        quiet: Quiet,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._line = line
        self._stopped = stopped
        self._quiet = quiet
        self._monotonic = monotonic

    def ask(self, request: Request, seconds: float, *, trying: bool = False) -> Reply | Silence:
        """Wait up to ``seconds`` for the answer. What had come before the question is not its answer.

        ``trying``: whether the line is set as the module is, is not known yet. Bytes that are nothing like a
        reply are NOISE then, and not waited behind.
        """
        try:
            self._line.discard_input()
            self._line.send(request.encode())
            return self._listen(request, seconds, trying)
        except ServiceLostError:
            return Silence.SERVICE_LOST
        except LineLostError:
            return Silence.LOST

    def _listen(self, request: Request, seconds: float, trying: bool) -> Reply | Silence:
        scanner = ReplyScanner(request.longest_reply)
        heard = False
        last_heard = self._monotonic()
        deadline = last_heard + seconds
        while True:
            data = self._line.receive(self._quiet.slice)
            now = self._monotonic()
            if data:
                heard = True
                last_heard = now
                scanner.feed(data)
            answer = _answer(scanner, request, line_is_quiet=not data)
            if answer is not None:
                return answer
            if self._stopped():
                return Silence.STOPPED
            if self._came_garbled(scanner, request, now - last_heard):
                return Silence.GARBLED
            only_noise = heard and not (scanner.garbled or scanner.unfinished)
            if trying and only_noise and now - last_heard >= self._quiet.garbled:
                return Silence.NOISE
            # A reply on its way is let come in: at 9600 baud that takes more than a second.
            if now >= deadline and not (scanner.unfinished and now < deadline + seconds):
                return Silence.GARBLED if scanner.garbled or scanner.unfinished else Silence.MUTE

    def _came_garbled(self, scanner: ReplyScanner, request: Request, silent_for: float) -> bool:
        was_the_answer = bool(scanner.garbled & {SHORTEST_REPLY, request.success_length})
        broken_off = scanner.unfinished and silent_for >= self._quiet.broken_off
        return broken_off or (was_the_answer and silent_for >= self._quiet.garbled)


def _answer(scanner: ReplyScanner, request: Request, *, line_is_quiet: bool) -> Reply | None:
    while True:
        reply = scanner.next_reply()
        if reply is None and line_is_quiet:
            reply = scanner.reply_behind_unfinished()
        if reply is None or request.may_be_answered_by(reply):
            return reply
