"""Cases of the sandbox's services in every state, and the screens that show them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

from kiosk.central.answers import (
    Answer,
    ApplicationHeld,
    Branch,
    CaseChanged,
    CaseProgress,
    CaseState,
    NotGranted,
    Progress,
    Why,
)
from kiosk.errand_questions import Wish
from kiosk.language.values import Terms
from kiosk.services.service import Service
from kiosk.visit_events import Answered
from kiosk.visit_progress import QuestionProgress
from tests.overflow.pseudo import pseudo_terms
from tests.recording_ports import BEIJING, HOLDER, every_service, sample_services
from tests.screens.face import AGRI, ANSWERS, Face
from tests.screens.papers import show_preview

BY_CARD, BY_CODE = "progress", "progress-by-code"
CODE = "7K4Q-2M9J"
ACCEPTED = datetime(2026, 4, 27, 10, 42, tzinfo=BEIJING)
PROMISED, STATUTORY, DONE = date(2026, 5, 14), date(2026, 5, 28), date(2026, 4, 30)
NOTE = Terms(
    {
        "ug": "ئۆي كىنىشكىڭىزنى كۆزنەككە ئېلىپ كېلىڭ.",
        "kk-Arab": "ٴۇي كۋالىگىڭىزدى تەرەزەگە اكەلىڭىز.",
        "kk": "Үй куәлігіңізді терезеге әкеліңіз.",
        "zh-Hans": "请把房产证带到窗口。",
        "en": "Please bring the title deed to the counter.",
    }
)
Show = Callable[[Face], None]
Data = TypeVar("Data")


def as_long_as(face: Face, data: Data) -> Data:
    """With words as long as those of the face's services."""
    if face.app.surroundings.services.service(AGRI).title == sample_services().service(AGRI).title:
        return data
    return pseudo_terms(data)


def case_of(service: Service, number: int, *states: CaseState) -> CaseProgress:
    """A case with a branch of each state; the departments are the service's, and after those others'."""
    departments = [
        (one.id, one.name)
        for each in (service, *every_service().services)
        for one in each.departments
    ]  # fmt: skip
    named = list(dict(departments).items())
    branches = tuple(
        Branch(branch_id, name, state, PROMISED, DONE if state is CaseState.DONE else None)
        for (branch_id, name), state in zip(named, states, strict=False)
    )
    return CaseProgress(
        case_number=f"659000-2026-A{number:06d}",
        service_id=service.id,
        title=service.title,
        accepted_at=ACCEPTED - timedelta(days=number),
        promised_day=PROMISED,
        statutory_day=STATUTORY,
        state=CaseState.IN_PROGRESS,
        branches=branches,
    )


WORKING, IN_TURN = CaseState.IN_PROGRESS, CaseState.RECEIVED
PARALLEL = (CaseState.DONE, WORKING, IN_TURN)


def open_case(face: Face, *states: CaseState) -> CaseProgress:
    """A case of the subsidy, that may be changed."""
    service = sample_services().service(AGRI)
    return replace(case_of(service, 1, *(states or PARALLEL)), may_correct=True, may_withdraw=True)


def ask(face: Face, answer: Answer, *, by: str = BY_CARD, wish: Wish = Wish.OUTCOME) -> None:
    """The errand's question was asked, and this is the answer."""
    if face.visit.service is None or face.visit.service.id != by:
        face.visit.choose_service(as_long_as(face, every_service().service(by)))
        if by == BY_CARD:
            face.visit.card.holder = HOLDER
            face.visit.take_over_holder()
        else:
            face.visit.answer(face.visit.steps[0], CODE)
    face.visit.question = QuestionProgress(wish, "request-0")
    face.post(Answered(face.visit.id, "request-0", answer))


def found(face: Face, *cases: CaseProgress, by: str = BY_CARD) -> None:
    """These cases were found, and stand there."""
    face.go("services")
    face.visit.service = None
    ask(face, Progress(tuple(as_long_as(face, case) for case in cases)), by=by)
    face.go("case" if len(cases) == 1 else "progress")


def many(face: Face, count: int = 9) -> None:
    services = [one for one in every_service().services if one.departments]
    states = list(CaseState)
    cases = [
        replace(case_of(services[n % len(services)], n + 1, WORKING), state=states[n % len(states)])
        for n in range(count)
    ]
    found(face, *cases)


def none_found(face: Face) -> None:
    found(face)


def code_unknown(face: Face) -> None:
    face.go("services")
    face.visit.service = None
    ask(face, NotGranted(Why.NOT_FOUND), by=BY_CODE)
    face.go("progress")


def in_state(face: Face, state: CaseState, *, note: bool = False) -> None:
    branches = (state, state) if state not in (IN_TURN, WORKING) else PARALLEL
    found(face, replace(open_case(face, *branches), state=state, note=NOTE if note else None))


def in_branches(face: Face, *states: CaseState) -> None:
    found(face, open_case(face, *states))


def withdrawing(face: Face) -> None:
    in_state(face, WORKING)
    face.go("withdraw")


def changed(face: Face, wish: Wish) -> None:
    in_state(face, WORKING)
    case = face.visit.case
    assert case is not None
    if wish is Wish.WITHDRAWAL:
        case = replace(case, state=CaseState.WITHDRAWN, may_correct=False, may_withdraw=False)
    ask(face, CaseChanged(case), wish=wish)
    face.go("case_changed")


def correcting(face: Face, *may_change: str) -> ApplicationHeld:
    """What was applied for is there to be corrected."""
    in_state(face, WORKING)
    service = face.app.surroundings.services.service(AGRI)
    answers = {step.id: ANSWERS[step.id] for step in service.steps}
    held = ApplicationHeld(AGRI, service.version, answers, frozenset(may_change or answers))
    ask(face, held, wish=Wish.APPLICATION)
    face.visit.correct(service, held)
    face.go("review")
    return held


def printed_again(face: Face) -> None:
    found(face, open_case(face), by=BY_CODE)
    face.touch("second")
    show_preview(face)


def not_printed_again(face: Face) -> None:
    printed_again(face)
    face.touch("second")


CASE_STATES: Sequence[tuple[str, Show]] = (
    ("progress", many),
    ("progress none", none_found),
    ("progress unknown code", code_unknown),
    ("case in-progress", partial(in_state, state=WORKING)),
    ("case with a note", partial(in_state, state=CaseState.MORE_NEEDED, note=True)),
    ("case of five", lambda face: in_branches(face, *PARALLEL, IN_TURN, CaseState.MORE_NEEDED)),
    ("case done", partial(in_state, state=CaseState.DONE)),
    ("withdraw", withdrawing),
    ("case_changed withdrawn", partial(changed, wish=Wish.WITHDRAWAL)),
    ("review correcting", lambda face: correcting(face, "area") and None),
    ("paper again", printed_again),
    ("paper again declined", not_printed_again),
)
# Where words could want more room still.
MORE_CASE_STATES: Sequence[tuple[str, Show]] = (
    ("progress few", partial(many, count=2)),
    *(
        (f"case {state}", partial(in_state, state=state))
        for state in CaseState
        if state not in (WORKING, CaseState.DONE)
    ),
    ("case of one", lambda face: in_branches(face, WORKING)),
    ("case of two", lambda face: in_branches(face, CaseState.DONE, IN_TURN)),
    ("case_changed corrected", partial(changed, wish=Wish.CORRECTION)),
)
