"""What a command prints: one JSON object with --json, else lines for people; and its exit code."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kiosk.config import ConfigWrong, Settings, load_settings
from kiosk.failures import Failure

WORKED = 0
FAILED = 1
WRONG_USAGE = 2

# Where kiosk.toml is looked for when --config does not say.
CONFIGS = (Path("kiosk.toml"), Path("/etc/kiosk/kiosk.toml"))


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def add_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--config",
        type=Path,
        metavar="F",
        default=next((file for file in CONFIGS if file.exists()), CONFIGS[-1]),
        help="kiosk.toml (default: ./kiosk.toml, else /etc/kiosk/kiosk.toml)",
    )


def tell(as_json: bool, answer: Mapping[str, object], lines: Iterable[str]) -> int:
    """The answer of a command that worked."""
    _print(as_json, answer, lines)
    return WORKED


def refuse(as_json: bool, failure: Failure, more: Sequence[str] = ()) -> int:
    """A named failure: on the error stream for people, as the one object with --json."""
    named: dict[str, object] = {"code": failure.code.value, "detail": failure.detail}
    if more:
        named["more"] = list(more)
    if as_json:
        _print(True, {"failure": named}, ())
    else:
        print(f"{failure.code}: {failure.detail}", *more, sep="\n", file=sys.stderr)
    return FAILED


def settings_of(arguments: argparse.Namespace, *, as_json: bool = False) -> Settings | int:
    """The settings that --config names, or the exit code after every error in them was told."""
    loaded = load_settings(arguments.config)
    if isinstance(loaded, ConfigWrong):
        failure = Failure(loaded.code, f"{loaded.file} cannot be used")
        return refuse(as_json, failure, loaded.lines())
    return loaded


def _print(as_json: bool, answer: Mapping[str, object], lines: Iterable[str]) -> None:
    try:
        for line in [json.dumps(answer, ensure_ascii=False)] if as_json else lines:
            print(line)
        # A progress line is worth nothing when it comes with the last one.
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has had enough, as `head` has; the rest, and what is flushed at the end, goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
