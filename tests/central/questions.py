"""Questions of made-up residents for the tests, and a platform that answers them."""

from datetime import date, datetime

from kiosk.central.questions import (
    AskAnnouncements,
    AskApplication,
    AskHeld,
    AskPapers,
    AskProgress,
    AskPublic,
    AskSlots,
    BookSlot,
    CardHolder,
    CaseOf,
    Correct,
    Form,
    ReceiptCode,
    Request,
    SaveForCounter,
    ServiceVersion,
    TakeTicket,
    Withdraw,
)
from kiosk.language.values import Terms
from kiosk.services.service import FieldKind, ResultRow

NUMBER = "659999198001010014"
HOLDER = CardHolder(NUMBER)
SERVICE = ServiceVersion("sample.allowance", 1)
FORM = Form(SERVICE, {"children": "2"}, {"number": NUMBER, "name": "Sample Name"}, (((1, 2), (3, 4)),))
WORDS = {"ug": "ئۈلگە", "kk": "Үлгі", "zh-Hans": "示例"}
ALL_WORDS = {"ug": "ئۈلگە", "kk": "Үлгі", "kk-Arab": "ۇلگى", "zh-Hans": "示例", "en": "示例"}


def row(row_id: str, kind: FieldKind = FieldKind.TEXT) -> ResultRow:
    return ResultRow(row_id, Terms(ALL_WORDS), kind)


ROWS = (row("state"), row("amount", FieldKind.AMOUNT), row("day", FieldKind.DATE))
CASE = CaseOf("659000-1", HOLDER)
EVERY_REQUEST: tuple[Request, ...] = (
    AskHeld(SERVICE, HOLDER, ("phone",)),
    AskSlots(SERVICE, "civil", date(2026, 11, 23), date(2026, 11, 27)),
    BookSlot(FORM, "civil", datetime(2026, 11, 23, 10, 30)),
    TakeTicket(FORM, "civil"),
    AskProgress(HOLDER),
    AskProgress(ReceiptCode("7K4Q-2M9J")),
    AskPapers(FORM, ROWS),
    AskPublic(SERVICE, {"code": "91659999MA00000012"}, ROWS),
    AskAnnouncements(SERVICE),
    AskApplication(CASE),
    Correct(CASE, FORM),
    Withdraw(CASE),
    SaveForCounter(FORM),
)
A_CASE: dict[str, object] = {
    "case_number": "659000-1",
    "service_id": "sample.allowance",
    "title": WORDS,
    "accepted_at": "2026-11-20T12:00:00+08:00",
    "promised_day": "2026-12-04",
    "statutory_day": None,
    "state": "in-progress",
    "branches": [
        {
            "id": "tax",
            "department": WORDS,
            "state": "done",
            "promised_day": "2026-12-04",
            "done_day": "2026-11-22",
        },
        {"id": "land", "department": WORDS, "state": "received", "promised_day": None, "done_day": None},
    ],
    "note": None,
    "may_correct": True,
    "may_withdraw": False,
}
# A right answer to each question, by its name.
RIGHT: dict[str, dict[str, object]] = {
    "held-values": {"values": {"phone": "12300001234", "income": "9"}},
    "slots": {"slots": [{"at": "2026-11-24T10:30", "places": 2}, {"at": "2026-11-23T10:30", "places": 1}]},
    "booking": {"number": "Y1", "at": "2026-11-23T10:30", "place": WORDS},
    "ticket": {
        "number": "A017",
        "ahead": 3,
        "counter": WORDS,
        "taken_at": "2026-11-23T10:30:00+08:00",
        "minutes": None,
    },
    "progress": {"cases": [A_CASE]},
    "papers": {"papers": [{"state": WORDS, "amount": "12.50", "day": "2026-11-01", "village": "x"}]},
    "public": {"papers": [{"state": "A"}]},
    "announcements": {"entries": [{"id": "1", "day": "2026-11-01", "title": WORDS, "text": WORDS}]},
    "application": {
        "service": {"id": "sample.allowance", "version": 1},
        "answers": {"children": "2"},
        "may_change": ["children"],
    },
    "correction": {"case": A_CASE},
    "withdrawal": {"case": A_CASE},
    "saved-form": {"code": "7K4Q-2M9J", "until": "2026-11-26T18:00:00+08:00"},
}


def answered(asked: str, parts: dict[str, object]) -> dict[str, object]:
    return {"asked": asked, "outcome": "answered", **parts}
