"""Saved: what was filled in is kept for the counter, under a code."""

from collections.abc import Sequence

from kivy.uix.widget import Widget

from kiosk.central.answers import Saved
from kiosk.language.values import Code, Message, Moment, Words
from screens.answer_view import AnswerView, LargeNumber
from screens.result import NextRow

# Design pixels: how large the code is.
CODE = 150


class SavedScreen(AnswerView):
    """Whoever has the code gets at what was filled in: it is said to the resident alone."""

    below = "office"

    def blocks(self) -> Sequence[Widget]:
        saved = self._saved
        code = LargeNumber(key="saved.code", number=self.app.value_text(Code(saved.code)), largest=CODE)
        rows = self.in_pairs(
            NextRow(picture="clock", words=self._until),
            NextRow(picture="office", words=Message("saved.where")),
            NextRow(picture="lock", words=Message("saved.keep")),
        )
        return (code, *rows)

    def sentence(self) -> Words:
        return Message("saved.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return (self._until, Message("saved.where"), Message("saved.keep"))

    def personal_spoken(self) -> Sequence[Words]:
        return (Message("result.code_spoken", {"code": Code(self._saved.code)}),)

    def not_spoken(self) -> Sequence[Words]:
        return (Message("review.on_screen"),)

    @property
    def _until(self) -> Message:
        return Message("saved.kept_until", {"moment": Moment(self._saved.until)})

    @property
    def _saved(self) -> Saved:
        return self.answer(Saved)
