"""Makes very many objects that are all kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """While it lasts nobody looks for garbage: among hundreds of services that takes longer than making
    them.

    For the thread that makes them, but the collector is the whole process's.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()
