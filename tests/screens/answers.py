"""What the platform answers to the errands of the sandbox, and the screens that show it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from kiosk.central.answers import Answer, Booked, NotGranted, Papers, Saved, Ticket, Why
from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.pages import compose, pages_preview
from kiosk.documents.paper import a4_paper, dots_preview, receipt_raster
from kiosk.documents.preview import Preview
from kiosk.errand_questions import Wish
from kiosk.failures import Failure, FailureCode
from kiosk.language.values import Code, Day, Name, Number, Terms, Text, Value
from kiosk.papers import PaperContent, RollContent
from kiosk.services.samples import sample_answer
from kiosk.services.service import FieldKind, Service
from kiosk.visit_events import Answered, NotAnswered, PreviewReady
from screens.journey import Place
from screens.waiting import LONG_WAIT_S
from tests.recording_ports import BEIJING, HOLDER, NOW, catalogues, every_service
from tests.screens.cases import as_long_as
from tests.screens.face import Face, text_engine
from tests.screens.papers import A4, printers

APPOINTMENT, TICKET, QUERY = "marriage-appointment", "queue-ticket", "company-credit"
PAPERS, STATEMENT, BY_CODE = "medical-insurance-certificate", "pension-statement", "progress-by-code"
ENROLMENT = "school-enrolment"
REASON = Terms(
    {
        "ug": "بۇ كۆزنەكنىڭ بۈگۈنكى نۆۋىتى توشۇپ كەتتى.",
        "kk-Arab": "بۇل تەرەزەنىڭ بۇگىنگى كەزەگى تولىپ كەتتى.",
        "kk": "Бұл терезенің бүгінгі кезегі толып кетті.",
        "zh-Hans": "该窗口今日号已取完。",
        "en": "This counter has no more numbers today.",
    }
)
Show = Callable[[Face], None]


def begun(face: Face, service_id: str) -> None:
    """An errand of the sandbox, with the card and all answers."""
    face.bring_up()
    service = as_long_as(face, every_service().service(service_id))
    face.app.forget_entries()
    face.visit.choose_service(service)
    if service.needs_card:
        face.visit.card.holder = HOLDER
        face.visit.take_over_holder()
    for step in service.asked(face.visit.answers):
        if step.id not in face.visit.answers:
            today = face.visit.now().date()
            face.visit.answer(step, sample_answer(step, face.visit.language, today))


def asked(face: Face, service_id: str, wish: Wish = Wish.OUTCOME) -> None:
    """The platform is asked, and has not answered yet."""
    begun(face, service_id)
    face.go("asking", wish)


def answer(face: Face, answer: Answer) -> None:
    """What it says."""
    question = face.visit.question
    assert question is not None
    face.post(Answered(face.visit.id, question.request_id, as_long_as(face, answer)))


def fails(face: Face, code: FailureCode = FailureCode.PLATFORM_UNREACHABLE) -> None:
    question = face.visit.question
    assert question is not None
    face.post(NotAnswered(face.visit.id, question.request_id, Failure(code)))


def answered(face: Face, service_id: str, says: Answer, wish: Wish = Wish.OUTCOME) -> None:
    asked(face, service_id, wish)
    answer(face, says)


def long(face: Face, service_id: str, wish: Wish = Wish.OUTCOME) -> None:
    asked(face, service_id, wish)
    face.pass_time(LONG_WAIT_S)


def not_answered(face: Face, service_id: str, code: FailureCode, wish: Wish = Wish.OUTCOME) -> None:
    asked(face, service_id, wish)
    fails(face, code)


COUNTER = Terms(
    {
        "ug": "2-قەۋەت، 3-كۆزنەك",
        "kk-Arab": "2-قابات، 3-تەرەزە",
        "kk": "2-қабат, 3-терезе",
        "zh-Hans": "二楼3号窗口",
        "en": "2nd floor, counter 3",
    }
)
BOOKED = Booked("Y000123", datetime(2026, 5, 11, 10, 30), COUNTER)
NUMBER = Ticket("A037", 4, COUNTER, NOW, 16)
SAVED = Saved("7K4Q-2M9J", datetime(2026, 5, 7, 18, 0, tzinfo=BEIJING))


def row_value(kind: FieldKind, number: int) -> Value:
    """Something that a row may say."""
    match kind:
        case FieldKind.NUMBER:
            return Number(Decimal(number), personal=True)
        case FieldKind.AMOUNT:
            return Number(Decimal(f"{1280 * number}.50"), personal=True)
        case FieldKind.DATE:
            return Day(date(2026, 4, 1) - timedelta(days=31 * number), personal=True)
        case FieldKind.CODE:
            return Code(f"65900000{number:04d}", personal=True)
        case FieldKind.NAME:
            return Name(HOLDER.name)
        case _:
            return Text("样本县天山北路棉花种植农民专业合作社" * number)


def papers_of(service: Service, count: int) -> Papers:
    """So many papers with all rows of the service."""
    rows = service.result.rows
    return Papers(tuple({row.id: row_value(row.kind, n) for row in rows} for n in range(1, count + 1)))


def papers(face: Face, service_id: str, count: int = 1) -> None:
    """The platform holds so many."""
    asked(face, service_id)
    answer(face, papers_of(every_service().service(service_id), count))


def on_paper(face: Face, show: Show, barred: bool = False) -> None:
    """Its paper is looked at, or nothing can print it."""
    face.visit.printers.clear()
    show(face)
    if barred:
        printers(face, FailureCode.PRINTER_ABSENT, FailureCode.A4_JAM, fitted=(A4,))
    face.go("paper")
    if not barred:
        show_drawn(face)
    face.visit.printers.clear()


def show_drawn(face: Face) -> None:
    """The preview of what was asked for last, as it is printed."""
    _, content = face.ports.printing.previews[-1]
    face.post(PreviewReady(face.visit.id, face.visit.printing.paper, drawn(content)))


_DRAWN: dict[tuple[str, str, str], Preview] = {}


def drawn(content: PaperContent) -> Preview:
    """Each kind of paper is composed once a language."""
    language = content.receipt.language if isinstance(content, ApplicationContent) else content.language
    key = (language.tag, type(content).__name__, str(getattr(content, "label", "")))
    if key not in _DRAWN:
        _DRAWN[key] = _composed(content)
    return _DRAWN[key]


def _composed(content: PaperContent) -> Preview:
    if isinstance(content, RollContent):
        dots = receipt_raster(content, catalogues(), text_engine())
        assert not isinstance(dots, Failure), dots
        return dots_preview(dots)
    composed = compose(a4_paper(content), catalogues(), text_engine())
    assert not isinstance(composed, Failure), composed
    return pages_preview(composed.sheets[0], 900)


def choosing_department(face: Face) -> None:
    begun(face, TICKET)
    face.go("department")


def reviewing(face: Face) -> None:
    begun(face, ENROLMENT)
    face.app.open(Place("review"))
    face.step()


def leaving(face: Face) -> None:
    reviewing(face)
    face.app.open_overlay("leave")
    face.step()


def leaving_unfinished(face: Face) -> None:
    """In the middle of a telephone number."""
    begun(face, ENROLMENT)
    step = next(step for step in face.visit.steps if step.kind == "phone")
    face.visit.answer(step, "")
    face.go("step", step.id)
    face.type("139")
    face.touch("bar:leave")


# A service for each reason.
NOT_GRANTED = {
    Why.NOT_FOUND: QUERY,
    Why.SLOT_TAKEN: APPOINTMENT,
    Why.SERVICE_GONE: TICKET,
    Why.OLD_VERSION: APPOINTMENT,
    Why.TOO_LATE: TICKET,
    Why.CARD_NEEDED: BY_CODE,
    Why.OTHER: APPOINTMENT,
}

ASKING_STATES: Sequence[tuple[str, Show]] = (
    ("asking", partial(asked, service_id=QUERY)),
    ("asking long", partial(long, service_id=QUERY)),
    ("asking held", partial(asked, service_id=ENROLMENT, wish=Wish.HELD)),
    ("asking held long", partial(long, service_id=ENROLMENT, wish=Wish.HELD)),
    ("asking appointment", partial(asked, service_id=APPOINTMENT)),
    ("asking appointment long", partial(long, service_id=APPOINTMENT)),
    ("asking ticket", partial(asked, service_id=TICKET)),
    ("asking save long", partial(long, service_id=ENROLMENT, wish=Wish.SAVE)),
    *(
        (f"not_answered {service} {code}", partial(not_answered, service_id=service, code=code))
        for service in (QUERY, APPOINTMENT)
        for code in (
            FailureCode.PLATFORM_UNREACHABLE,
            FailureCode.PLATFORM_TOO_SLOW,
            FailureCode.PLATFORM_FAULT,
        )
    ),
    (
        "not_answered save",
        partial(
            not_answered, service_id=ENROLMENT, code=FailureCode.PLATFORM_UNREACHABLE, wish=Wish.SAVE
        ),
    ),
    *(
        (f"not_granted {why}", partial(answered, service_id=service, says=NotGranted(why)))
        for why, service in NOT_GRANTED.items()
    ),
    (
        "not_granted reasons",
        partial(answered, service_id=TICKET, says=NotGranted(Why.OTHER, (REASON, REASON))),
    ),
    ("not_granted none held", partial(answered, service_id=PAPERS, says=NotGranted(Why.NOT_FOUND))),
)  # fmt: skip
booked: Show = partial(answered, service_id=APPOINTMENT, says=BOOKED)
numbered: Show = partial(answered, service_id=TICKET, says=NUMBER)
saved: Show = partial(answered, service_id=ENROLMENT, says=SAVED, wish=Wish.SAVE)
certificate: Show = partial(papers, service_id=PAPERS)
statement: Show = partial(papers, service_id=STATEMENT, count=2)
found: Show = partial(papers, service_id=QUERY)

ANSWER_STATES: Sequence[tuple[str, Show]] = (
    ("department", choosing_department),
    ("booked", booked),
    ("ticket", numbered),
    ("saved", saved),
    ("papers", certificate),
    ("papers which", partial(papers, service_id=PAPERS, count=9)),
    ("papers statement", statement),
    ("papers none", partial(papers, service_id=PAPERS, count=0)),
    ("found", found),
    ("found none", partial(papers, service_id=QUERY, count=0)),
    ("paper booked", partial(on_paper, show=booked)),
    ("paper ticket", partial(on_paper, show=numbered)),
    ("paper saved", partial(on_paper, show=saved)),
    ("paper certificate", partial(on_paper, show=certificate)),
    ("paper statement", partial(on_paper, show=statement)),
    ("paper found", partial(on_paper, show=found)),
    ("paper ticket barred", partial(on_paper, show=numbered, barred=True)),
    ("paper certificate barred", partial(on_paper, show=certificate, barred=True)),
    ("paper statement barred", partial(on_paper, show=statement, barred=True)),
    ("review save", reviewing),
    ("leave save", leaving),
    ("leave left out", leaving_unfinished),
)  # fmt: skip
