"""`python -m tests.fuzz --frames 1000000`: a table; ends with 1 if anything raised or was wrong."""

import argparse
import os
import sys
import time
from collections.abc import Sequence

from tests.fuzz.run import fuzz


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--frames", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the same again for the same number")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    options = parser.parse_args(arguments)
    begun = time.monotonic()
    tallies = fuzz(options.frames, options.seed, options.jobs)
    columns = ("frames", "exceptions", "wrong data", "read", "refused", "wrong if read once")
    print(f"{'':26}" + "".join(f"{column:>{len(column) + 4}}" for column in columns))
    for name, tally in tallies.items():
        figures = (
            tally.frames, tally.exceptions, tally.wrong, tally.read, tally.refused, tally.wrong_once
        )  # fmt: skip
        cells = (f"{figure:>{len(column) + 4},}" for column, figure in zip(columns, figures, strict=True))
        print(f"{name:26}" + "".join(cells))
        for fault in tally.faults:
            print(f"    {fault}")
    frames = sum(tally.frames for tally in tallies.values())
    print(f"{frames:,} frames in {time.monotonic() - begun:.0f} s, seed {options.seed}")
    return 0 if all(tally.clean for tally in tallies.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
