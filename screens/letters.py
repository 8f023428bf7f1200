"""Letters: three colour schemes, shown at once and gone after the visit.

The larger letter sizes of the theme are not offered before every screen can be paged.
"""

from kivy.properties import BooleanProperty, StringProperty

from kiosk.language.values import Message, Words
from screens.screen import ForwardKey, Screen
from screens.theme import ColourTheme
from screens.widgets.slab import Slab

COLOURS = (
    (ColourTheme.DAY, "letters.day"),
    (ColourTheme.NIGHT, "letters.night"),
    (ColourTheme.CONTRAST, "letters.contrast"),
)


class LetterChoice(Slab):
    """One colour scheme; the chosen one says so with a tick."""

    key = StringProperty("")
    chosen = BooleanProperty(False)


class LettersScreen(Screen):
    def build(self) -> None:
        look = self.app.look
        for theme, key in COLOURS:
            slab = LetterChoice(key=key, chosen=theme is look.theme, element_id=f"colour:{theme.value}")
            slab.called = Message(key)
            slab.fbind("on_release", lambda _slab, chosen=theme: self.app.choose_look(chosen, look.step))
            self.ids.colours.add_widget(slab)

    def header(self) -> tuple[str, Words]:
        return "text-colour", Message("bar.letters")

    def sentence(self) -> Words:
        return Message("letters.sentence")

    def also_spoken(self) -> tuple[Words, ...]:
        return (
            Message("letters.colour"),
            *(Message(key) for _, key in COLOURS),
        )

    def forward_key(self) -> ForwardKey:
        return ForwardKey("letters.close")

    def forwarded(self) -> None:
        self.app.close_overlay()
