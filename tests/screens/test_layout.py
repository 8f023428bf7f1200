"""On every screen in every language: nothing cut, nothing over another, everything large enough to touch.

Normal text on a panel of 1080 x 1920.
"""

from itertools import combinations

import pytest

from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from tests.screens.survey import Box, Look, ShownText, box_of, survey

PANEL = Box(0, 0, 1080, 1920)
SLACK = 2
# Pixels: 13 mm on the 21.5-inch panel.
LEAST_TOUCH = 52

each_language = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)


@each_language
def test_no_text_is_larger_than_its_room(language: Language) -> None:
    def too_large(text: ShownText) -> bool:
        width = text.words.right - text.words.x - (text.box.right - text.box.x)
        height = text.words.top - text.words.y - (text.box.top - text.box.y)
        return width > SLACK or height > SLACK

    assert [f"{look.state}: {text.text}" for look in survey(language.tag) for text in look.texts
            if too_large(text)] == []  # fmt: skip


@each_language
def test_no_text_ends_in_an_ellipsis(language: Language) -> None:
    cut = [f"{look.state}: {text.text}" for look in survey(language.tag) for text in look.texts if text.cut]
    assert cut == []


@each_language
def test_no_text_leaves_what_it_stands_in_or_the_panel(language: Language) -> None:
    assert [
        f"{look.state}: {text.text} leaves {name}"
        for look in survey(language.tag)
        for text in look.texts
        for name, box in (*text.around, ("panel", PANEL))
        if not text.words.inside(box, SLACK)
    ] == []


@each_language
def test_no_text_lies_over_another(language: Language) -> None:
    assert [
        f"{look.state}: {one.text} and {other.text}"
        for look in survey(language.tag)
        for one, other in combinations(look.texts, 2)
        if one.words.overlaps(other.words, SLACK)
    ] == []


@each_language
def test_no_two_things_to_touch_overlap(language: Language) -> None:
    assert [
        f"{look.state}: {one.id} and {other.id}"
        for look in survey(language.tag)
        for one, other in combinations(look.elements, 2)
        if box_of(one).overlaps(box_of(other), 0.5)
    ] == []


@each_language
def test_everything_to_touch_is_large_enough_and_on_the_panel(language: Language) -> None:
    assert [
        f"{look.state}: {element.id} {element.width:.0f} x {element.height:.0f}"
        for look in survey(language.tag)
        for element in look.elements
        if min(element.width, element.height) < LEAST_TOUCH or not box_of(element).inside(PANEL, 0.5)
    ] == []


def keys_of_the_bar(look: Look) -> list[str]:
    """Ids of the bar's keys from left to right."""
    keys = [element for element in look.elements if element.id.startswith("bar:")]
    return [key.id for key in sorted(keys, key=lambda key: key.x) if key.id != "bar:listen"]


@each_language
def test_the_bar_stands_in_reading_order_on_every_screen(language: Language) -> None:
    order = ["bar:back", "bar:help", "bar:language", "bar:letters", "bar:leave"]
    wanted = order[::-1] if language.rtl else order
    looks = [look for look in survey(language.tag) if not look.state.startswith("attract")]
    assert [look.state for look in looks if keys_of_the_bar(look) != wanted] == []
    assert len({look.element("bar:back") for look in looks}) == 1


@each_language
def test_the_way_on_stands_at_the_reading_end_or_above_the_other(language: Language) -> None:
    for look in survey(language.tag):
        ids = {element.id for element in look.elements}
        if {"forward", "second"} <= ids:
            forward, second = look.element("forward"), look.element("second")
            if forward.x == second.x:
                assert forward.y > second.top, look.state
            else:
                assert (forward.x < second.x) == language.rtl, look.state
