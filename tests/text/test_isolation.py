"""Values inside sentences."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language.languages import UYGHUR
from kiosk.text.engine import TextEngine, TextStyle
from kiosk.text.isolation import (
    BIDI_CONTROLS,
    ValueKind,
    as_one_code,
    isolate_code,
    isolate_codes,
    isolate_value,
    without_isolates,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def test_codes_read_left_to_right_and_names_by_their_own_first_letter() -> None:
    assert isolate_code("A-17") == isolate_value("A-17", "code") == "\u2066A-17\u2069"
    assert isolate_value("王小明", "text") == "\u2068王小明\u2069"


def test_a_value_cannot_close_its_isolate() -> None:
    assert isolate_value("a\u2069\u202eb\u2067\nc\u2029", "text") == "\u2068ab c \u2069"


@given(value=ANY_TEXT, kind=st.sampled_from(("code", "text")))
def test_only_the_isolate_itself_is_left_of_bidi_controls(value: str, kind: ValueKind) -> None:
    inside = isolate_value(value, kind)[1:-1]
    # A code in free text has an isolate of its own, closed again.
    assert not set(re.sub("\u2066([^\u2066\u2069]*)\u2069", r"\1", inside)) & BIDI_CONTROLS
    assert len(inside.splitlines()) <= 1


@pytest.mark.parametrize(
    "code",
    [
        "650102-2024-A17", "2024-03-18", "15:30", "12.5", "0998-1234567", "+86-998-1234567",
        "k0427@example.org", "138 1234 5678", "10:00-18:30", "A-17/3",
        "20\u202f000.00", "1\u202f234\u202f567", "9\u00a0999,50", "20 000.00",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "نومۇرى {} بار", "({})", "«{}»،", "编号{}。"])
def test_codes_in_free_text_are_found(code: str, around: str) -> None:
    assert isolate_codes(around.format(code)) == around.format(f"\u2066{code}\u2069")


@pytest.mark.parametrize("words", ["3-كۆزنەك", "ئاتا-ئانا", "12 مو", "Kiosk Sans", "3-терезе", "a/b", "2026"])
def test_words_are_not_taken_for_codes(words: str) -> None:
    assert isolate_codes(words) == words


@given(ANY_TEXT)
def test_finding_codes_changes_nothing_but_isolates_and_happens_once(text: str) -> None:
    once = isolate_codes(text)
    assert isolate_codes(once) == once
    assert without_isolates(once) == without_isolates(text)


def test_a_code_in_free_text_keeps_its_order_in_right_to_left_text(engine: TextEngine) -> None:
    laid = engine.lay_out(isolate_codes("نومۇرى 650102-2024-A17 بار"), UYGHUR, TextStyle(40))
    glyphs = [glyph for run in laid.glyph_runs() for glyph in run.glyphs]
    signs = [(glyph.x, glyph.text) for glyph in glyphs if glyph.text.isascii()]
    assert "".join(text for _, text in sorted(signs)).strip() == "650102-2024-A17"


@given(ANY_TEXT)
def test_taking_isolates_away_gives_the_value_back(value: str) -> None:
    plain = without_isolates(value)
    assert without_isolates(f"\u2066{plain}\u2069") == plain


def test_codes_that_a_sign_holds_together_are_one() -> None:
    two, three = "\u20662\u2069", "\u20663\u2069"
    assert as_one_code(f"بەت ({two}/{three})") == "بەت (\u20662/3\u2069)"
    assert as_one_code(f"{two}-{three}-{two}") == "\u20662-3-2\u2069"
    apart = f"{two} / {three}, \u2068نامى\u2069/{three}"
    assert as_one_code(apart) == apart
