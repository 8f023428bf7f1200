"""Withdraw: asks once more before an application is withdrawn, and says what happens then."""

from collections.abc import Sequence

from kiosk.language.values import Message, Words
from screens.case import state_card
from screens.result import NextRow
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep
from screens.widgets.notice import Notice

WHAT, LATER = Message("withdraw.what"), Message("withdraw.later")


class WithdrawScreen(Screen):
    stone = 4
    stacked_keys = True

    def build(self) -> None:
        if self.visit.case is None:
            raise RuntimeError("no case was chosen")
        work = self.ids.work
        look = self.app.look
        if look.wide and look.step is not TextStep.NORMAL:
            work.words_only()
        if look.tall or look.step is TextStep.NORMAL:
            work.add_widget(state_card(self.visit.case, brief=True))
            work.add_widget(Notice(picture="document-back", message=WHAT, note=LATER))
        else:
            work.add_widget(NextRow(picture="document", words=self.visit.case.title))
            work.add_widget(NextRow(picture="document-back", words=WHAT))
            work.add_widget(NextRow(picture="clock", words=LATER))
        self.page(work.pages)

    def picture(self) -> str:
        return "document-back"

    def sentence(self) -> Words:
        return Message("withdraw.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (WHAT, LATER)

    def personal_spoken(self) -> Sequence[Words]:
        return (self.visit.case.title,) if self.visit.case is not None else ()

    def not_spoken(self) -> Sequence[Words]:
        return (Message("review.on_screen"),)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("withdraw.no", arrow=self.app.look.step is not TextStep.LARGEST)

    def second_key(self) -> ForwardKey:
        return ForwardKey("withdraw.yes", "document-back")

    def forwarded(self) -> None:
        self.app.go("back")

    def seconded(self) -> None:
        self.app.go("yes")
