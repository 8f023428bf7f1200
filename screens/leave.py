"""Leave: asks once more when something was entered, since it will be forgotten."""

from collections.abc import Sequence

from kivy.properties import ObjectProperty

from kiosk.errand_questions import Wish
from kiosk.language.values import Message, Words
from kiosk.services.field_fault import FieldFault
from kiosk.services.validation import check_answer
from kiosk.visit_ports import Ending
from screens.asking import changes_something
from screens.journey import asking
from screens.save_key import SaveKey, can_be_saved
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep
from screens.widgets.notice import Notice

_LEFT_OUT = Message("leave.left_out")
_MAY_BE_DONE = Message("not_answered.changing")


class LeaveScreen(Screen):
    stacked_keys = True

    forgets = ObjectProperty(Message("leave.note"))

    def build(self) -> None:
        look = self.app.look
        if self._may_be_done:
            self.forgets = _MAY_BE_DONE
        elif can_be_saved(self.visit):
            picture = "office" if look.tall and look.step is TextStep.NORMAL else ""
            self.ids.work.add_widget(SaveKey(self._save, picture))
            if isinstance(self._entered(), FieldFault):
                left_out = Notice(picture="pen" if look.tall else "", message=_LEFT_OUT)
                self.ids.work.add_widget(left_out)
        self.page(self.ids.work.pages)

    def header(self) -> tuple[str, Words]:
        return "leave", Message("bar.leave")

    def sentence(self) -> Words:
        return Message("leave.sentence")

    def also_spoken(self) -> Sequence[Words]:
        left_out = can_be_saved(self.visit) and isinstance(self._entered(), FieldFault)
        return (self.forgets, _LEFT_OUT) if left_out else (self.forgets,)

    @property
    def _may_be_done(self) -> bool:
        """Whether the platform may do all the same what it was asked for."""
        question, service = self.visit.question, self.visit.service
        if self.app.place.screen not in ("asking", "not_answered") or question is None or service is None:
            return False
        return question.answer is None and changes_something(question.wish, service.kind)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("leave.stay", arrow=self.app.look.step is not TextStep.LARGEST)

    def second_key(self) -> ForwardKey:
        return ForwardKey("leave.leave", "leave")

    def forwarded(self) -> None:
        self.app.close_overlay()

    def seconded(self) -> None:
        self.app.end(Ending.LEFT)

    def _save(self) -> None:
        self._hand_over()
        self.app.open(asking(Wish.SAVE))

    def _hand_over(self) -> None:
        """What is being entered goes along, where the question takes it as it is."""
        entered = self._entered()
        if self.visit.service is not None and isinstance(entered, str):
            self.visit.answer(self.visit.service.field(str(self.app.place.step)), entered)

    def _entered(self) -> str | FieldFault | None:
        """What is being entered, as its question takes it, or why it does not; None where nothing is."""
        place, service = self.app.place, self.visit.service
        entered = self.app.entries.get(place.name)
        if place.screen != "step" or service is None or not isinstance(entered, str) or not entered:
            return None
        step = service.field(str(place.step))
        return check_answer(step, entered, self.visit.language, today=self.visit.now().date())
