"""Leave: asks once more when something was entered, since it will be forgotten."""

from collections.abc import Sequence

from kivy.properties import ObjectProperty

from kiosk.errand_questions import Wish
from kiosk.language.values import Message, Words
from kiosk.visit import Ending
from screens.journey import asking
from screens.save_key import SaveKey, can_be_saved
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep


class LeaveScreen(Screen):
    stacked_keys = True

    forgets = ObjectProperty(Message("leave.note"))

    def build(self) -> None:
        look = self.app.look
        if can_be_saved(self.visit):
            picture = "office" if look.tall and look.step is TextStep.NORMAL else ""
            self.ids.work.add_widget(SaveKey(self._save, picture))
        self.page(self.ids.work.pages)

    def header(self) -> tuple[str, Words]:
        return "leave", Message("bar.leave")

    def sentence(self) -> Words:
        return Message("leave.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (Message("leave.note"),)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("leave.stay", arrow=self.app.look.step is not TextStep.LARGEST)

    def second_key(self) -> ForwardKey:
        return ForwardKey("leave.leave", "leave")

    def forwarded(self) -> None:
        self.app.close_overlay()

    def seconded(self) -> None:
        self.app.end(Ending.LEFT)

    def _save(self) -> None:
        self.app.open(asking(Wish.SAVE))
