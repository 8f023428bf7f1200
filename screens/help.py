"""Help: how this machine is used, in pictures, whom to ask, and how loud it speaks."""

from collections.abc import Sequence
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.language.values import Message, Phone, Words
from kiosk.visit_ports import VOLUME_LEVELS
from screens.result import NextRow
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep
from screens.widgets.beside import Beside
from screens.widgets.shapes import Plates, outline
from screens.widgets.slab import Slab

ROWS = (("touch", "help.touch"), ("speaker", "help.listen"), ("back", "help.back"), ("people", "help.staff"))
# The highest bar, as a part of the row's height.
HIGHEST_BAR = 0.7


class VolumeKey(Slab):
    """Makes the voice louder or softer."""

    key = StringProperty("")
    picture = StringProperty("")
    # Pixels: its height in a row with another.
    needed = NumericProperty(0)


class VolumeLevel(Widget):  # type: ignore[misc]
    """How loud the voice is: so many bars of all, each higher than the one before."""

    level = NumericProperty(0)
    needed = NumericProperty(0)

    def __init__(self, **kwargs: Any) -> None:
        self._draw_soon = Clock.create_trigger(self._draw, -1)
        super().__init__(**kwargs)
        for prop in ("pos", "size", "level"):
            self.fbind(prop, self._draw_soon)

    def _draw(self, _elapsed: float) -> None:
        look, plates = App.get_running_app().look, Plates()
        gap, most = look.px(14), self.height * HIGHEST_BAR
        width = (self.width - (VOLUME_LEVELS - 1) * gap) / VOLUME_LEVELS
        if width <= 0:
            return
        for bar in range(VOLUME_LEVELS):
            place = VOLUME_LEVELS - 1 - bar if look.rtl else bar
            height = most * (bar + 2) / (VOLUME_LEVELS + 1)
            whole = outline(
                self.x + place * (width + gap), self.center_y - most / 2, width, height, look.px(8)
            )
            plates.framed(whole, look.px(4), "prim", "prim" if bar < self.level else "surface")
        self.canvas.clear()
        plates.add_to(self.canvas)


class HelpScreen(Screen):
    def build(self) -> None:
        rows = [NextRow(picture=picture, words=Message(key)) for picture, key in ROWS]
        rows.append(NextRow(picture="phone", words=self._phone()))
        look = self.app.look
        beside = 2 if look.wide and look.step is not TextStep.LARGEST else 1
        for first in range(0, len(rows), beside):
            self.ids.pages.add_widget(Beside(most=beside).put(*rows[first : first + beside]))
        self._level = VolumeLevel(level=self.visit.ports.voice.volume)
        self.ids.pages.add_widget(
            Beside(most=3).put(
                self._volume_key("volume.softer", "volume-down"),
                self._level,
                self._volume_key("volume.louder", "volume-up"),
            )
        )
        self.page(self.ids.pages)

    def header(self) -> tuple[str, Words]:
        return "help", Message("bar.help")

    def sentence(self) -> Words:
        return Message("help.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (*(Message(key) for _, key in ROWS), self._phone())

    def forward_key(self) -> ForwardKey:
        return ForwardKey("help.close")

    def forwarded(self) -> None:
        self.app.close_overlay()

    def _volume_key(self, key: str, picture: str) -> VolumeKey:
        slab = VolumeKey(key=key, picture=picture, element_id=key)
        slab.called = Message(key)
        slab.fbind("on_release", lambda _slab: self._turn_volume(louder=key == "volume.louder"))
        return slab

    def _turn_volume(self, *, louder: bool) -> None:
        self.app.turn_volume(louder=louder)
        self._level.level = self.visit.ports.voice.volume

    def _phone(self) -> Message:
        return Message("help.phone", {"phone": Phone(self.visit.site.help_phone)})
