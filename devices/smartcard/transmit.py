"""The line to a chip, as those see it who talk over it."""

from collections.abc import Callable

from devices.card_failure import CardNotRead

Transmit = Callable[[bytes], bytes]
"""A command to the chip and its answer. May raise CardLostError."""


class CardLostError(Exception):
    """The line to the chip has ended; ``answer`` says why."""

    def __init__(self, answer: CardNotRead) -> None:
        super().__init__(answer.detail)
        self.answer = answer
