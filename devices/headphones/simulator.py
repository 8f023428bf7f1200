"""A headphone socket on a pseudo-terminal: the kernel's event structs."""

import os
import tty
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.headphones.protocol import SW_HEADPHONE_INSERT
from devices.input_events.events import EV_SW, EV_SYN, EVENT, SYN_DROPPED, SYN_REPORT


class HeadphonesSimulator:
    """One socket, alive from construction to ``remove`` (or the end of the with block).

    ``link``: a path that points to it while it is there, as /dev/input/by-path does.
    """

    def __init__(self, *, link: Path | None = None) -> None:
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self._seconds = 1_000
        self._link = link
        self._there = True
        self.path = os.ttyname(self._slave)
        if link is not None:
            link.symlink_to(self.path)
            self.path = str(link)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()

    def plug_in(self) -> None:
        self._send((EV_SW, SW_HEADPHONE_INSERT, 1), (EV_SYN, SYN_REPORT, 0))

    def pull_out(self) -> None:
        self._send((EV_SW, SW_HEADPHONE_INSERT, 0), (EV_SYN, SYN_REPORT, 0))

    def lose_events(self) -> None:
        """The kernel's buffer has run over: what was in it is lost."""
        self._send((EV_SYN, SYN_DROPPED, 0), (EV_SYN, SYN_REPORT, 0))

    def send(self, data: bytes) -> None:
        """Any bytes at all."""
        while data:
            data = data[os.write(self._master, data) :]

    def remove(self) -> None:
        """The sound card is gone, and its path with it. May be called again."""
        if not self._there:
            return
        self._there = False
        if self._link is not None:
            self._link.unlink()
        os.close(self._slave)
        os.close(self._master)

    def _send(self, *events: tuple[int, int, int]) -> None:
        self._seconds += 1
        self.send(b"".join(EVENT.pack(self._seconds, 0, *event) for event in events))
