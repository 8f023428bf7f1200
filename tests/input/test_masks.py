"""A code stands in groups while it is typed, and what is kept of it is what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.input.masks import EMPTY, fill, mask_of, only_digits, shows_places
from kiosk.language.values import Terms
from kiosk.services.service import Field, FieldKind
from kiosk.services.validation import check_answer

WORDS = Terms({"en": "x"})
CARD = "#### #### #### #### ###"
RECEIPT = "****-****"
PROJECT = "####-######-##"
masks = st.text("#@*- /", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("mask", "typed", "text", "rest"),
    [
        (CARD, "", "", "____ ____ ____ ____ ___"),
        (CARD, "6222", "6222", " ____ ____ ____ ___"),
        (CARD, "62220", "6222 0", "___ ____ ____ ___"),
        (CARD, "6222 0200", "6222 0200", " ____ ____ ___"),
        (RECEIPT, "7k4q2", "7K4Q-2", "___"),
        (RECEIPT, "7K4Q-2m9x", "7K4Q-2M9X", ""),
        (PROJECT, "٢٠٢٦٦", "2026-6", "_____-__"),
        (PROJECT, "２０２６－６", "2026-6", "_____-__"),
        # A sign of the mask itself may be typed, or not.
        ("XJ-####", "12", "XJ-12", "__"),
        ("XJ-####", "XJ12", "XJ-12", "__"),
        ("XJ-####", "xj-12", "XJ-12", "__"),
    ],
)
def test_groups_come_by_themselves(mask: str, typed: str, text: str, rest: str) -> None:
    filled = fill(mask, typed)
    assert (filled.text, filled.rest) == (text, rest)
    assert filled.taken


def test_a_sign_without_a_place_is_told() -> None:
    assert not fill(RECEIPT, "7K4Q2M9XX").taken
    assert fill(RECEIPT, "7K4Q2M9XX").text == "7K4Q-2M9X"


@given(masks, st.text(max_size=25))
def test_what_stands_in_its_places_stands_there_again(mask: str, typed: str) -> None:
    filled = fill(mask, typed)
    assert len(filled.text + filled.rest) == len(mask)
    again = fill(mask, filled.text)
    assert (again.text, again.rest, again.taken) == (filled.text, filled.rest, True)


@given(masks, st.text("0123456789ABCXYZ", max_size=20), st.integers(0, 20))
def test_the_beginning_stands_where_it_stood_alone(mask: str, typed: str, length: int) -> None:
    """So the caret can be put behind it."""
    assert fill(mask, typed).text.startswith(fill(mask, typed[:length]).text)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (FieldKind.BANK_CARD, "6222020000000000000"),
        (FieldKind.ID_NUMBER, "659999198704120024"),
        (FieldKind.ID_NUMBER, "65999919800101001X"),
        (FieldKind.CREDIT_CODE, "91659999MA0000000Y"),
        (FieldKind.RECEIPT_CODE, "0000-0000"),
    ],
)
def test_what_stands_in_groups_is_taken_as_what_it_is(kind: FieldKind, answer: str) -> None:
    field = Field("x", kind, WORDS, WORDS)
    filled = fill(mask_of(field), answer)
    assert filled.taken
    plain_answer, grouped = (check_answer(field, text) for text in (answer, filled.text))
    assert grouped == plain_answer


@pytest.mark.parametrize("length", range(12, 20))
def test_every_length_of_bank_card_has_room(length: int) -> None:
    field = Field("x", FieldKind.BANK_CARD, WORDS, WORDS)
    assert fill(mask_of(field), "6" * length).taken


def test_only_what_has_a_known_length_shows_its_places() -> None:
    shown = {kind for kind in FieldKind if shows_places(Field("x", kind, WORDS, WORDS, mask="##"))}
    assert shown == {FieldKind.CODE, FieldKind.RECEIPT_CODE}
    assert mask_of(Field("x", FieldKind.PHONE, WORDS, WORDS)) == ""
    assert only_digits("####-##") and not only_digits("####-@@") and not only_digits("**")
    assert EMPTY not in fill("##", "12").text
