"""Guide: what to have at hand, how long it takes, what it costs, before anything is asked."""

from collections.abc import Sequence

from kivy.properties import NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.language.values import Message, Number, Words
from kiosk.services.service import Material
from screens.longest_word import longest_word_px
from screens.screen import ForwardKey, Screen
from screens.theme import Look, TextStep
from screens.widgets.beside import Beside
from screens.widgets.mirrored import MirroredBox
from screens.widgets.slab import Card

# Materials beside each other at most, upright and lying.
BESIDE, BESIDE_LYING = 3, 4
# Design pixels: what of the panel's width is not the inside of a card, upright and lying; and what of a
# material's place is not its name: with the picture above it, and beside it.
AROUND, AROUND_LYING = 168, 400
ABOVE_NAME, BESIDE_NAME = 24, 132


class GuideCard(Card):
    """A piece of what there is to know, with its title."""

    key = StringProperty("")
    # Pixels.
    needed = NumericProperty(0)


class MaterialPicture(BoxLayout):  # type: ignore[misc]
    """One thing to have at hand, its picture above its name."""

    picture = StringProperty("")
    name = ObjectProperty(None, allownone=True)


class MaterialLine(MirroredBox):
    """One thing to have at hand, its picture beside its name."""

    picture = StringProperty("")
    name = ObjectProperty(None, allownone=True)


class MaterialRow(MirroredBox):
    """Things to have at hand beside each other."""


class TermRow(MirroredBox):
    """A number of working days with a bar as long as the term."""

    days = ObjectProperty(0)
    share = ObjectProperty(1.0)
    key = StringProperty("")
    picture = StringProperty("clock")
    fill = StringProperty("prim")


class CostCard(Card):
    """What it costs: money, or time at this machine."""

    picture = StringProperty("")
    key = StringProperty("")
    words = ObjectProperty(None, allownone=True)
    # Pixels.
    needed = NumericProperty(0)


class CostColumn(BoxLayout):  # type: ignore[misc]
    """What it costs, one below the other."""

    # Pixels.
    needed = NumericProperty(0)


class GuideScreen(Screen):
    stone = 0

    def build(self) -> None:
        look = self.app.look
        self._put(*self._materials())
        costs = self._costs()
        # Where letters are largest nothing stands beside anything else.
        if look.step is TextStep.LARGEST:
            self._put(*self._cards("guide.time", self._terms(), 2 if look.tall else 1), *costs)
        elif look.wide and look.step is TextStep.NORMAL:
            (time,) = self._cards("guide.time", self._terms(), 2)
            column = CostColumn()
            for cost in costs:
                cost.size_hint_y = 1
                cost.fbind("needed", lambda *_: self._level(column))
                column.add_widget(cost)
            self._level(column)
            self._put(Beside(most=2).put(time, column))
        else:
            self._put(*self._cards("guide.time", self._terms(), 2), Beside(most=2).put(*costs))
        self.page(self.ids.pages)

    def _put(self, *blocks: Widget) -> None:
        for block in blocks:
            self.ids.pages.add_widget(block)

    def _materials(self) -> Sequence[Card]:
        look, materials = self.app.look, self.service.materials
        # The picture above the name needs height, beside it width.
        above = look.tall and look.step is not TextStep.LARGEST
        columns = self._columns(look, materials, above=above)
        above = above and columns > 1
        rows: list[Widget] = []
        for first in range(0, len(materials), columns):
            row = MaterialRow()
            beside = materials[first : first + columns]
            for material in beside:
                kind = MaterialPicture if above else MaterialLine
                row.add_widget(kind(picture=material.icon, name=material.name))
            # Below a full row each stands in its column.
            for _ in range(columns - len(beside) if first else 0):
                row.add_widget(Widget())
            rows.append(row)
        return self._cards("guide.bring", rows, 1 if not look.tall else 2 if above else 3)

    def _columns(self, look: Look, materials: Sequence[Material], *, above: bool) -> int:
        """So many materials beside each other that no word is broken and no name has many lines."""
        names = [self.app.text(material.name) for material in materials]
        size = look.type("label")
        longest = longest_word_px(names, look.language, self.app.engine, size=size)
        # A line takes up to so many signs; a name of more than two of them needs more width.
        signs = max((len(name) for name in names), default=0)
        around = look.px(AROUND_LYING if look.wide else AROUND)
        for columns in range(min(len(names), BESIDE_LYING if look.wide else BESIDE), 1, -1):
            room = (look.panel.width_px - around) / columns - look.px(ABOVE_NAME if above else BESIDE_NAME)
            if longest <= room and signs * size * 0.5 <= 2 * room:
                return columns
        return 1

    def _terms(self) -> Sequence[Widget]:
        service = self.service
        longest = max(service.promised_days, service.statutory_days or 0, 1)
        rows = [
            TermRow(days=service.promised_days, share=service.promised_days / longest, key="guide.promised")
        ]
        if service.statutory_days is not None:
            rows.append(
                TermRow(
                    days=service.statutory_days,
                    share=service.statutory_days / longest,
                    key="guide.statutory",
                    picture="office",
                    fill="line",
                )
            )
        return rows

    def _costs(self) -> Sequence[CostCard]:
        minutes = Message("guide.minutes", {"minutes": Number(self.service.minutes)})
        return (
            CostCard(picture="money", key="guide.fee", words=self._fee),
            CostCard(picture="touch", key="guide.here", words=minutes),
        )

    @property
    def _fee(self) -> Message:
        fee = self.service.fee
        return Message("guide.free") if fee == 0 else Message("guide.yuan", {"amount": Number(fee)})

    def _cards(self, key: str, rows: Sequence[Widget], most: int) -> Sequence[GuideCard]:
        """The rows on cards, ``most`` on each; the title stands on the first one."""
        cards = []
        for first in range(0, len(rows), most):
            card = GuideCard(key="" if first else key)
            for row in rows[first : first + most]:
                card.add_widget(row)
            cards.append(card)
        return cards

    def _level(self, column: CostColumn) -> None:
        gaps = column.spacing * (len(column.children) - 1)
        column.needed = sum(cost.needed for cost in column.children) + gaps

    def picture(self) -> str:
        return self.service.icon

    def sentence(self) -> Words:
        return self.service.guide

    def also_spoken(self) -> Sequence[Words]:
        service = self.service
        days: tuple[Words, ...] = ()
        if service.statutory_days is not None:
            days = (
                Message(
                    "guide.spoken",
                    {"promised": Number(service.promised_days), "statutory": Number(service.statutory_days)},
                ),
            )
        bring: tuple[Words, ...] = ()
        if service.materials:
            bring = (Message("guide.bring"), *(material.name for material in service.materials))
        return (*bring, *days, self._fee)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("guide.start")

    def forwarded(self) -> None:
        self.app.go("start")
