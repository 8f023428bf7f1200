"""The life of a device: one thread that may block, one queue of commands to it, events out of it.

A device that is missing at the start is absent, not an error: there are fewer services and it is looked for
again, at growing intervals.
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

_JOIN_SECONDS = 10.0


class DeviceState(StrEnum):
    """Where a device is in its life."""

    ABSENT = "absent"
    OPENING = "opening"
    READY = "ready"
    BUSY = "busy"
    DEGRADED = "degraded"
    FAULT = "fault"


@dataclass(frozen=True)
class DeviceEvent:
    """A device's state has changed. ``visit``: whom it works for; events of an ended visit are dropped."""

    device: str
    state: DeviceState
    failure_code: str | None = None
    visit: str | None = None


class BackOff:
    """Seconds until the next attempt: doubling from ``first`` up to ``last``."""

    def __init__(self, first: float = 0.5, last: float = 30.0) -> None:
        self._first = first
        self._last = last
        self._next = first

    def next(self) -> float:
        """How long to wait now."""
        seconds = self._next
        self._next = min(self._last, seconds * 2)
        return seconds

    def reset(self) -> None:
        """It has worked: begin small again."""
        self._next = self._first


class DeviceLife:
    """Keeps a device's state and tells of it once a change, and once a visit."""

    def __init__(self, device: str, on_event: Callable[[DeviceEvent], None]) -> None:
        self._device = device
        self._on_event = on_event
        self._told: DeviceEvent | None = None

    def become(self, state: DeviceState, failure_code: str | None = None, visit: str | None = None) -> None:
        """Tell of this state if it is news."""
        event = DeviceEvent(self._device, state, failure_code, visit)
        if event != self._told:
            self._told = event
            self._on_event(event)


Command = TypeVar("Command")


class Inbox(Generic[Command]):
    """Commands on their way to a device's thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._commands: deque[Command] = deque()
        self._closed = False

    def put(self, command: Command) -> None:
        """Add a command. RuntimeError once closed: nobody would ever take it."""
        with self._changed:
            if self._closed:
                raise RuntimeError("this device is closed")
            self._commands.append(command)
            self._changed.notify_all()

    def close(self) -> None:
        """No more commands; those that were not taken are dropped."""
        with self._changed:
            self._closed = True
            self._commands.clear()
            self._changed.notify_all()

    def take(self) -> Command | None:
        """The next command, waiting for it; None once closed."""
        with self._changed:
            self._changed.wait_for(self._is_stirred)
            return None if self._closed else self._commands.popleft()

    def stirred(self) -> bool:
        """A command waits, or the inbox is closed: whatever is being done is to be left."""
        with self._changed:
            return self._is_stirred()

    def wait(self, seconds: float) -> bool:
        """Do nothing for so long, or until stirred; whether it was."""
        with self._changed:
            return self._changed.wait_for(self._is_stirred, seconds)

    def _is_stirred(self) -> bool:
        return self._closed or bool(self._commands)


class DeviceWorker(Generic[Command]):
    """The thread in which a driver may block. It starts at once: construct it after any fork.

    ``work`` runs in it, takes commands from the inbox and returns when ``take`` gives None. It leaves what it
    is doing when the inbox is stirred. If it raises, ``on_crash`` is called, the error goes to
    ``threading.excepthook`` and no more commands are taken.
    """

    def __init__(
        self, device: str, work: Callable[[Inbox[Command]], None], on_crash: Callable[[], None]
    ) -> None:
        self._work = work
        self._on_crash = on_crash
        self._inbox: Inbox[Command] = Inbox()
        self._thread = threading.Thread(target=self._run, name=f"device {device}", daemon=True)
        self._thread.start()

    def post(self, command: Command) -> None:
        """Hand over a command; returns at once."""
        self._inbox.put(command)

    def close(self) -> None:
        """Stop what is being done and wait for the thread's end. TimeoutError if the driver hangs."""
        self._inbox.close()
        self._thread.join(_JOIN_SECONDS)
        if self._thread.is_alive():
            raise TimeoutError(f"{self._thread.name} does not end")

    def _run(self) -> None:
        try:
            self._work(self._inbox)
        except BaseException:
            self._inbox.close()
            self._on_crash()
            raise
