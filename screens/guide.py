"""Guide: what to know before anything is asked: what to have at hand, who may do it, how long it takes and
what it costs, who works on it, what is read from a card and why."""

from collections.abc import Sequence

from kivy.properties import NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.language.values import Message, Number, Words
from kiosk.services.service import Journey, Material
from screens.longest_word import longest_word_px
from screens.screen import ForwardKey, Screen
from screens.theme import Look, TextStep
from screens.widgets.beside import Beside
from screens.widgets.mirrored import MirroredBox
from screens.widgets.slab import Card

# Materials beside each other at most, upright and lying.
BESIDE, BESIDE_LYING = 3, 4
# Whoever comes for these asks what they cost; the others cost nothing, and do not say so.
PRICED = frozenset({Journey.APPLY, Journey.APPOINTMENT, Journey.CERTIFICATE})
# Lying panels of fewer design pixels have no room for two things to know on a card.
ROOMY = 1600
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


class ToldRow(MirroredBox):
    """Something to know, with its picture: what it is called, and a line to it."""

    picture = StringProperty("")
    name = ObjectProperty(None, allownone=True)
    note = ObjectProperty(None, allownone=True)


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
        costs, terms = self._costs(), self._terms()
        # Where letters are largest nothing stands beside anything else.
        if look.step is TextStep.LARGEST:
            time = self._cards("guide.time", terms, 2 if look.tall else 1)
            self._put(*self._who(), *time, *costs, *self._offices(), *self._from_card())
        elif look.wide and look.step is TextStep.NORMAL:
            if terms:
                (time_card,) = self._cards("guide.time", terms, 2)
                column = CostColumn()
                for cost in costs:
                    cost.size_hint_y = 1
                    cost.fbind("needed", lambda *_: self._level(column))
                    column.add_widget(cost)
                self._level(column)
                self._put(Beside(most=2).put(time_card, column))
            else:
                self._put(Beside(most=2).put(*costs))
            cards = [*self._who(), *self._offices(), *self._from_card()]
            self._put(*(Beside(most=2).put(*cards[first : first + 2]) for first in range(0, len(cards), 2)))
        else:
            time = self._cards("guide.time", terms, 2)
            self._put(*self._who(), *time, Beside(most=2).put(*costs), *self._offices(), *self._from_card())
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

    def _who(self) -> Sequence[GuideCard]:
        rows = [ToldRow(picture="people", note=sentence) for sentence in self.service.eligibility]
        return self._cards("guide.who", rows, self._rows_on_a_card)

    def _offices(self) -> Sequence[GuideCard]:
        """All of them work on it at once, each with its own share of the days where it has one."""
        rows = [
            ToldRow(picture=department.icon, name=department.name, note=_days(department.promised_days))
            for department in self.service.departments
        ]
        return self._cards("guide.offices", rows, self._rows_on_a_card)

    def _from_card(self) -> Sequence[GuideCard]:
        rows = [
            ToldRow(picture="idcard", name=Message(f"field.{need.field}"), note=need.reason)
            for need in self.service.needs
        ]
        return self._cards("guide.from_card", rows, self._rows_on_a_card)

    @property
    def _rows_on_a_card(self) -> int:
        look = self.app.look
        if look.step is TextStep.LARGEST or look.reach:
            return 1
        if look.tall:
            return 3
        return 2 if look.step is TextStep.NORMAL and look.panel.width_px >= look.px(ROOMY) else 1

    def _terms(self) -> Sequence[Widget]:
        """Nothing where no days are promised and none are in law."""
        service = self.service
        promised, statutory = service.promised_days, service.statutory_days
        longest = max(promised, statutory or 0, 1)
        rows = []
        if promised:
            rows.append(TermRow(days=promised, share=promised / longest, key="guide.promised"))
        if statutory is not None:
            rows.append(
                TermRow(
                    days=statutory,
                    share=statutory / longest,
                    key="guide.statutory",
                    picture="office",
                    fill="line",
                )
            )
        return rows

    def _costs(self) -> Sequence[CostCard]:
        minutes = Message("guide.minutes", {"minutes": Number(self.service.minutes)})
        here = CostCard(picture="touch", key="guide.here", words=minutes)
        if not self._has_price:
            return (here,)
        return (CostCard(picture="money", key="guide.fee", words=self._fee), here)

    @property
    def _has_price(self) -> bool:
        return self.service.kind in PRICED or self.service.fee > 0

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
        spoken: list[Words] = []
        if service.materials:
            spoken += (Message("guide.bring"), *(material.name for material in service.materials))
        if service.eligibility:
            spoken += (Message("guide.who"), *service.eligibility)
        spoken += self._spoken_days()
        if self._has_price:
            spoken.append(self._fee)
        if service.departments:
            spoken.append(Message("guide.offices"))
        for department in service.departments:
            days = _days(department.promised_days)
            spoken += (department.name,) if days is None else (department.name, days)
        if service.needs:
            spoken.append(Message("guide.from_card"))
        for need in service.needs:
            spoken += (Message(f"field.{need.field}"), need.reason)
        return spoken

    def _spoken_days(self) -> Sequence[Words]:
        promised, statutory = self.service.promised_days, self.service.statutory_days
        days = {"promised": Number(promised)}
        if statutory is not None and promised:
            return (Message("guide.spoken", {**days, "statutory": Number(statutory)}),)
        return (Message("guide.promised_spoken", days),) if promised else ()

    def forward_key(self) -> ForwardKey:
        return ForwardKey("guide.start")

    def forwarded(self) -> None:
        self.app.go("start")


def _days(promised: int | None) -> Message | None:
    """A department's own days."""
    return None if promised is None else Message("guide.office_days", {"days": Number(promised)})
