"""Review: exactly what will be sent, to whom and why, before it is sent."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.language.display import display_value
from kiosk.language.values import Message, Value, Words
from kiosk.services.service import Field
from kiosk.visit_receipt import sent_rows
from screens.longest_word import longest_word_px
from screens.save_key import SAVE, can_be_saved
from screens.screen import ForwardKey, Screen, spoken_value
from screens.theme import TextStep
from screens.widgets.line_pieces import pieces
from screens.widgets.mirrored import MirroredBox
from screens.widgets.second_block import SecondBlock
from screens.widgets.slab import Card, SecondarySlab

if TYPE_CHECKING:
    from screens.app import KioskApp

# Design pixels: two rows stand beside each other where the column is at least so wide; what a row has beside
# its words, and the key to change it with its gap, per text step.
BESIDE_FROM = 1500
SIDES, CHANGE = 66, (330, 370, 430)
# Lines of a value in one row at most: on the smallest panel a page has room for them.
LINES = 3


class ReviewRow(Card):
    """One thing that will be sent: its label, its value, and a key to change it if it was typed."""

    label = ObjectProperty(None, allownone=True)
    value = StringProperty("")
    # Whether the key stands below the words, which need the whole width.
    stacked = BooleanProperty(False)
    # Pixels: the height of the key to change it, and the height that all of it needs.
    key_height = NumericProperty(0)
    needed = NumericProperty(0)

    def lead_to(self, slab: "ChangeSlab") -> None:
        """The key to change it stands at the reading end."""
        self.add_widget(slab)
        slab.fbind("height", self.setter("key_height"))
        self.key_height = slab.height


class ReviewPair(MirroredBox):
    """Two blocks beside each other, as high as the higher one."""

    def __init__(self, rows: Sequence["ReviewRow | Told"], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._rows = rows
        for row in rows:
            row.size_hint_y = 1
            row.fbind("needed", self._grow)
            self.add_widget(row)
        if len(rows) == 1:
            self.add_widget(Widget())
        self._grow()

    def _grow(self, *_: object) -> None:
        self.height = max(row.needed for row in self._rows)


class ChangeSlab(SecondarySlab):
    """Leads to the question of a row."""


class Told(Card):
    """Something to know before sending, below what it is called."""

    name_key = StringProperty("")
    needed = NumericProperty(0)


class Recipient(Told):
    """One office that gets the application."""

    picture = StringProperty("")
    name = ObjectProperty(None, allownone=True)


class Purpose(Told):
    """What for."""

    why = ObjectProperty(None, allownone=True)


class ReviewScreen(Screen):
    stone = 3

    def build(self) -> None:
        self._second = SecondBlock(self)
        # What a line holds is known when there is a column.
        self.ids.pages.fbind("width", Clock.create_trigger(self._stand, -1))
        self.page(self.ids.pages)

    def _stand(self, _elapsed: float) -> None:
        pages = self.ids.pages
        # A column that is not laid out yet is narrow.
        if pages.blocks or pages.width < self.app.look.panel.width_px / 2:
            return
        beside = pages.width >= self.app.look.px(BESIDE_FROM) and self.app.look.step is not TextStep.LARGEST
        if self.app.look.simple or self.app.look.step is TextStep.LARGEST:
            # Each answer has a key to change it.
            pages.most = max(1, self.app.look.choices // (2 if beside else 1))
        rows = list(self._rows(pages.width / 2 if beside else pages.width))
        told = [*self._recipients(), Purpose(name_key="review.what_for", why=self.service.why)]
        if self.service.review is not None:
            # Last, before it is sent.
            told.append(Purpose(why=self.service.review))
        blocks: list[Widget] = [*pairs(rows), *pairs(told)] if beside else [*rows, *told]
        blocks.append(self._second)
        for block in blocks:
            pages.add_widget(block)
        changed = self.app.entries.pop(self.place.name, None)
        for block in blocks:
            # Who changed an answer comes back to where it stands.
            if any(getattr(below, "element_id", "") == f"change:{changed}" for below in block.walk()):
                pages.begin_at(block)

    def _rows(self, width: float) -> Iterator[ReviewRow]:
        look = self.app.look
        for label, value in sent_rows(self.visit, self.app.surroundings.catalogues):
            text = display_value(value, self.visit.language)
            step = next((step for step in self.service.steps if step.label is label), None)
            if step is not None and not self.visit.may_change(step):
                step = None
            room = width - look.px(SIDES)
            beside = room - look.px(CHANGE[look.step.value] if step is not None else 0)
            stacked = step is not None and self._longest(text) > beside
            first, *rest = parts_of(self.app, text, room if stacked else beside)
            row = ReviewRow(label=label, value=first, stacked=stacked)
            if step is not None:
                row.lead_to(self._change_slab(step, value))
            yield row
            for part in rest:
                yield ReviewRow(label=label, value=part)

    def _longest(self, text: str) -> float:
        """Pixels of its longest word, or number."""
        look = self.app.look
        return longest_word_px([text], look.language, self.app.engine, size=look.type("body"))

    def _recipients(self) -> Iterator[Recipient]:
        for number, department in enumerate(self.service.departments):
            key = "review.goes_to" if number == 0 else ""
            yield Recipient(name_key=key, picture=department.icon, name=department.name)

    def _change_slab(self, step: Field, value: Value) -> ChangeSlab:
        slab = ChangeSlab(key="review.change", picture="pen", element_id=f"change:{step.id}")
        # By ear, one change key is told from the next by what it changes.
        slab.called = (
            Message("review.change_this", {"what": step.label})
            if value.personal
            else Message("review.change_value", {"what": step.label, "value": value})
        )
        slab.fbind("on_release", lambda _slab: self._change(step))
        return slab

    def _change(self, step: Field) -> None:
        self.app.entries[self.place.name] = step.id
        self.app.change_step(step.id)

    def sentence(self) -> Words:
        return Message("review.sentence")

    def also_spoken(self) -> Sequence[Words]:
        names = [department.name for department in self.service.departments]
        spoken = [*self._spoken_rows(personal=False), Message("review.goes_to"), *names]
        review = () if self.service.review is None else (self.service.review,)
        return [*spoken, Message("review.what_for"), self.service.why, *review]

    def personal_spoken(self) -> Sequence[Words]:
        return self._spoken_rows(personal=True)

    def not_spoken(self) -> Sequence[Words]:
        return (Message("review.on_screen"),) if self.personal_spoken() else ()

    def _spoken_rows(self, *, personal: bool) -> Sequence[Words]:
        rows = sent_rows(self.visit, self.app.surroundings.catalogues)
        spoken: list[Words] = []
        for label, value in rows:
            if value.personal is personal:
                spoken += (label, spoken_value(value))
        return spoken

    def forward_key(self) -> ForwardKey:
        if self.visit.correcting is not None:
            return ForwardKey("review.correct")
        return ForwardKey("review.sign" if self.service.signature else "review.send")

    def second_key(self) -> ForwardKey | None:
        return SAVE if can_be_saved(self.visit) else None

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def seconded(self) -> None:
        self.app.go("save")

    def forwarded(self) -> None:
        missing = self.visit.unanswered
        if missing:
            # What was applied for with another version of the service may lack an answer.
            self._change(missing[0])
        else:
            self.app.go("right")


def parts_of(app: "KioskApp", text: str, width: float) -> Sequence[str]:
    """The text, in several where it has many lines: a row may stand on any page. Pixels."""
    parts = pieces(app, text, role="body", bold=True, width=width, lines=LINES)
    return parts if len(parts) == 1 else [app.own_text(part) for part in parts]


def pairs(blocks: Sequence[ReviewRow | Told]) -> Iterator[ReviewPair]:
    return (ReviewPair(blocks[start : start + 2]) for start in range(0, len(blocks), 2))
