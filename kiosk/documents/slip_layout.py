"""A slip's content composed for an 80 mm roll."""

from kiosk.documents.roll import MARGIN, WIDTH, Roll
from kiosk.documents.sheet import Sheet
from kiosk.documents.slip import SlipContent, all_sections
from kiosk.language.catalogue import Catalogues
from kiosk.language.display import display
from kiosk.language.values import Code, Message, Phone
from kiosk.text.engine import TextEngine

_VALUE, _NOTE, _HEADING, _SMALL = 36, 31, 31, 29


def slip_sheet(content: SlipContent, catalogues: Catalogues, engine: TextEngine) -> Sheet:
    """The composed slip. KeyError for a text that a catalogue or a term lacks."""
    roll = Roll(content.language, catalogues, engine)
    roll.band()
    roll.title(content.title)
    if content.number and content.label is not None:
        roll.ruled_number(content.label, content.number)
    for number, rows in enumerate(all_sections(content)):
        if number > 1:
            roll.line()
        for label, value in rows:
            roll.row(label, value, _VALUE)
    if content.scan and content.scan_words is not None:
        roll.code_and_words(content.scan, content.scan_words)
    for words in content.following:
        roll.stacked(words, _NOTE)
    roll.line()
    roll.around(Message("paper.help"), Phone(content.help_phone), _HEADING, _VALUE, bold=True)
    roll.alone(Message("paper.machine_is", {"machine": Code(content.machine)}), _SMALL)
    if content.sample:
        roll.centered(Message("paper.sample"), _HEADING)
    roll.space(MARGIN)
    title = display(content.title, content.language, catalogues)
    return Sheet(WIDTH, roll.y, tuple(roll.items), f"{title} {content.number}".strip(), content.language)
