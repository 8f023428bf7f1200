"""What the screens of an answer share: it stands there large, and can be taken along on paper."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from kivy.properties import NumericProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.language.values import Words
from screens.longest_word import longest_word_px
from screens.result import ROOMY, NextRow
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep
from screens.widgets.beside import Beside
from screens.widgets.pages import Illustration, Pages
from screens.widgets.second_block import SecondBlock
from screens.widgets.slab import Card

Kind = TypeVar("Kind")
# Design pixels: what stands beside two rows, with the gap between them; what a row has besides its words.
BESIDE_WORK, IN_ROW = 348, 158


class LargeNumber(Card):
    """A number that is to be seen from afar, with what it is called above it and a line below."""

    key = StringProperty("")
    number = StringProperty("")
    note = ObjectProperty(None, allownone=True)
    # Design pixels: how large it is at most.
    largest = NumericProperty(260)
    # Pixels.
    needed = NumericProperty(0)


class AnswerView(Screen):
    """The forward key leads to its paper, the second one on without it."""

    stone = 4
    can_go_back = False

    # What fills the room that is left, upright.
    below: ClassVar[str] = ""

    def build(self) -> None:
        pages: Pages = self.ids.pages
        for block in self.blocks():
            pages.add_widget(block)
        if self.below and self.app.look.tall:
            pages.add_widget(Illustration(picture=self.below))
        self._second = SecondBlock(self)
        pages.add_widget(self._second)
        self.page(pages)

    def blocks(self) -> Sequence[Widget]:
        """What stands there."""
        raise NotImplementedError

    def sentence(self) -> Words:
        raise NotImplementedError

    def forward_key(self) -> ForwardKey:
        picture = "" if self.app.look.step is TextStep.LARGEST else "printer"
        return ForwardKey("answer.paper", picture, arrow=False)

    def second_key(self) -> ForwardKey | None:
        return ForwardKey("case.done", arrow=False)

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def forwarded(self) -> None:
        self.app.go("paper")

    def seconded(self) -> None:
        self.app.go("done")

    def answer(self, kind: type[Kind]) -> Kind:
        """What the platform said."""
        answer = self.visit.question.answer if self.visit.question else None
        if not isinstance(answer, kind):
            raise RuntimeError(f"{self.place.name} needs another answer")
        return answer

    def in_pairs(self, *rows: NextRow) -> Sequence[Widget]:
        """Lying two beside each other, where no word of them is broken; upright one below the other."""
        look = self.app.look
        if not look.wide or look.step is TextStep.LARGEST:
            return rows
        words = [self.app.text(row.words) for row in rows]
        longest = longest_word_px(words, look.language, self.app.engine, size=look.type("body"), bold=False)
        if longest > (look.panel.width_px - look.px(BESIDE_WORK)) / 2 - look.px(IN_ROW):
            return rows
        return [Beside(most=2).put(*rows[start : start + 2]) for start in range(0, len(rows), 2)]

    def beside(self, *cards: Widget) -> Sequence[Widget]:
        """Beside each other where there is room for it."""
        look = self.app.look
        roomy = look.wide and look.step is TextStep.NORMAL and look.panel.width_px >= look.px(ROOMY)
        return (Beside(most=len(cards)).put(*cards),) if roomy else cards
