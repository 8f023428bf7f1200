"""`kiosk run`: the kiosk, until it is stopped."""

import argparse
from dataclasses import replace

from kiosk.commands.answer import WORKED, add_config, refuse, settings_of
from kiosk.commands.running import run_kiosk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_config(parser)
    parser.add_argument("--windowed", action="store_true", help="in a window, whatever the settings say")


def run(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    if isinstance(settings, int):
        return settings
    if arguments.windowed:
        settings = replace(settings, screen=replace(settings.screen, windowed=True))
    failure = run_kiosk(settings)
    return WORKED if failure is None else refuse(False, failure)
