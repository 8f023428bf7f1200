import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents.from_json import DocumentDataError, document_from_json
from kiosk.documents.pages import Pages, compose
from kiosk.documents.paper import a4_paper
from kiosk.documents.receipt_layout import receipt_sheet
from kiosk.documents.slip import SlipContent
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import CHINESE, KAZAKH, UYGHUR
from kiosk.language.values import Day, Message, Number, Terms, Text
from kiosk.text.engine import TextEngine

KINDS = "code, day, digits, id_number, moment, name, number, phone, terms, text"
TERMS = {"ug": "دۇكان", "zh-Hans": "店铺"}
GOOD: dict[str, Any] = {
    "language": "ug",
    "standing": "accepted",
    "number": "482-715",
    "service": TERMS,
    "applicant": "ئايگۈل تۇرسۇن",
    "id_number": "659999199003150026",
    "handed_in_at": "2026-11-23T10:42",
    "promised_day": "2026-11-26",
    "departments": [TERMS],
    "sent": [
        {"label": {"key": "field.birth"}, "value": {"day": "1990-03-15"}},
        {"label": {"words": TERMS}, "value": {"text": "某某村"}},
        {"label": {"words": TERMS}, "value": {"terms": TERMS}},
        {"label": {"words": TERMS}, "value": {"number": "12.50"}},
    ],
    "progress": "https://kiosk.example/p/482-715",
    "help_phone": "0990-000-0000",
    "machine": "K-0427",
    "sample": True,
}


def problems(changes: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(DocumentDataError) as caught:
        document_from_json("receipt", GOOD | changes)
    return caught.value.problems


def test_a_receipt_is_read_and_can_be_composed(catalogues: Catalogues, engine: TextEngine) -> None:
    content = document_from_json("receipt", json.loads(json.dumps(GOOD)))
    assert content.language is UYGHUR
    assert content.promised_day == date(2026, 11, 26)
    assert content.statutory_day is None
    assert content.sent[0] == (Message("field.birth"), Day(date(1990, 3, 15)))
    assert content.sent[1][1] == Text("某某村")
    assert content.sent[2][1] == Terms(TERMS)
    assert isinstance(content.sent[3][1], Number)
    assert not receipt_sheet(content, catalogues, engine).missing_glyphs


def test_the_language_of_the_command_line_goes_first() -> None:
    assert document_from_json("receipt", GOOD, CHINESE).language is CHINESE
    with pytest.raises(DocumentDataError, match=r"service\.kk: is missing"):
        document_from_json("receipt", GOOD, KAZAKH)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"standing": "done"}, "standing: is none of accepted, received"),
        ({"number": None}, "number: is missing"),
        ({"number": 7}, "number: is no text"),
        ({"service": {"ug": "دۇكان"}}, "service.zh-Hans: is missing or no text"),
        ({"language": "tr"}, "language: is no language of the kiosk"),
        ({"handed_in_at": "yesterday"}, "handed_in_at: is no day and time, such as 2026-11-23T10:42"),
        ({"promised_day": "2026-02-30"}, "promised_day: is no day, such as 2026-11-23"),
        ({"departments": TERMS}, "departments: is no list"),
        ({"departments": [TERMS, "office"]}, "departments[1]: is no object of languages"),
        ({"sent": [{"label": {"key": "field.name"}}]}, "sent[0]: is no object of label and value"),
        ({"sent": [{"label": "Name", "value": {"text": "x"}}]}, "sent[0].label: is neither a key nor words"),
        (
            {"sent": [{"label": {"key": "field.birth"}, "value": {"day": "15.3."}}]},
            "sent[0].value.day: is no day, such as 2026-11-23",
        ),
        (
            {"sent": [{"label": {"key": "field.name"}, "value": {"photo": "x"}}]},
            f"sent[0].value: is not one of {KINDS}",
        ),
        ({"progress": "x" * 301}, "progress: is longer than 300 characters"),
        ({"sample": "yes"}, "sample: is neither true nor false"),
        ({"ethnicity": "x"}, "ethnicity: is not known"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(changes: dict[str, Any], problem: str) -> None:
    assert problems(changes) == (problem,)


def test_all_that_is_wrong_is_named_at_once() -> None:
    assert len(problems({"number": None, "standing": "done", "machine": 3})) == 3


def test_data_of_another_kind_is_refused() -> None:
    with pytest.raises(DocumentDataError, match="poster"):
        document_from_json("poster", GOOD)
    with pytest.raises(DocumentDataError, match="object"):
        document_from_json("receipt", [GOOD])


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(GOOD)), anything)
def test_any_json_is_read_or_refused_by_name(field: str, content: Any) -> None:
    try:
        document_from_json("receipt", GOOD | {field: content})
    except DocumentDataError as error:
        assert all(
            problem.split(":")[0].startswith((field, "language")) or "." in problem
            for problem in error.problems
        )


