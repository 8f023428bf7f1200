"""What a device's worker has told, to be waited for."""

import threading
from collections.abc import Callable

SECONDS = 10.0


class Events:
    """Takes a worker's events in its thread, and lets a test wait for them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._told: list[object] = []
        self.threads: set[str] = set()

    def __call__(self, event: object) -> None:
        with self._changed:
            self._told.append(event)
            self.threads.add(threading.current_thread().name)
            self._changed.notify_all()

    @property
    def told(self) -> list[object]:
        with self._changed:
            return list(self._told)

    def wait_for(self, event: object, times: int = 1) -> None:
        self.wait_until(lambda told: told.count(event) >= times)

    def wait_until(self, holds: Callable[[list[object]], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: holds(self._told), SECONDS), self._told
