"""A question's whole way, as the kiosk puts it together: visit process, pipe, host, platform, and back."""

from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest

from kiosk.central.answers import Announcements
from kiosk.central.questioning import Questioning
from kiosk.central.questions import AskAnnouncements, ServiceVersion
from kiosk.central.rest import RestPlatform
from kiosk.commands.delivering import question_settings
from kiosk.commands.late_ports import LateAsker, LateSender
from kiosk.config import Settings, load_settings
from kiosk.failures import FailureCode
from kiosk.host import Host
from kiosk.journal import Event, VisitEnded
from kiosk.pipe import Drawn, Ended, VisitEnd
from kiosk.sandbox.platform.process import PlatformProcess
from kiosk.sending import Sending
from kiosk.visit_events import Answered, NotAnswered, VisitEvent
from kiosk.visit_server import VisitProcess, start_visit_server
from tests.test_host import SILENT, DeliveryOfOne, next_of


def asks(connection: "Connection[Any, Any]", after_crash: bool, settings: Settings) -> None:
    """The visit process: finished with an answer, left where nobody is reached."""
    from kiosk.commands.visit_process import _listen, _open_asking

    def no_sending() -> Sending:
        raise AssertionError("nothing is sent")

    end = VisitEnd(connection)
    events: Queue[VisitEvent] = Queue()
    asking = LateAsker(lambda: _open_asking(settings, end, events.put))
    Thread(target=_listen, args=(end, LateSender(no_sending), asking), daemon=True).start()
    end.send(Drawn("attract"))
    asking.ask("v1", AskAnnouncements(ServiceVersion("sample", 1)))
    match events.get(timeout=20):
        case Answered(answer=Announcements()):
            end.send(Ended("finished"))
        case NotAnswered(failure=failure) if failure.code is FailureCode.PLATFORM_UNREACHABLE:
            end.send(Ended("left"))


@pytest.mark.parametrize(("reached", "how"), [(True, "finished"), (False, "left")])
def test_a_question_goes_all_the_way_and_back(
    config: Callable[..., Path], tmp_path: Path, reached: bool, how: Any
) -> None:
    settings = load_settings(config(""))
    assert isinstance(settings, Settings)
    with PlatformProcess(tmp_path / "platform") as platform:
        address = platform.address
        central = replace(
            settings.central,
            url=address.url if reached else "http://127.0.0.1:9",
            public_key=address.public_key,
            token=address.token,
        )
        own = replace(settings, central=central)
        events: Queue[Event] = Queue()
        server = start_visit_server(VisitProcess(asks, (own,), first=("kiosk.pipe",)))
        questions = Questioning(lambda: RestPlatform(question_settings(own)))
        host = Host(server, DeliveryOfOne(), events.put, SILENT, questions=questions)
        thread = Thread(target=host.run)
        thread.start()
        assert next_of(events, VisitEnded) == VisitEnded(how)
        host.stop()
        thread.join(10)
        server.stop()


def test_nobody_stands_there_longer_than_a_visit_waits(config: Callable[..., Path]) -> None:
    settings = load_settings(config(""))
    assert isinstance(settings, Settings)
    slow = replace(settings.central, connect_timeout_s=30.0, read_timeout_s=90.0, answer_wait_s=7.0)
    rest = question_settings(replace(settings, central=slow))
    assert (rest.connect_timeout_s, rest.read_timeout_s) == (7.0, 7.0)
