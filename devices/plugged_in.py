"""What is plugged in at a path of /dev, without opening it."""

from pathlib import Path
from stat import S_ISLNK

Identity = tuple[str | int, ...]


def identity_at(path: str, *more: str) -> Identity | None:
    """Another one when the device behind the path has been replaced; None while there is nothing.

    ``more``: what else tells devices apart.
    """
    try:
        # A link under by-id is made anew with its device, whose number may be the same again.
        link, node = Path(path).lstat(), Path(path).stat()
    except OSError:
        return None
    made = link.st_ctime_ns if S_ISLNK(link.st_mode) else 0
    return (link.st_ino, made, node.st_dev, node.st_ino, node.st_rdev, *more)
