"""The command line: each command tries one part of the kiosk alone.

Exit codes: 0 = it worked, 1 = a named failure, 2 = wrong usage. A command's module is imported only when
it is the one that was asked for, so that `kiosk render` opens no window and `kiosk doctor` no Kivy.
"""

import argparse
import importlib
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol, cast

COMMANDS: Mapping[str, str] = {
    "run": "the kiosk",
    "demo": "whole visits against the sandbox, with virtual devices",
    "doctor": "every device, file, font, voice, clock and link: its state and what to do",
    "card": "read a card",
    "render": "draw a text with the text engine",
    "say": "speak a text",
    "prompts": "list, render, check and script what is spoken",
    "document": "make a paper without a visit",
    "print": "try the receipt printer",
    "services": "check and list service packs",
    "outbox": "what waits to be delivered",
    "journal": "what happened here",
    "supplies": "what is left of paper and toner; say that it was filled",
    "simulate": "a device's simulator, by hand",
}


class Command(Protocol):
    """What each module in kiosk/commands/ offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, arguments: argparse.Namespace) -> int: ...


def entry(given: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    words = list(sys.argv[1:] if given is None else given)
    parser = argparse.ArgumentParser(prog="kiosk", description="A self-service terminal.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    chosen: Command | None = None
    for name, summary in COMMANDS.items():
        command_parser = commands.add_parser(name, help=summary, description=summary)
        if words and words[0] == name:
            chosen = cast("Command", importlib.import_module(f"kiosk.commands.{name}"))
            chosen.add_arguments(command_parser)
    arguments = parser.parse_args(words)
    if chosen is None:
        parser.error("the command comes first")
    return chosen.run(arguments)


if __name__ == "__main__":
    sys.exit(entry())
