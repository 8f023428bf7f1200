"""A text field with texts nobody would type, on a hardware keyboard, and in a hurry."""

import time
from statistics import median

import pytest
from kivy.lang import Builder
from PIL import ImageChops

from kiosk.language.languages import CHINESE, KAZAKH, UYGHUR, Language
from tests.screens.face import Face, FaceMaker
from tests.screens.field_alone import (
    MIXED,
    UNIT,
    Make,
    caret_x,
    in_both_directions,
    maker,
    picture_of,
)


@pytest.fixture
def make(open_face: FaceMaker) -> Make:
    return maker(open_face)


# What nobody would type


@pytest.mark.parametrize("multiline", [False, True])
def test_ten_thousand_characters_are_kept_and_edited(make: Make, multiline: bool) -> None:
    face, field = make(UYGHUR, multiline=multiline)
    text = "سائەت 17 " * 1111 + "ب"
    field.text = text
    face.step()
    field.insert("ت")
    field.move_to(5000)
    field.delete_back()
    face.step()
    assert (len(field.text), field.caret) == (10_000, 4999)
    assert field.x < caret_x(field) < field.right


def test_lone_surrogates_are_kept_and_drawn_as_gaps(make: Make) -> None:
    face, field = make(KAZAKH, text="а\ud83dб")
    shown = picture_of(face, field)
    assert field.text == "а\ud83dб"
    field.text = "а\u2002б"
    assert ImageChops.difference(shown, picture_of(face, field)).getbbox() is None
    field.text = "а\ud83dб"
    field.move_to(2)
    field.delete_back()
    assert field.text == "аб"


@in_both_directions
def test_bidi_controls_are_kept_and_turn_nothing_round(make: Make, language: Language) -> None:
    face, field = make(language, text="abc 12 \u202edef\u2066")
    shown = picture_of(face, field)
    assert field.text == "abc 12 \u202edef\u2066"
    field.text = "abc 12 def"
    assert ImageChops.difference(shown, picture_of(face, field)).getbbox() is None


def test_an_empty_field_can_be_asked_for_anything(make: Make) -> None:
    face, field = make()
    for act in (field.delete_back, field.delete_forward, field.select_all, field.move_to_line_start,
                field.move_to_line_end, lambda: field.move(1), lambda: field.move_line(-1),
                lambda: field.move_word(-1), lambda: field.commit_preedit(""), lambda: field.move_to(7),
                ):  # fmt: skip
        act()
    face.hands.touch(*field.center)
    face.step()
    assert (field.text, field.caret) == ("", 0)


def test_a_very_narrow_field_draws(make: Make) -> None:
    face, field = make(width=20, text="بار", unit=UNIT)
    face.step()
    field.insert("ا")
    face.step()
    assert field.text == "بارا"


def test_a_field_in_a_screens_rule_is_the_same(make: Make) -> None:
    face, field = make(KAZAKH, text="бар", unit=UNIT, max_length=4)
    declared = Builder.load_string(
        """
TextField:
    text: 'бар'
    max_length: 4
    pos: 40, 900
    size_hint: None, None
    width: 1000
"""
    )
    declared.unit = UNIT
    shown = picture_of(face, field)
    face.root.remove_widget(field)
    face.root.add_widget(declared)
    assert ImageChops.difference(shown, picture_of(face, declared)).getbbox() is None
    declared.insert("лық")
    assert declared.text == "барл"


# A hardware keyboard


def press(face: Face, key: int, *modifiers: str) -> None:
    face.window.dispatch("on_key_down", key, 0, None, list(modifiers))


BACKSPACE, DELETE, UP, DOWN, RIGHT, LEFT, HOME, END, ENTER = 8, 127, 273, 274, 275, 276, 278, 279, 13


def test_a_hardware_keyboard_writes_moves_and_selects(make: Make) -> None:
    face, field = make(KAZAKH)
    field.take_keys(face.window)
    face.window.dispatch("on_textinput", "бар іс")
    press(face, LEFT)
    press(face, BACKSPACE)
    assert field.text == "бар с"
    press(face, HOME)
    press(face, DELETE)
    press(face, RIGHT, "shift")
    assert (field.text, field.selection) == ("ар с", (0, 1))
    press(face, END, "ctrl")
    press(face, LEFT, "ctrl", "shift")
    assert field.selection == (3, 4)
    press(face, ord("a"), "ctrl")
    assert field.selection == (0, 4)
    press(face, HOME, "ctrl")
    press(face, END)
    press(face, ENTER)
    assert (field.text, field.caret) == ("ар с", 4)


def test_an_input_method_of_the_desktop_composes(make: Make) -> None:
    face, field = make(CHINESE, text="我")
    field.take_keys(face.window)
    face.window.dispatch("on_textedit", "shen")
    press(face, BACKSPACE)
    assert (field.text, field.preedit) == ("我", "shen")
    face.window.dispatch("on_textinput", "身")
    assert (field.text, field.preedit) == ("我身", "")


def test_in_several_lines_the_keyboard_goes_up_and_down(make: Make) -> None:
    face, field = make(KAZAKH, multiline=True)
    field.take_keys(face.window)
    face.window.dispatch("on_textinput", "бір")
    press(face, ENTER)
    face.window.dispatch("on_textinput", "екі")
    press(face, UP)
    assert field.caret <= 3
    press(face, DOWN)
    assert (field.text, field.caret > 3) == ("бір\nекі", True)


def test_a_field_that_gave_the_keys_back_or_is_not_seen_takes_none(make: Make) -> None:
    face, field = make(KAZAKH, text="ж")
    field.take_keys(face.window)
    face.root.remove_widget(field)

    def press_all() -> None:
        face.window.dispatch("on_textinput", "а")
        face.window.dispatch("on_textedit", "b")
        press(face, BACKSPACE)

    press_all()
    assert (field.text, field.preedit) == ("ж", "")
    face.root.add_widget(field)
    field.release_keys()
    press_all()
    assert (field.text, field.preedit) == ("ж", "")
    field.take_keys(face.window)
    face.window.dispatch("on_textinput", "б")
    assert field.text == "жб"


# Time


@pytest.mark.parametrize("multiline", [False, True])
def test_a_key_is_laid_out_and_painted_within_its_time(make: Make, multiline: bool) -> None:
    face, field = make(UYGHUR, multiline=multiline, text=(MIXED[0] * 8)[:500])
    face.step()
    times = []
    for sign in "كىملىكىڭىز":
        begin = time.perf_counter()
        field.insert(sign)
        face.step(1)
        times.append(time.perf_counter() - begin)
    assert median(times) < 0.030
