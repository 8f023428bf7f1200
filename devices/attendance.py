"""One life for every device: look for it, open it, keep asking how it is, work with it, and begin again.

What differs between devices stands behind Driver. States go absent → opening → ready (→ busy, degraded) and
back by fault or absent; each change is told once, with the visit that is being worked for.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

from devices.device import BackOff, DeviceEvent, DeviceLife, DeviceState, DeviceWorker, Inbox, Watch


@dataclass(frozen=True)
class Trouble:
    """Why a device cannot be worked with; ABSENT or FAULT, with its failure code."""

    state: DeviceState
    code: str


class Task(Protocol):
    """Something that a device is to do, for a visit."""

    @property
    def visit(self) -> str | None: ...


class OpenDevice(Protocol):
    """A device that was opened; its methods are its driver's business."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None: ...


T = TypeVar("T", bound=Task)
T_contra = TypeVar("T_contra", bound=Task, contravariant=True)
D = TypeVar("D", bound=OpenDevice)

Stopped = Callable[[], bool]


class TellState(Protocol):
    """Tell of the state a device is in now."""

    def __call__(self, state: DeviceState, code: str | None = None) -> None: ...


class Driver(Protocol[D, T_contra]):
    """What is particular to a device. All of it may block, and asks ``stopped`` at least every 0.2 s."""

    def identity(self) -> Hashable:
        """What is plugged in at the device's address: None if nothing is, another value if it was changed.

        Cheap, and nothing is opened for it. A constant where it cannot be known without opening.
        """

    def open(self, stopped: Stopped) -> D | Trouble: ...

    def heartbeat(self, device: D) -> Trouble | None:
        """Ask it how it is; None if it is well."""

    def do(self, device: D, task: T_contra, stopped: Stopped, tell: TellState) -> Trouble | None:
        """Work until the task is done or ``stopped``; a Trouble keeps the task for when it is back."""


@dataclass(frozen=True)
class Rhythm:
    """Seconds between two looks whether it is still plugged in, and between two heartbeats."""

    look: float = 0.5
    beat: float = 10.0
    monotonic: Callable[[], float] = time.monotonic


class Attendance(Generic[D, T]):
    """Attends to one device from construction to ``close``. ``on_event`` is called from its thread.

    It does one task at a time; a new one takes the place of an unfinished one.
    """

    def __init__(
        self,
        name: str,
        driver: Driver[D, T],
        hang_code: str,
        on_event: Callable[[DeviceEvent], None],
        *,
        back_off: BackOff | None = None,
        rhythm: Rhythm | None = None,
        watch: Watch | None = None,
    ) -> None:
        self._driver = driver
        self._hang_code = hang_code
        self._back_off = back_off or BackOff()
        self._rhythm = rhythm or Rhythm()
        self._life = DeviceLife(name, on_event)
        self._task: T | None = None
        self._worker: DeviceWorker[T | None] = DeviceWorker(
            name, self._attend, self._fault, on_hang=self._fault, watch=watch
        )

    def begin(self, task: T) -> None:
        """Do this from now on."""
        self._worker.post(task)

    def leave(self) -> None:
        """Do nothing for a visit any more."""
        self._worker.post(None)

    def close(self) -> None:
        """End the thread and give the device back. Not from on_event. TimeoutError if the driver hangs."""
        self._worker.close()

    def _fault(self) -> None:
        """Its code has crashed, or hangs in a call."""
        self._become(DeviceState.FAULT, self._hang_code)

    def _become(self, state: DeviceState, code: str | None = None) -> None:
        task = self._task
        self._life.become(state, code, None if task is None else task.visit)

    def _attend(self, inbox: Inbox[T | None]) -> None:
        def tell(state: DeviceState, code: str | None = None) -> None:
            # A thread that was left behind and comes back has nothing to say any more.
            if not inbox.closed:
                self._become(state, code)

        failed_for: tuple[T | None, ...] = ()
        while self._next_task(inbox):
            identity = self._driver.identity()
            if self._task not in failed_for:
                # What has failed stays told while it is tried again and again.
                tell(DeviceState.OPENING)
            opened = self._driver.open(inbox.stirred)
            if isinstance(opened, Trouble):
                # What was broken off in the middle was not looked at properly: it is opened once more.
                trouble: Trouble | None = None if inbox.stirred() else opened
            else:
                with opened:
                    trouble = None if inbox.stirred() else self._work_with(opened, identity, inbox, tell)
            if trouble is not None:
                tell(trouble.state, trouble.code)
                failed_for = (self._task,)
                self._await_chance(identity, inbox)

    def _next_task(self, inbox: Inbox[T | None]) -> bool:
        """Take what was posted last; False when it is over."""
        while inbox.stirred():
            if inbox.closed:
                return False
            self._task = inbox.take()
        return True

    def _work_with(
        self, device: D, identity: Hashable, inbox: Inbox[T | None], tell: TellState
    ) -> Trouble | None:
        """Until it is over, another device is plugged in (None), or there is trouble."""
        asked = self._rhythm.monotonic()
        while self._next_task(inbox):
            tell(DeviceState.READY)
            self._back_off.reset()
            task = self._task
            if task is not None:
                trouble = self._driver.do(device, task, inbox.stirred, tell)
                asked = self._rhythm.monotonic()
                if trouble is not None:
                    return trouble
                if not inbox.stirred():
                    self._task = None
                continue
            if inbox.wait(self._rhythm.look):
                continue
            if self._driver.identity() != identity:
                # Opening says what it is now.
                return None
            if self._rhythm.monotonic() - asked >= self._rhythm.beat:
                asked = self._rhythm.monotonic()
                trouble = self._driver.heartbeat(device)
                if trouble is not None:
                    return trouble
        return None

    def _await_chance(self, identity: Hashable, inbox: Inbox[T | None]) -> None:
        """Until trying again makes sense: time has passed, another device was plugged in, or a new task."""
        until = self._rhythm.monotonic() + self._back_off.next()
        while True:
            left = until - self._rhythm.monotonic()
            if inbox.wait(self._rhythm.look if identity is None else max(0.0, min(self._rhythm.look, left))):
                break
            if self._driver.identity() != identity:
                # Another one, or none any more: opening says which.
                break
            if identity is not None and self._rhythm.monotonic() >= until:
                return
        self._back_off.reset()
