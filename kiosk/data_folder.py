"""The one folder this machine writes to, held by one kiosk at a time (RUN-01)."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.failures import Failure, FailureCode


@dataclass(frozen=True)
class DataFolder:
    """Where things lie below the data folder."""

    path: Path

    @property
    def pinyin(self) -> Path:
        """What librime compiles for itself; nothing anybody typed, and made anew each time."""
        return self.path / "pinyin"

    @property
    def outbox(self) -> Path:
        return self.path / "outbox.sqlite"

    @property
    def journal(self) -> Path:
        return self.path / "journal"

    @property
    def receipt_part(self) -> Path:
        """There while a part of a receipt may hang out of the printer."""
        return self.path / "receipt-part"

    def paper_failure(self, role: str) -> Path:
        """There while an A4 printer's last paper failed of what its state does not tell: a failure's code."""
        return self.path / f"{role}-failure"

    @property
    def device_states(self) -> Path:
        """There while a kiosk runs."""
        return self.path / "devices.jsonl"

    @property
    def lock(self) -> Path:
        return self.path / "kiosk.lock"


@dataclass(frozen=True)
class HeldDataFolder:
    """A data folder that no other kiosk can hold until release(), or until this process is gone."""

    folder: DataFolder
    _held: int

    def release(self) -> None:
        os.close(self._held)


def make_data_folder(path: Path) -> DataFolder:
    """Makes the folder where it is missing, readable by the kiosk's user alone.

    Raises OSError where it cannot be made: a machine that cannot write has nothing to offer.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return DataFolder(path.resolve())


def is_held(folder: DataFolder) -> bool:
    """Whether a kiosk runs on it."""
    try:
        looked_at = os.open(folder.lock, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(looked_at, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(looked_at)
    return False


def hold_data_folder(path: Path) -> HeldDataFolder | Failure:
    """Makes the folder where it is missing and holds it.

    The lock is the kernel's: it does not outlive a killed process. Raises OSError as make_data_folder does.
    """
    folder = make_data_folder(path)
    # The package filelock does the same, and importing it takes 17 ms of every start.
    held = os.open(folder.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return Failure(FailureCode.SECOND_KIOSK, f"another kiosk holds {folder.path}")
    return HeldDataFolder(folder, held)
