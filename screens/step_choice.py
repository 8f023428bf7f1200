"""A question answered by touching one of a few choices."""

from collections.abc import Sequence

from kivy.clock import Clock
from kivy.core.text import Label as CoreLabel
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty
from kivy.uix.widget import Widget

from kiosk.language.values import Message, Words
from kiosk.services.service import Option
from screens.question import QuestionScreen
from screens.theme import TextStep
from screens.widgets.mirrored import MirroredBox
from screens.widgets.picture import Picture
from screens.widgets.slab import Slab

# Design pixels: how high a choice is where there is room, the least it may be, and the key for more; what
# stands beside its words (the circle, edges and gaps, and with a picture); between two beside each other.
HIGH, LEAST, MORE = 142, 104, 136
BESIDE, PICTURE, GAP = 184, 104, 20
# Two choices stand beside each other where no words take more than this many lines.
LINES = 1.8


class Choice(Slab):
    """One choice; when chosen it says so with a tick, a frame, a colour and, where there is room, a word."""

    chosen = BooleanProperty(False)
    label = ObjectProperty(None, allownone=True)
    # Pixels: the height that the words need.
    needed = NumericProperty(0)


class ChoicePicture(Picture):
    """The picture of a choice, before its words."""


class ChoiceRow(MirroredBox):
    """Choices beside each other."""


class StepChoiceScreen(QuestionScreen):
    def build(self) -> None:
        self._choices = {option.id: self._choice(option) for option in self.field.options}
        self._rows: list[Widget] = []
        self._fit_soon = Clock.create_trigger(self._fit, -1)
        pages = self.ids.pages
        pages.fbind("size", self._fit_soon)
        for choice in self._choices.values():
            choice.fbind("needed", self._fit_soon)
        self.page(pages)

    @property
    def has_banner(self) -> bool:
        """In the largest letters the choices need all there is."""
        return super().has_banner and self.app.look.step is not TextStep.LARGEST

    def also_spoken(self) -> Sequence[Words]:
        return (
            *super().also_spoken(),
            Message("step.choose_one"),
            *(option.label for option in self.field.options),
        )

    def _choice(self, option: Option) -> Choice:
        choice = Choice(label=option.label, element_id=f"choice:{option.id}", chosen=option.id == self.answer)
        if option.icon:
            # Behind the circle, before the words.
            choice.add_widget(ChoicePicture(name=option.icon), index=len(choice.children) - 1)
        choice.called = option.label
        choice.fbind("on_release", lambda _choice: self._choose(option))
        return choice

    def _choose(self, option: Option) -> None:
        self.fault = None
        self.answer = option.id
        for option_id, choice in self._choices.items():
            choice.chosen = option_id == option.id
        self.app.say((option.label,), option.id)

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
            row.height = max(least, min(look.px(HIGH), room))
        chosen = self._choices.get(self.answer)
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
        for start in range(0, len(choices), columns):
            row = ChoiceRow()
            for choice in choices[start : start + columns]:
                row.add_widget(choice)
            if columns > 1 and len(row.children) == 1:
                row.add_widget(Widget())
            self._rows.append(row)
            pages.add_widget(row)
        if len(choices) > look.choices:
            pages.most = (look.choices - 1) // columns

    def _fit_beside(self, width: float) -> bool:
        """Whether the words of every choice stand in half the width, none of them broken."""
        look = self.app.look
        pictured = any(option.icon for option in self.field.options)
        beside = look.px(BESIDE + (PICTURE if pictured else 0))
        room = (width - look.px(GAP)) / 2 - beside

        def wide(text: str) -> float:
            measure = CoreLabel(
                text=text, font_size=look.type("choice"), bold=True, text_language=look.language.tag
            )
            return float(measure.get_extents(text)[0])

        texts = [self.app.text(option.label) for option in self.field.options]
        return all(
            wide(text) <= LINES * room and max(map(wide, text.split()), default=0) <= room for text in texts
        )
