"""What a line, a chip or somebody with intent may do to bytes. All from one seeded source of chance."""

from collections.abc import Callable
from random import Random

from devices.idcard.protocol import HEADER, PREAMBLE

Mutation = Callable[[Random, bytearray], None]


def flip_bits(chance: Random, data: bytearray) -> None:
    """One bit or a few, anywhere."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def flip_a_column(chance: Random, data: bytearray) -> None:
    """Two bits in one column: the XOR over the bytes stays what it was."""
    if len(data) > HEADER + 1:
        bit = 1 << chance.randrange(8)
        for place in chance.sample(range(len(PREAMBLE), len(data)), 2):
            data[place] ^= bit


def overwrite(chance: Random, data: bytearray) -> None:
    """A burst."""
    start = chance.randrange(len(data))
    length = min(chance.randrange(1, 24), len(data) - start)
    data[start : start + length] = chance.randbytes(length)


def lose(chance: Random, data: bytearray) -> None:
    """Bytes are missing."""
    start = chance.randrange(len(data))
    del data[start : start + chance.randrange(1, 8)]


def insert(chance: Random, data: bytearray) -> None:
    """Bytes too many; sometimes ones that look like a beginning."""
    noise = chance.randbytes(chance.randrange(1, 8))
    if chance.random() < 0.5:
        noise = PREAMBLE + chance.choice((b"\x00\x00", b"\xff\xff", b"\x00\x04", b"\x05\x08", noise[:2]))
    start = chance.randrange(len(data) + 1)
    data[start:start] = noise


def cut(chance: Random, data: bytearray) -> None:
    """It breaks off."""
    del data[chance.randrange(len(data)) :]


def claim(chance: Random, data: bytearray) -> None:
    """Another length."""
    data[len(PREAMBLE) : HEADER] = chance.choice((b"\x00\x00", b"\xff\xff", chance.randbytes(2)))


def repeat(chance: Random, data: bytearray) -> None:
    """A piece comes twice."""
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.randrange(1, 32)]


ON_A_LINE: tuple[Mutation, ...] = (
    flip_bits, flip_bits, flip_a_column, flip_a_column, overwrite, lose, insert, cut, claim, repeat
)  # fmt: skip
IN_PLACE: tuple[Mutation, ...] = (flip_bits, flip_bits, overwrite)


def mutated(chance: Random, data: bytes, mutations: tuple[Mutation, ...] = ON_A_LINE) -> bytes:
    """With one mutation, or a few on top of each other."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if changed:
            chance.choice(mutations)(chance, changed)
    return bytes(changed)
