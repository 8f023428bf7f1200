"""Draft, confirmation, receipt codes: what a resident confirms is what is sent, and only that."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.application import Draft, Submission, confirm, make_receipt_code, rate, read_receipt_code

NAME = "热依汗古丽·买买提"
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Need:
    field: str


@dataclass(frozen=True)
class SampleService:
    id: str = "sample.allowance"
    version: int = 3
    needs: tuple[Need, ...] = (Need("name"), Need("number"))


CARD = {"name": NAME, "number": "659999198001010014", "sex": "female", "address": "1 Sample Road"}


def confirmed(draft: Draft, confirmed_at: datetime = NOON) -> Submission:
    return confirm(
        draft,
        signature=[((1, 2), (3, 4))],
        print_language="ug",
        confirmed_at=confirmed_at,
        kiosk_id="K-1",
    )


def test_a_draft_keeps_of_the_card_only_what_its_service_needs() -> None:
    assert dict(Draft(SampleService()).with_holder(CARD).holder) == {
        "name": NAME,
        "number": "659999198001010014",
    }


def test_a_service_without_needs_gets_nothing_of_a_card() -> None:
    assert dict(Draft(SampleService(needs=())).with_holder(CARD).holder) == {}


def test_a_draft_is_never_changed_each_answer_makes_a_new_one() -> None:
    empty = Draft(SampleService())
    first = empty.with_answer("children", "2")
    second = first.with_answer("children", "3").with_answer("phone", "1")
    assert (dict(empty.answers), dict(first.answers)) == ({}, {"children": "2"})
    assert dict(second.answers) == {"children": "3", "phone": "1"}
    assert dict(second.without_answer("phone").answers) == {"children": "3"}
    with pytest.raises(TypeError):
        first.answers["children"] = "9"  # type: ignore[index]


def test_a_submission_says_what_was_confirmed_word_for_word() -> None:
    submission = confirmed(Draft(SampleService()).with_holder(CARD).with_answer("children", "2"))
    assert (submission.service_id, submission.service_version) == ("sample.allowance", 3)
    assert dict(submission.answers) == {"children": "2"}
    assert dict(submission.holder) == {"name": NAME, "number": "659999198001010014"}
    assert submission.signature == (((1, 2), (3, 4)),)
    assert (submission.print_language, submission.kiosk_id) == ("ug", "K-1")
    assert submission.confirmed_at == NOON
    with pytest.raises(FrozenInstanceError):
        submission.key = "another"  # type: ignore[misc]


def test_each_submission_has_a_key_a_code_and_a_reply_key_of_its_own() -> None:
    draft = Draft(SampleService()).with_holder(CARD)
    first, second = confirmed(draft), confirmed(draft)
    assert first.key != second.key
    assert first.receipt_code != second.receipt_code
    assert first.reply_key.public != second.reply_key.public


def test_nothing_is_confirmed_without_the_card_fields_the_service_needs() -> None:
    draft = Draft(SampleService()).with_holder({"name": NAME})
    assert draft.missing == ("number",)
    with pytest.raises(ValueError, match="number") as refused:
        confirmed(draft)
    assert NAME not in str(refused.value)


def test_a_time_without_a_zone_is_not_a_time_of_confirming() -> None:
    with pytest.raises(ValueError, match="zone"):
        confirmed(Draft(SampleService(needs=())), confirmed_at=NOON.replace(tzinfo=None))


def test_what_is_personal_shows_in_no_repr() -> None:
    draft = Draft(SampleService()).with_holder(CARD).with_answer("phone", "13900000000")
    submission = confirmed(draft)
    for shown in (repr(draft), repr(submission), str(submission)):
        for personal in (NAME, "659999198001010014", "13900000000", submission.receipt_code, "ug"):
            assert personal not in shown


@pytest.mark.parametrize("grade", [0, 6, -1])
def test_a_grade_is_one_to_five(grade: int) -> None:
    with pytest.raises(ValueError, match="grade"):
        rate("sample.allowance", grade, kiosk_id="K-1")


codes: Callable[[], st.SearchStrategy[str]] = lambda: st.builds(make_receipt_code)  # noqa: E731


@given(codes())
def test_every_receipt_code_made_is_read_back(code: str) -> None:
    assert len(code) == 9
    assert read_receipt_code(code) == code


@given(codes(), st.integers(0, 7), st.sampled_from(SIGNS))
def test_one_wrong_sign_in_a_receipt_code_is_noticed(code: str, place: int, sign: str) -> None:
    signs = list(code.replace("-", ""))
    if signs[place] != sign:
        signs[place] = sign
        assert read_receipt_code("".join(signs)) is None


@given(codes(), st.integers(0, 7), st.integers(0, 7))
def test_two_swapped_signs_in_a_receipt_code_are_noticed(code: str, one: int, other: int) -> None:
    signs = list(code.replace("-", ""))
    if signs[one] != signs[other]:
        signs[one], signs[other] = signs[other], signs[one]
        assert read_receipt_code("".join(signs)) is None


@given(codes())
def test_a_receipt_code_is_read_however_it_was_written_down(code: str) -> None:
    as_written = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_receipt_code(as_written) == code


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_receipt_codes(text: str) -> None:
    read = read_receipt_code(text)
    assert read is None or read_receipt_code(read) == read
