"""Sign: a signature with the finger, and a way for those who cannot sign."""

from collections.abc import Sequence

from kivy.clock import Clock
from kivy.properties import BooleanProperty, ObjectProperty

from kiosk.application import Stroke
from kiosk.language.values import Message, Words
from screens.screen import ForwardKey, Screen
from screens.widgets.signature_pad import SignaturePad
from screens.widgets.slab import SecondarySlab

# Design pixels: the note goes where the field to sign in would become lower.
LEAST_PAD = 330


class SignKey(SecondarySlab):
    """Beside or below the field; ``chosen`` while it is what holds."""

    chosen = BooleanProperty(False)
    crowded = BooleanProperty(False)


class SignScreen(Screen):
    """What is missing, or that nothing will be signed, stands in the field itself: it is empty then."""

    stone = 3

    # What stands in the field while there is no ink in it.
    asked = ObjectProperty(None, allownone=True)
    fault = ObjectProperty(None, allownone=True)
    shows_note = BooleanProperty(True)
    tight = BooleanProperty(False)
    # Whether the words need more than there is: they are as small as they may be then.
    crowded = BooleanProperty(False)

    def build(self) -> None:
        self.pad = SignaturePad(self._signed)
        self.ids.frame.add_widget(self.pad)
        self.pad.show(self.visit.signature)
        self.ids.again.fbind("on_release", lambda *_: self._again())
        self.ids.cannot.fbind("on_release", lambda *_: self._cannot())
        self.ids.note.message = self._goes_to
        fit_soon = Clock.create_trigger(self._fit_note, -1)
        self.fbind("height", fit_soon)
        for widget in (self.ids.note_banner, self.ids.ways, self.ids.asked):
            widget.fbind("height", fit_soon)
        self._ask()

    @property
    def _goes_to(self) -> Message | None:
        """Who gets it; None where what is signed goes to no office."""
        offices = self.service.departments
        return Message("sign.note", {"department": offices[0].name}) if offices else None

    def sentence(self) -> Words:
        return Message("sign.sentence")

    def also_spoken(self) -> Sequence[Words]:
        goes_to = () if self._goes_to is None else (self._goes_to,)
        if self.visit.signed_by_touch:
            return (Message("sign.cannot_done"), *goes_to)
        return goes_to

    def forward_key(self) -> ForwardKey:
        return ForwardKey("sign.send")

    def forwarded(self) -> None:
        if not self.visit.signature and not self.visit.signed_by_touch:
            self.miss()
            return
        self.app.go("send")

    def miss(self) -> None:
        """Says that nothing was signed yet, and what can be done."""
        self.fault = Message("sign.missing")
        self._ask()
        self.app.say((self.fault,), "fault")

    def _signed(self, strokes: tuple[Stroke, ...]) -> None:
        self.fault = None
        self.visit.signature = strokes
        self.visit.signed_by_touch = False
        self._ask()

    def _again(self) -> None:
        self.pad.clear()

    def _cannot(self) -> None:
        self.pad.clear()
        self.visit.signed_by_touch = True
        self._ask()
        self.app.say((Message("sign.cannot_done"),), "cannot")

    def _ask(self) -> None:
        self.ids.cannot.chosen = self.visit.signed_by_touch
        if self.fault is not None:
            self.asked = self.fault
        elif self.visit.signed_by_touch:
            self.asked = Message("sign.cannot_done")
        else:
            self.asked = None if self.visit.signature else Message("sign.here")

    def _fit_note(self, _elapsed: float) -> None:
        """Where there is no room for the note it is still spoken, and stood on the review."""
        look, ids = self.app.look, self.ids
        least = 0 if look.wide else look.px(LEAST_PAD)
        others = ids.ways.height + ids.note_banner.height + 2 * look.px(22)
        self.shows_note = self._goes_to is not None and self.height - others >= least
        if self._lacks_room:
            # Asked again when all has found its place.
            Clock.schedule_once(self._crowd, 0)

    @property
    def _lacks_room(self) -> bool:
        look, ids = self.app.look, self.ids
        ways = ids.ways.height if look.wide else 0
        asked = ids.asked.height + look.px(40) if self.asked else 0
        return bool(max(ways, asked) > (self.height if look.wide else ids.frame_box.height))

    def _crowd(self, _elapsed: float) -> None:
        self.crowded = self.crowded or (self._lacks_room and self.parent is not None)
