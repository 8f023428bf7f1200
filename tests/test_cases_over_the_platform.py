"""What was handed in at one machine is found, printed again, corrected and withdrawn at another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
import requests

from kiosk.asking import Asking, AskingSettings
from kiosk.central.answers import ApplicationHeld, CaseChanged, CaseState, NotGranted, Progress, Why
from kiosk.central.delivery import Delivery as Delivering
from kiosk.central.outbox import Outbox, State
from kiosk.central.port import Delivered, Refused, Unreachable
from kiosk.central.questioning import Questioning
from kiosk.central.rest import RestPlatform, RestSettings
from kiosk.documents.paper import receipt_raster
from kiosk.errand_questions import Wish
from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import UYGHUR
from kiosk.language.values import Terms
from kiosk.pipe import Asked, Settled
from kiosk.sandbox.platform.process import PlatformProcess
from kiosk.sandbox.platform.terms import ServiceTerms
from kiosk.sending import Sending, SendingSettings
from kiosk.services.service import Service
from kiosk.text.engine import open_engine
from kiosk.visit import Visit
from kiosk.visit_events import Accepted, Answered, Kept, NotAccepted, VisitEvent
from kiosk.visit_ports import Ports
from kiosk.visit_progress import Delivery
from kiosk.visit_receipt import receipt_again, receipt_of
from tests.recording_ports import HOLDER, NOW, SITE, Recording, catalogues, every_service

AGRI = every_service().service("agri-subsidy")
ANSWERS = {"crop": "cotton", "area": "12.5", "village": "گۈلباغ", "phone": "13900000000"}
BANK_CARD = "4821"
TERMS = {
    AGRI.id: ServiceTerms(
        promised=AGRI.promised_days,
        statutory=AGRI.statutory_days,
        departments=tuple(dict(one.name.words) for one in AGRI.departments),
        title=dict(AGRI.title.words),
        department_ids=tuple(one.id for one in AGRI.departments),
    ),
}


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformProcess]:
    with PlatformProcess(tmp_path_factory.mktemp("platform"), TERMS, faults=True) as process:
        yield process


@dataclass
class Machine:
    """One machine's outbox and one visit at a time, with the host's part between them and the platform."""

    folder: Path
    platform: PlatformProcess
    recording: Recording = field(default_factory=Recording)
    events: "Queue[VisitEvent]" = field(default_factory=Queue)
    ends: list[Callable[[], None]] = field(default_factory=list)
    visits: int = 0

    def visit(self) -> Visit:
        self.visits += 1
        address = self.platform.address
        asking = Asking(
            AskingSettings(address.public_key, SITE.kiosk_id, 600.0), tell_host=self._ask, post=self._post
        )
        self.asking = asking
        settings = SendingSettings(
            self.folder / "outbox.sqlite", address.public_key, SITE.kiosk_id, 600.0, lambda: 1000.0
        )
        self.sending = Sending(settings, filled=lambda _key: None, post=self._post)
        self.ends += [asking.close, self.sending.close]
        idle = self.recording
        ports = Ports(idle.card_reader, self.sending, idle.printing, idle.voice, idle.host, asking)
        self.now = Visit(f"visit-{self.visits}", ports, SITE, lambda: NOW, UYGHUR)
        return self.now

    def _post(self, event: VisitEvent) -> None:
        self.now.post(event)
        self.events.put(event)

    def _ask(self, asked: Asked) -> None:
        questioning = Questioning(self.port)
        self.ends.append(questioning.stop)
        questioning.ask(asked, self.asking.replied)

    def port(self) -> RestPlatform:
        address = self.platform.address
        return RestPlatform(RestSettings(address.url, SITE.kiosk_id, address.token))

    def told(self) -> VisitEvent:
        """What the visit is told next; it has taken it then."""
        event = self.events.get(timeout=20)
        self.now.take_events()
        return event

    def wish(self, wish: Wish) -> Any:
        self.now.wish(wish)
        told = self.told()
        assert isinstance(told, Answered), told
        return told.answer

    def deliver(self) -> None:
        """The host delivers what waits, and the visit is told if it is there still."""
        outbox = Outbox(self.folder / "outbox.sqlite")
        settled: Queue[tuple[str, Delivered | Refused]] = Queue()
        attempts: Queue[Unreachable] = Queue()
        delivering = Delivering(
            outbox,
            self.port(),
            lambda: NOW.timestamp() * 10,
            on_settled=lambda key, result: settled.put((key, result)),
            on_attempt_failed=lambda key, result: attempts.put(result),
        )
        delivering.start()
        key, result = settled.get(timeout=20)
        delivering.stop()
        assert attempts.empty()
        assert isinstance(result, Delivered)
        assert outbox.state(key) is State.DELIVERED
        self.sending.settled(Settled(key, "delivered", reply=result.reply))

    def faults(self, *faults: dict[str, Any]) -> None:
        url = f"{self.platform.address.url}/v1/sandbox/faults"
        requests.put(url, json=faults, timeout=10).raise_for_status()

    def at_the_platform(self, number: str) -> dict[str, Any]:
        url = f"{self.platform.address.url}/v1/sandbox/cases"
        cases = requests.get(url, timeout=10).json()["cases"]
        return next(case for case in cases if case["case_number"] == number)


@pytest.fixture
def machine(tmp_path: Path, platform: PlatformProcess) -> Iterator[Callable[[str], Machine]]:
    made: list[Machine] = []

    def make(name: str) -> Machine:
        folder = tmp_path / name
        folder.mkdir()
        made.append(Machine(folder, platform))
        made[-1].faults()
        return made[-1]

    yield make
    for one in made:
        for end in one.ends:
            end()


def fill_in(visit: Visit, service: Service = AGRI) -> None:
    visit.choose_service(service)
    visit.card.holder = HOLDER
    visit.take_over_holder()
    for step in service.steps:
        visit.answer(step, ANSWERS.get(step.id, BANK_CARD))
    visit.signature = (((10, 10), (90, 40)),)


def by_code(visit: Visit, code: str) -> None:
    visit.choose_service(every_service().service("progress-by-code"))
    visit.answer(visit.steps[0], code)


def by_card(visit: Visit) -> None:
    visit.choose_service(every_service().service("progress"))
    visit.card.holder = HOLDER
    visit.take_over_holder()


def test_a_receipt_that_was_printed_offline_is_found_by_its_code_elsewhere_and_printed_again(
    machine: Callable[[str], Machine],
) -> None:
    first, second = machine("first"), machine("second")
    visit = first.visit()
    fill_in(visit)
    visit.confirm()
    assert isinstance(first.told(), Kept)
    printed = receipt_of(visit, catalogues())
    assert (printed.standing, printed.again) == ("received", True)
    code = printed.number

    # Nobody but the first machine knows of it yet.
    elsewhere = second.visit()
    by_code(elsewhere, code)
    early = second.wish(Wish.OUTCOME)
    assert isinstance(early, NotGranted) and early.why is Why.NOT_FOUND
    assert elsewhere.cases == ()

    first.deliver()
    later = second.visit()
    by_code(later, code)
    found = second.wish(Wish.OUTCOME)
    assert isinstance(found, Progress)
    case = later.case
    assert case is not None and (case,) == later.cases
    assert (case.service_id, case.state) == (AGRI.id, CaseState.IN_PROGRESS)

    again = receipt_again(later, case, catalogues())
    assert (again.number, again.code, again.again) == (case.case_number, code, True)
    assert again.service.words["ug"] == AGRI.title.words["ug"]
    assert (again.handed_in_at, again.promised_day) == (case.accepted_at, case.promised_day)
    assert (again.applicant, again.id_number, again.sent) == (None, None, ())
    later.show_paper(again)
    later.print_paper()
    assert second.recording.printing.printed == [(later.id, again)]
    assert not isinstance(receipt_raster(again, catalogues(), open_engine()), Failure)

    # And once it is accepted, the receipt of the first visit has the same code beside its case number.
    assert isinstance(first.told(), Accepted)
    accepted = receipt_of(visit, catalogues())
    assert (accepted.number, accepted.code, accepted.again) == (case.case_number, code, True)


def test_an_application_is_corrected_at_another_visit_and_withdrawn(
    machine: Callable[[str], Machine],
) -> None:
    here = machine("here")
    visit = here.visit()
    fill_in(visit)
    visit.confirm()
    assert isinstance(here.told(), Kept)
    here.deliver()
    assert isinstance(here.told(), Accepted)
    number = receipt_of(visit, catalogues()).number

    visit = here.visit()
    by_card(visit)
    assert isinstance(here.wish(Wish.OUTCOME), Progress)
    visit.case = next(case for case in visit.cases if case.case_number == number)
    held = here.wish(Wish.APPLICATION)
    assert isinstance(held, ApplicationHeld)
    visit.correct(AGRI, held)
    assert visit.answers["area"] == "12.5" and visit.answers["crop"] == "cotton"
    visit.answer(AGRI.field("area"), "3")
    visit.signature = (((1, 1), (9, 4)),)
    changed = here.wish(Wish.CORRECTION)
    assert isinstance(changed, CaseChanged)
    assert visit.case is not None and visit.case.case_number == number
    visit.stop_correcting()
    held = here.wish(Wish.APPLICATION)
    assert dict(held.answers) == {
        **{step.id: ANSWERS.get(step.id, BANK_CARD) for step in AGRI.steps},
        "area": "3",
    }

    gone = here.wish(Wish.WITHDRAWAL)
    assert isinstance(gone, CaseChanged)
    assert visit.case.state is CaseState.WITHDRAWN
    late = here.wish(Wish.APPLICATION)
    assert isinstance(late, NotGranted) and late.why is Why.TOO_LATE
    assert receipt_again(visit, visit.case, catalogues()).now.state.words["zh-Hans"] == "已撤回"


def test_what_the_platform_refused_is_changed_and_taken_as_another_application(
    machine: Callable[[str], Machine],
) -> None:
    here = machine("here")
    visit = here.visit()
    fill_in(visit)
    reason = {"ug": "يەر كۆلىمى توغرا ئەمەس.", "kk": "Жер көлемі дұрыс емес.", "zh-Hans": "面积不对。"}
    here.faults({"fault": "refuse", "reasons": [reason]})
    visit.confirm()
    assert isinstance(here.told(), Kept)
    here.deliver()
    told = here.told()
    assert isinstance(told, NotAccepted) and told.failure.code is FailureCode.PLATFORM_REFUSED
    (why,) = told.reasons
    assert isinstance(why, Terms) and why.words["ug"] == reason["ug"]
    assert why.words["kk-Arab"]
    first = visit.submission
    assert first is not None and visit.delivery is Delivery.REFUSED

    visit.mend()
    visit.answer(AGRI.field("area"), "3")
    visit.signature = (((1, 1), (9, 4)),)
    visit.confirm()
    assert isinstance(here.told(), Kept)
    here.deliver()
    accepted = here.told()
    assert isinstance(accepted, Accepted)
    second = visit.submission
    assert second is not None and second.key != first.key
    assert accepted.key == second.key
    taken = here.at_the_platform(accepted.case_number)["application"]
    assert taken["answers"] == {**first.answers, "area": "3"}
    assert taken["holder"] == dict(first.holder)
