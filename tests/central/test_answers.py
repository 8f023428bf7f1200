"""An answer is read whole or not at all, and only what was asked for is held."""

import copy
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.central.answer_contents import open_answer
from kiosk.central.answers import (
    Answer,
    Branch,
    CaseChanged,
    CaseState,
    HeldValues,
    NotGranted,
    Papers,
    Progress,
    Slots,
    Ticket,
    Why,
)
from kiosk.central.contents import ReplyUnreadable
from kiosk.central.questions import Question, question
from kiosk.central.sealing import Binding, seal
from kiosk.language.languages import ALL_LANGUAGES
from kiosk.language.values import Day, Number, Terms, Text
from tests.central.questions import ALL_WORDS, EVERY_REQUEST, RIGHT, WORDS, answered

BY_NAME = {request.asked: request for request in EVERY_REQUEST}


def sealed(contents: object, to: Question, under: str | None = None) -> bytes:
    plain = contents if isinstance(contents, bytes) else json.dumps(contents).encode()
    return seal(plain, to.reply_key.public, Binding("answer", to.kiosk_id, under or to.id))


def read(name: str, contents: object) -> Answer | ReplyUnreadable:
    asked = question(BY_NAME[name], kiosk_id="K-1")
    return open_answer(sealed(contents, asked), asked)


def right(name: str) -> Any:
    return read(name, answered(name, RIGHT[name]))


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_answer_to_each_question_is_read(name: str) -> None:
    assert not isinstance(right(name), ReplyUnreadable | NotGranted)


def test_slots_come_in_their_order_with_their_places() -> None:
    slots = right("slots")
    assert isinstance(slots, Slots)
    assert [(slot.at, slot.places) for slot in slots.slots] == [
        (datetime(2026, 11, 23, 10, 30), 1),
        (datetime(2026, 11, 24, 10, 30), 2),
    ]


def test_a_ticket_says_number_how_many_are_before_and_where() -> None:
    ticket = right("ticket")
    assert isinstance(ticket, Ticket)
    assert (ticket.number, ticket.ahead, ticket.minutes) == ("A017", 3, None)
    assert ticket.counter == Terms(ALL_WORDS)


def test_progress_has_a_branch_for_each_department_with_its_day_and_state() -> None:
    progress = right("progress")
    assert isinstance(progress, Progress)
    (case,) = progress.cases
    assert case.promised_day == date(2026, 12, 4)
    assert case.branches == (
        Branch("tax", Terms(ALL_WORDS), CaseState.DONE, date(2026, 12, 4), date(2026, 11, 22)),
        Branch("land", Terms(ALL_WORDS), CaseState.RECEIVED, None, None),
    )
    changed = right("withdrawal")
    assert isinstance(changed, CaseChanged)
    assert changed.case == case


def test_what_was_not_asked_for_is_not_held() -> None:
    held, papers = right("held-values"), right("papers")
    assert isinstance(held, HeldValues)
    assert dict(held.values) == {"phone": "12300001234"}
    assert isinstance(papers, Papers)
    assert [dict(paper) for paper in papers.papers] == [
        {
            "state": Terms(ALL_WORDS),
            "amount": Number(Decimal("12.50"), personal=True),
            "day": Day(date(2026, 11, 1), personal=True),
        }
    ]
    public = right("public")
    assert isinstance(public, Papers)
    assert [dict(paper) for paper in public.papers] == [{"state": Text("A")}]


def test_nothing_personal_shows_in_the_repr_of_an_answer() -> None:
    for name, secret in {
        "held-values": "12300001234",
        "papers": "12.50",
        "progress": "659000-1",
        "booking": "Y1",
        "ticket": "A017",
        "saved-form": "7K4Q",
        "application": "children': '2",
    }.items():
        assert secret not in repr(right(name))


def test_a_refusal_has_its_reasons_in_every_language() -> None:
    refused = {"asked": "booking", "outcome": "refused", "why": "slot-taken", "reasons": [WORDS]}
    answer = read("booking", refused)
    assert isinstance(answer, NotGranted)
    assert answer.why is Why.SLOT_TAKEN
    assert set(answer.reasons[0].words) == {language.tag for language in ALL_LANGUAGES}


