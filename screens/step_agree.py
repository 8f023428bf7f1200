"""Questions that are answered by going on: a statement that is agreed to, a paper that is shown elsewhere."""

from collections.abc import Sequence

from kivy.clock import Clock
from kivy.properties import ObjectProperty

from kiosk.language.values import Message, Words
from kiosk.text.isolation import without_isolates
from screens.question import QuestionScreen
from screens.screen import ForwardKey
from screens.widgets.line_pieces import pieces
from screens.widgets.sentences import sentences
from screens.widgets.words import Paragraph

# Lines of a sentence in one block: on the smallest panel a page has room for them.
LINES = 3


class Statement(Paragraph):
    """A part of what is agreed to."""


class _AgreedScreen(QuestionScreen):
    """The way on is the answer; where it may be left out, a second key does that."""

    agreed = ""
    agrees = ""

    @property
    def leaves_out(self) -> bool:
        return False

    def forward_key(self) -> ForwardKey:
        return ForwardKey(self.agrees)

    def second_key(self) -> ForwardKey | None:
        return ForwardKey("step.leave_out", arrow=False) if self.field.optional else None

    def forwarded(self) -> None:
        self.answer = self.agreed
        super().forwarded()

    def seconded(self) -> None:
        self.answer = ""
        super().forwarded()


class DeclarationScreen(_AgreedScreen):
    """The statement in large letters, read out and paged; agreed to on its last page."""

    agreed, agrees = "agreed", "step.agree"

    def build(self) -> None:
        # What a line holds is known when there is a column.
        self.ids.pages.fbind("width", Clock.create_trigger(self._stand, -1))
        self.page(self.ids.pages)

    @property
    def statement(self) -> Words:
        if self.field.text is None:
            raise RuntimeError(f"{self.field.id} has no text")
        return self.field.text

    def also_spoken(self) -> Sequence[Words]:
        return (*super().also_spoken(), self.statement)

    def _stand(self, _elapsed: float) -> None:
        pages = self.ids.pages
        # A column that is not laid out yet is narrow.
        if pages.blocks or pages.width < self.app.look.panel.width_px / 2:
            return
        text = without_isolates(self.app.text(self.statement))
        for sentence in sentences(text):
            for part in pieces(self.app, sentence, role="choice", bold=True, width=pages.width, lines=LINES):
                pages.add_widget(Statement(text=part))


class AttachmentScreen(_AgreedScreen):
    """The paper's name and picture; the resident will show it at the counter."""

    agreed, agrees = "at-counter", "step.will_show"

    paper = ObjectProperty(None, allownone=True)
    note = ObjectProperty(Message("step.bring"))

    def build(self) -> None:
        self.paper = self.field.paper
        self.ids.work.picture = self.field.icon or "document"
        self.page(self.ids.work.pages)

    def also_spoken(self) -> Sequence[Words]:
        paper = () if self.field.paper is None else (self.field.paper,)
        return (*super().also_spoken(), *paper, self.note)
