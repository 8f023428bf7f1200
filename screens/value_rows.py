"""Labels with their values, one below the other or in pairs, as many rows as the words need."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from kivy.app import App
from kivy.clock import Clock
from kivy.uix.widget import Widget

from kiosk.documents.slip import Rows
from kiosk.language.display import display_value
from kiosk.language.values import Words
from screens.answer_view import AnswerView
from screens.review import BESIDE_FROM, SIDES, ReviewPair, ReviewRow, pairs, parts_of
from screens.screen import ForwardKey, spoken_value
from screens.theme import TextStep
from screens.widgets.pages import Pages
from screens.widgets.second_block import SecondBlock

# Design pixels between sections, besides the gaps.
APART = 12


class Apart(Widget):  # type: ignore[misc]
    """Between rows that do not belong together."""

    def __init__(self) -> None:
        super().__init__(size_hint_y=None, height=App.get_running_app().look.px(APART))


class ValuesView(AnswerView):
    """Rows with their values: what is personal of them is said when it is asked for."""

    # Whether what stands in the rows may be said to everybody.
    public: ClassVar[bool] = False

    def build(self) -> None:
        # What a line holds is known when there is a column.
        self._second = SecondBlock(self)
        self.ids.pages.fbind("width", Clock.create_trigger(self._stand, -1))
        self.page(self.ids.pages)

    def sections(self) -> Sequence[Rows]:
        """The rows, those together that belong together."""
        raise NotImplementedError

    def blocks(self) -> Sequence[Widget]:
        """What stands below the rows."""
        return ()

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def spoken_rows(self) -> Sequence[Words]:
        return [
            words
            for rows in self.sections()
            for label, value in rows
            for words in (label, spoken_value(value))
        ]

    def personal_spoken(self) -> Sequence[Words]:
        return () if self.public else self.spoken_rows()

    def _stand(self, _elapsed: float) -> None:
        pages: Pages = self.ids.pages
        # A column that is not laid out yet is narrow.
        if pages.blocks or pages.width < self.app.look.panel.width_px / 2:
            return
        beside = pages.width >= self.app.look.px(BESIDE_FROM) and self.app.look.step is not TextStep.LARGEST
        for number, rows in enumerate(self.sections()):
            if number and pages.blocks:
                pages.add_widget(Apart())
            made = list(self._made(rows, pages.width / 2 if beside else pages.width))
            blocks: Sequence[ReviewRow | ReviewPair] = list(pairs(made)) if beside else made
            for block in blocks:
                pages.add_widget(block)
        for below in (*self.blocks(), self._second):
            pages.add_widget(below)

    def _made(self, rows: Rows, width: float) -> Iterator[ReviewRow]:
        room = width - self.app.look.px(SIDES)
        for label, value in rows:
            for part in parts_of(self.app, display_value(value, self.visit.language), room):
                yield ReviewRow(label=label, value=part)
