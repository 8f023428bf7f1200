"""`kiosk journal show`: what happened here, oldest first."""

import argparse
import json

from kiosk.commands.answer import add_config, add_json, settings_of, tell
from kiosk.data_folder import DataFolder
from kiosk.journal import read_journal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="what happened here, oldest first")
    add_config(show)
    add_json(show)


def run(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments, as_json=arguments.json)
    if isinstance(settings, int):
        return settings
    entries = [entry.as_object() for entry in read_journal(DataFolder(settings.kiosk.data).journal)]
    return tell(arguments.json, {"entries": entries}, (_line(entry) for entry in entries))


def _line(entry: dict[str, object]) -> str:
    more = " ".join(
        f"{name}={json.dumps(value)}" for name, value in entry.items() if name not in ("at", "event")
    )
    return f"{entry['at']} {entry['event']} {more}".rstrip()
