"""What is said of the screen that is seen."""

from collections.abc import Iterator, Sequence

from kivy.uix.widget import Widget

from kiosk.language.languages import Language
from kiosk.language.values import Message, Number, Words
from kiosk.visit import Visit
from kiosk.visit_ports import VOLUME_LEVELS
from screens.focus import Focus
from screens.journey import START, Place
from screens.screen import Screen
from screens.theme import Look
from screens.widgets.slab import Touchable


class SpokenScreen:
    """The part of the app that speaks: nothing personal unless the resident asks, or has headphones."""

    visit: Visit
    look: Look
    place: Place
    screen: Screen | None
    focus: Focus
    # What was said last: the keypad says only what has not been said.
    said: tuple[Words, ...] = ()
    # The screen that the listen key was touched on last.
    _asked_to_listen: Screen | None = None

    @property
    def shown(self) -> str:
        """The name of the screen that is seen."""
        raise NotImplementedError

    def seen(self) -> Iterator[Widget]:
        """Everything on the screen."""
        raise NotImplementedError

    def listen_again(self) -> None:
        """Once, the screen; once more, what is personal on it too, for the resident asks for that."""
        screen = self.screen
        asked, self._asked_to_listen = self._asked_to_listen, screen
        self.speak(aloud=screen is not None and asked is screen and bool(screen.personal_spoken()))

    def speak(self, *, aloud: bool = False) -> None:
        """Says the screen again from its beginning. ``aloud``: also what is personal, to the whole room."""
        screen = self.screen
        if screen is not None:
            aloud = aloud or self.visit.headphones
            personal = screen.personal_spoken() if aloud else screen.not_spoken()
            if personal and not aloud and self._asked_to_listen is screen:
                personal = (*personal, Message("personal.ask"))
            parts = (screen.sentence(), *personal, *screen.also_spoken())
            if self.look.simple:
                parts = (*parts, *self._names_of_keys(besides=parts))
            parts = self.said = (*parts, *self.focus.also_spoken())
            voice = self.visit.ports.voice
            if languages := screen.spoken_in:
                voice.announce(parts, languages, label=self.shown)
            else:
                voice.say(parts, self.visit.language, label=self.shown, reveal_personal=aloud)

    def say(self, parts: Sequence[Words], what: str, *, language: Language | None = None) -> None:
        """Says something besides the screen's own words; ``what`` names it where speech is looked at."""
        self.said = tuple(parts)
        self.visit.ports.voice.say(parts, language or self.visit.language, label=f"{self.shown}-{what}")

    def turn_volume(self, *, louder: bool) -> None:
        """A level louder or softer; what is being said goes on, and in silence the level is said."""
        voice = self.visit.ports.voice
        voice.turn_up() if louder else voice.turn_down()
        # Nobody has chosen a language on the first screen.
        if not voice.busy and self.place != START:
            level = {"level": Number(voice.volume), "most": Number(VOLUME_LEVELS)}
            self.say((Message("volume.level", level),), "volume")

    def _names_of_keys(self, besides: Sequence[Words]) -> Sequence[Words]:
        """What everything that can be touched is called, where it has not been said before."""
        said = list(besides)
        for widget in self.seen():
            if not widget.disabled and isinstance(widget, Touchable) and widget.called not in (None, *said):
                said.append(widget.called)
        return said[len(besides) :]
