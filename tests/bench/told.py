"""What threads told, and when."""

import threading
import time
from collections.abc import Callable

PATIENT_S = 30.0


class Told:
    """Events with the time at which they came."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._told: list[tuple[object, float]] = []

    def __call__(self, event: object) -> None:
        with self._changed:
            self._told.append((event, time.perf_counter()))
            self._changed.notify_all()

    def next(self, wanted: Callable[[object], bool]) -> float:
        """When the first such event came; what came before it is forgotten."""
        with self._changed:
            while True:
                for index, (event, at) in enumerate(self._told):
                    if wanted(event):
                        del self._told[: index + 1]
                        return at
                if not self._changed.wait(PATIENT_S):
                    raise TimeoutError(f"it was not told: {self._told}")
