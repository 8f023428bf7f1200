"""Values inside sentences."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.text.isolation import BIDI_CONTROLS, ValueKind, isolate_code, isolate_value, without_isolates

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def test_codes_read_left_to_right_and_names_by_their_own_first_letter() -> None:
    assert isolate_code("A-17") == isolate_value("A-17", "code") == "\u2066A-17\u2069"
    assert isolate_value("王小明", "text") == "\u2068王小明\u2069"


def test_a_value_cannot_close_its_isolate() -> None:
    assert isolate_value("a\u2069\u202eb\u2067\nc\u2029", "text") == "\u2068ab c \u2069"


@given(value=ANY_TEXT, kind=st.sampled_from(("code", "text")))
def test_only_the_isolate_itself_is_left_of_bidi_controls(value: str, kind: ValueKind) -> None:
    inside = isolate_value(value, kind)[1:-1]
    assert not set(inside) & BIDI_CONTROLS
    assert len(inside.splitlines()) <= 1


@given(ANY_TEXT)
def test_taking_isolates_away_gives_the_value_back(value: str) -> None:
    plain = without_isolates(value)
    assert without_isolates(f"\u2066{plain}\u2069") == plain
