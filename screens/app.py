"""The face: shows the visit's screens, forwards touches and events, and ends when the visit ends."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import inf
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.graphics.texture import Texture
from kivy.input.motionevent import MotionEvent
from kivy.uix.widget import Widget

from kiosk.central.answers import Saved
from kiosk.idle_timer import IdleTimer
from kiosk.language.languages import Language
from kiosk.services.service import Service
from kiosk.text.engine import TextEngine
from kiosk.visit import Visit
from kiosk.visit_events import HeadphonesChanged, KeypadPressed
from kiosk.visit_ports import Ending
from kiosk.visit_progress import UNSETTLED
from screens.band import band_texture
from screens.fingers import Fingers, Root, is_on_panel
from screens.focus import Focus
from screens.given_back import give_back
from screens.journey import END, START, Place, next_place
from screens.pictograms import PictogramStore
from screens.registry import SCREENS
from screens.screen import Screen
from screens.shown_text import ShownText
from screens.spoken_screen import SpokenScreen
from screens.stage import STAGES, Stage
from screens.surroundings import Surroundings
from screens.theme import ColourTheme, Look, Modes
from screens.widgets.legends import LegendStore
from screens.widgets.settling import settle
from screens.widgets.shapes import sharpen_flat_colours
from screens.widgets.text_provider import use_engine

TICK_S = 0.25
# After this long without another screen there is time to free the ones before.
QUIET_S = 4.0
# After the first picture: shaders are compiled, and nobody's first touch waits for it.
GIVES_BACK_S = 1.0
# So many times longer a simple visit may stand still.
SIMPLE_TIMES = 2
# Screens that lie over another one and give it back.
OVERLAYS = frozenset({"help", "language", "letters", "leave", "timeout"})
# What is shown once a form is kept for the counter.
_WITH_THE_CODE = frozenset({"saved", "paper", "gone"})


class KioskApp(ShownText, SpokenScreen, App):  # type: ignore[misc]
    """One visit's face. Kivy runs it on the drawing thread; nothing here waits."""

    def __init__(self, visit: Visit, surroundings: Surroundings, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.visit = visit
        self.surroundings = surroundings
        use_engine(surroundings.engine)
        # No Kivy property: all that asks for it is made anew when it changes, and a thousand bindings less
        # are made with every screen.
        self.look = Look(surroundings.panel, visit.language, Modes(theme=surroundings.theme))
        self.pictograms = PictogramStore()
        self.legends = LegendStore()
        # What was typed or drawn on a screen and not yet handed to the visit, by place.
        self.entries: dict[str, Any] = {}
        self.place = START
        self.overlay: str | None = None
        # What was asked for before there was a language to show it in.
        self._wished: str | None = None
        self.screen: Screen | None = None
        self._made_stage: Stage | None = None
        self.focus = Focus(self)
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

        self.look = replace(self.look, panel=self.look.panel.showing(*Window.size))
        self._fingers = Fingers(self.surroundings.clock, self.surroundings.timers.again_s)
        self.root = Root(accepts=lambda: self.takes_touches, fingers=self._fingers)
        # Else everything is laid out for 100 x 100 pixels first.
        self.root.size = Window.size
        sharpen_flat_colours()
        self._paint_ground()
        self.root.canvas.after.add(self.focus.group)
        Window.bind(**self._window_events())
        trigger = Clock.create_trigger(self._take_events)
        self.visit.wake = trigger
        self._ticking = Clock.schedule_interval(self._tick, TICK_S)
        self._show()
        return self.root

    def on_start(self) -> None:
        # The host is told after the frame that shows the screen, not before.
        Clock.schedule_once(lambda _: Clock.schedule_once(self._first_screen_was_drawn, 0), 0)

    def _first_screen_was_drawn(self, _elapsed: float) -> None:
        self.visit.ports.host.drawn()
        Clock.schedule_once(lambda _: give_back(), GIVES_BACK_S)
        # So that the first touch does not wait for it.
        assert self._stage is not None

    def on_stop(self) -> None:
        from kivy.core.window import Window

        self._ticking.cancel()
        self.focus.close()
        Window.unbind(**self._window_events())

    # What screens ask

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

    def begin_with(self, overlay: str) -> None:
        """From the attract screen to an overlay: it is shown once the language is chosen."""
        self.go("begin")
        self._wished = overlay

    def start_again(self) -> None:
        """Back to the attract screen: nothing was entered yet, but the visit is a new one."""
        self.end(Ending.LEFT)

    def forget_entries(self) -> None:
        """Another errand begins: what was typed for the one before is gone."""
        self.entries.clear()

    def forget_steps(self) -> None:
        """Another form begins: what was typed for the questions of the one before is gone."""
        for name in [name for name in self.entries if name.startswith("step-")]:
            del self.entries[name]

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

    def choose_modes(self, modes: Modes) -> None:
        """Letters, colours, reach, simple: seen at once on the screen that is shown."""
        self.look = replace(self.look, modes=modes)
        self._idle.slowed(SIMPLE_TIMES if modes.simple else 1)
        self.visit.ports.voice.set_slow(modes.simple)
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
                screen.go_forward()
            case "second":
                screen.seconded()
            case "listen":
                self.listen_again()
            case "back" if self.overlay and not screen.pages_back:
                self.close_overlay()
            case "back":
                screen.go_back()
            case "high":
                self.choose_modes(replace(self.look.modes, reach=False))
            case "leave" if self._nothing_entered():
                self.end(Ending.LEFT)
            case overlay if overlay in OVERLAYS and overlay != self.overlay:
                # Who asks for anything while the timeout asks has answered it.
                self._idle.touched(self.surroundings.clock())
                self.open_overlay(overlay)

    def seen(self) -> Iterator[Widget]:
        yield from self.root.walk(restrict=True)

    @property
    def shown(self) -> str:
        """The name of the screen that is seen."""
        return self.overlay or self.place.name

    @property
    def warning_s(self) -> float:
        """Seconds from the warning to the end."""
        return self.surroundings.timers.warning_s * (SIMPLE_TIMES if self.look.simple else 1)

    @property
    def seconds_left(self) -> int:
        return self._idle.at(self.surroundings.clock()).seconds_left or 0

    # Inside

    def _nothing_entered(self) -> bool:
        """Whether nothing is forgotten by leaving."""
        return self.visit.service is None or self.visit.submission is not None or self._is_saved

    @property
    def _is_saved(self) -> bool:
        """Whether it is kept for the counter, and the code was shown."""
        question = self.visit.question
        saved = question is not None and isinstance(question.answer, Saved)
        return saved and self.place.screen in _WITH_THE_CODE

    @property
    def _waits(self) -> bool:
        """Whether what the visit waits for at its place ends by itself, whatever lies over it."""
        question = self.visit.question
        match self.place.screen:
            case "asking":
                return question is not None and question.waits
            case "sending":
                return self.visit.delivery in UNSETTLED
            case _:
                return False

    def _move_to(self, place: Place) -> None:
        if place == END:
            self.end(Ending.FINISHED)
            return
        if self.place == START:
            self.visit.ports.host.begun()
        self.place = place
        self.overlay, self._wished = self._wished, None
        self._show()

    def _show(self) -> None:
        self.visit.ports.voice.stop()
        # A finger that is still down was meant for what it lies on.
        self._fingers.let_go()
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
        settle(self.root)
        if not screen.whole_panel and self._stage.forget_last_keys():
            settle(self.root)
        self.focus.screen_changed()
        # Seen only when it is drawn, and a screen that was slow to make is drawn late.
        self._seen_since = inf
        self._garbage = True
        Clock.schedule_once(self._screen_was_drawn, 0)
        screen.arrived()
        # Arriving may have led on to another screen.
        if self.screen is screen and screen.speaks_at_once:
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
        self._made_stage = None

    @property
    def _stage(self) -> Stage:
        """Made when it is first wanted: the attract screen stands without it, and comes up sooner."""
        if self._made_stage is None:
            self._made_stage = STAGES[self.look.anatomy](act=self.act)
        return self._made_stage

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

    def _window_events(self) -> dict[str, Callable[..., None]]:
        return {
            "on_touch_down": self._touched,
            "on_resize": self._resized,
            "on_show": self._seen_again,
            "on_draw": self.focus.draw,
        }

    def _resized(self, _window: Any, width: int, height: int) -> None:
        """The panel was turned, or shows another number of pixels: everything is laid out for it."""
        panel = self.look.panel.showing(width, height)
        if panel != self.look.panel:
            self.look = replace(self.look, panel=panel)
            self._rebuild()
            self._show()

    def _seen_again(self, window: Any) -> None:
        # A display that was unplugged may come back without what was drawn on it.
        window.canvas.ask_update()

    def _touched(self, _window: Any, touch: MotionEvent) -> None:
        if is_on_panel(touch):
            self.somebody_is_there()

    def somebody_is_there(self) -> None:
        """Any touch or key stops the voice (EN 301 549 5.1.3) and starts the idle count anew."""
        self.visit.ports.voice.stop()
        if self.overlay != "timeout":
            self._idle.touched(self.surroundings.clock())

    def _take_events(self, *_: Any) -> None:
        events = []
        for event in self.visit.take_events():
            match event:
                case KeypadPressed():
                    self.focus.pressed(event)
                case HeadphonesChanged():
                    self._headphones_changed(event)
                case _:
                    events.append(event)
        if events and self.screen is not None:
            self.screen.took(events)

    def _headphones_changed(self, event: HeadphonesChanged) -> None:
        """Who plugs headphones in wants to listen: it begins, or says the screen again."""
        if self.screen is not None:
            self.screen.heard_alone(event.plugged_in)
        if not event.plugged_in or event.already:
            return
        self.somebody_is_there()
        if self.place == START and self.overlay is None:
            self.go("begin")
        else:
            self.speak()

    def _tick(self, _elapsed: float) -> None:
        now = self.surroundings.clock()
        screen = self.screen
        if screen is None:
            return
        self._fingers.let_go_of_stuck()
        waits = self._waits if self.overlay else not screen.times_out
        if waits or (self.overlay != "timeout" and self.visit.ports.voice.busy):
            # Who listens has not had a turn yet.
            self._idle.touched(now)
        idle = self._idle.at(now)
        if idle.over:
            self.end(Ending.TIMED_OUT)
        elif idle.seconds_left is not None and self.overlay != "timeout":
            self.open_overlay("timeout")
        else:
            screen.ticked(now)
            self._collect_when_quiet(now)
