"""What is put into an envelope is what another platform, reading by the description, finds in it."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.application import Acceptance, Draft, Refusal, Submission, confirm, rate
from kiosk.central.contents import ReplyUnreadable, open_reply, padded, seal_rating, seal_submission
from kiosk.central.sealing import Binding, generate_keypair, open_sealed, seal
from kiosk.language.values import Terms
from kiosk.sandbox.platform.reading import (
    NotReadableError,
    acceptance_reply,
    read_application,
    read_rating,
    refusal_reply,
    seal_reply,
)

PLATFORM = generate_keypair()
TEXTS = st.dictionaries(st.text(min_size=1), st.text(st.characters(exclude_categories=["Cs"])))
POINTS = st.tuples(st.integers(0, 4000), st.integers(0, 4000))
STROKES = st.lists(st.lists(POINTS, min_size=1).map(tuple), max_size=5)


class SampleService:
    id = "sample.allowance"
    version = 7
    needs = ()


def opened(submission: Submission) -> bytes:
    binding = Binding("application", submission.kiosk_id, submission.key)
    contents = open_sealed(seal_submission(submission, PLATFORM.public), [PLATFORM], binding)
    assert isinstance(contents, bytes)
    return contents


@given(TEXTS, st.none() | STROKES)
def test_the_platform_reads_every_answer_as_it_was_confirmed(
    answers: dict[str, str], signature: list[tuple[tuple[int, int], ...]] | None
) -> None:
    answers = {key.encode("utf-8", "replace").decode(): text for key, text in answers.items()}
    draft = Draft(SampleService())
    for step, answer in answers.items():
        draft = draft.with_answer(step, answer)
    submission = confirm(
        draft,
        signature=signature,
        print_language="kk-Arab",
        confirmed_at=datetime(2026, 5, 4, 12, 0, tzinfo=UTC),
        kiosk_id="K-1",
    )
    received = read_application(opened(submission))
    assert received.service_id == "sample.allowance"
    assert received.receipt_code == submission.receipt_code
    assert received.reply_key == submission.reply_key.public
    assert received.as_sent["answers"] == answers
    assert received.as_sent["print_language"] == "kk-Arab"
    assert received.as_sent["confirmed_at"] == "2026-05-04T12:00:00+00:00"
    strokes = received.as_sent["signature"]
    assert strokes == (None if signature is None else [[list(p) for p in stroke] for stroke in signature])


def test_the_private_half_of_the_reply_key_is_not_sent(submission_of: Callable[..., Submission]) -> None:
    submission = submission_of()
    private = submission.reply_key.private.private_bytes_raw()
    assert base64.b64encode(private) not in opened(submission)
    assert private not in opened(submission)


def test_two_errands_of_different_length_give_envelopes_of_one_size(
    submission_of: Callable[..., Submission],
) -> None:
    sizes = {len(seal_submission(submission_of(name="·" * n), PLATFORM.public)) for n in range(1, 60)}
    rating = seal_rating(rate("sample.allowance", 5, kiosk_id="K-1"), PLATFORM.public)
    assert sizes == {len(rating)}


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers()))
def test_padding_changes_nothing_but_the_size(contents: dict[str, int]) -> None:
    text = padded(contents)
    assert len(text) % 1024 == 0
    assert json.loads(text) == contents


def test_a_rating_holds_the_service_and_the_grade_and_nothing_else() -> None:
    rating = rate("sample.allowance", 2, kiosk_id="K-1")
    binding = Binding("rating", "K-1", rating.key)
    contents = open_sealed(seal_rating(rating, PLATFORM.public), [PLATFORM], binding)
    assert isinstance(contents, bytes)
    assert json.loads(contents) == {"service_id": "sample.allowance", "grade": 2}
    assert read_rating(contents).grade == 2


def reply_to(submission: Submission, reply: dict[str, object]) -> bytes:
    return seal_reply(reply, submission.reply_key.public, submission.kiosk_id, submission.key)


ACCEPTED = acceptance_reply(
    "659000-2026-A000017",
    datetime(2026, 5, 4, 12, 0, tzinfo=UTC),
    date(2026, 5, 11),
    None,
    [{"en": "Sample office", "ug": "ئۈلگە ئىدارە"}],
)


def test_an_acceptance_arrives_as_the_platform_gave_it(submission_of: Callable[..., Submission]) -> None:
    submission = submission_of()
    assert open_reply(reply_to(submission, ACCEPTED), submission) == Acceptance(
        "659000-2026-A000017",
        datetime(2026, 5, 4, 12, 0, tzinfo=UTC),
        date(2026, 5, 11),
        None,
        (Terms({"en": "Sample office", "ug": "ئۈلگە ئىدارە"}),),
    )


def test_a_refusal_arrives_with_its_reasons_in_every_language(
    submission_of: Callable[..., Submission],
) -> None:
    submission = submission_of()
    words = {"ug": "يېشى توشمىغان", "kk": "Жасы толмаған", "zh-Hans": "未满年龄"}
    answer = open_reply(reply_to(submission, refusal_reply([words])), submission)
    assert isinstance(answer, Refusal)
    (reason,) = answer.reasons
    assert dict(reason.words) == {**words, "kk-Arab": "جاسى تولماعان", "en": "未满年龄"}


@pytest.mark.parametrize(
    "reason", [{"ug": "ياق"}, {}, "no", {"ug": "\u202eياق", "kk": "Жоқ", "zh-Hans": "否"}]
)
def test_a_refusal_stays_one_where_its_reasons_cannot_be_shown(
    submission_of: Callable[..., Submission], reason: object
) -> None:
    submission = submission_of()
    reply = reply_to(submission, {"outcome": "refused", "reasons": [reason]})
    assert open_reply(reply, submission) == Refusal(())


def test_a_reply_to_another_submission_cannot_be_read(submission_of: Callable[..., Submission]) -> None:
    mine, another = submission_of(), submission_of()
    assert isinstance(open_reply(reply_to(another, ACCEPTED), mine), ReplyUnreadable)


def test_a_reply_under_another_key_cannot_be_read(submission_of: Callable[..., Submission]) -> None:
    submission = submission_of()
    moved = replace(submission, key="another")
    assert isinstance(open_reply(reply_to(moved, ACCEPTED), submission), ReplyUnreadable)


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "perhaps"},
        {"outcome": None},
        {"case_number": ""},
        {"case_number": 17},
        {"accepted_at": "2026-05-04T12:00:00"},
        {"accepted_at": "yesterday"},
        {"promised_day": None},
        {"promised_day": "2026-02-30"},
        {"statutory_day": 5},
        {"departments": "Sample office"},
        {"departments": [{"en": 5}]},
        {"departments": ["Sample office"]},
        {"outcome": "refused"},
    ],
)
def test_a_reply_that_is_wrong_in_one_place_is_not_read(
    change: dict[str, object], submission_of: Callable[..., Submission]
) -> None:
    submission = submission_of()
    answer = open_reply(reply_to(submission, {**ACCEPTED, **change}), submission)
    assert isinstance(answer, ReplyUnreadable)
    assert "659000" not in answer.why


@given(st.binary(max_size=300))
def test_no_reply_breaks_the_reading(contents: bytes) -> None:
    submission = confirm(
        Draft(SampleService()),
        signature=None,
        print_language="ug",
        confirmed_at=datetime(2026, 5, 4, tzinfo=UTC),
        kiosk_id="K-1",
    )
    binding = Binding("reply", "K-1", submission.key)
    sealed = seal(contents, submission.reply_key.public, binding)
    assert isinstance(open_reply(sealed, submission), ReplyUnreadable)
    assert isinstance(open_reply(contents, submission), ReplyUnreadable)


@given(
    st.binary(max_size=300)
    | st.recursive(st.none() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_no_contents_break_the_platform(contents: bytes) -> None:
    for read in (read_application, read_rating):
        with pytest.raises(NotReadableError):
            read(contents)
