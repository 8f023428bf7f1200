"""`make bench`: measures what the issues want reached; a table, and bench-out/bench.json.

Each bench module is run in a process of its own, so that one does not warm or weigh on another.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from figure import Figure

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "bench-out"


def run(module: Path) -> list[Figure]:
    """The figures that a module prints as JSON lines."""
    environment = {
        **os.environ,
        "SDL_VIDEODRIVER": "offscreen",
        "KIVY_NO_ARGS": "1",
        "KIVY_NO_CONFIG": "1",
        "KIVY_NO_FILELOG": "1",
        "KIVY_LOG_MODE": "PYTHON",
        "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parents[1]))),
    }
    done = subprocess.run(
        [sys.executable, str(module)], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [Figure(**{**row, "samples": tuple(row["samples"])}) for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("only", nargs="*", help="names of benches, such as text")
    names = parser.parse_args().only
    figures: list[Figure] = []
    print(f"{'':58} {'median':>10} {'p95':>10} {'reach':>10}")
    for module in sorted(HERE.glob("bench_*.py")):
        if names and module.stem.removeprefix("bench_") not in names:
            continue
        for figure in run(module):
            figures.append(figure)
            reach = "" if figure.reach is None else f"{figure.reach:g}{' p95' if figure.by_p95 else ''}"
            mark = {True: "ok", False: "NOT REACHED", None: ""}[figure.reached]
            name = f"{figure.name}, {figure.unit}"
            print(f"{name:58} {figure.median:10.2f} {figure.p95:10.2f} {reach:>10} {mark}", flush=True)
    OUT.mkdir(exist_ok=True)
    rows = [
        {
            "name": figure.name, "unit": figure.unit, "median": figure.median, "p95": figure.p95,
            "samples": len(figure.samples), "reach": figure.reach, "reached": figure.reached,
        }
        for figure in figures
    ]  # fmt: skip
    (OUT / "bench.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
