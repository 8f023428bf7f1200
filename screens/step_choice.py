"""A question answered by touching: one of a few choices, several of them, or yes or no."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from kivy.clock import Clock
from kivy.core.text import Label as CoreLabel
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty
from kivy.uix.widget import Widget

from kiosk.language.values import Message, Number, Words
from kiosk.services.conditions import BETWEEN
from screens.question import QuestionScreen
from screens.said_choice import said_choice
from screens.theme import TextStep
from screens.widgets.mirrored import MirroredBox
from screens.widgets.picture import Picture
from screens.widgets.slab import Slab

# Design pixels: how high a choice is where there is room, the least it may be, and the key for more; what
# stands beside its words (the circle, edges and gaps, and with a picture); between two beside each other.
HIGH, LEAST, MORE = 142, 104, 136
BESIDE, PICTURE, GAP = 184, 104, 20
# How wide the word that it is chosen is, by the size of letters; in the largest there is none.
SAYS = (190, 240, 1)
# Two choices stand beside each other where no words take more than this many lines.
LINES = 1.8
# Yes and no are as high as this, where there is room.
HIGH_OF_TWO = 330
# How wide a picture is: one of many choices, and one of two.
SIDE, SIDE_OF_TWO = 76, 132


@dataclass(frozen=True)
class Offer:
    """What can be chosen: what is kept of it, its words and its picture."""

    id: str
    label: Words
    icon: str = ""


class Choice(Slab):
    """One choice; when chosen it says so with a tick, a frame, a colour and, where there is room, a word.

    ``square``: what the tick stands in is one of several boxes, and no circle.
    """

    square = BooleanProperty(False)
    chosen = BooleanProperty(False)
    # Whether there is room for the word.
    says = BooleanProperty(True)
    label = ObjectProperty(None, allownone=True)
    # Pixels: the height that the words need.
    needed = NumericProperty(0)


class ChoicePicture(Picture):
    """The picture of a choice, before its words."""


class ChoiceRow(MirroredBox):
    """Choices beside each other."""


class StepChoiceScreen(QuestionScreen):
    """One is chosen: a touch takes the mark from the others."""

    # Design pixels: how high a choice is where there is room.
    high: ClassVar[float] = HIGH
    # And how wide a picture is.
    side: ClassVar[float] = SIDE
    several: ClassVar[bool] = False

    def build(self) -> None:
        self._choices = {offer.id: self._choice(offer) for offer in self.offers()}
        self._rows: list[Widget] = []
        self._fit_soon = Clock.create_trigger(self._fit, -1)
        pages = self.ids.pages
        pages.fbind("size", self._fit_soon)
        for choice in self._choices.values():
            choice.fbind("needed", self._fit_soon)
        self.page(pages)

    def offers(self) -> Sequence[Offer]:
        """What can be chosen, in its order."""
        return [Offer(option.id, option.label, option.icon or "") for option in self.field.options]

    @property
    def how_many(self) -> Message:
        """How many are to be chosen."""
        return Message("step.choose_one")

    @property
    def chosen(self) -> Sequence[str]:
        return (self.answer,) if self.answer else ()

    @property
    def has_banner(self) -> bool:
        """In the largest letters the choices need all there is."""
        return super().has_banner and self.app.look.step is not TextStep.LARGEST

    def also_spoken(self) -> Sequence[Words]:
        return (*super().also_spoken(), self.how_many, *(offer.label for offer in self.offers()))

    def _choice(self, offer: Offer) -> Choice:
        choice = Choice(
            label=offer.label,
            element_id=f"choice:{offer.id}",
            chosen=offer.id in self.chosen,
            square=self.several,
        )
        if offer.icon:
            # Behind the circle, before the words.
            picture = ChoicePicture(name=offer.icon, side=self.side)
            choice.add_widget(picture, index=len(choice.children) - 1)
        choice.called = offer.label
        choice.fbind("on_release", lambda _choice: self._touched(offer))
        return choice

    def _touched(self, offer: Offer) -> None:
        self.fault = None
        self.choose(offer.id)
        for choice_id, choice in self._choices.items():
            choice.chosen = choice_id in self.chosen
        if self.fault is None:
            said = said_choice(self.visit, self.field, offer.label, chosen=offer.id in self.chosen)
            self.app.say((said,), "choice")

    def choose(self, offer_id: str) -> None:
        """What a touch makes of the answer. Where it may be left out, a second touch takes it back."""
        self.answer = "" if self.field.optional and self.answer == offer_id else offer_id

    # Where they stand

    def _fit(self, _elapsed: float) -> None:
        """The choices in rows, all as high as the highest needs and as the room lets them be."""
        look, pages = self.app.look, self.ids.pages
        # A column that is not laid out yet is narrow.
        if pages.width < look.panel.width_px / 2:
            return
        if not self._rows:
            self._stand()
        least = max(look.px(LEAST), *(choice.needed for choice in self._choices.values()))
        # Below the last row there is a gap, too.
        beside, rows = pages.height, len(self._rows)
        if (pages.most and rows > pages.most) or beside / rows - pages.spacing < least:
            beside -= look.px(MORE) + pages.spacing
            rows = max(1, min(int(beside / (least + pages.spacing)), pages.most or rows))
        room = beside / rows - pages.spacing
        for row in self._rows:
            row.height = max(least, min(look.px(self.high), room))
        chosen = next((self._choices[name] for name in self.chosen if name in self._choices), None)
        if chosen is not None:
            pages.begin_at(chosen.parent)
        self.look_for_room()

    @property
    def lacks_room(self) -> bool:
        look, pages = self.app.look, self.ids.pages
        needed = max(row.height for row in self._rows) + look.px(MORE) + 2 * pages.spacing
        return bool(self._rows[1:] and pages.height < needed)

    def _stand(self) -> None:
        look, pages = self.app.look, self.ids.pages
        choices = list(self._choices.values())
        columns = 2 if not look.tall and self._fit_beside(pages.width) else 1
        room = pages.width - self._beside - look.px(SAYS[look.step.value])
        says = look.tall and self._longest([self.app.text(offer.label) for offer in self.offers()]) <= room
        for start in range(0, len(choices), columns):
            row = ChoiceRow()
            for choice in choices[start : start + columns]:
                choice.says = says
                row.add_widget(choice)
            if columns > 1 and len(row.children) == 1:
                row.add_widget(Widget())
            self._rows.append(row)
            pages.add_widget(row)
        if len(choices) > look.choices:
            pages.most = (look.choices - 1) // columns

    def _fit_beside(self, width: float) -> bool:
        """Whether the words of every choice stand in half the width, none of them broken."""
        room = (width - self.app.look.px(GAP)) / 2 - self._beside
        texts = [self.app.text(offer.label) for offer in self.offers()]
        return all(self._wide(text) <= LINES * room and self._longest([text]) <= room for text in texts)

    @property
    def _beside(self) -> float:
        """Pixels of what stands beside a choice's words."""
        look = self.app.look
        pictured = any(offer.icon for offer in self.offers())
        return look.px(BESIDE + (PICTURE - SIDE + self.side if pictured else 0))

    def _longest(self, texts: Sequence[str]) -> float:
        return max((self._wide(word) for text in texts for word in text.split()), default=0)

    def _wide(self, text: str) -> float:
        look = self.app.look
        measure = CoreLabel(
            text=text, font_size=look.type("choice"), bold=True, text_language=look.language.tag
        )
        return float(measure.get_extents(text)[0])


