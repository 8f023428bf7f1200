"""The life of a device: one thread that may block, one queue of commands to it, events out of it.

A device that is missing at the start is absent, not an error: there are fewer services and it is looked for
again, at growing intervals. A call into a driver that never returns is left to itself: another thread takes
over (see DeviceWorker).
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
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
    """Commands on their way to a device's thread. Whoever works there asks it again and again: that is how
    it is known not to hang."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._commands: deque[Command] = deque()
        self._closed = False
        self._resting = False
        self._heard_from = monotonic()

    def put(self, command: Command) -> None:
        """Add a command. RuntimeError once closed: nobody would ever take it."""
        with self._changed:
            if self._closed:
                raise RuntimeError("this device is closed")
            self._commands.append(command)
            self._changed.notify_all()

    def close(self) -> None:
        """No more commands; those that were not taken are dropped."""
        self.hand_over()

    def hand_over(self) -> Sequence[Command]:
        """Close it, and give what was not taken to whoever takes over."""
        with self._changed:
            self._closed = True
            left = tuple(self._commands)
            self._commands.clear()
            self._changed.notify_all()
            return left

    @property
    def closed(self) -> bool:
        """Nobody listens any more to what its taker says."""
        with self._changed:
            return self._closed

    def silent_for(self) -> float:
        """Seconds since the thread that works for it was last heard of; 0 while it waits for a command."""
        with self._changed:
            return 0.0 if self._resting or self._closed else self._monotonic() - self._heard_from

    def take(self) -> Command | None:
        """The next command, waiting for it; None once closed."""
        with self._changed:
            self._rest(None)
            return None if self._closed else self._commands.popleft()

    def stirred(self) -> bool:
        """A command waits, or the inbox is closed: whatever is being done is to be left."""
        with self._changed:
            self._heard_from = self._monotonic()
            return self._is_stirred()

    def pulse(self) -> None:
        """Shows that its thread does not hang, in the middle of what is not to be left."""
        self.stirred()

    def wait(self, seconds: float) -> bool:
        """Do nothing for so long, or until stirred; whether it was."""
        with self._changed:
            return self._rest(seconds)

    def _rest(self, seconds: float | None) -> bool:
        self._resting = True
        try:
            return self._changed.wait_for(self._is_stirred, seconds)
        finally:
            self._resting = False
            self._heard_from = self._monotonic()

    def _is_stirred(self) -> bool:
        return self._closed or bool(self._commands)


@dataclass(frozen=True)
class Watch:
    """``hang_s``: a thread that has not asked its inbox for so long hangs. ``left_behind``: so many hanging
    threads are borne; after that nothing is tried any more."""

    hang_s: float = 8.0
    left_behind: int = 3
    monotonic: Callable[[], float] = time.monotonic

    @property
    def look_every_s(self) -> float:
        """How often it is looked."""
        return self.hang_s / 4


class DeviceWorker(Generic[Command]):
    """The thread in which a driver may block. It starts at once: construct it after any fork.

    ``work`` runs in it, takes commands from the inbox and returns when ``take`` gives None. It leaves what it
    is doing when the inbox is stirred. If it raises, ``on_crash`` is called, the error goes to
    ``threading.excepthook`` and no more commands are taken.

    A ``work`` that hangs in its driver is left behind with its inbox closed, ``on_hang`` is called, and
    ``work`` starts anew in another thread, with the commands that were not taken.
    """

    def __init__(
        self,
        device: str,
        work: Callable[[Inbox[Command]], None],
        on_crash: Callable[[], None],
        on_hang: Callable[[], None] = lambda: None,
        watch: Watch | None = None,
    ) -> None:
        self._device = device
        self._work = work
        self._on_crash = on_crash
        self._on_hang = on_hang
        self._watch = watch or Watch()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._left_behind = 0
        self._begin(())
        self._watcher = threading.Thread(target=self._look_after, name=f"watch {device}", daemon=True)
        self._watcher.start()

    def post(self, command: Command) -> None:
        """Hand over a command; returns at once."""
        with self._lock:
            self._inbox.put(command)

    def close(self) -> None:
        """Stop what is being done and wait for the thread's end. TimeoutError if the driver hangs."""
        self._closing.set()
        self._watcher.join(_JOIN_SECONDS)
        self._inbox.close()
        self._thread.join(_JOIN_SECONDS)
        if self._thread.is_alive():
            raise TimeoutError(f"{self._thread.name} does not end")

    def _begin(self, commands: Sequence[Command]) -> None:
        self._inbox: Inbox[Command] = Inbox(self._watch.monotonic)
        for command in commands:
            self._inbox.put(command)
        self._thread = threading.Thread(
            target=self._run, args=(self._inbox,), name=f"device {self._device}", daemon=True
        )
        self._thread.start()

    def _look_after(self) -> None:
        while not self._closing.wait(self._watch.look_every_s):
            if self._inbox.silent_for() < self._watch.hang_s:
                continue
            with self._lock:
                commands = self._inbox.hand_over()
                self._left_behind += 1
                again = self._left_behind < self._watch.left_behind
                self._on_hang()
                if again:
                    self._begin(commands)
            if not again:
                return

    def _run(self, inbox: Inbox[Command]) -> None:
        try:
            self._work(inbox)
        except BaseException:
            inbox.close()
            self._on_crash()
            raise
