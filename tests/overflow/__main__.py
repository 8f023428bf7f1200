"""`python -m tests.overflow`: every screen in every state, language, size and theme on every panel.

Prints what is wrong and ends with 1, or with 0 where nothing is. Writes build/screens/report.json, annotated
pictures of what was found, and a contact sheet a language and theme.

    python -m tests.overflow --state step --language ug --step LARGEST --panel 1024x768
"""

import argparse
import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from pickle import dump, load
from typing import Any

from tests.overflow.window import prepare

FOLDER = Path("build/screens")
WORKERS = 2


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    # Kivy reads these when it is first imported, which is below.
    home = Path(tempfile.mkdtemp(prefix="kivy-home-"))
    os.environ.update(
        SDL_VIDEODRIVER="offscreen", KIVY_NO_ARGS="1", KIVY_NO_CONFIG="1", KIVY_NO_FILELOG="1",
        KIVY_LOG_MODE="PYTHON", KIVY_HOME=str(home),
    )  # fmt: skip
    prepare()
    gc.disable()
    try:
        if options.part is not None:
            return _work(options)
        return _scan_all(options, arguments, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _options(arguments: Sequence[str]) -> Any:
    parser = argparse.ArgumentParser(prog="python -m tests.overflow", description=__doc__.split("\n")[0])
    parser.add_argument("--state", default="", metavar="PREFIX", help="states whose names begin so")
    parser.add_argument("--language", action="append", metavar="TAG", help="also pseudo-ltr, pseudo-rtl")
    parser.add_argument("--step", action="append", metavar="NAME", help="NORMAL, LARGE, LARGEST")
    parser.add_argument("--panel", action="append", metavar="WxH", help="also 1080x1920-reach")
    parser.add_argument("--theme", action="append", metavar="NAME", help="DAY, NIGHT, CONTRAST")
    parser.add_argument("--no-drawing", action="store_true", help="lay out only: no contrast, no pictures")
    parser.add_argument(
        "--all", action="store_true", help="print every finding, not one of each kind a state"
    )
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="FOLDER")
    parser.add_argument("--part", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--to", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _scan_all(options: Any, arguments: Sequence[str], home: Path) -> int:
    from tests.overflow.report import Report, listed

    began = time.monotonic()
    report, screens = Report(), {}
    parts = [home / f"part-{number}" for number in range(WORKERS)]
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.overflow", *arguments, "--part", str(number), "--to", str(part)]
        )
        for number, part in enumerate(parts)
    ]
    if max(worker.wait() for worker in workers):
        print("a worker ended by a fault", file=sys.stderr)
        return 2
    for part in parts:
        with part.open("rb") as file:
            states, found, pictures = load(file)  # noqa: S301  our own worker wrote it
        report.states += states
        report.found += found
        screens.update(pictures)
    report.found.sort(key=lambda found: found.state)
    report.seconds = time.monotonic() - began
    report.write(options.out)
    _write_sheets(screens, options.out)
    if report.found and not options.no_drawing:
        report.picture_findings(options.out / "findings")
    print(
        "\n".join(line for found in report.found for line in listed(found)) if options.all else report.table()
    )
    if options.all:
        print(report.table().splitlines()[-1])
    return 1 if report.found else 0


def _work(options: Any) -> int:
    """One worker's part of the settings: every so many-th."""
    from tests.overflow.pictures import small
    from tests.overflow.report import Found
    from tests.overflow.scanner import scan

    def wanted(state: str) -> bool:
        return state.startswith(options.state)

    states, found, pictures = 0, [], {}
    for setting, draw in list(_settings(options))[options.part :: WORKERS]:
        screens = {}
        for scanned in scan(setting, wanted=wanted, draw=draw):
            states += 1
            if scanned.findings:
                found.append(Found(setting, scanned.state, scanned.findings))
            if scanned.picture is not None:
                screens[scanned.state] = small(scanned.picture)
        gc.collect()
        if screens:
            pictures[setting.file_name] = screens
    with options.to.open("wb") as file:
        dump((states, found, pictures), file)
    return 0


def _settings(options: Any) -> Iterator[tuple[Any, bool]]:
    """(setting, whether it is drawn)"""
    from tests.overflow.panels import LOCALES, PLACES, STEPS, THEMES, drawn_in, laid_out_in, place_name

    locales, steps = options.language or LOCALES, options.step or STEPS
    places = options.panel or [place_name(*place) for place in PLACES]
    drawn = [] if options.no_drawing else list(drawn_in(locales, options.theme or THEMES, steps, places))
    yield from ((setting, True) for setting in drawn)
    yield from ((setting, False) for setting in laid_out_in(locales, steps, places) if setting not in drawn)


def _write_sheets(screens: dict[str, dict[str, Any]], folder: Path) -> None:
    from tests.overflow.pictures import contact_sheet

    sheets = folder / "sheets"
    sheets.mkdir(parents=True, exist_ok=True)
    for name, pictures in screens.items():
        contact_sheet(pictures).save(sheets / f"{name}.jpg", quality=80)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
