"""Names are kept as they are and compared without regard to how their dot is written."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.language.display import display_value
from kiosk.language.languages import RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.names import DOTS, NAME_LENGTH, SEPARATOR, name_key, same_name
from kiosk.language.values import Name

NAME = "阿依佐合热·萨姆普勒"
NAME_SIGNS = st.sampled_from(
    [*DOTS, *"阿依aAбБئا  '-", "\u0301", "\u200f", "\u202e", "\ud800", "\n", "\u3000"]
)
names = st.text(alphabet=NAME_SIGNS, max_size=10) | st.text(max_size=10)


@pytest.mark.parametrize("dot", sorted(DOTS), ids=lambda dot: f"U+{ord(dot):04X}")
def test_the_dot_does_not_decide_whether_two_names_are_one(dot: str) -> None:
    assert same_name(NAME, NAME.replace(SEPARATOR, dot))
    assert same_name(NAME.replace(SEPARATOR, dot), NAME.replace(SEPARATOR, f" {dot} "))


def test_the_dots_met_in_practice_are_known() -> None:
    assert {"\u00b7", "\u2022", "\u30fb", "\u2027", "\uff0e", "\u002e"} <= DOTS


def test_what_two_code_pages_make_of_one_name_is_one_name() -> None:
    raw = NAME.encode("gb18030")
    assert raw.decode("gb2312", "replace") != raw.decode("gb18030")
    assert same_name(raw.decode("gb2312", "replace"), raw.decode("gb18030"))


@pytest.mark.parametrize(("one", "other"), [
    (NAME, "阿依佐合热萨姆普勒"),
    (NAME, "萨姆普勒·阿依佐合热"),
    (NAME, "阿依佐合热·萨姆普"),
    ("阿依·古丽", "阿依 古丽"),
    ("قاسىم", "ھاشىم"),
    ("", NAME),
    # Cut at its dot: less than the whole.
    ("阿依佐合热·", "阿依佐合热"),
])  # fmt: skip
def test_another_name_stays_another(one: str, other: str) -> None:
    assert not same_name(one, other)


@pytest.mark.parametrize(("one", "other"), [
    ("Gül Bağ", "GÜL  BAĞ"),
    ("Gu\u0308l", "Gül"),
    ("阿依··古丽", "阿依·古丽"),
    ("\u202eقاسىم\u202c", "قاسىم"),
    (" 李雷 ", "李雷"),
    ("李\u3000雷", "李 雷"),
])  # fmt: skip
def test_spaces_capitals_and_unseen_signs_do_not_part_names(one: str, other: str) -> None:
    assert same_name(one, other)


def test_rare_characters_stay_as_they_are() -> None:
    for rare in ("𬭎", "𫖯", "㛃", "䶮", "\U00031350"):
        assert rare in name_key(f"{rare}·古丽")
        assert not same_name(f"{rare}·古丽", "·古丽")


@given(names)
@example("İ")
@example("ΐ")
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(names, names, names)
def test_being_the_same_name_is_an_equivalence(one: str, other: str, third: str) -> None:
    assert same_name(one, one)
    assert same_name(one, other) == same_name(other, one)
    if same_name(one, other) and same_name(other, third):
        assert same_name(one, third)


@given(names, st.sampled_from(sorted(DOTS)))
def test_every_dot_of_a_name_can_be_another(name: str, dot: str) -> None:
    written = "".join(dot if sign in DOTS else sign for sign in name)
    # Composed with a letter, a dot above is a part of it and no separator.
    if unicodedata.normalize("NFC", name) == name and unicodedata.normalize("NFC", written) == written:
        assert same_name(name, written)


@given(names)
def test_a_key_has_only_the_right_dot_and_nothing_unseen(name: str) -> None:
    key = name_key(name)
    assert not (set(key) & DOTS) - {SEPARATOR}
    assert not {unicodedata.category(sign) for sign in key} & {"Cc", "Cf", "Cs"}


def test_a_name_of_any_length_is_one_name() -> None:
    long = "·".join(["阿卜杜热合曼"] * 20)
    assert len(long) > 2 * NAME_LENGTH >= 100
    assert same_name(long, long.replace("·", "•"))
    assert not same_name(long, long[:-1])


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_direction_marks_in_a_name_are_kept_in_the_data_and_do_nothing_on_the_screen(
    language: Language,
) -> None:
    name = Name("قاسىم\u202e gnol\u2069 · الى")
    assert "\u202e" in name.text and "\u2069" in name.text
    shown = display_value(name, language)
    inside = shown[1:-1]
    assert (shown[0], shown[-1]) == ("\u2068", "\u2069")
    assert not any(unicodedata.bidirectional(sign) in ("RLO", "PDI", "RLE", "PDF") for sign in inside)


def test_a_name_is_shown_with_the_dot_it_was_read_with() -> None:
    for dot in DOTS:
        assert f"阿依{dot}古丽" in display_value(Name(f"阿依{dot}古丽"), UYGHUR)
