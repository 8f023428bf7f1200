"""Case changed: the correction was taken or the application withdrawn; how it stands now."""

from kiosk.errand_questions import Wish
from kiosk.language.values import Message, Words
from screens.case import CaseView


class CaseChangedScreen(CaseView):
    can_go_back = False

    def sentence(self) -> Words:
        question = self.visit.question
        withdrawn = question is not None and question.wish is Wish.WITHDRAWAL
        return Message("changed.withdrawn" if withdrawn else "changed.corrected")
