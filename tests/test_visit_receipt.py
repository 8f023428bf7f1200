"""From a visit to its receipt: exactly what was sent, accepted only with a case number."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kiosk.central.answers import Branch, CaseProgress, CaseState
from kiosk.failures import Failure, FailureCode
from kiosk.language.values import Day, Digits, IdNumber, Message, Name, Number, Phone, Terms, Text, Value
from kiosk.services.cards import CardField
from kiosk.services.service import Need
from kiosk.visit import Visit
from kiosk.visit_events import Accepted, Kept, NotDelivered
from kiosk.visit_progress import CardProgress
from kiosk.visit_receipt import holder_value, receipt_again, receipt_of, sent_rows
from tests.recording_ports import (
    HOLDER,
    NOW,
    SITE,
    Recording,
    catalogues,
    every_service,
    make_visit,
    sample_services,
)

AGRI = sample_services().service("agri-subsidy")
ANSWERS = {"crop": "cotton", "area": "12.5", "village": "گۈلباغ", "phone": "13900000000", "bank-card": "4821"}


@pytest.fixture
def visit() -> Visit:
    """A visit that has confirmed the subsidy, and heard nothing yet."""
    made = make_visit(Recording())
    made.choose_service(AGRI)
    made.card = CardProgress(holder=HOLDER)
    made.take_over_holder()
    for field in AGRI.steps:
        made.answer(field, ANSWERS[field.id])
    made.confirm()
    return made


def hear(visit: Visit, *, acceptance: bool) -> None:
    assert visit.submission is not None
    key = visit.submission.key
    visit.post(Kept(visit.id, key))
    if acceptance:
        visit.post(Accepted(visit.id, key, "CASE-7", NOW, date(2026, 5, 11), date(2026, 6, 1)))
    else:
        visit.post(NotDelivered(visit.id, key, Failure(FailureCode.PLATFORM_UNREACHABLE)))
    visit.take_events()


def test_what_was_sent_stands_there_in_the_order_of_the_review_as_what_it_is(visit: Visit) -> None:
    area = AGRI.field("area")
    assert sent_rows(visit, catalogues()) == (
        (Message("field.name"), Name(HOLDER.name)),
        (Message("field.number"), IdNumber(HOLDER.number)),
        (AGRI.field("crop").label, AGRI.field("crop").option("cotton").label),
        (area.label, Number(Decimal("12.5"), unit=area.unit)),
        (AGRI.field("village").label, Text("گۈلباغ")),
        (AGRI.field("phone").label, Phone("13900000000", personal=True)),
        (AGRI.field("bank-card").label, Digits("4821", personal=True)),
    )


def test_what_was_left_out_does_not_stand_there(visit: Visit) -> None:
    visit.answer(AGRI.field("village"), "")
    assert AGRI.field("village").label not in [label for label, _ in sent_rows(visit, catalogues())]


@pytest.mark.parametrize(("field", "text", "value"), [
    (CardField.NAME, "阿依", Name("阿依")),
    (CardField.NUMBER, HOLDER.number, IdNumber(HOLDER.number)),
    (CardField.BIRTH, "1987-04-12", Day(date(1987, 4, 12), personal=True)),
    (CardField.VALID_TO, "2037-05-09", Day(date(2037, 5, 9), personal=True)),
    (CardField.ADDRESS, "样本县", Text("样本县")),
    (CardField.AUTHORITY, "样本县公安局", Text("样本县公安局")),
])  # fmt: skip
def test_a_card_field_is_shown_as_what_it_is(field: CardField, text: str, value: Value) -> None:
    assert holder_value(field, text, catalogues()) == value


@pytest.mark.parametrize(("field", "text", "key"), [
    (CardField.SEX, "female", "sex.female"),
    (CardField.SEX, "male", "sex.male"),
    (CardField.VALID_TO, "", "date.no_end"),
])  # fmt: skip
def test_a_card_field_of_few_values_is_shown_in_the_residents_words(
    field: CardField, text: str, key: str
) -> None:
    value = holder_value(field, text, catalogues())
    assert isinstance(value, Terms) and value.personal
    for tag in ("ug", "kk", "kk-Arab", "zh-Hans"):
        assert value.words[tag] == catalogues().patterns[tag][key]


def test_every_card_field_can_be_sent_and_shown() -> None:
    visit = make_visit(Recording())
    visit.choose_service(replace(AGRI, needs=tuple(Need(field, AGRI.why) for field in CardField)))
    visit.card = CardProgress(holder=HOLDER)
    visit.take_over_holder()
    labels = [label for label, _ in sent_rows(visit, catalogues())]
    assert labels == [Message(f"field.{field}") for field in CardField]


def test_all_of_a_holder_is_personal() -> None:
    for field in CardField:
        text = {"birth": "1987-04-12", "valid_to": "2037-05-09", "sex": "male"}.get(field, "x")
        assert holder_value(field, text, catalogues()).personal


def test_accepted_stands_there_only_with_the_platforms_case_number(visit: Visit) -> None:
    hear(visit, acceptance=True)
    receipt = receipt_of(visit, catalogues())
    assert (receipt.standing, receipt.number, receipt.progress) == ("accepted", "CASE-7", "CASE-7")
    assert (receipt.promised_day, receipt.statutory_day) == (date(2026, 5, 11), date(2026, 6, 1))


@pytest.mark.parametrize("acceptance", [False, True])
def test_every_receipt_says_the_code_that_it_can_be_printed_again_with(
    visit: Visit, acceptance: bool
) -> None:
    hear(visit, acceptance=acceptance)
    receipt = receipt_of(visit, catalogues())
    assert visit.submission is not None and receipt.again
    assert (receipt.code or receipt.number) == visit.submission.receipt_code
    # Once is enough.
    assert receipt.code != receipt.number


CASE = CaseProgress(
    case_number="CASE-7",
    service_id=AGRI.id,
    title=AGRI.title,
    accepted_at=NOW,
    promised_day=date(2026, 5, 11),
    statutory_day=date(2026, 6, 1),
    state=CaseState.DECLINED,
    branches=(Branch("agri", AGRI.departments[0].name, CaseState.DECLINED, None, None),),
    note=Terms({"ug": "خۇپىيانە"}),
)


def test_a_receipt_printed_again_says_how_it_stands_and_names_nobody() -> None:
    visit = make_visit(Recording())
    by_card = every_service().service("progress")
    visit.choose_service(by_card)
    visit.card = CardProgress(holder=HOLDER)
    visit.take_over_holder()
    receipt = receipt_again(visit, CASE, catalogues())
    assert (receipt.standing, receipt.number, receipt.service) == ("accepted", "CASE-7", AGRI.title)
    assert (receipt.handed_in_at, receipt.promised_day) == (NOW, date(2026, 5, 11))
    assert receipt.now is not None and receipt.now.state.words["zh-Hans"] == "未批准"
    assert (receipt.applicant, receipt.id_number, receipt.sent, receipt.why) == (None, None, (), None)
    # Without its code nothing is said of a code.
    assert (receipt.code, receipt.again) == ("", False)
    said = str([getattr(receipt, name) for name in receipt.__dataclass_fields__])
    assert HOLDER.name not in said and HOLDER.number not in said and "خۇپىيانە" not in said


def test_a_receipt_that_was_found_by_its_code_has_it_again() -> None:
    visit = make_visit(Recording())
    visit.choose_service(every_service().service("progress-by-code"))
    visit.answer(visit.steps[0], "7K4Q-2M9J")
    receipt = receipt_again(visit, CASE, catalogues())
    assert (receipt.code, receipt.again, receipt.number) == ("7K4Q-2M9J", True, "CASE-7")


@pytest.mark.parametrize("heard", [False, True])
def test_without_a_case_number_it_is_received_here_and_promises_no_day(visit: Visit, heard: bool) -> None:
    if heard:
        hear(visit, acceptance=False)
    receipt = receipt_of(visit, catalogues())
    assert visit.submission is not None
    code = visit.submission.receipt_code
    assert (receipt.standing, receipt.number, receipt.progress) == ("received", code, code)
    assert (receipt.promised_day, receipt.statutory_day) == (None, None)


def test_it_says_who_for_what_to_whom_and_where(visit: Visit) -> None:
    receipt = receipt_of(visit, catalogues())
    assert (receipt.applicant, receipt.id_number) == (HOLDER.name, HOLDER.number)
    assert (receipt.service, receipt.why) == (AGRI.title, AGRI.why)
    assert receipt.departments == tuple(department.name for department in AGRI.departments)
    assert receipt.sent == sent_rows(visit, catalogues())
    assert (receipt.handed_in_at, receipt.language) == (NOW, visit.language)
    assert (receipt.help_phone, receipt.machine, receipt.sample) == (
        SITE.help_phone,
        SITE.kiosk_id,
        SITE.sample,
    )


def test_who_used_no_card_is_not_named() -> None:
    visit = make_visit(Recording())
    visit.choose_service(sample_services().service("suggestion"))
    visit.confirm()
    receipt = receipt_of(visit, catalogues())
    assert (receipt.applicant, receipt.id_number) == (None, None)


def test_there_is_no_receipt_of_what_was_not_confirmed() -> None:
    visit = make_visit(Recording())
    with pytest.raises(RuntimeError):
        sent_rows(visit, catalogues())
    visit.choose_service(AGRI)
    with pytest.raises(RuntimeError):
        receipt_of(visit, catalogues())