CERTIFICATE: dict[str, Any] = {
    "language": "ug",
    "title": TERMS,
    "number": "2026-318",
    "holder": "ئايگۈل تۇرسۇن",
    "rows": [{"label": {"words": TERMS}, "value": {"day": "2026-01-01"}}],
    "issuer": TERMS,
    "issued_on": "2026-11-23",
    "verify_code": "H7K2-9QXM",
    "place_for_seal": True,
    "machine": "K-0427",
    "printed_at": "2026-11-23T10:45",
}
STATEMENT: dict[str, Any] = {
    **{name: CERTIFICATE[name] for name in ("language", "title", "number", "holder", "issuer", "machine")},
    "printed_at": "2026-11-23T10:45",
    "payments": [{"day": "2026-11-10", "subject": TERMS, "yuan": "183.50"}],
}
SLIP: dict[str, Any] = {
    "language": "ug",
    "title": {"key": "booked.title"},
    "service": TERMS,
    "number": "Y000123",
    "label": {"key": "booked.number"},
    "sections": [[{"label": {"key": "booked.when"}, "value": {"moment": "2026-05-11T10:30"}}]],
    "following": [{"key": "booked.come"}, {"words": TERMS}],
    "scan": "Y000123",
    "scan_words": {"key": "booked.scan"},
    "help_phone": "12345",
    "machine": "K-0427",
    "printed_at": "2026-11-23T10:45",
}
PAPERS = {
    "slip": SLIP,
    "slip-a4": SLIP,
    "receipt-a4": GOOD,
    "application": GOOD | {"signature": [[[1, 2], [3, 4]], [[5, 6]]]},
    "certificate": CERTIFICATE,
    "statement": STATEMENT,
}


@pytest.mark.parametrize("kind", PAPERS)
def test_every_paper_is_read_and_can_be_composed(
    kind: str, catalogues: Catalogues, engine: TextEngine
) -> None:
    content = document_from_json(kind, json.loads(json.dumps(PAPERS[kind])))
    assert isinstance(compose(a4_paper(content), catalogues, engine), Pages)


@pytest.mark.parametrize("kind", PAPERS)
def test_what_a_paper_lacks_or_has_too_much_is_named(kind: str) -> None:
    with pytest.raises(DocumentDataError) as caught:
        document_from_json(kind, {**PAPERS[kind], "machine": None, "colour": "red"})
    assert caught.value.problems == ("colour: is not known", "machine: is missing")


def test_a_payment_or_a_stroke_that_is_none_is_named_with_its_place() -> None:
    wrong = {
        **STATEMENT,
        "payments": [STATEMENT["payments"][0], {**STATEMENT["payments"][0], "yuan": "much"}],
    }
    with pytest.raises(DocumentDataError) as caught:
        document_from_json("statement", wrong)
    assert caught.value.problems == ("payments[1].yuan: is no number",)
    with pytest.raises(DocumentDataError) as caught:
        document_from_json("application", GOOD | {"signature": [[[1, "2"]]]})
    assert caught.value.problems == ("signature[0][0]: is no point of two whole numbers",)


def test_a_slip_with_a_number_or_a_code_says_what_they_are() -> None:
    bare = {name: value for name, value in SLIP.items() if name not in ("label", "scan_words")}
    with pytest.raises(DocumentDataError) as caught:
        document_from_json("slip", bare)
    assert caught.value.problems == ("label: is missing", "scan_words: is missing")
    without = {name: value for name, value in bare.items() if name not in ("number", "scan")}
    assert isinstance(document_from_json("slip", without), SlipContent)


def test_words_of_a_slip_that_are_none_are_named_with_their_place() -> None:
    with pytest.raises(DocumentDataError) as caught:
        document_from_json("slip", SLIP | {"following": [{"key": "booked.come"}, "come"], "sections": [[1]]})
    assert caught.value.problems == (
        "sections[0][0]: is no object of label and value",
        "following[1]: is neither a key nor words",
    )
