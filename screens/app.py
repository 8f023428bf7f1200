"""The face: shows the visit's screens, forwards touches and events, and ends when the visit ends."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.graphics.texture import Texture
from kivy.input.motionevent import MotionEvent
from kivy.uix.floatlayout import FloatLayout

from kiosk.idle_timer import IdleTimer
from kiosk.input.chinese import ChineseInput
from kiosk.language.catalogue import Catalogues
from kiosk.language.display import display, display_value, list_text
from kiosk.language.languages import Language, language_by_tag
from kiosk.language.values import Message, Number, Value, Words
from kiosk.services.packs import Catalogue
from kiosk.services.service import Service
from kiosk.text.engine import TextEngine
from kiosk.text.isolation import isolate_value
from kiosk.visit import Ending, Visit
from screens.band import band_texture
from screens.journey import END, START, Place, next_place
from screens.pictograms import PictogramStore
from screens.registry import SCREENS
from screens.screen import Screen
from screens.stage import Stage
from screens.theme import ColourTheme, Look, Panel, TextStep
from screens.widgets.key_face import LegendStore
from screens.widgets.text_provider import use_engine

TICK_S = 0.25
# After this long without another screen there is time to free the ones before.
QUIET_S = 4.0
# Screens that lie over another one and give it back.
OVERLAYS = frozenset({"help", "language", "letters", "leave", "timeout"})


@dataclass(frozen=True)
class Timers:
    """Seconds until the idle warning, its length, how long the goodbye stays, and how long a new
    screen takes no touch: one that comes sooner was meant for the screen before."""

    idle_s: float
    warning_s: float
    gone_s: float
    touch_rest_s: float = 0.3


@dataclass(frozen=True)
class Surroundings:
    """What the face needs besides the visit. ``crashed`` says that the visit before ended by a fault;
    ``clock`` gives monotonic seconds."""

    engine: TextEngine
    catalogues: Catalogues
    services: Catalogue
    panel: Panel
    timers: Timers
    theme: ColourTheme = ColourTheme.DAY
    crashed: bool = False
    chinese: ChineseInput = field(default_factory=ChineseInput)
    clock: Callable[[], float] = Clock.get_boottime


class Root(FloatLayout):  # type: ignore[misc]
    """The whole panel. Swallows touches that come before a new screen can have been seen."""

    def __init__(self, accepts: Callable[[], bool], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._accepts = accepts

    def on_touch_down(self, touch: MotionEvent) -> bool:
        if not self._accepts():
            return True
        return bool(super().on_touch_down(touch))


class KioskApp(App):  # type: ignore[misc]
    """One visit's face. Kivy runs it on the drawing thread; nothing here waits."""

    def __init__(self, visit: Visit, surroundings: Surroundings, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.visit = visit
        self.surroundings = surroundings
        use_engine(surroundings.engine)
        # No Kivy property: all that asks for it is made anew when it changes, and a thousand bindings less
        # are made with every screen.
        self.look = Look(surroundings.panel, visit.language, surroundings.theme)
        self.pictograms = PictogramStore()
        self.legends = LegendStore()
        # What was typed or drawn on a screen and not yet handed to the visit, by place.
        self.entries: dict[str, Any] = {}
        self.place = START
        self.overlay: str | None = None
        self.screen: Screen | None = None
        self._seen_since = inf
        self._garbage = False
        self._idle = IdleTimer(
            idle_s=surroundings.timers.idle_s,
            warning_s=surroundings.timers.warning_s,
            now=surroundings.clock(),
        )
        self._bands: dict[tuple[int, int, ColourTheme], Texture] = {}

    # Kivy's life cycle

    def build(self) -> Root:
        # Importing it opens the window, so not before the visit's process is there.
        from kivy.core.window import Window

        self.root = Root(accepts=lambda: self.takes_touches)
        self._paint_ground()
        self._stage = Stage(act=self.act)
        Window.bind(on_touch_down=self._touched)
        trigger = Clock.create_trigger(self._take_events)
        self.visit.wake = trigger
        self._ticking = Clock.schedule_interval(self._tick, TICK_S)
        self._show()
        return self.root

    def on_start(self) -> None:
        # The host is told after the frame that shows the screen, not before.
        Clock.schedule_once(lambda _: Clock.schedule_once(lambda _: self.visit.ports.host.drawn(), 0), 0)

    def on_stop(self) -> None:
        from kivy.core.window import Window

        self._ticking.cancel()
        Window.unbind(on_touch_down=self._touched)

    # What screens ask

    def text(self, words: Words | None) -> str:
        """The words as they are shown in the chosen language."""
        if words is None:
            return ""
        return display(words, self.visit.language, self.surroundings.catalogues)

    def text_in(self, words: Words, tag: str) -> str:
        """The words in a language of their own, as the attract screen shows them all."""
        return display(words, language_by_tag(tag), self.surroundings.catalogues)

    def value_text(self, value: Value) -> str:
        """One value as it is shown."""
        return display_value(value, self.visit.language)

    def list_text(self, texts: Sequence[str]) -> str:
        """Several things as a list in the chosen language."""
        return list_text(texts, self.visit.language)

    def own_text(self, text: str) -> str:
        """A person's own words, kept from turning the line round."""
        return isolate_value(text, "text")

    def question_message(self, question: tuple[int, int] | None) -> Message | None:
        if question is None:
            return None
        return Message("step.question", {"number": Number(question[0]), "total": Number(question[1])})

    @property
    def engine(self) -> TextEngine:
        return self.surroundings.engine

    @property
    def services(self) -> tuple[Service, ...]:
        return self.surroundings.services.services

    def band_texture(self, width: float, height: float) -> Texture:
        key = (int(width), int(height), self.look.theme)
        if key not in self._bands:
            self._bands[key] = band_texture(int(width), int(height), self.look.theme.palette)
        return self._bands[key]

    def go(self, happened: str) -> None:
        """Follows the journey from where the visit is."""
        self._move_to(next_place(self.visit, self.place, happened))

    def start_again(self) -> None:
        """Back to the attract screen: nothing was entered yet, but the visit is a new one."""
        self.end(Ending.LEFT)

    def forget_entries(self) -> None:
        """Another errand begins: what was typed for the one before is gone."""
        self.entries.clear()

    def open(self, place: Place) -> None:
        """Shows a place directly, without a journey to it."""
        self._move_to(place)

    def change_step(self, step_id: str) -> None:
        """From the review to one question and back."""
        self.open(Place("step", step_id, changing=True))

    def choose_language(self, language: Language) -> None:
        """The resident's tap; keeps everything that was entered."""
        self.visit.language = language
        self.look = replace(self.look, language=language)
        self._rebuild()
        if self.overlay == "language":
            self.close_overlay()
        elif self.place.screen == "attract":
            self.go("language")
        else:
            self.go("chosen")

    def choose_look(self, theme: ColourTheme, step: TextStep) -> None:
        self.look = replace(self.look, theme=theme, step=step)
        self._rebuild()
        self._show()

    def open_overlay(self, name: str) -> None:
        self.visit.ports.voice.stop()
        self.overlay = name
        self._show()

    def close_overlay(self) -> None:
        self.overlay = None
        self._idle.touched(self.surroundings.clock())
        self._show()

    def end(self, how: Ending) -> None:
        """The visit is over: the host is told, and this process ends."""
        self.visit.stop_card()
        self.visit.ports.voice.stop()
        self.surroundings.chinese.close()
        self.visit.ports.host.ended(how)
        self.stop()

    def act(self, action: str) -> None:
        """A key of the stage was touched."""
        screen = self.screen
        if screen is None:
            return
        match action:
            case "forward":
                screen.forwarded()
            case "second":
                screen.seconded()
            case "listen":
                self.speak()
            case "back" if self.overlay:
                self.close_overlay()
            case "back":
                screen.went_back()
            case "leave" if self._nothing_entered():
                self.end(Ending.LEFT)
            case overlay if overlay in OVERLAYS and overlay != self.overlay:
                # Who asks for anything while the timeout asks has answered it.
                self._idle.touched(self.surroundings.clock())
                self.open_overlay(overlay)

    def speak(self, *, aloud: bool = False) -> None:
        """Says the screen again from its beginning."""
        screen = self.screen
        if screen is not None:
            parts = (screen.sentence(), *screen.also_spoken())
            self.visit.ports.voice.say(parts, self.visit.language, label=self.shown, reveal_personal=aloud)

    @property
    def shown(self) -> str:
        """The name of the screen that is seen."""
        return self.overlay or self.place.name

    @property
    def seconds_left(self) -> int:
        return self._idle.at(self.surroundings.clock()).seconds_left or 0

    # Inside

    def _nothing_entered(self) -> bool:
        return self.visit.service is None or self.visit.submission is not None

    def _move_to(self, place: Place) -> None:
        if place == END:
            self.end(Ending.FINISHED)
            return
        if self.place == START:
            self.visit.ports.host.begun()
        self.place = place
        self.overlay = None
        self._show()

    def _show(self) -> None:
        self.visit.ports.voice.stop()
        if self.screen is not None:
            self.screen.left()
        place = Place(self.overlay) if self.overlay else self.place
        screen = SCREENS[place.screen](self, place)
        self.screen = screen
        self.root.clear_widgets()
        if screen.whole_panel:
            self.root.add_widget(screen)
        else:
            self._stage.present(screen)
            self.root.add_widget(self._stage)
        # Seen only when it is drawn, and a screen that was slow to make is drawn late.
        self._seen_since = inf
        self._garbage = True
        Clock.schedule_once(self._screen_was_drawn, 0)
        screen.arrived()
        # Arriving may have led on to another screen.
        if self.screen is screen:
            self.speak()

    def _collect_when_quiet(self, now: float) -> None:
        """Frees the screens that were left, once a screen, when nobody has touched for a while."""
        if self._garbage and now - self._seen_since > QUIET_S and not gc.isenabled():
            self._garbage = False
            gc.collect()

    def _screen_was_drawn(self, _elapsed: float) -> None:
        self._seen_since = self.surroundings.clock()

    def _rebuild(self) -> None:
        """A new look or language: the stage is made anew, the entries stay."""
        self._paint_ground()
        self._stage = Stage(act=self.act)

    def _paint_ground(self) -> None:
        # The window clears itself to the ground's colour: a rectangle over all of it would cost as much
        # as half a screen in software GL.
        from kivy.core.window import Window

        Window.clearcolor = self.look.c("ground")

    def redraw(self) -> None:
        """What the visit knows has changed so much that the screen is made anew."""
        self._show()

    def refresh(self) -> None:
        """The screen declares something else now: sentence, keys."""
        if self.screen is not None and not self.screen.whole_panel:
            self._stage.refresh()

    @property
    def takes_touches(self) -> bool:
        """Whether the screen has stood long enough for a touch to be meant for it."""
        return bool(self.surroundings.clock() - self._seen_since >= self.surroundings.timers.touch_rest_s)

    def _touched(self, *_: Any) -> None:
        # Any touch stops the voice (EN 301 549 5.1.3) and starts the idle count anew.
        self.visit.ports.voice.stop()
        if self.overlay != "timeout":
            self._idle.touched(self.surroundings.clock())

    def _take_events(self, *_: Any) -> None:
        events = self.visit.take_events()
        if events and self.screen is not None:
            self.screen.took(events)

    def _tick(self, _elapsed: float) -> None:
        now = self.surroundings.clock()
        screen = self.screen
        if screen is None:
            return
        if not screen.times_out:
            self._idle.touched(now)
        idle = self._idle.at(now)
        if idle.over:
            self.end(Ending.TIMED_OUT)
        elif idle.seconds_left is not None and self.overlay != "timeout":
            self.open_overlay("timeout")
        else:
            screen.ticked(now)
            self._collect_when_quiet(now)
