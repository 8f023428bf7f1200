"""Letters: larger letters, clearer colours, everything low down, slow and simple.

Seen at once, and gone after the visit.
"""

from dataclasses import dataclass, replace

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from kiosk.language.values import Message, Words
from screens.screen import ForwardKey, Screen
from screens.theme import ColourTheme, Modes, TextStep
from screens.widgets.beside import Beside, Rows
from screens.widgets.slab import Slab
from screens.widgets.ticked import TickedPicture


@dataclass(frozen=True)
class Way:
    """A way to use the screen that is on or off: its id, picture, key, and the modes with it turned round."""

    id: str
    picture: str
    key: str
    on: bool
    turned: Modes


def sizes(modes: Modes) -> tuple[Way, ...]:
    """The sizes of letters; one of them is on."""
    return tuple(
        Way(f"size:{step.name.lower()}", "text-size", f"letters.size.{step.name}", step is modes.step,
            replace(modes, step=step))
        for step in TextStep
    )  # fmt: skip


def ways(modes: Modes, *, upright: bool) -> tuple[Way, ...]:
    """What else can be turned on and off. Where the panel lies, everything is within reach."""
    colours = tuple(
        Way(f"colour:{theme.value}", picture, f"letters.{theme.value}", theme is modes.theme,
            replace(modes, theme=ColourTheme.DAY if theme is modes.theme else theme))
        for theme, picture in ((ColourTheme.CONTRAST, "contrast"), (ColourTheme.NIGHT, "moon"))
    )  # fmt: skip
    reach = Way(
        "mode:reach", "wheelchair", "letters.reach", modes.reach, replace(modes, reach=not modes.reach)
    )
    simple = Way(
        "mode:simple", "slow", "letters.simple", modes.simple, replace(modes, simple=not modes.simple)
    )
    return (*colours, reach, simple) if upright else (*colours, simple)


# The rules name it: importing makes it known.
NAMED_IN_RULES = (TickedPicture,)


class LetterChoice(Slab):
    """One way; when it is on it says so with a tick, a frame and a word."""

    key = StringProperty("")
    picture = StringProperty("")
    chosen = BooleanProperty(False)
    # Pixels: its height in a row with another.
    needed = NumericProperty(0)


class SizeChoice(Slab):
    """One size of letters, shown by a letter of that size."""

    key = StringProperty("")
    # Design pixels.
    side = NumericProperty(76)
    chosen = BooleanProperty(False)
    # Pixels: its height in a row with others.
    needed = NumericProperty(0)


class LettersScreen(Screen):
    def build(self) -> None:
        look = self.app.look
        first, more = (64, 28) if look.tall else (52, 20)
        offered = [
            self._slab(SizeChoice(side=first + more * index), way)
            for index, way in enumerate(sizes(look.modes))
        ]
        pages = self.ids.pages
        pages.add_widget(Beside(most=len(offered)).put(*offered))
        choices = [
            self._slab(LetterChoice(picture=way.picture), way)
            for way in ways(look.modes, upright=not look.wide)
        ]
        beside = 1 if look.tall else 2
        rows = [
            Beside(most=beside).put(*choices[first : first + beside])
            for first in range(0, len(choices), beside)
        ]
        if len(offered) + len(choices) > look.choices:
            # The sizes have a page, and what can be turned on has another.
            pages.most = 1
            if not look.reach:
                rows = [Rows().put(*rows)]
        for row in rows:
            pages.add_widget(row)
        self.page(pages)
        # When all that is shown has its size.
        Clock.schedule_once(self._show_touched, 0)

    def _slab(self, slab: Slab, way: Way) -> Slab:
        slab.key, slab.chosen, slab.element_id = way.key, way.on, way.id
        slab.called = Message(way.key)
        slab.fbind("on_release", lambda _slab: self._choose(way))
        return slab

    def _choose(self, way: Way) -> None:
        # The screen is made anew: it shows the page with what was touched again.
        self.app.entries[self.place.name] = way.id
        self.app.choose_modes(way.turned)

    def _show_touched(self, _elapsed: float) -> None:
        touched = self.app.entries.get(self.place.name)
        for block in self.ids.pages.blocks:
            if any(
                isinstance(slab, Slab) and slab.element_id == touched for slab in block.walk(restrict=True)
            ):
                self.ids.pages.show(block)

    def header(self) -> tuple[str, Words]:
        return "text-colour", Message("bar.letters")

    def sentence(self) -> Words:
        return Message("letters.sentence")

    def also_spoken(self) -> tuple[Words, ...]:
        look = self.app.look
        offered = (*sizes(look.modes), *ways(look.modes, upright=not look.wide))
        return tuple(Message(way.key) for way in offered)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("letters.close")

    def forwarded(self) -> None:
        self.app.close_overlay()
