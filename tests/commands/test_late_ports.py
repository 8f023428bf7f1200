"""A port is made when it is first asked for, and only once."""

from collections.abc import Sequence
from typing import cast

from kiosk.application import Submission
from kiosk.asking import Asking
from kiosk.central.questions import Request
from kiosk.commands.late_ports import LateAsker, LateCardReader, LatePrinting, LateSender
from kiosk.commands.printing import Printing
from kiosk.papers import PaperContent
from kiosk.pipe import Replied, Settled
from kiosk.sending import Sending
from kiosk.services.cards import CardKind


class Recording:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def start_reading(self, visit: str, cards: Sequence[CardKind], *, newest_address: bool) -> None:
        self.asked.append(f"start {visit}")

    def stop_reading(self) -> None:
        self.asked.append("stop")

    def watch(self, visit: str) -> None:
        self.asked.append(f"watch {visit}")

    def preview(self, visit: str, paper: str, content: PaperContent, page: int = 1) -> None:
        self.asked.append(f"preview {visit}")

    def print_paper(self, visit: str, paper: str, content: PaperContent) -> None:
        self.asked.append(f"print {visit}")

    def give_up(self) -> None:
        self.asked.append("give up")

    def send(self, visit: str, submission: Submission) -> None:
        self.asked.append(f"send {visit}")

    def rate(self, service_id: str, grade: int) -> None:
        self.asked.append(f"rate {service_id} {grade}")

    def settled(self, settled: Settled) -> None:
        self.asked.append(f"settled {settled.key}")

    def ask(self, visit: str, request: Request) -> str:
        self.asked.append(f"ask {visit}")
        return f"request of {visit}"

    def ask_again(self, request_id: str) -> None:
        self.asked.append("again")

    def replied(self, replied: Replied) -> None:
        self.asked.append(f"replied {replied.id}")

    def close(self) -> None:
        self.asked.append("close")


def test_a_reader_that_nobody_needed_is_not_made() -> None:
    made: list[Recording] = []
    late = LateCardReader(lambda: made.append(Recording()) or made[-1])
    late.stop_reading()
    assert made == []


def test_a_reader_is_made_once_and_hears_everything() -> None:
    made: list[Recording] = []
    late = LateCardReader(lambda: made.append(Recording()) or made[-1])
    late.begin()
    late.start_reading("a", (), newest_address=False)
    late.stop_reading()
    late.start_reading("b", (), newest_address=False)
    assert [each.asked for each in made] == [["start a", "stop", "start b"]]


def test_printers_are_made_once_and_hear_everything() -> None:
    made: list[Recording] = []
    late = LatePrinting(lambda: cast("Printing", made.append(Recording()) or made[-1]))
    late.give_up()
    assert made == []
    content = cast("PaperContent", object())
    late.begin()
    late.preview("a", "paper", content)
    late.print_paper("a", "paper", content)
    late.give_up()
    assert [each.asked for each in made] == [["preview a", "print a", "give up"]]


def test_a_sender_is_made_once_with_what_is_first_sent_and_hears_everything() -> None:
    made: list[Recording] = []
    late = LateSender(lambda: cast("Sending", made.append(Recording()) or made[-1]))
    late.send("a", cast("Submission", object()))
    late.rate("land", 5)
    late.settled(Settled("key", "delivered"))
    late.close()
    assert [each.asked for each in made] == [["send a", "rate land 5", "settled key", "close"]]


def test_a_visit_that_sent_nothing_makes_no_sender() -> None:
    made: list[Recording] = []
    late = LateSender(lambda: cast("Sending", made.append(Recording()) or made[-1]))
    late.settled(Settled("key of the visit before", "delivered"))
    late.close()
    assert made == []


def test_an_asker_is_made_once_with_the_first_question_and_hears_everything() -> None:
    made: list[Recording] = []
    late = LateAsker(lambda: cast("Asking", made.append(Recording()) or made[-1]))
    assert late.ask("a", cast("Request", object())) == "request of a"
    late.ask_again("request of a")
    late.replied(Replied("request of a", "delivered"))
    late.close()
    assert [each.asked for each in made] == [["ask a", "again", "replied request of a", "close"]]


def test_a_visit_that_asked_nothing_makes_no_asker() -> None:
    made: list[Recording] = []
    late = LateAsker(lambda: cast("Asking", made.append(Recording()) or made[-1]))
    late.replied(Replied("request of the visit before", "delivered"))
    late.ask_again("request of the visit before")
    late.close()
    assert made == []
