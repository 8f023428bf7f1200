"""The bytes of one file of packs, or why there are none: a folder holds whatever somebody has put there."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class NotRead:
    """Why a file has no content, in English, for who put it there."""

    what: str


def read_file(path: Path, largest: int) -> bytes | NotRead:
    """The file's content, at most ``largest`` bytes. What is no file is not waited for."""
    try:
        # A pipe would be waited for until somebody writes into it.
        opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with os.fdopen(opened, "rb", closefd=True) as file:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                return NotRead("not a file")
            content = file.read(largest + 1)
    except IsADirectoryError:
        return NotRead("not a file")
    except OSError as error:
        return NotRead(f"cannot be read: {error.strerror}")
    return content if len(content) <= largest else NotRead(f"larger than {largest} bytes")


def is_there(path: Path) -> bool:
    """Whether anything is there under that name: a link that leads nowhere, too."""
    return os.path.lexists(path)
