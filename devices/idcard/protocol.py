"""The SAM_V module's frames as pure bytes (GA/T 467, serial form).

A frame is ``AA AA AA 96 69 | length, 2 bytes, big-endian | body | check``. The length counts body and
check; the check is the XOR of the two length bytes and the body. A request's body is command and
parameter; a reply's is ``00 00`` and the status byte, then data.
"""

from dataclasses import dataclass, field
from enum import IntEnum

PREAMBLE = bytes.fromhex("AAAAAA9669")
HEADER = len(PREAMBLE) + 2
SHORTEST_REPLY = 4
"""00 00, status and check: what a length field holds at least."""

TEXT_BYTES = 256
PHOTO_BYTES = 1024
APPENDED_BYTES = 70
"""One appended address: 35 UTF-16 units, as long as the printed one's field."""
MOST_APPENDED = 4


class Status(IntEnum):
    """The status byte SW3."""

    BAD_CHECKSUM = 0x10
    BAD_LENGTH = 0x11
    BAD_COMMAND = 0x21
    NOT_ALLOWED = 0x23
    UNKNOWN_COMMAND = 0x24
    CARD_REFUSED_MODULE = 0x31
    MODULE_REFUSED_CARD = 0x32
    VERIFICATION_FAILED = 0x33
    DATA_LENGTH = 0x3F
    WRONG_CARD_TYPE = 0x40
    READ_FAILED = 0x41
    RANDOM_FAILED = 0x47
    SELF_TEST_FAILED = 0x60
    NOT_AUTHORISED = 0x66
    NO_CARD = 0x80
    SELECT_FAILED = 0x81
    OK = 0x90
    EMPTY = 0x91
    FOUND = 0x9F


@dataclass(frozen=True)
class Reply:
    """One whole reply. The data may hold a person's card: it is in no repr, and is to be dropped at once."""

    status: int
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Request:
    """A question to the module and what its good answer looks like (lengths as in the length field)."""

    command: int
    parameter: int
    success: Status = Status.OK
    success_length: int = SHORTEST_REPLY
    longest_reply: int = 64
    least_data: int = 0

    def encode(self) -> bytes:
        """The frame as it goes out."""
        return frame(bytes((self.command, self.parameter)))

    def may_be_answered_by(self, reply: Reply) -> bool:
        """False for the late answer to an earlier question, which a line with noise can produce."""
        if reply.status not in (Status.OK, Status.FOUND):
            return True
        return reply.status == self.success and len(reply.data) >= self.least_data


RESET = Request(0x10, 0xFF)
MODULE_STATUS = Request(0x11, 0xFF)
FIND = Request(0x20, 0x01, success=Status.FOUND, success_length=8)
SELECT = Request(0x20, 0x02, success_length=12)
READ = Request(0x30, 0x01, success_length=1288, longest_reply=1288, least_data=4 + TEXT_BYTES)
"""Text and photo. There is deliberately no request for the fingerprint (30 10)."""
READ_APPENDED = Request(
    0x30,
    0x03,
    success_length=SHORTEST_REPLY + APPENDED_BYTES,
    longest_reply=SHORTEST_REPLY + MOST_APPENDED * APPENDED_BYTES,
    least_data=APPENDED_BYTES,
)
"""The address a card was given after it was printed; 91 if it has none."""


def check_byte(data: bytes | bytearray | memoryview) -> int:
    """The XOR of all bytes."""
    # Folded in halves as one number: a reading is 1,290 bytes, and byte by byte that is 20 times slower.
    folded, size = int.from_bytes(data, "big"), len(data)
    while size > 1:
        half = size // 2
        folded = folded >> 8 * half ^ folded & (1 << 8 * half) - 1
        size -= half
    return folded


def frame(body: bytes) -> bytes:
    """The body in its frame, either way."""
    checked = (len(body) + 1).to_bytes(2, "big") + body
    return PREAMBLE + checked + bytes((check_byte(checked),))


def reply_frame(status: int, data: bytes = b"") -> bytes:
    """A reply as a module sends it."""
    return frame(bytes((0, 0, status)) + data)


def text_of(data: bytes) -> bytes | None:
    """The 256-byte text block out of the data of a READ reply; None if its inner lengths do not agree.

    The photo behind it is not looked at.
    """
    if len(data) < 4 + TEXT_BYTES:
        return None
    text, photo = int.from_bytes(data[0:2], "big"), int.from_bytes(data[2:4], "big")
    if text != TEXT_BYTES or 4 + text + photo != len(data):
        return None
    return data[4 : 4 + TEXT_BYTES]


class ReplyScanner:
    """Finds whole replies in what a line delivers, however it is cut and whatever noise is in between.

    A place that looks like a header but turns out not to be one costs no bytes behind it: the search
    goes on at the next byte. No reply comes out unless lengths, leading zeros and check byte are right.
    """

    def __init__(self, longest: int = READ.longest_reply) -> None:
        """``longest``: the largest length field that is believed; everything above is noise."""
        self._buffer = bytearray()
        self._longest = longest
        self.garbled: set[int] = set()
        """The length fields of whole frames whose check was wrong, and those that cannot be."""

    @property
    def unfinished(self) -> bool:
        """A plausible header has come and its end has not."""
        return self._buffer.startswith(PREAMBLE)

    def feed(self, data: bytes) -> None:
        """Take in what has come."""
        self._buffer += data

    def next_reply(self) -> Reply | None:
        """The next whole reply, or None until more has come."""
        while True:
            self._drop_until_preamble(0)
            end = self._end_of_frame(0)
            if end == _NOT_YET:
                return None
            if end != _NOISE:
                reply = self._reply(0, end)
                if reply is not None:
                    del self._buffer[:end]
                    return reply
            self.garbled.add(self._length_at(0))
            del self._buffer[:1]

    def reply_behind_unfinished(self) -> Reply | None:
        """A whole reply behind a header whose end does not come; to be asked when the line is quiet."""
        start = self._buffer.find(PREAMBLE, 1)
        while start >= 0:
            end = self._end_of_frame(start)
            if end > 0:
                reply = self._reply(start, end)
                if reply is not None:
                    del self._buffer[:end]
                    return reply
            start = self._buffer.find(PREAMBLE, start + 1)
        return None

    def _drop_until_preamble(self, start: int) -> None:
        found = self._buffer.find(PREAMBLE, start)
        if found < 0:
            # The last bytes may be the beginning of a preamble.
            found = max(0, len(self._buffer) - len(PREAMBLE) + 1)
        del self._buffer[:found]

    def _end_of_frame(self, start: int) -> int:
        if len(self._buffer) < start + HEADER:
            return _NOT_YET
        length = self._length_at(start)
        if not SHORTEST_REPLY <= length <= self._longest:
            return _NOISE
        end = start + HEADER + length
        return end if end <= len(self._buffer) else _NOT_YET

    def _length_at(self, start: int) -> int:
        return int.from_bytes(self._buffer[start + len(PREAMBLE) : start + HEADER], "big")

    def _reply(self, start: int, end: int) -> Reply | None:
        body = self._buffer[start + HEADER : end]
        checked = self._buffer[start + len(PREAMBLE) : end - 1]
        if body[0] or body[1] or check_byte(checked) != body[-1]:
            return None
        return Reply(body[2], bytes(body[3:-1]))


_NOT_YET = -1
_NOISE = 0
