"""A keypad on a pseudo-terminal: the kernel's event structs, with faults when they are asked for."""

import os
import tty
from pathlib import Path
from types import TracebackType
from typing import Self

from devices.input_events.events import EV_KEY, EV_SYN, EVENT, SYN_DROPPED, SYN_REPORT
from devices.keypad.protocol import CODES, HELD, PRESSED, RELEASED, KeypadKey

# The kernel's own pace for a key that is held, in seconds.
FIRST_REPEAT_S, NEXT_REPEAT_S = 0.25, 0.033
_EV_MSC, _MSC_SCAN = 0x04, 0x04
_MICROSECONDS = 1_000_000


class KeypadSimulator:
    """One keypad, alive from construction to ``unplug`` (or the end of the with block).

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

    def press(self, key: KeypadKey | str, *, after: float = 0.2) -> None:
        """A key goes down and up again, ``after`` so many seconds of its clock. ValueError for no key."""
        self.down(key, after=after)
        self.up(key)

    def down(self, key: KeypadKey | str, *, after: float = 0.2) -> None:
        """A key goes down and stays there."""
        self._pass(after)
        self._send_key(KeypadKey(key), PRESSED)

    def hold(self, key: KeypadKey | str, repeats: int) -> None:
        """A key that is down stays so while the kernel repeats it so often."""
        for number in range(repeats):
            self._pass(NEXT_REPEAT_S if number else FIRST_REPEAT_S)
            self._send_key(KeypadKey(key), HELD)

    def up(self, key: KeypadKey | str) -> None:
        """A key is let go."""
        self._pass(0.01)
        self._send_key(KeypadKey(key), RELEASED)

    def lose_events(self) -> None:
        """The kernel's buffer has run over: what was in it is lost."""
        self._send((EV_SYN, SYN_DROPPED, 0))

    def end_of_report(self) -> None:
        """What is sent from here on is whole again after a loss."""
        self._send((EV_SYN, SYN_REPORT, 0))

    def send(self, data: bytes) -> None:
        """Any bytes at all."""
        while data:
            data = data[os.write(self._master, data) :]

    def unplug(self) -> None:
        """It is pulled out; its path is gone. May be called again."""
        if not self._plugged_in:
            return
        self._plugged_in = False
        if self._link is not None:
            self._link.unlink()
        os.close(self._slave)
        os.close(self._master)

    def _pass(self, seconds: float) -> None:
        self._now_us += round(seconds * _MICROSECONDS)

    def _send_key(self, key: KeypadKey, value: int) -> None:
        # A HID keyboard tells the scan code before each press and release, but not with repeats.
        code = CODES[key]
        scan = () if value == HELD else ((_EV_MSC, _MSC_SCAN, 0x70000 + code),)
        self._send(*scan, (EV_KEY, code, value), (EV_SYN, SYN_REPORT, 1 if value == HELD else 0))

    def _send(self, *events: tuple[int, int, int]) -> None:
        seconds, microseconds = divmod(self._now_us, _MICROSECONDS)
        self.send(b"".join(EVENT.pack(seconds, microseconds, *event) for event in events))
