"""Booked: an appointment is made; when, where, and under what number."""

from collections.abc import Sequence

from kivy.uix.widget import Widget

from kiosk.central.answers import Booked
from kiosk.language.values import Code, Day, Message, Moment, Words
from screens.answer_view import AnswerView, LargeNumber
from screens.result import NextRow, NumberCard
from screens.screen import spoken_value
from screens.step_slot import weekday

# Design pixels: how large the time is.
TIME = 150


class BookedScreen(AnswerView):
    below = "appointment"

    def blocks(self) -> Sequence[Widget]:
        booked = self._booked
        day = booked.at.date()
        when = LargeNumber(
            key=weekday(day).key,
            number=f"{booked.at:%H:%M}",
            note=spoken_value(Day(day)),
            largest=TIME,
        )
        number = NumberCard(key="booked.number", number=self.app.value_text(Code(booked.number)))
        return (
            *self.beside(when, number),
            *self.in_pairs(
                NextRow(picture="office", words=booked.place),
                *(NextRow(picture="receipt", words=words) for words in self._next),
            ),
        )

    def sentence(self) -> Words:
        return Message("booked.sentence")

    def also_spoken(self) -> Sequence[Words]:
        return self._next

    def personal_spoken(self) -> Sequence[Words]:
        booked = self._booked
        number = Message("result.code_spoken", {"code": Code(booked.number)})
        return (weekday(booked.at.date()), spoken_value(Moment(booked.at)), booked.place, number)

    def not_spoken(self) -> Sequence[Words]:
        return (Message("review.on_screen"),)

    @property
    def _next(self) -> Sequence[Words]:
        return (Message("booked.come"), *((self.service.done,) if self.service.done else ()))

    @property
    def _booked(self) -> Booked:
        return self.answer(Booked)
