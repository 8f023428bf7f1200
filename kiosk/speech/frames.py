"""The wire between the program and its speech worker: one frame = a JSON head and a binary body.

4 bytes  length of the head, big endian
4 bytes  length of the body, big endian
head     UTF-8 JSON object
body     raw bytes
"""

import json
import os
import select
import struct
import time
from collections.abc import Mapping

_LENGTHS = struct.Struct(">II")
_LARGEST_HEAD = 1 << 20
_LARGEST_BODY = 1 << 28

Head = Mapping[str, object]


class PipeEndedError(Exception):
    """The other side is gone, or spoke something that is no frame."""


class PipeSilentError(Exception):
    """No whole frame came in time."""


def write_frame(fd: int, head: Head, body: bytes = b"") -> None:
    """Writes one frame. Raises PipeEndedError when nobody reads any more."""
    encoded = json.dumps(head, ensure_ascii=True).encode()
    data = memoryview(_LENGTHS.pack(len(encoded), len(body)) + encoded + body)
    try:
        while data:
            data = data[os.write(fd, data) :]
    except BrokenPipeError as error:
        raise PipeEndedError from error


def read_frame(fd: int, *, timeout: float | None = None) -> tuple[Head, bytes]:
    """Reads one frame, within `timeout` seconds. Raises PipeEndedError or PipeSilentError."""
    deadline = None if timeout is None else time.monotonic() + timeout
    head_length, body_length = _LENGTHS.unpack(_read(fd, _LENGTHS.size, deadline))
    if head_length > _LARGEST_HEAD or body_length > _LARGEST_BODY:
        raise PipeEndedError
    encoded = _read(fd, head_length, deadline)
    body = _read(fd, body_length, deadline)
    try:
        head = json.loads(encoded)
    except ValueError as error:
        raise PipeEndedError from error
    if not isinstance(head, dict):
        raise PipeEndedError
    return head, body


def _read(fd: int, count: int, deadline: float | None) -> bytes:
    parts: list[bytes] = []
    waiting = select.poll()
    waiting.register(fd, select.POLLIN)
    while count:
        left = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
        if not waiting.poll(left):
            raise PipeSilentError
        part = os.read(fd, min(count, 1 << 20))
        if not part:
            raise PipeEndedError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
