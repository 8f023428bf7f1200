"""Attract: greets in all languages at once and waits for a touch."""

from typing import Any

from kivy.properties import StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout

from kiosk.language.languages import RESIDENT_LANGUAGES, language_by_tag
from kiosk.language.values import Message, Words
from screens.screen import Screen
from screens.widgets.slab import Slab, Touchable
from screens.widgets.words import CentredWords


class LanguageSlab(Slab):
    """One language, written in itself and laid out in its own direction."""

    tag = StringProperty("ug")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rtl = language_by_tag(self.tag).rtl
        self.element_id = f"language:{self.tag}"
        self.called = Message("language.own_name")


class Greeting(CentredWords):
    """Hello in one of the languages."""

    tag = StringProperty("ug")


class StartStep(FloatLayout):  # type: ignore[misc]
    """One of the three things one does here, as a picture with its number."""

    number = StringProperty("1")
    picture = StringProperty("touch")


class TouchGround(Touchable, ButtonBehavior, BoxLayout):  # type: ignore[misc]
    """The ground around the pictures: touching it begins."""


class AttractScreen(Screen):
    """A touch on a language goes straight on; a touch anywhere else asks for the language."""

    whole_panel = True
    times_out = False
    can_go_back = False

    def build(self) -> None:
        for language in RESIDENT_LANGUAGES:
            slab = LanguageSlab(tag=language.tag)
            slab.fbind("on_release", self._chosen)
            self.ids.languages.add_widget(slab)

    @property
    def crashed(self) -> bool:
        """Whether the visit before this one ended by a fault (RUN-02)."""
        return self.app.surroundings.crashed

    def sentence(self) -> Words:
        return Message("attract.say")

    def begin(self) -> None:
        self.app.go("begin")

    def _chosen(self, slab: LanguageSlab) -> None:
        self.app.choose_language(language_by_tag(slab.tag))
