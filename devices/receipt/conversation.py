"""Asking the printer over an open line and sorting what it answers.

Three kinds of bytes come back on one line: answers to DLE EOT, the answers to the fences (GS r), and the
notice that the buffers were cleared. They are told apart by their fixed bits.
"""

import time
from enum import Enum

from devices.receipt.protocol import CLEARED, Condition, Query, decode_status, query
from devices.receipt.transport import Link


class NoAnswer(Enum):
    """Why there is no condition to report."""

    SILENT = "does not answer"
    GARBLED = "answers what is no status"


class Conversation:
    """One job's questions and answers. Methods raise OSError when the line is gone."""

    def __init__(self, link: Link, answer_within: float) -> None:
        self._link = link
        self._answer_within = answer_within
        self._fences_expected = 0
        self.fences_passed = 0

    def send(self, data: bytes, timeout: float | None = None) -> None:
        self._link.send(data, self._answer_within if timeout is None else timeout)

    def expect_fence(self) -> None:
        self._fences_expected += 1

    def condition(self, first_within: float | None = None) -> Condition | NoAnswer:
        """Ask all four questions. ``first_within``: patience with the first answer, seconds."""
        self._drain()
        answers: dict[Query, int] = {}
        for about in Query:
            patience = self._answer_within if answers or first_within is None else first_within
            self.send(query(about))
            byte = self._answer(patience)
            if byte is None:
                return NoAnswer.SILENT
            answers[about] = byte
        return decode_status(answers) or NoAnswer.GARBLED

    def wait_for_fences(self, count: int, seconds: float) -> bool:
        """Whether the printer has come to so many fences; False once nothing was heard for so long.

        A picture's bytes can look like DLE EOT and be answered; such stray answers are passed over.
        """
        while self.fences_passed < count and self._next(seconds) is not None:
            pass
        return self.fences_passed >= count

    def _drain(self) -> None:
        while self._next(0.0) is not None:
            pass

    def _answer(self, within: float) -> int | None:
        """The next byte that is neither the fence's nor a notice."""
        deadline = time.monotonic() + within
        while True:
            passed = self.fences_passed
            byte = self._next(max(0.0, deadline - time.monotonic()))
            if passed == self.fences_passed:
                return byte

    def _next(self, within: float) -> int | None:
        """The next byte, notices left out; the fence's is noted and handed on."""
        while True:
            byte = self._link.receive(within)
            if byte == CLEARED[0]:
                rest = [self._link.receive(self._answer_within) for _ in CLEARED[1:]]
                if rest == list(CLEARED[1:]):
                    continue
            elif byte is not None and self.fences_passed < self._fences_expected and byte & 0b1001_0000 == 0:
                self.fences_passed += 1
            return byte
