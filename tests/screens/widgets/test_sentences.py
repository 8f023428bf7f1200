"""A text in its sentences: nothing of it is lost, and no sentence ends at a point inside a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.widgets.sentences import sentences
from tests.recording_ports import every_service

POINTS = ".!?\u061f。！？"
CLOSING = "»”’)]）」"


@given(st.text(alphabet=f"aЖب中1 \n{POINTS}{CLOSING}«“(（", max_size=40))
def test_nothing_of_the_text_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.text(alphabet=f"aЖب中1 {POINTS}{CLOSING}", max_size=30).filter(lambda text: text.strip()))
def test_no_part_is_empty_or_begins_with_a_space(text: str) -> None:
    parts = sentences(text)
    assert parts
    assert all(part and part == part.strip() for part in parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Бағасы 12.5 юань. Рахмет.", ["Бағасы 12.5 юань.", "Рахмет."]),
        ("15.03.2026 ж. бастап дұрыс. Келісемін.", ["15.03.2026 ж. бастап дұрыс.", "Келісемін."]),
        ("ئۇ: «راست.» دېدى. ماقۇل.", ["ئۇ: «راست.»", "دېدى.", "ماقۇل."]),
        ("راستمۇ؟ ماقۇل!", ["راستمۇ؟", "ماقۇل!"]),
        ("以上属实（全部。）我同意。", ["以上属实（全部。）", "我同意。"]),
        ("价格为12.5元。同意！", ["价格为12.5元。", "同意！"]),
        ("...и так далее", ["...и так далее"]),
        ("Без точки", ["Без точки"]),
    ],
)
def test_a_sentence_ends_where_it_ends(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_no_declaration_of_the_catalogue_loses_anything() -> None:
    texts = [step.text for service in every_service().services for step in service.steps if step.text]
    assert texts
    for text in texts:
        for words in text.words.values():
            assert "".join("".join(sentences(words)).split()) == "".join(words.split())
