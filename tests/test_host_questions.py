"""The host passes questions through: to the visit that asked, and to no other, and writes nothing down."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Queue
from threading import Event as Flag
from threading import Thread

from kiosk.host import Host, NobodyToAsk, Questions
from kiosk.journal import AttractDrawn, DeviceFailed, Event, VisitBegun, VisitEnded
from kiosk.pipe import Asked, Replied
from kiosk.visit_server import VisitProcess, start_visit_server
from tests import trial_visits_asking
from tests.test_host import SILENT, DeliveryOfOne, next_of


class AnswersSealed:
    """Answers every question from another thread, when it is let."""

    def __init__(self) -> None:
        self.let = Flag()
        self.asked: Queue[Asked] = Queue()
        self.answered = Flag()
        self.stopped = False

    def ask(self, asked: Asked, replied: Callable[[Replied], None]) -> None:
        def answer() -> None:
            assert self.let.wait(10)
            replied(Replied(asked.id, "delivered", reply=b"sealed answer"))
            self.answered.set()

        self.asked.put(asked)
        Thread(target=answer, daemon=True).start()

    def stop(self) -> None:
        self.stopped = True


@contextmanager
def host_with(target: Callable[..., None], questions: Questions) -> Iterator[tuple[Host, "Queue[Event]"]]:
    events: Queue[Event] = Queue()
    server = start_visit_server(VisitProcess(target, first=("kiosk.pipe",)))
    host = Host(server, DeliveryOfOne(), events.put, SILENT, questions=questions)
    thread = Thread(target=host.run)
    thread.start()
    try:
        yield host, events
    finally:
        host.stop()
        thread.join(10)
        server.stop()
        assert not thread.is_alive()


def test_a_question_goes_out_and_its_answer_comes_back_as_they_are() -> None:
    questions = AnswersSealed()
    questions.let.set()
    with host_with(trial_visits_asking.asks_and_says_how_it_went, questions) as (_, events):
        assert next_of(events, VisitEnded) == VisitEnded("finished")
    assert questions.asked.get(timeout=10) == Asked("q-1", b"sealed question")
    assert questions.stopped


def test_that_somebody_asked_is_not_written_down() -> None:
    questions = AnswersSealed()
    questions.let.set()
    told: list[Event] = []
    with host_with(trial_visits_asking.asks_and_says_how_it_went, questions) as (_, events):
        while not told or not isinstance(told[-1], VisitEnded):
            told.append(events.get(timeout=10))
    assert [type(event) for event in told] == [AttractDrawn, VisitBegun, VisitEnded]


def test_an_answer_to_a_visit_that_is_over_reaches_no_other() -> None:
    questions = AnswersSealed()
    with host_with(trial_visits_asking.asks_and_goes, questions) as (host, events):
        questions.asked.get(timeout=10)
        first = host.visit_pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        next_of(events, AttractDrawn)
        drawn = events.get(timeout=10)
        while not isinstance(drawn, AttractDrawn):
            drawn = events.get(timeout=10)
        questions.let.set()
        assert questions.answered.wait(10)
        told: list[Event] = []
        while not told or not isinstance(told[-1], VisitEnded):
            told.append(events.get(timeout=10))
        assert not any(isinstance(event, DeviceFailed) for event in told)


def test_where_there_is_no_way_for_questions_the_visit_is_told_so() -> None:
    with host_with(trial_visits_asking.asks_and_hears_that_nobody_is_there, NobodyToAsk()) as (_, events):
        assert next_of(events, VisitEnded) == VisitEnded("finished")
