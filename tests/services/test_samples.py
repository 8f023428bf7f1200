"""Whatever a sound pack asks, an answer is made up for it, or the step is named that none is known for."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kiosk.language.languages import ALL_LANGUAGES, Language
from kiosk.language.values import Terms
from kiosk.services import samples
from kiosk.services.samples import NoAnswerKnown, sample_answer
from kiosk.services.service import Field, FieldKind
from kiosk.services.validation import check_answer

TODAY = date(2026, 5, 4)
WORDS = Terms({language.tag: "x" for language in ALL_LANGUAGES})
each_language = pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)


def is_answered(field: Field, language: Language) -> bool:
    kept = sample_answer(field, language, TODAY)
    return check_answer(field, kept, language, today=TODAY) == kept


@each_language
@pytest.mark.parametrize("kind", [FieldKind.NAME, FieldKind.PLACE, FieldKind.TEXT])
@pytest.mark.parametrize("longest", [1, 2, 5, 10, 12])
def test_words_are_as_short_as_they_have_to_be(kind: FieldKind, longest: int, language: Language) -> None:
    assert is_answered(Field("x", kind, WORDS, WORDS, max_length=longest), language)


@pytest.mark.parametrize(
    ("low", "high", "decimals"), [("0.5", "3", 0), ("0.05", "0.5", 1), ("0.5", "1.5", 0), ("0", "0.9", 0)]
)
def test_a_number_has_the_decimals_that_it_may_have(low: str, high: str, decimals: int) -> None:
    field = Field("x", FieldKind.NUMBER, WORDS, WORDS)
    field = replace(field, low=Decimal(low), high=Decimal(high), decimals=decimals)
    assert is_answered(field, ALL_LANGUAGES[0])


@each_language
def test_where_nothing_made_up_fits_the_example_of_the_pack_does(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "_NAMES", {one.tag: "?" for one in ALL_LANGUAGES})
    example = Terms({one.tag: "阿依古丽" for one in ALL_LANGUAGES})
    name = Field("x", FieldKind.NAME, WORDS, WORDS, max_length=4)
    assert sample_answer(replace(name, example=example), language, TODAY) == "阿依古丽"
    with pytest.raises(NoAnswerKnown, match=f"in {language.tag} is known for the step «x»"):
        sample_answer(name, language, TODAY)
