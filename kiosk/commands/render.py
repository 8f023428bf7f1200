"""`kiosk render`: one text as the text engine draws it, black on white."""

import argparse
import sys

from kiosk.commands.answer import FAILED, WRONG_USAGE, add_json, refuse, tell
from kiosk.commands.arguments import add_language, new_file
from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import language_by_tag
from kiosk.text.engine import FontsMissing, open_engine
from kiosk.text.render import MAX_PX, PictureTooLarge, render_png


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT")
    add_language(parser)
    parser.add_argument("--width", type=_pixels, metavar="PX", help="wrap lines at this width")
    parser.add_argument("--size", type=_pixels, default=48, metavar="PX", help="size of the em (default: 48)")
    parser.add_argument("--out", type=new_file, required=True, metavar="F.png")
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    try:
        engine = open_engine()
    except FontsMissing as missing:
        return refuse(arguments.json, Failure(FailureCode.FONTS_MISSING, str(missing)))
    language = language_by_tag(arguments.language)
    try:
        rendered = render_png(
            engine, arguments.text, language, arguments.width, arguments.size, arguments.out
        )
    except PictureTooLarge as large:
        print(f"kiosk render: {large}", file=sys.stderr)
        return WRONG_USAGE
    people = [f"{line['text']}  ({line['direction']}, {line['width']:.1f} px)" for line in rendered["lines"]]
    if not rendered["unknown_glyphs"]:
        return tell(arguments.json, rendered, people)
    unknown = " ".join(f"U+{ord(character):04X}" for character in engine.unknown_characters(arguments.text))
    tell(arguments.json, {**rendered, "code": FailureCode.GLYPH_MISSING.value}, people)
    print(f"{FailureCode.GLYPH_MISSING}: no glyph for {unknown}", file=sys.stderr)
    return FAILED


def _pixels(given: str) -> int:
    number = int(given)
    if not 0 < number <= MAX_PX:
        raise argparse.ArgumentTypeError(f"must be from 1 to {MAX_PX}")
    return number
