"""Attract: greets in all languages at once, shows what is done here, and waits for a touch."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.factory import Factory
from kivy.properties import (
    BooleanProperty,
    NumericProperty,
    ObjectProperty,
    ReferenceListProperty,
    StringProperty,
)
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.gridlayout import GridLayout
from kivy.uix.widget import Widget

from kiosk.failures import FailureCode
from kiosk.language.languages import RESIDENT_LANGUAGES, language_by_tag
from kiosk.language.values import Code, Message, Words
from screens.screen import Screen
from screens.widgets.mirrored import MirroredBox
from screens.widgets.picture import Picture
from screens.widgets.slab import Slab, Touchable
from screens.widgets.words import CentredWords, Paragraph
from screens.widgets.words import Words as WordsLabel

CRASHED = (Message("fail.RUN-02.what"), Message("fail.RUN-02.do"))
# The three things one does here.
STEPS = ("touch", "card-on-reader", "receipt")
# The keys of the bar: what it asks for, its picture and its word.
KEYS = (
    ("listen", "speaker", "bar.listen"),
    ("help", "help", "bar.help"),
    ("letters", "text-colour", "attract.letters"),
    ("reach", "wheelchair", "attract.reach"),
)
MOST_SERVICES = 6
# A language's slab, in design pixels.
LEAST_HEIGHT = 182
# The size Kivy gives a widget before a layout does.
_NOT_LAID_OUT = [100, 100]
# So that no edge burns into the panel, everything moves a little this often, in seconds: to these places
# one after the other, in design pixels (2 mm at most), and the rows turn round.
MOVES_EVERY_S = 600.0
PLACES = ((0, 0), (6, 0), (6, 6), (0, 6), (-6, 6), (-6, 0), (-6, -6), (0, -6), (6, -6))


class LanguageSlab(Slab):
    """One language, written in itself and laid out in its own direction."""

    tag = StringProperty("ug")
    # Whether it says that a touch on it begins.
    begins = BooleanProperty(True)
    # Pixels: the height that its words need.
    needed = NumericProperty(0)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rtl = language_by_tag(self.tag).rtl
        self.element_id = f"language:{self.tag}"
        self.called = Message("language.own_name")
        # Kept here too: off the slab, an id alone would not keep it alive.
        self._begin = self.ids.begin.__self__
        if not self.begins:
            self.ids.lines.remove_widget(self._begin)


class Greeting(CentredWords):
    """Hello in one of the languages."""

    tag = StringProperty("ug")


class Diamond(Widget):  # type: ignore[misc]
    """One diamond of the band, between two greetings."""


class CrashNotice(Paragraph):
    """One sentence, in one of the languages, of what became of the visit before."""

    tag = StringProperty("ug")
    said = StringProperty("")


class CrashCode(WordsLabel):
    """The code by which staff find what happened."""


class Tile(Widget):  # type: ignore[misc]
    """A light ground for pictures on the dark one. Thin: it cannot be pressed."""


class StartStep(Tile, FloatLayout):  # type: ignore[misc]
    """One of the three things one does here, as a picture with its number."""

    number = StringProperty("1")
    picture = StringProperty("touch")
    # Whether the row of steps begins at the right.
    turned = BooleanProperty(False)


class StepArrow(Picture):
    """From one step to the next."""


class StepRow(MirroredBox):
    """The three steps with arrows between them. Not in the direction of one language: it turns round."""


class FittedPicture(Picture):
    """A picture as large as its box lets it be, ``most`` design pixels wide at most.

    It is drawn when its box has its size, not at each size on the way there.
    """

    shows = StringProperty("")
    most = NumericProperty(180)

    def __init__(self, **kwargs: Any) -> None:
        self._fit_soon = Clock.create_trigger(self._fit, -1)
        super().__init__(**kwargs)
        for prop in ("size", "shows", "most"):
            self.fbind(prop, self._fit_soon)

    def _fit(self, _elapsed: float) -> None:
        if not self.shows or self.size == _NOT_LAID_OUT or min(self.size) <= 1:
            return
        app = App.get_running_app()
        tall = app.pictograms.proportion(self.shows)
        self.side = max(1, int(min(self.most, min(self.width, self.height / tall) / app.look.panel.unit)))
        self.name = self.shows


class ServiceRow(Tile, GridLayout):  # type: ignore[misc]
    """Pictures of what can be done here, in as many columns as make them largest."""

    def __init__(self, **kwargs: Any) -> None:
        self._arrange_soon = Clock.create_trigger(self._arrange, -1)
        super().__init__(cols=1, **kwargs)
        for prop in ("size", "children"):
            self.fbind(prop, self._arrange_soon)

    def _arrange(self, _elapsed: float) -> None:
        count = len(self.children)

        def largest(columns: int) -> float:
            return float(min(self.width / columns, self.height / ceil(count / columns)))

        self.cols = max(range(1, count + 1), key=largest, default=1)


class TouchGround(Touchable, ButtonBehavior, BoxLayout):  # type: ignore[misc]
    """The ground around the pictures: touching it begins."""


class KeyWords(WordsLabel):
    """The word of a key in two of the languages."""

    said = StringProperty("")
    tags = ObjectProperty(("ug", "zh-Hans"))


class AttractKey(Slab):
    """A key of the bar: a picture, and its word in every language."""

    picture = StringProperty("")
    said = StringProperty("")
    on = BooleanProperty(False)
    # Pixels: the height that its words need.
    needed = NumericProperty(0)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # It stands in no language.
        self.rtl = False
        if self.on:
            self.ids.picture.add_widget(Picture(name="check", side=52))


class AttractScreen(Screen):
    """A touch on a language goes straight on; a touch anywhere else asks for the language.

    Nothing is drawn here while nobody touches, but for a small move every ten minutes.
    """

    whole_panel = True
    times_out = False
    can_go_back = False
    # Nobody knows yet which language is understood.
    spoken_in = RESIDENT_LANGUAGES

    key_height = NumericProperty(0)
    # Pixels that everything stands away from its place, to the right and up.
    shift_x = NumericProperty(0)
    shift_y = NumericProperty(0)
    shift = ReferenceListProperty(shift_x, shift_y)

    def build(self) -> None:
        look, surroundings = self.app.look, self.app.surroundings
        # Larger letters, or a fault to tell where the panel lies, need the room.
        begins = look.step.value == 0 and not (surroundings.crashed and look.wide)
        for language in RESIDENT_LANGUAGES:
            slab = LanguageSlab(tag=language.tag, begins=begins, size_hint_y=None)
            slab.fbind("needed", self._level)
            slab.fbind("on_release", self._chosen)
            self.ids.languages.add_widget(slab)
        for action, picture, said in KEYS:
            # Where the panel lies, everything is low.
            if action != "reach" or not look.wide:
                on = action == "reach" and look.reach
                key = AttractKey(picture=picture, said=said, on=on, element_id=f"bar:{action}")
                key.called = Message(said)
                key.fbind("on_release", self._asked)
                key.fbind("needed", self._level_keys)
                self.ids.bar.add_widget(key)
        self._first_service = 0
        self._fill_steps(rtl=True)
        self._fill_services()
        now = surroundings.clock()
        self._invites_at = now + surroundings.invitation.interval_s
        self._moves_at, self._place = now + MOVES_EVERY_S, 0
        # Whoever stood here when the visit before ended by a fault (RUN-02) is told; nobody after them.
        self._tells_until = now + surroundings.timers.idle_s
        # Kept here too: off the ground, an id alone would not keep them alive.
        self._greetings, self._shows, self._crash = (
            self.ids[part].__self__ for part in ("greetings", "shows", "crash")
        )
        self._tells = surroundings.crashed
        if self._tells:
            for language in RESIDENT_LANGUAGES:
                notice = Factory.CrashWords()
                for sentence in CRASHED:
                    notice.add_widget(CrashNotice(tag=language.tag, said=sentence.key))
                self.ids.notices.add_widget(notice)
            self._crash.add_widget(CrashCode(text=self.app.value_text(Code(FailureCode.VISIT_CRASHED.value))))
        self._lay_ground()

    def _lay_ground(self) -> None:
        """A fault of the visit before is told instead of what is done here, and lying, where there is
        less room, instead of the greeting too."""
        ground, greets = self.ids.ground, not (self._tells and self.app.look.wide)
        for part, wanted in (
            (self._greetings, greets), (self._shows, not self._tells), (self._crash, self._tells),
        ):  # fmt: skip
            if wanted and part.parent is None:
                ground.add_widget(part)
            elif not wanted and part.parent is not None:
                ground.remove_widget(part)

    def ticked(self, now: float) -> None:
        if self._tells and now >= self._tells_until:
            self._tells = False
            self._lay_ground()
        if now >= self._moves_at:
            self._moves_at = now + MOVES_EVERY_S
            self._move()
        invitation = self.app.surroundings.invitation
        if invitation.interval_s and now >= self._invites_at:
            self._invites_at = now + invitation.interval_s
            if invitation.may_be_heard(self.visit.now()):
                parts = (self.sentence(), *self.also_spoken())
                self.visit.ports.voice.announce(
                    parts, self.spoken_in, label=self.app.shown, volume=invitation.volume
                )

    @property
    def speaks_at_once(self) -> bool:
        """Whoever leaves is not asked to begin again, and at night nobody is; a fault is told at once."""
        return self._tells

    def sentence(self) -> Words:
        return Message("attract.say")

    def also_spoken(self) -> Sequence[Words]:
        return CRASHED if self._tells else self.app.surroundings.other_ways

    def begin(self) -> None:
        self.app.go("begin")

    def _chosen(self, slab: LanguageSlab) -> None:
        self.app.choose_language(language_by_tag(slab.tag))

    def _asked(self, key: AttractKey) -> None:
        action = key.element_id.removeprefix("bar:")
        match action:
            case "listen":
                self.app.speak()
            case "reach":
                modes = self.app.look.modes
                self.app.choose_modes(replace(modes, reach=not modes.reach))
            case _:
                self.app.begin_with(action)

    def _level(self, *_: object) -> None:
        """Every language takes as much room as the one that needs most."""
        slabs = self.ids.languages.children
        height = max(self.app.look.px(LEAST_HEIGHT), *(slab.needed for slab in slabs))
        for slab in slabs:
            slab.height = height

    def _level_keys(self, *_: object) -> None:
        least = self.app.look.px(112 if self.app.look.wide else 150)
        self.key_height = max(least, *(key.needed for key in self.ids.bar.children))

    def _move(self) -> None:
        look = self.app.look
        self._place = (self._place + 1) % len(PLACES)
        x, y = PLACES[self._place]
        self.shift = round(x * look.panel.unit), round(y * look.panel.unit)
        self._fill_steps(rtl=self._place % 2 == 0)
        self._first_service += MOST_SERVICES
        self._fill_services()

    def _fill_steps(self, *, rtl: bool) -> None:
        row = self.ids.steps
        row.clear_widgets()
        row.rtl = rtl
        for index, picture in enumerate(STEPS):
            if index:
                # "forward" leads on in the station's own direction of reading.
                row.add_widget(StepArrow(name="forward" if rtl == self.app.look.rtl else "back"))
            row.add_widget(StartStep(number=str(index + 1), picture=picture, turned=rtl))

    def _fill_services(self) -> None:
        """Six of what is offered here; where there is more, another six after each move."""
        row = self.ids.services
        row.clear_widgets()
        services = self.app.services
        if self._first_service >= len(services):
            self._first_service = 0
        for service in services[self._first_service : self._first_service + MOST_SERVICES]:
            row.add_widget(FittedPicture(shows=service.icon, most=160))
        row.opacity = 1 if services else 0
