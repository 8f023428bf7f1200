"""A receipt's content composed for an 80 mm roll: what stands where."""

from kiosk.documents.receipt import ReceiptContent
from kiosk.documents.roll import MARGIN, WIDTH, Roll
from kiosk.documents.sheet import Sheet
from kiosk.language.catalogue import Catalogues
from kiosk.language.display import display
from kiosk.language.values import Code, Day, IdNumber, Message, Moment, Name, Phone
from kiosk.text.engine import TextEngine

_VALUE, _VALUE_SENT = 36, 33
_HEADING, _NOTE, _SMALL = 31, 29, 29


def receipt_sheet(content: ReceiptContent, catalogues: Catalogues, engine: TextEngine) -> Sheet:
    """The composed receipt. KeyError for a text that a catalogue or a term lacks."""
    title = Message(f"paper.{content.standing}")
    roll = Roll(content.language, catalogues, engine)
    roll.band()
    roll.title(title)
    if content.standing == "accepted":
        roll.ruled_number(Message("paper.case"), content.number)
    else:
        roll.ruled_number(Message("paper.code"), content.number)
    _errand(roll, content)
    if content.now is not None:
        roll.row(Message("paper.state"), content.now.state, _VALUE)
        roll.row(Message("paper.state_at"), Moment(content.now.at), _VALUE)
    elif content.standing == "accepted":
        roll.done_bar(Message("paper.bar_accepted"))
    else:
        roll.waiting_bar(Message("paper.bar_received"))
    _what_was_sent(roll, content)
    roll.code_and_words(content.progress, Message("paper.ask"))
    roll.line()
    roll.around(Message("paper.help"), Phone(content.help_phone), _HEADING, _VALUE, bold=True)
    roll.line()
    if content.again:
        roll.stacked(Message("paper.again"), _NOTE)
    roll.pair(Message("paper.keep"), _NOTE, bold=True)
    roll.alone(Message("paper.machine_is", {"machine": Code(content.machine)}), _SMALL)
    if content.sample:
        roll.centered(Message("paper.sample"), _HEADING)
    roll.space(MARGIN)
    words = display(title, content.language, catalogues)
    return Sheet(WIDTH, roll.y, tuple(roll.items), f"{words} {content.number}", content.language)


def _errand(roll: Roll, content: ReceiptContent) -> None:
    roll.row(Message("paper.matter"), content.service, _VALUE)
    if content.applicant:
        roll.row(Message("paper.applicant"), Name(content.applicant), _VALUE)
    # What stands among the things sent is not said twice.
    if content.id_number and IdNumber(content.id_number) not in [value for _, value in content.sent]:
        roll.row(Message("paper.id_number"), IdNumber(content.id_number), _VALUE)
    if content.code:
        roll.row(Message("paper.code"), Code(content.code), _VALUE)
    time = Message("paper.time" if content.now is None else "paper.time_accepted")
    roll.row(time, Moment(content.handed_in_at), _VALUE)
    if content.promised_day:
        roll.row(Message("paper.promised"), Day(content.promised_day), _VALUE)
    if content.statutory_day:
        roll.row(Message("paper.statutory"), Day(content.statutory_day), _VALUE)


def _what_was_sent(roll: Roll, content: ReceiptContent) -> None:
    """To whom, why and what; as short as it can be, for it can be much."""
    for department in content.departments:
        roll.row(Message("paper.department"), department, _VALUE_SENT)
    if content.why:
        roll.row(Message("paper.why"), content.why, _VALUE_SENT)
    if content.sent:
        roll.space(2)
        roll.pair(Message("paper.sent"), _HEADING, bold=True)
        roll.space(2)
        for label, value in content.sent:
            roll.entry(label, value, _VALUE_SENT)
        roll.space(4)
        roll.line()
