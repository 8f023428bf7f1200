"""Sign: a signature with the finger, and a way for those who cannot sign."""

from collections.abc import Sequence

from kivy.properties import ObjectProperty

from kiosk.application import Stroke
from kiosk.language.values import Message, Words
from screens.screen import ForwardKey, Screen
from screens.widgets.signature_pad import SignaturePad


class SignScreen(Screen):
    stone = 3

    fault = ObjectProperty(None, allownone=True)

    def build(self) -> None:
        self.pad = SignaturePad(self._signed)
        self.ids.frame.add_widget(self.pad)
        self.pad.show(self.visit.signature)
        self.ids.again.fbind("on_release", lambda *_: self._again())
        self.ids.cannot.fbind("on_release", lambda *_: self._cannot())
        self._note()

    def sentence(self) -> Words:
        return Message("sign.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (self.ids.note.message,)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("sign.send")

    def forwarded(self) -> None:
        if not self.visit.signature and not self.visit.signed_by_touch:
            self.fault = Message("sign.missing")
            self.visit.ports.voice.say((self.fault,), self.visit.language, label="sign-fault")
            return
        self.app.go("send")

    def _signed(self, strokes: tuple[Stroke, ...]) -> None:
        self.fault = None
        self.visit.signature = strokes
        self.visit.signed_by_touch = False
        self._note()

    def _again(self) -> None:
        self.pad.clear()

    def _cannot(self) -> None:
        self.pad.clear()
        self.visit.signed_by_touch = True
        self._note()
        self.visit.ports.voice.say((self.ids.note.message,), self.visit.language, label="sign-cannot")

    def _note(self) -> None:
        if self.visit.signed_by_touch:
            self.ids.note.message = Message("sign.cannot_done")
        else:
            department = self.service.departments[0].name
            self.ids.note.message = Message("sign.note", {"department": department})
