"""Names are compared on a key that no dot and no space changes, and kept as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.idcard.names import folded_name

DOTS = ["\u00b7", "\u2022", "\u30fb", "\u2027", "\uff0e", "."]


@pytest.mark.parametrize("dot", DOTS)
def test_every_dot_that_is_met_gives_the_same_key(dot: str) -> None:
    assert folded_name(f"样本{dot}测试") == "样本\u00b7测试"
    assert folded_name(f"样本 {dot}\u3000测试 ") == "样本\u00b7测试"


@pytest.mark.parametrize("name", ["样本测试", "SAMPLE, TEST", "𠮷𡈽试", "样▀", "", "·"])
def test_a_name_without_them_is_its_own_key(name: str) -> None:
    assert folded_name(name) == name


def test_a_name_is_not_split_or_joined() -> None:
    assert folded_name("样本测试") != folded_name("样本·测试")
    assert folded_name("MADE  UP\u3000NAME") == "MADE UP NAME"


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert folded_name(folded_name(name)) == folded_name(name)


@given(
    st.lists(st.text(st.characters(blacklist_characters="".join(DOTS) + " \u3000"), min_size=1), min_size=1)
)
def test_any_mixture_of_dots_gives_one_key(parts: list[str]) -> None:
    assert len({folded_name(dot.join(parts)) for dot in DOTS}) == 1
