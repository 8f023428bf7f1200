"""Ticket: a number in the queue, to be seen from afar; how many come before, and where to."""

from collections.abc import Sequence

from kivy.uix.widget import Widget

from kiosk.central.answers import Ticket
from kiosk.language.values import Code, Message, Number, Words
from screens.answer_view import AnswerView, LargeNumber
from screens.result import NextRow


class TicketScreen(AnswerView):
    """The number is called out in the hall: it is said aloud, and names nobody."""

    below = "people"

    def blocks(self) -> Sequence[Widget]:
        ticket = self._ticket
        number = LargeNumber(key="ticket.number", number=self.app.value_text(Code(ticket.number)))
        pictures = ("office", "people", "clock")
        rows = [NextRow(picture=sign, words=words) for sign, words in zip(pictures, self._told, strict=False)]
        return (number, *self.in_pairs(*rows, NextRow(picture="speaker", words=self._wait)))

    def sentence(self) -> Words:
        return Message("ticket.sentence")

    def also_spoken(self) -> Sequence[Words]:
        number = Message("result.code_spoken", {"code": Code(self._ticket.number)})
        return (number, *self._told, self._wait)

    @property
    def _told(self) -> Sequence[Words]:
        """Where to, how many come before, and about how long that takes."""
        ticket = self._ticket
        told: list[Words] = [ticket.counter]
        if ticket.ahead:
            told.append(Message("ticket.people", {"number": Number(ticket.ahead)}))
        else:
            told.append(Message("ticket.next"))
        if ticket.minutes:
            told.append(Message("ticket.about", {"minutes": Number(ticket.minutes)}))
        return told

    @property
    def _wait(self) -> Words:
        return self.service.done or Message("ticket.wait")

    @property
    def _ticket(self) -> Ticket:
        return self.answer(Ticket)
