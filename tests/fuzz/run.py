"""Fuzzing in chunks, each from a seed of its own, so that what it found can be found again."""

import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from math import ceil
from random import Random

from tests.fuzz.surfaces import SURFACES
from tests.fuzz.tally import Tally

CHUNK = 20_000


def fuzz(frames: int, seed: int, jobs: int) -> dict[str, Tally]:
    """At least so many mutated frames over all surfaces."""
    chunks = list(_chunks(frames))
    tallies = {name: Tally() for name in SURFACES}
    if jobs == 1:
        done = map(chunk, chunks, repeat(seed))
        for (name, _, _), tally in zip(chunks, done, strict=True):
            tallies[name].add(tally)
        return tallies
    with ProcessPoolExecutor(jobs) as pool:
        for (name, _, _), tally in zip(chunks, pool.map(chunk, chunks, repeat(seed)), strict=True):
            tallies[name].add(tally)
    return tallies


def _chunks(frames: int) -> Iterator[tuple[str, int, int]]:
    for name, surface in SURFACES.items():
        wanted = ceil(frames * surface.share)
        for number, start in enumerate(range(0, wanted, CHUNK)):
            yield name, number, min(CHUNK, wanted - start)


def chunk(which: tuple[str, int, int], seed: int) -> Tally:
    """One chunk: surface, its number, its frames. An exception is counted, and where it came from told."""
    name, number, frames = which
    surface = SURFACES[name]
    chance = Random(f"{seed}/{name}/{number}")
    tally = Tally()
    while tally.frames < frames:
        try:
            surface.once(chance, tally)
        except Exception as error:  # that is what is looked for
            tally.exceptions += 1
            where = traceback.extract_tb(error.__traceback__)[-1]
            tally.faults.append(
                f"{name}/{number}: {type(error).__name__} in {where.name}, line {where.lineno}"
            )
    return tally
