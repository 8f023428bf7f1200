"""The blocks beside a paper: its code to photograph, what a printer lacks, why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kivy.properties import NumericProperty, ObjectProperty
from kivy.uix.widget import Widget

from kiosk.failures import FailureCode
from kiosk.language.values import Code, Message, Words
from screens.fault_notices import FaultNotices
from screens.result import NextRow, notice
from screens.theme import Look, TextStep
from screens.widgets.notice import Notice
from screens.widgets.slab import Card

_PICTURES: Mapping[FailureCode, str] = MappingProxyType(
    {
        FailureCode.PRINTER_PAPER_OUT: "paper-out",
        FailureCode.PRINTER_COVER_OPEN: "printer-open",
        FailureCode.PRINTER_STOPPED_MIDWAY: "jam",
        FailureCode.A4_PAPER_EMPTY: "paper-out",
        FailureCode.A4_JAM: "jam",
        FailureCode.A4_COVER_OPEN: "printer-open",
        FailureCode.A4_TONER_EMPTY: "toner",
        FailureCode.A4_LOCKED: "clock",
    }
)


@dataclass(frozen=True)
class PaperNumber:
    """The number of a paper, and the catalogue key of its label. ``found_by``: the receipt code, where the
    number is another; with it any machine finds the case."""

    key: str
    code: Code
    found_by: Code | None = None


class QrCard(Card):
    """The number as a code to photograph."""

    texture = ObjectProperty(None)
    # Pixels: the code with the quiet around it.
    side = NumericProperty(0)


def picture_of(code: FailureCode) -> str:
    """What is wrong with a printer, as a picture."""
    return _PICTURES.get(code, "printer-off")


def is_roomy(look: Look) -> bool:
    """Whether there is room for more than a few words at once."""
    return look.tall and look.step is not TextStep.LARGEST


def plain(look: Look, messages: Sequence[Words]) -> Sequence[Widget]:
    """What is good to know about the printing."""
    return [block for message in messages for block in notice(look, "printer", "plain", message)]


def what_it_lacks(look: Look, code: FailureCode) -> Sequence[Widget]:
    """What to do about it; that it is nobody's fault only where there is room."""
    fault = FaultNotices(look, picture=picture_of(code))
    fault.tell(code)
    if not is_roomy(look):
        fault.blocks[0].note = None
    if look.reach and look.step is TextStep.LARGEST:
        # Two sentences need the width of a row; the stage shows the picture above it.
        return (NextRow(picture=picture_of(code), words=Message(f"fail.{code}.do")), *fault.blocks[1:])
    return fault.blocks


def why_none(look: Look, code: FailureCode, part_out: Sequence[Words]) -> Sequence[Widget]:
    """Why there is no paper. ``part_out``: that a part of it may be out, if so."""
    what, not_you = Message(f"fail.{code}.what"), Message("fail.not_you")
    told = Message("fail.code", {"code": Code(code.value)})
    picture = picture_of(code)
    if is_roomy(look):
        return notice(look, picture, "bad", what, note=next(iter(part_out), not_you), code=told)
    parts = [NextRow(picture="jam", words=words) for words in part_out]
    if look.step is TextStep.NORMAL:
        return (*notice(look, picture, "bad", what, note=not_you, code=told), *parts)
    return (
        Notice(picture=picture, mood="bad", message=what),
        *parts,
        NextRow(picture="people", words=told),
    )
