"""A paper of the visit: looked at first, then printed, and taken; where there is none, its code stands large.

What is said follows the printers: "printed" comes from the printer, and whether the resident has the paper
is asked.
"""

from collections.abc import Sequence
from enum import Enum, auto
from typing import ClassVar

from kivy.uix.widget import Widget

from kiosk.documents.receipt import ReceiptContent
from kiosk.failures import Failure, FailureCode
from kiosk.language.values import Code, Message, Words
from kiosk.papers import PaperContent, PrinterRole
from kiosk.visit_events import Accepted, PreviewReady, VisitEvent
from kiosk.visit_progress import Paper
from screens.card import LARGE_PICTURE
from screens.paper_blocks import (
    PaperNumber,
    QrCard,
    is_roomy,
    picture_of,
    plain,
    what_it_lacks,
    why_none,
)
from screens.qr import qr_texture
from screens.result import NextRow, NumberCard
from screens.screen import ForwardKey
from screens.theme import TextStep
from screens.waiting import WaitingScreen
from screens.widgets.notice import Notice
from screens.widgets.paper_sheet import TurnedSheet
from screens.widgets.second_block import SecondBlock
from screens.widgets.warned import Warned

# Seconds after which it is said in words that the paper is being composed.
COMPOSES_LONG_S = 1.0
COMPOSING = Message("receipt.composing")
# Printing it once more would fail as before.
_UNPRINTABLE = frozenset({FailureCode.GLYPH_MISSING})


class Showing(Enum):
    """How far it is with the paper."""

    PREVIEW = auto()
    PRINTING = auto()
    PRINTED = auto()
    MISSING = auto()
    CODE = auto()


class Answer(Enum):
    """What the screen remembers besides the visit: the resident has no paper in hand, wants none, or nothing
    can print one."""

    MISSING = auto()
    WITHOUT = auto()
    BARRED = auto()


