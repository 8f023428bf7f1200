"""How benches measure and tell: wall time in milliseconds, one JSON line a figure."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict

from figure import Figure


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def repeated(work: Callable[[], object], times: int, warm: int = 3) -> tuple[float, ...]:
    """Wall times of ``times`` runs after ``warm`` runs that do not count."""
    for _ in range(warm):
        work()
    return tuple(milliseconds(work) for _ in range(times))


def tell(figure: Figure) -> None:
    print(json.dumps(asdict(figure)), flush=True)
