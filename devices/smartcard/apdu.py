"""Commands and answers of ISO 7816-4, which every card here speaks, whatever is on it."""

from dataclasses import dataclass, field
from enum import IntEnum

from devices.smartcard.transmit import Transmit

_GET_RESPONSE = b"\x00\xc0\x00\x00"
_CHAINED = 0x10
_LONGEST_PART = 255
_HEAD = 4  # CLA INS P1 P2
_STATUS_WORDS = 2
_LONGEST_ANSWER = 256 + _STATUS_WORDS
# More pieces than the longest object of any card here comes in.
_MOST_PIECES = 64


class Words(IntEnum):
    """Status words (SW1 SW2) that mean something to us."""

    DONE = 0x9000
    SECURITY = 0x6982
    NO_FUNCTION = 0x6A81
    NOT_FOUND = 0x6A82
    NO_RECORD = 0x6A83
    BAD_PARAMETERS = 0x6A86
    UNKNOWN_INSTRUCTION = 0x6D00
    UNKNOWN_CLASS = 0x6E00


NO_SUCH_APPLICATION = (
    Words.NOT_FOUND,
    Words.NO_FUNCTION,
    Words.BAD_PARAMETERS,
    Words.UNKNOWN_INSTRUCTION,
    Words.UNKNOWN_CLASS,
)
"""How cards of another kind refuse to have an application selected they do not know."""

MORE, OTHER_LENGTH = 0x61, 0x6C
"""First status byte: so much more waits; ask again for exactly so much."""


class RefusedError(Exception):
    """The chip's answer to one command leaves nothing to go on with. Names the command, no data."""

    def __init__(self, detail: str, words: int | None = None) -> None:
        super().__init__(detail)
        self.words = words


@dataclass(frozen=True)
class Response:
    """What a chip answered. ``data`` is never in its repr."""

    words: int
    data: bytes = field(default=b"", repr=False)

    @property
    def first(self) -> int:
        """SW1."""
        return self.words >> 8

    @property
    def length(self) -> int:
        """SW2 as a length, 0 for 256."""
        return (self.words & 0xFF) or 256


def response_of(answer: bytes) -> Response | None:
    """A chip's answer taken apart; None if it has no status words or is longer than an answer can be."""
    if not _STATUS_WORDS <= len(answer) <= _LONGEST_ANSWER:
        return None
    return Response(int.from_bytes(answer[-2:], "big"), answer[:-2])


def get_response(length: int) -> bytes:
    """What waits after 61xx; 256 is written as 0."""
    return _GET_RESPONSE + bytes([length & 0xFF])


def with_length(command: bytes, length: int) -> bytes:
    """The same command, asked for another length (after 6Cxx)."""
    carries_data = len(command) > _HEAD + 1
    kept = _HEAD + 1 + command[_HEAD] if carries_data else _HEAD
    return command[:kept] + bytes([length & 0xFF])


def chained(head: bytes, data: bytes) -> list[bytes]:
    """Commands that bring ``data`` (any length) to ``head`` (CLA INS P1 P2), the last with Le = 256."""
    parts = [data[at : at + _LONGEST_PART] for at in range(0, len(data), _LONGEST_PART)]
    first = bytes([head[0] | _CHAINED]) + head[1:]
    return [first + bytes([len(part)]) + part for part in parts[:-1]] + [
        head + bytes([len(parts[-1])]) + parts[-1] + b"\x00"
    ]


def without_le(command: bytes) -> bytes:
    """For T=0, which carries data one way at a time: a command that brings data does not say how much is
    expected back; that is fetched after 61xx."""
    both_ways = len(command) > _HEAD + 1 and len(command) == _HEAD + 1 + command[_HEAD] + 1
    return command[:-1] if both_ways else command


def expect_done(response: Response, name: str) -> None:
    """RefusedError, naming what was asked for, unless the chip says 9000."""
    if response.words != Words.DONE:
        raise RefusedError(f"the card answers {response.words:04X}: {name}", response.words)


def ask(transmit: Transmit, command: bytes, *, longest: int = 512) -> Response:
    """One command, with what T=0 makes of it: 6Cxx is asked again for xx bytes, 61xx is fetched.

    RefusedError if the answer has no end, is longer than ``longest`` bytes or no answer at all.
    """
    response = _take(transmit, command)
    if response.first == OTHER_LENGTH:
        response = _take(transmit, with_length(command, response.length))
    data = b""
    for _ in range(_MOST_PIECES):
        data += response.data
        if len(data) > longest:
            break
        if response.first != MORE:
            return Response(response.words, data)
        length = response.length
        response = _take(transmit, get_response(length))
        if response.first == OTHER_LENGTH:
            response = _take(transmit, get_response(response.length))
    raise RefusedError("the card's answer has no end")


def _take(transmit: Transmit, command: bytes) -> Response:
    response = response_of(transmit(command))
    if response is None:
        raise RefusedError("the card's answer has no status words")
    return response
