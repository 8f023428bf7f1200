"""What made-up chips have in common, and cards of kinds nobody here wants: a bank card, a transit card."""

from dataclasses import dataclass
from functools import reduce
from operator import xor

BANK_APPLICATION = b"1PAY.SYS.DDF01"
TRANSIT_APPLICATION = b"2PAY.SYS.DDF01"


def answer_to_reset(historical: bytes, *, t1: bool) -> bytes:
    """An ATR (ISO 7816-3) of T=0, or of T=1 and with the check byte that wants."""
    if not t1:
        return bytes([0x3B, 0x60 | len(historical), 0x00, 0x00]) + historical
    body = bytes([0x80 | len(historical), 0x01]) + historical
    return b"\x3b" + body + bytes([reduce(xor, body)])


@dataclass
class OtherChip:
    """A card of another kind: it knows one application, and that is not ours."""

    application: bytes = BANK_APPLICATION
    unknown: bytes = b"\x6a\x82"

    def reset(self) -> None:
        """Nothing to forget."""

    def atr(self) -> bytes:
        """Answer to reset."""
        return answer_to_reset(b"OTHER", t1=False)

    def answer(self, command: bytes) -> bytes:
        """Selecting its own application works; nothing else does."""
        if command[1:3] == b"\xa4\x04":
            return b"\x90\x00" if command[5:] == self.application else self.unknown
        return b"\x6d\x00"


def bank_chip() -> OtherChip:
    """A bank card."""
    return OtherChip()


def transit_chip() -> OtherChip:
    """A transit card; it does not even know the class of command."""
    return OtherChip(TRANSIT_APPLICATION, b"\x6e\x00")
