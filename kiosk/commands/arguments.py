"""Arguments that several commands take, checked while they are read."""

import argparse
from pathlib import Path

from kiosk.language.languages import ALL_LANGUAGES


def add_language(parser: argparse.ArgumentParser) -> None:
    tags = [language.tag for language in ALL_LANGUAGES]
    parser.add_argument(
        "--language", required=True, choices=tags, help="the text's language: " + ", ".join(tags)
    )


def new_file(given: str) -> Path:
    """A file that can be written: a typing error is told before any work is done."""
    file = Path(given)
    if file.is_dir() or not file.resolve().parent.is_dir():
        raise argparse.ArgumentTypeError(f"{given} cannot be written there")
    return file
