"""A text being edited, and what a field shows of it."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.input.edit_buffer import EditBuffer
from kiosk.input.field_display import BULLET, display_of, on_one_line
from kiosk.language.languages import CHINESE, UYGHUR
from kiosk.text.characters import characters_of

FAMILY = "👨\u200d👩\u200d👧"
split = partial(characters_of, language=UYGHUR)


def edit(text: str, caret: int | None = None, *, max_length: int | None = None) -> EditBuffer:
    buffer = EditBuffer.of(text, split, max_length=max_length)
    return buffer if caret is None else buffer.move_to(caret)


def seen(buffer: EditBuffer) -> tuple[str, int, tuple[int, int]]:
    return buffer.text, buffer.caret, buffer.selection


# Typing and deleting


@pytest.mark.parametrize(
    "text", ["ئاتا (Ali) 身份证 17", "ٴىس ٴنومىرى", f"a{FAMILY}b", "e\u0301\ud800\u202e"]
)
def test_what_is_typed_sign_by_sign_is_exactly_the_text(text: str) -> None:
    buffer = edit("")
    for sign in text:
        buffer = buffer.insert(sign)
    assert (buffer.text, buffer.caret) == (text, len(text))


def test_what_is_typed_goes_where_the_caret_is() -> None:
    assert seen(edit("ئاا", 2).insert("تا")) == ("ئاتاا", 4, (4, 4))


@pytest.mark.parametrize(("text", "rest"), [
    ("سائە", "سا"), ("ئا", ""), ("سا", "س"), ("ي\u0654", ""), ("ب\u064e\u0651", ""), (f"x{FAMILY}", "x"),
    ("ٴى", "ٴ"), ("xٴ", "x"), ("e\u0301", ""), ("🇨🇳🇰🇿", "🇨🇳"), ("份𬭎", "份"), ("x\ud800", "x"), ("", ""),
], ids=ascii)  # fmt: skip
def test_delete_takes_one_letter_whole(text: str, rest: str) -> None:
    assert seen(edit(text).delete_back()) == (rest, len(rest), (len(rest), len(rest)))


@pytest.mark.parametrize(("text", "rest"), [
    ("ئەسا", "سا"), ("ي\u0654ا", "ا"), (f"{FAMILY}x", "x"), ("ٴى", "ى"), ("", ""),
], ids=ascii)  # fmt: skip
def test_delete_forward_takes_one_letter_whole(text: str, rest: str) -> None:
    assert seen(edit(text, 0).delete_forward()) == (rest, 0, (0, 0))


def test_between_a_seat_and_its_vowel_only_that_side_is_deleted() -> None:
    assert edit("ئا", 1).delete_back().text == "ا"
    assert edit("ئا", 1).delete_forward().text == "ئ"


def test_deleting_at_an_end_changes_nothing() -> None:
    assert edit("ab", 0).delete_back() == edit("ab", 0)
    assert edit("ab").delete_forward() == edit("ab")


def test_where_two_sides_become_one_character_the_caret_stands_behind_it() -> None:
    assert seen(edit("ex\u0301", 3).move_to(1).insert("y").delete_back()) == ("ex\u0301", 1, (1, 1))
    joined = edit("e-", None).insert("\u0301")
    assert joined.select(1, 3).delete_back().insert("\u0301").caret == 2
    assert seen(edit("\u0301", 0).insert("e")) == ("e\u0301", 2, (2, 2))


@pytest.mark.parametrize(("rewritten", "text", "caret"), [
    ("ٴىس", "ٴىس-17", 3), ("ى", "ى-17", 1), ("", "-17", 0), ("ىسم", "ىسم-17", 3),
])  # fmt: skip
def test_a_key_can_rewrite_what_stands_before_the_caret(rewritten: str, text: str, caret: int) -> None:
    assert seen(edit("ىس-17", 2).replace_before(rewritten)) == (text, caret, (caret, caret))


def test_a_key_that_rewrites_replaces_a_selection() -> None:
    assert edit("ىس-17").select(2, 4).replace_before("ٴىس").text == "ٴىس7"
    assert edit("ىس-17").select(2, 4).replace_before("ىسم").text == "ىسم7"


def test_a_rewritten_text_is_not_longer_than_it_may_be() -> None:
    assert edit("ىس", max_length=2).replace_before("ٴىس").text == "ىس"
    assert edit("ىس", max_length=2).replace_before("ٴس").text == "ٴس"
    assert edit("abcd", max_length=2).replace_before("xbc").text == "xbc"


# Selecting


def test_a_selection_is_replaced_by_what_is_typed_and_goes_with_one_delete() -> None:
    selected = edit("بىر ئىككى").select(4, 9)
    assert selected.selection == (4, 9) and selected.before_caret == "بىر "
    assert seen(selected.insert("ئۈچ")) == ("بىر ئۈچ", 7, (7, 7))
    assert selected.delete_back() == selected.delete_forward()
    assert seen(selected.delete_back()) == ("بىر ", 4, (4, 4))


def test_a_selection_can_be_made_backwards_and_grows_with_the_caret() -> None:
    selected = edit("abcdef").select(4, 2)
    assert (selected.caret, selected.selection) == (2, (2, 4))
    assert selected.move_to(5, selecting=True).selection == (4, 5)
    assert selected.move_to(4, selecting=True).anchor is None
    assert selected.move_to(3).selection == (3, 3)
    assert edit("abc", 1).select_all().selection == (0, 3)


def test_a_selection_never_cuts_a_character() -> None:
    assert edit(f"a{FAMILY}b").select(3, 5).selection == (1, 1)
    assert edit(f"a{FAMILY}b").select(0, 5).selection == (0, 1)


def test_words_are_stepped_over() -> None:
    buffer = edit("ئىش (Ali) 17", 0)
    ends, starts = [], []
    while buffer.caret < len(buffer.text):
        buffer = buffer.move_to(buffer.word_after())
        ends.append(buffer.caret)
    while buffer.caret:
        buffer = buffer.move_to(buffer.word_before())
        starts.append(buffer.caret)
    assert (ends, starts) == ([3, 8, 12], [10, 5, 0])


# As long as it may be


@pytest.mark.parametrize(("before", "typed", "most", "after"), [
    ("身份", "证明", 3, "身份证"), ("139", "0", 3, "139"), ("ab", "\u0301", 2, "ab\u0301"),
    ("a", FAMILY + FAMILY, 2, f"a{FAMILY}"), ("س", "ئا", 2, "س"), ("", "身份证", 0, ""),
    ("abcdef", "g", 3, "abcdef"),
], ids=ascii)  # fmt: skip
def test_of_too_much_as_many_whole_letters_are_taken_as_fit(
    before: str, typed: str, most: int, after: str
) -> None:
    assert edit(before, max_length=most).insert(typed).text == after


def test_a_full_field_takes_in_place_of_what_is_selected() -> None:
    assert edit("abc", max_length=3).select(1, 3).insert("身份证").text == "a身份"


def test_a_text_that_is_too_long_already_can_be_shortened() -> None:
    assert edit("abcd", max_length=2).delete_back().text == "abc"


# Composing


def test_what_is_composed_is_not_in_the_text_until_it_is_chosen() -> None:
    composing = edit("我的", 1).replace_preedit("shen").replace_preedit("shen fen")
    assert seen(composing) == ("我的", 1, (1, 1)) and composing.preedit == "shen fen"
    assert seen(composing.commit_preedit("身份")) == ("我身份的", 3, (3, 3))
    assert composing.commit_preedit("身份").preedit == ""
    assert seen(composing.commit_preedit("")) == ("我的", 1, (1, 1))


def test_composing_replaces_a_selection_and_goes_with_the_caret() -> None:
    composing = edit("我的证").select(1, 2).replace_preedit("sh")
    assert (composing.text, composing.caret) == ("我证", 1)
    moved = composing.move_to(0)
    assert (moved.preedit, moved.commit_preedit("是").text) == ("sh", "是我证")
    assert edit("ab").select(0, 1).replace_preedit("").selection == (0, 1)


# Any sequence of edits

PIECES = [
    "ئ", "ا", "ئە", "ب", "ي", "\u0654", "ٴ", "a", "e\u0301", "\u0301", FAMILY, "👨", "\u200d", "🇨", "🇳", "身",
    "𬭎", "\ufe0f", "\ud83d", "\u202e", "\u2069", "1", "(", " ", "\r", "\n", "क्", "षि",
]  # fmt: skip
INDEXES = st.integers(-3, 60)
OPERATIONS = st.one_of(
    st.tuples(st.just("insert"), st.lists(st.sampled_from(PIECES), max_size=4).map("".join)),
    st.tuples(st.sampled_from(["delete_back", "delete_forward", "select_all"])),
    st.tuples(st.just("move_to"), INDEXES),
    st.tuples(st.just("select"), INDEXES, INDEXES),
    st.tuples(st.just("replace_before"), st.lists(st.sampled_from(PIECES), max_size=4).map("".join)),
    st.tuples(st.sampled_from(["replace_preedit", "commit_preedit"]), st.sampled_from(PIECES)),
)


@given(st.lists(OPERATIONS, max_size=25), st.none() | st.integers(0, 12))
def test_no_sequence_of_edits_loses_the_text_or_splits_a_character(
    operations: list[tuple[str | int, ...]], most: int | None
) -> None:
    buffer = edit("", max_length=most)
    for name, *arguments in operations:
        before, (start, end) = buffer, buffer.selection
        text, places = buffer.text, buffer.parts.places
        buffer = getattr(buffer, str(name))(*arguments)
        if name in ("insert", "commit_preedit"):
            added = len(buffer.text) - len(text) + end - start
            if buffer.text != text:
                assert str(arguments[0]).startswith(buffer.text[start : start + added])
                assert buffer.text == text[:start] + buffer.text[start : start + added] + text[end:]
            if most is None and arguments[0]:
                assert buffer.text == text[:start] + str(arguments[0]) + text[end:]
        elif name in ("delete_back", "delete_forward"):
            removed = len(text) - len(buffer.text)
            at = start if start < end or name == "delete_forward" else start - removed
            assert {at, at + removed} <= set(places)
            assert buffer.text == text[:at] + text[at + removed :]
            moved_to_an_end = start == end and start == (0 if name == "delete_back" else len(text))
            assert (removed == 0) == moved_to_an_end
        elif name == "replace_before":
            if most is None:
                assert buffer.text == str(arguments[0]) + text[end:]
        elif name != "replace_preedit":
            assert buffer.text == before.text
        assert buffer.parts == split(buffer.text)
        assert {buffer.caret, *buffer.selection} <= set(buffer.parts.places)
        assert most is None or buffer.parts.count <= max(most, before.parts.count)


# What is shown


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.integers(0, 30), st.booleans(),
       st.sampled_from(["", "shi"]))  # fmt: skip
def test_every_place_of_the_text_is_a_place_of_the_display(
    text: str, caret: int, masked: bool, composed: str
) -> None:
    buffer = edit(text, caret).replace_preedit(composed)
    display = display_of(buffer, masked=masked)
    places = buffer.parts.places
    assert [display.around(display.shown(place)) for place in places] == [(place, place) for place in places]
    assert display.around(display.caret) == (buffer.caret, buffer.caret)
    for index in range(len(display.text) + 1):
        lower, upper = display.around(index)
        assert {lower, upper} <= set(places) and lower <= upper
    if not masked:
        assert len(display.text) == len(text) + len(composed)
    assert not set(display.text) & set("\n\r\u202e\u2069")


def test_a_secret_is_as_many_bullets_as_it_has_characters() -> None:
    display = display_of(edit(f"a{FAMILY}ئ", 1).replace_preedit("sh"), masked=True)
    assert display.text == BULLET * 5
    assert (display.caret, display.preedit) == (3, (1, 3))
    assert display.shown(len(f"a{FAMILY}ئ")) == 5


def test_what_is_composed_stands_at_the_caret_and_the_caret_behind_it() -> None:
    display = display_of(edit("我的", 1).replace_preedit("shi"))
    assert (display.text, display.caret, display.preedit) == ("我shi的", 4, (1, 4))
    assert [display.around(index)[0] for index in range(6)] == [0, 1, 1, 1, 1, 2]


def test_a_selection_is_shown_without_what_is_composed() -> None:
    composing = edit("我的").replace_preedit("shi")
    assert display_of(composing.select(0, 1)).selection == (0, 1)
    assert display_of(composing.select(2, 1)).selection == (4, 5)


def test_line_ends_stay_where_there_are_lines() -> None:
    assert display_of(edit("a\nb"), one_line=False).text == "a\nb"
    assert display_of(edit("a\nb")).text == "a b"
    assert on_one_line("a\r\nb\u2028c\n") == "a b c "


def test_ten_thousand_characters_are_edited() -> None:
    buffer = EditBuffer.of("身份证ab" * 2000, partial(characters_of, language=CHINESE))
    buffer = buffer.move_to(5000).insert("明").delete_forward()
    assert (len(buffer.text), buffer.caret, buffer.text[4999:5002]) == (10_000, 5001, "b明份")


def test_nothing_typed_is_in_a_repr() -> None:
    buffer = edit("ئاتا").replace_preedit("shen")
    shown = repr(buffer) + repr(display_of(buffer)) + repr(buffer.parts)
    assert "ئ" not in shown and "shen" not in shown
