"""Attract: greets in all languages at once and waits for a touch."""

from collections.abc import Sequence
from typing import Any

from kivy.properties import StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout

from kiosk.failures import FailureCode
from kiosk.language.languages import RESIDENT_LANGUAGES, language_by_tag
from kiosk.language.values import Code, Message, Words
from screens.screen import Screen
from screens.widgets.slab import Slab, Touchable
from screens.widgets.words import CentredWords, Paragraph

CRASHED = (Message("fail.RUN-02.what"), Message("fail.RUN-02.do"))


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


class CrashNotice(Paragraph):
    """One sentence, in one of the languages, of what became of the visit before."""

    tag = StringProperty("ug")
    said = StringProperty("")


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
        surroundings = self.app.surroundings
        # Whoever stood here when the visit before ended by a fault (RUN-02) is told; nobody after them.
        self._tells_until = surroundings.clock() + surroundings.timers.idle_s
        self._steps, self._crash = self.ids.steps.__self__, self.ids.crash.__self__
        if surroundings.crashed:
            for language in RESIDENT_LANGUAGES:
                for sentence in CRASHED:
                    self._crash.add_widget(CrashNotice(tag=language.tag, said=sentence.key))
            code = self.app.value_text(Code(FailureCode.VISIT_CRASHED.value))
            self._crash.add_widget(CentredWords(text=code, role="label", bold=True))
            self.ids.ground.remove_widget(self._steps)
        else:
            self.ids.ground.remove_widget(self._crash)

    def ticked(self, now: float) -> None:
        if self._crash.parent is not None and now >= self._tells_until:
            self.ids.ground.remove_widget(self._crash)
            self.ids.ground.add_widget(self._steps)

    def sentence(self) -> Words:
        return Message("attract.say")

    def also_spoken(self) -> Sequence[Words]:
        if not self.app.surroundings.crashed:
            return ()
        return CRASHED

    def begin(self) -> None:
        self.app.go("begin")

    def _chosen(self, slab: LanguageSlab) -> None:
        self.app.choose_language(language_by_tag(slab.tag))
