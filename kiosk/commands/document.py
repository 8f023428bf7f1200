"""`kiosk document KIND`: a paper from JSON, without a visit."""

import argparse
import json
from pathlib import Path

from kiosk.commands.answer import WRONG_USAGE, add_json, refuse, tell
from kiosk.commands.arguments import add_language, new_file
from kiosk.commands.bundled import LOCALES
from kiosk.documents.from_json import KINDS, DocumentDataError, document_from_json
from kiosk.documents.paper import write_document
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import language_by_tag
from kiosk.text.engine import FontsMissing, open_engine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    add_language(parser)
    parser.add_argument("--data", type=Path, required=True, metavar="F.json", help="what stands on it")
    parser.add_argument("--out", type=_paper_file, required=True, metavar="F.pdf|F.png")
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    try:
        data = json.loads(arguments.data.read_text(encoding="utf-8"))
        content = document_from_json(arguments.kind, data, language_by_tag(arguments.language))
    except OSError as error:
        return _wrong(arguments, [error.strerror or "cannot be read"])
    except DocumentDataError as wrong:
        return _wrong(arguments, list(wrong.problems))
    except ValueError as error:
        return _wrong(arguments, [f"is not JSON: {error}"])
    try:
        engine = open_engine()
    except FontsMissing as missing:
        return refuse(arguments.json, Failure(FailureCode.FONTS_MISSING, str(missing)))
    written = write_document(arguments.kind, content, load_catalogues(LOCALES), engine, arguments.out)
    if isinstance(written, Failure):
        return refuse(arguments.json, written)
    return tell(arguments.json, {"file": str(written)}, [str(written)])


def _wrong(arguments: argparse.Namespace, problems: list[str]) -> int:
    """Data that makes no document is wrong usage, as a wrong option is."""
    tell_errors = {"errors": problems}
    tell(arguments.json, tell_errors, (f"{arguments.data}: {problem}" for problem in problems))
    return WRONG_USAGE


def _paper_file(given: str) -> Path:
    if Path(given).suffix.lower() not in (".pdf", ".png"):
        raise argparse.ArgumentTypeError("a document is written as .pdf or .png")
    return new_file(given)
