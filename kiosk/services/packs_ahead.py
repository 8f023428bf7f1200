"""The catalogue read ahead of the visits, beside what else a start has to do.

Reading YAML, and importing what reads it, takes as long as drawing a screen. So it is done once, in a process
that is over then, and visits get what it has read: from memory that nobody can write to any more
(memfd_create(2), F_SEAL_WRITE of fcntl(2)), so that nothing of a visit can be left there for the next one.
Where a file has changed since, a visit reads all of them itself.
"""

import fcntl
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.process_guard import end_crashed
from kiosk.services.bulk import uncollected

if TYPE_CHECKING:
    from kiosk.services.packs import Catalogue

_ENDINGS = (".yaml", ".yml", ".json")
# Name, inode, times of the last change of content and of anything else in nanoseconds, bytes.
_Files = list[tuple[str, int, int, int, int]]


class PacksAhead:
    """Made before the processes that ask for it are forked. `read` is done before any of them asks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._memory = os.memfd_create("service packs", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)

    def read(self) -> None:
        """Blocks until it is read, in a process of its own. Not where there are threads already."""
        pid = os.fork()
        if pid:
            os.waitpid(pid, 0)
            return
        try:
            self._read()
        except BaseException as error:
            end_crashed(error)
        os._exit(0)

    def catalogue(self) -> "Catalogue":
        """As `load_catalogue` gives it for what lies in the folder now."""
        if fcntl.fcntl(self._memory, fcntl.F_GET_SEALS) & fcntl.F_SEAL_WRITE:
            kept = os.pread(self._memory, os.fstat(self._memory).st_size, 0)
            with uncollected():
                files, catalogue = pickle.loads(kept)  # noqa: S301  no one but this program wrote it
            if files == self._files():
                read_ahead: Catalogue = catalogue
                return read_ahead
        return self._loaded()

    def close(self) -> None:
        os.close(self._memory)

    def _read(self) -> None:
        # Looked at before they are read: what changes meanwhile is seen to have changed.
        files = self._files()
        with os.fdopen(self._memory, "wb", closefd=False) as memory:
            pickle.dump((files, self._loaded()), memory)
        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
        fcntl.fcntl(self._memory, fcntl.F_ADD_SEALS, seals)

    def _loaded(self) -> "Catalogue":
        from kiosk.services.packs import load_catalogue

        return load_catalogue(self._folder)

    def _files(self) -> _Files | None:
        """What tells one state of the folder from another; None where there is none."""
        try:
            return sorted(_state(path) for path in self._folder.iterdir() if path.suffix in _ENDINGS)
        except OSError:
            return None


def _state(path: Path) -> tuple[str, int, int, int, int]:
    try:
        stat = path.stat()
    except OSError:
        # A link that leads nowhere: there again once it leads somewhere.
        return path.name, 0, 0, 0, 0
    return path.name, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size