class YesNoScreen(StepChoiceScreen):
    """Two large slabs, each with its picture."""

    high = HIGH_OF_TWO
    side = SIDE_OF_TWO

    def offers(self) -> Sequence[Offer]:
        return (Offer("yes", Message("answer.yes"), "check"), Offer("no", Message("answer.no"), "cross"))


class SeveralScreen(StepChoiceScreen):
    """As many are chosen as one likes, or as the service pack says; a second touch takes one back."""

    several = True

    @property
    def chosen(self) -> Sequence[str]:
        return [name for name in self.answer.split(BETWEEN) if name]

    @property
    def how_many(self) -> Message:
        least, most = self.field.at_least, self.field.at_most
        if most is not None and least == most:
            return Message("step.choose_exactly", {"count": Number(least)})
        if most is not None and least > 1:
            return Message("step.choose_between", {"low": Number(least), "high": Number(most)})
        if most is not None and most < len(self.field.options):
            return Message("field.too_many", {"count": Number(most)})
        if least > 1:
            return Message("field.too_few", {"count": Number(least)})
        return Message("step.choose_several")

    def choose(self, offer_id: str) -> None:
        """One more than may be is not taken, and says why; none that was chosen goes by itself."""
        chosen = list(self.chosen)
        if offer_id in chosen:
            chosen.remove(offer_id)
        elif self.field.at_most is not None and len(chosen) >= self.field.at_most:
            self.refuse(Message("field.too_many", {"count": Number(self.field.at_most)}))
            return
        else:
            chosen.append(offer_id)
        self.answer = BETWEEN.join(chosen)
