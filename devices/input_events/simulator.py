"""An input device on a pseudo-terminal, which carries the kernel's event structs."""

import os
import tty
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.input_events.events import EVENT

_MICROSECONDS = 1_000_000


class SimulatedLine:
    """One device, alive from construction to ``unplug`` (or the end of the with block).

    Its events tell times of its own clock, which only its own acts move on, so that nobody waits.
    ``link``: a path that points to it while it is plugged in, as /dev/input/by-id does.
    """

    def __init__(self, *, link: Path | None = None) -> None:
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self._now_us = 1_000 * _MICROSECONDS
        self._link = link
        self._plugged_in = True
        self.path = os.ttyname(self._slave)
        if link is not None:
            link.symlink_to(self.path)
            self.path = str(link)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()

    def send(self, data: bytes) -> None:
        """Any bytes at all."""
        while data:
            data = data[os.write(self._master, data) :]

    def send_events(self, *events: tuple[int, int, int]) -> None:
        """Events of one moment: (type, code, value)."""
        seconds, microseconds = divmod(self._now_us, _MICROSECONDS)
        self.send(b"".join(EVENT.pack(seconds, microseconds, *event) for event in events))

    def pass_time(self, seconds: float) -> None:
        """Moves its clock on."""
        self._now_us += round(seconds * _MICROSECONDS)

    def unplug(self) -> None:
        """It is pulled out; its path is gone. May be called again."""
        if not self._plugged_in:
            return
        self._plugged_in = False
        if self._link is not None:
            self._link.unlink()
        os.close(self._slave)
        os.close(self._master)