class PaperScreen(WaitingScreen):
    """Made anew whenever something became of the paper."""

    stone = 4
    can_go_back = False

    # The printers that can print it, and the sentences about it.
    printers: ClassVar[Sequence[PrinterRole]]
    see: ClassVar[str]
    being_printed: ClassVar[str]
    take: ClassVar[str]
    none: ClassVar[str]
    # Where it can be printed after this visit.
    later: ClassVar[str] = "slip.later"

    def number(self) -> PaperNumber | None:
        """What stands there large where there is no paper; None where that has no number."""
        submission, accepted = self.visit.submission, self.visit.acceptance
        if submission is None:
            raise RuntimeError("a paper needs a submission")
        code = Code(submission.receipt_code)
        if accepted is None:
            return PaperNumber("result.code", code)
        return PaperNumber("result.case", Code(accepted.case_number), code)

    @property
    def about(self) -> str:
        """What the paper is about: an answer about another one is no answer."""
        return self.visit.submission.key if self.visit.submission else ""

    def content(self) -> PaperContent:
        """The paper, as things are now."""
        raise NotImplementedError

    def is_mine(self, content: PaperContent | None) -> bool:
        """Whether a paper is this screen's."""
        raise NotImplementedError

    def is_true(self, content: PaperContent) -> bool:
        """Whether a paper says what is so now, in the language of now."""
        raise NotImplementedError

    def build(self) -> None:
        super().build()
        self._begun_at = self.app.surroundings.clock()
        self._numbered = self.number()
        self._begin()
        self._drawn = self._known()
        self._unusable = self.visit.printer_trouble(*self.printers) is not None
        self._sheet: TurnedSheet | None = None
        self._second: SecondBlock | None = None
        if self._showing is Showing.PREVIEW:
            self._sheet = TurnedSheet(self.visit.turn_paper, preview=self.visit.printing.preview)
            self.add_widget(self._sheet)
            return
        work = Warned(side=LARGE_PICTURE, picture=self.picture())
        self.add_widget(work)
        for block in self._blocks():
            work.add_widget(block)
        if self._way_out or self._showing in (Showing.CODE, Showing.MISSING):
            if self.waits and self.app.look.step is not TextStep.NORMAL:
                work.words_only()
            if self._numbered is not None:
                work.instead(QrCard(texture=qr_texture(self._numbered.code.text)))
        self._second = SecondBlock(self)
        work.add_widget(self._second)
        self.page(work.pages)

    def arrived(self) -> None:
        if self.waits:
            super().arrived()

    @property
    def waits(self) -> bool:
        return self._showing is Showing.PRINTING

    def picture(self) -> str:
        if self._trouble is not None:
            return picture_of(self._trouble.code)
        match self._showing:
            case Showing.PRINTED | Showing.MISSING:
                on_a4 = self.visit.printing.on is PrinterRole.PAPERS
                return "illus-page" if on_a4 else "illus-paper"
            case Showing.PRINTING:
                return "illus-wait"
            case _:
                return "receipt"

    def sentence(self) -> Words:
        match self._showing:
            case Showing.PREVIEW:
                return Message(self.see)
            case Showing.PRINTING:
                return self._what or Message(self.being_printed)
            case Showing.PRINTED:
                return Message(self.take)
            case Showing.MISSING:
                return Message("receipt.look")
            case Showing.CODE:
                return Message("receipt.note" if self._answer is Answer.WITHOUT else self.none)

    def also_spoken(self) -> Sequence[Words]:
        # The number is the only proof when there is no paper: it is spoken, and it names nobody.
        number = self._said_number
        match self._showing:
            case Showing.PREVIEW:
                return (COMPOSING,) if self._says_it_composes else ()
            case Showing.PRINTING if self._trouble is not None:
                return (Message(f"fail.{self._trouble.code}.do"), *number)
            case Showing.PRINTING:
                slow = (Message("receipt.slow"), *number) if self.waits_long else ()
                return (*self._where, *slow)
            case Showing.PRINTED:
                return self._where
            case Showing.MISSING:
                return (*self._where, self._call, *number)
            case Showing.CODE:
                what = (self._what,) if self._what else ()
                return (*what, *self._part_out, *self._possible_again, self._later, *number)

    def forward_key(self) -> ForwardKey | None:
        match self._showing:
            case Showing.PREVIEW:
                return ForwardKey("receipt.print", self._key_picture, arrow=False)
            case Showing.PRINTING:
                return ForwardKey("sending.on") if self._way_out else None
            case Showing.PRINTED:
                return ForwardKey("receipt.have", "check", arrow=False)
            case Showing.MISSING | Showing.CODE:
                # Beside a second key there is no room for an arrow.
                return ForwardKey("receipt.done", arrow=self.second_key() is None)

    def second_key(self) -> ForwardKey | None:
        match self._showing:
            case Showing.PREVIEW:
                return ForwardKey("receipt.no_paper", arrow=False)
            case Showing.PRINTED:
                return ForwardKey("receipt.have_not", arrow=False)
            case Showing.MISSING:
                return ForwardKey("receipt.again", "printer", arrow=False)
            case Showing.CODE if self._can_print_later_here:
                again = self.visit.printing.state is Paper.FAILED
                return ForwardKey("receipt.again" if again else "receipt.print", "printer", arrow=False)
            case _:
                return None

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        keys = super().row_keys()
        return keys if self._second is None else self._second.in_row(*keys)

    def forwarded(self) -> None:
        if self._showing is Showing.PREVIEW:
            self._print()
            return
        if self._showing is Showing.PRINTING:
            self.visit.leave_paper(self.place.screen)
        self.app.go("done")

    def seconded(self) -> None:
        match self._showing:
            case Showing.PREVIEW:
                self.declined()
            case Showing.PRINTED:
                self.remember(Answer.MISSING)
            case Showing.CODE if self.visit.printing.state is not Paper.FAILED:
                # As it was before it was declined, or before nothing could print it.
                self.remember(None)
            case _:
                self._print()

    def declined(self) -> None:
        """The resident wants no paper."""
        self.remember(Answer.WITHOUT)

    def remember(self, answer: Answer | None) -> None:
        self.app.entries[self._answer_place] = (self.about, answer)
        self.app.redraw()

    def took(self, events: Sequence[VisitEvent]) -> None:
        printing = self.visit.printing
        was_unusable = self._unusable
        self._unusable = self.visit.printer_trouble(*self.printers) is not None
        if was_unusable and not self._unusable and printing.state is Paper.FAILED and self._answer is None:
            # What it failed of is over.
            self.remember(Answer.BARRED)
            return
        became_untrue = any(isinstance(event, Accepted) for event in events)
        if self._known() != self._drawn or (became_untrue and self._showing is Showing.PREVIEW):
            self.app.redraw()
        elif self._sheet is not None and any(isinstance(event, PreviewReady) for event in events):
            self._sheet.preview = printing.preview

    def grew_long(self) -> None:
        self.app.redraw()

    def ticked(self, now: float) -> None:
        super().ticked(now)
        if self._sheet is None or self.visit.printing.preview is not None or self._says_it_composes:
            return
        if now - self._begun_at >= COMPOSES_LONG_S:
            self._sheet.says = COMPOSING
            # What is being said is heard to its end.
            if not self.visit.ports.voice.busy:
                self.app.say((COMPOSING,), "composing")

    # Inside

    @property
    def _says_it_composes(self) -> bool:
        waits = self.visit.printing.preview is None
        return self._sheet is not None and waits and self._sheet.says is not None

    def _begin(self) -> None:
        """Shows the paper if it is not shown yet or not true any more, and if anything can print it."""
        printing = self.visit.printing
        begun = self.is_mine(printing.content) and printing.state is not Paper.NONE
        if begun or self._answer is Answer.WITHOUT:
            return
        if self._answer is Answer.BARRED or self.visit.printer_trouble(*self.printers) is not None:
            self.app.entries[self._answer_place] = (self.about, Answer.BARRED)
        elif printing.content is None or not (
            self.is_mine(printing.content) and self.is_true(printing.content)
        ):
            self.visit.show_paper(self.content())

    def _print(self) -> None:
        """What cannot be printed now is not tried: it is said again what is wrong."""
        if self.visit.printer_trouble(*self.printers) is None:
            self.app.entries.pop(self._answer_place, None)
            self.visit.print_paper()
            self.count_anew()
        self.app.redraw()

    def _known(self) -> object:
        """What the screen is made of, besides the preview."""
        trouble = self._trouble
        return (
            self._showing,
            trouble.code if trouble else None,
            self.visit.printing.on,
            bool(self._possible_again),
        )

    @property
    def _key_picture(self) -> str:
        """Beside another key, the largest letters need a picture's room."""
        return "" if self.app.look.step is TextStep.LARGEST else "printer"

    @property
    def _answer_place(self) -> str:
        return f"{self.place.name} answer"

    @property
    def _answer(self) -> Answer | None:
        key, answer = self.app.entries.get(self._answer_place, ("", None))
        return answer if key == self.about else None

    @property
    def _showing(self) -> Showing:
        printing = self.visit.printing
        if self._answer in (Answer.WITHOUT, Answer.BARRED):
            return Showing.CODE
        if not self.is_mine(printing.content):
            return Showing.PREVIEW
        match printing.state:
            case Paper.NONE:
                barred = self.visit.printer_trouble(*self.printers) is not None
                return Showing.CODE if barred else Showing.PREVIEW
            case Paper.PRINTING:
                return Showing.PRINTING
            case Paper.PRINTED:
                return Showing.MISSING if self._answer is Answer.MISSING else Showing.PRINTED
            case Paper.FAILED:
                return Showing.CODE

    @property
    def _trouble(self) -> Failure | None:
        """What stands between the resident and the paper: what a printer lacks now, or what became of it."""
        printing = self.visit.printing
        match self._showing:
            case Showing.PRINTING if printing.on is not None:
                return self.visit.printer_trouble(printing.on)
            case Showing.PRINTING:
                return self.visit.printer_trouble(*self.printers)
            case Showing.CODE if self._answer is Answer.BARRED:
                return self.visit.printer_trouble(*self.printers)
            case Showing.CODE if self._answer is None:
                return printing.failure
            case _:
                return None

    @property
    def _way_out(self) -> bool:
        """Whether it is no longer waited for without a choice."""
        return self._showing is Showing.PRINTING and (self.waits_long or self._trouble is not None)

    @property
    def _can_print_later_here(self) -> bool:
        """Whether there is any sense in trying again, now or when the staff has been here."""
        printing = self.visit.printing
        if printing.failure is not None and printing.failure.code in _UNPRINTABLE:
            return False
        states = [self.visit.printers.get(role) for role in self.printers]
        return any(state is None or state.fitted for state in states)

    @property
    def _what(self) -> Words | None:
        trouble = self._trouble
        return None if trouble is None else Message(f"fail.{trouble.code}.what")

    @property
    def _where(self) -> Sequence[Words]:
        """Where the receipt comes out, if not where it is looked for."""
        printing = self.visit.printing
        moved = isinstance(printing.content, ReceiptContent) and printing.on is PrinterRole.PAPERS
        return (Message("receipt.from_large"),) if moved else ()

    @property
    def _later(self) -> Words:
        if self.later != "receipt.later" or self._numbered is None:
            return Message(self.later)
        return Message(self.later, {"code": self._numbered.found_by or self._numbered.code})

    @property
    def _call(self) -> Words:
        return Message("fail.PRN-13.do" if self._numbered is None else "receipt.call_staff")

    @property
    def _said_number(self) -> Sequence[Words]:
        if self._numbered is None:
            return ()
        return (Message("result.code_spoken", {"code": self._numbered.code}),)

    @property
    def _part_out(self) -> Sequence[Words]:
        part_out = self._answer is not Answer.WITHOUT and self.visit.printing.may_be_out
        return (Message("receipt.part_out"),) if part_out else ()

    @property
    def _possible_again(self) -> Sequence[Words]:
        barred = self._answer is Answer.BARRED
        return (Message("receipt.possible"),) if barred and self._trouble is None else ()

    def _blocks(self) -> Sequence[Widget]:
        look, trouble = self.app.look, self._trouble
        # Elsewhere what is wrong needs the room; it is said in any case.
        later = self._later if self._showing is Showing.CODE and (is_roomy(look) or trouble is None) else None
        number = [
            NumberCard(
                key=numbered.key,
                number=self.app.value_text(numbered.code),
                note=later if is_roomy(look) else None,
            )
            for numbered in (self._numbered,)
            if numbered is not None
        ]
        # With another code than the number it is found, and that has to stand there.
        other = self._numbered is None or self._numbered.found_by is not None
        needed = self._showing is Showing.CODE and other
        row = [NextRow(picture="printer", words=self._later)] if needed or later else []
        row = [] if is_roomy(look) and number else row
        match self._showing:
            case Showing.PRINTING if trouble is not None:
                return (*what_it_lacks(look, trouble.code), *number)
            case Showing.CODE if trouble is not None:
                return (*number, *why_none(look, trouble.code, self._part_out), *row)
            case Showing.CODE:
                good = [Notice(picture="check", mood="good", message=words) for words in self._possible_again]
                parts = [NextRow(picture="jam", words=words) for words in self._part_out]
                return (*number, *good, *parts, *row)
            case Showing.MISSING:
                call = NextRow(picture="people", words=self._call)
                return (*plain(look, self._where), call, *number)
            case _:
                slow = (Message("receipt.slow"),) if self.waits_long else ()
                return (*number, *plain(look, (*self._where, *slow)))