@pytest.mark.parametrize(
    "reason", [{"zh-Hans": "否"}, {}, "否", {**WORDS, "ug": ""}, {**WORDS, "kk": "\u202eЖоқ"}]
)
def test_a_refusal_stays_one_where_its_words_cannot_be_shown(reason: object) -> None:
    refused = {"asked": "booking", "outcome": "refused", "why": "new-law", "reasons": [reason, WORDS]}
    answer = read("booking", refused)
    assert answer == NotGranted(Why.OTHER, (Terms(ALL_WORDS),))


def test_an_answer_to_another_question_does_not_open() -> None:
    mine, other = (question(BY_NAME["ticket"], kiosk_id="K-1") for _ in range(2))
    contents = answered("ticket", RIGHT["ticket"])
    assert isinstance(open_answer(sealed(contents, other), mine), ReplyUnreadable)
    assert isinstance(open_answer(sealed(contents, mine, under=other.id), mine), ReplyUnreadable)
    assert isinstance(open_answer(sealed(contents, mine), mine), Ticket)


def test_an_answer_of_another_kind_is_not_taken() -> None:
    assert read("ticket", answered("slots", RIGHT["slots"])) == ReplyUnreadable(
        "the answer to another question"
    )
    assert read("withdrawal", answered("correction", RIGHT["correction"])) == ReplyUnreadable(
        "the answer to another question"
    )


def places(contents: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in an answer at which something stands."""
    inner = (
        contents.items()
        if isinstance(contents, dict)
        else enumerate(contents)
        if isinstance(contents, list)
        else ()
    )
    found = [place for key, value in inner for place in places(value, (*path, key))]
    return [*([path] if path else []), *found]


def spoilt(contents: Any, path: tuple[Any, ...], value: object) -> Any:
    changed = copy.deepcopy(contents)
    at = changed
    for key in path[:-1]:
        at = at[key]
    if value is _GONE:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return changed


_GONE = object()


@pytest.mark.parametrize("name", RIGHT)
def test_an_answer_with_anything_wrong_in_it_is_not_taken(name: str) -> None:
    contents = answered(name, RIGHT[name])
    for path in places(contents):
        ignored = path[-1] == "village"
        for value in ([[]], -1, "\u202e", 10**400):
            if not ignored:
                assert isinstance(read(name, spoilt(contents, path, value)), ReplyUnreadable), (path, value)
        optional = name in ("held-values", "papers", "public", "application") and len(path) > 1
        if not optional and not isinstance(path[-1], int):
            assert isinstance(read(name, spoilt(contents, path, _GONE)), ReplyUnreadable), path


@pytest.mark.parametrize("amount", ["1E9999", "NaN", "12,5", "1_0", "", " 1", "9" * 16, 12.5])
def test_an_amount_is_digits_and_a_point(amount: object) -> None:
    assert isinstance(read("papers", answered("papers", {"papers": [{"amount": amount}]})), ReplyUnreadable)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(RIGHT)), JSON, st.data())
def test_no_answer_is_ever_anything_but_right_or_unreadable(
    name: str, noise: object, data: st.DataObject
) -> None:
    contents = answered(name, RIGHT[name])
    read(name, spoilt(contents, data.draw(st.sampled_from(places(contents))), noise))
    read(name, noise)


@given(st.binary(max_size=300))
def test_noise_is_unreadable(noise: bytes) -> None:
    asked = question(BY_NAME["slots"], kiosk_id="K-1")
    assert isinstance(open_answer(noise, asked), ReplyUnreadable)
    assert isinstance(open_answer(sealed(noise, asked), asked), ReplyUnreadable)


def test_what_is_said_of_an_unreadable_answer_repeats_nothing_of_it() -> None:
    wrong = answered("booking", {**RIGHT["booking"], "at": "secret-7"})
    assert read("booking", wrong) == ReplyUnreadable("not an answer")
