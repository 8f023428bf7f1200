"""Attract greets in all languages at once, and any touch begins."""

import pytest

from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from screens.attract import LanguageSlab
from tests.recording_ports import catalogues
from tests.screens.face import TIMERS, Face, FaceMaker

each_language = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)


@each_language
def test_every_language_greets_and_names_itself_in_its_own_words(face: Face, language: Language) -> None:
    shown = {label.text: label for label in face.labels()}
    for key in ("attract.greeting", "language.own_name", "attract.begin"):
        label = shown[catalogues().pattern(key, language)]
        assert label.text_language == language.tag


def test_every_language_is_laid_out_in_its_own_direction(face: Face) -> None:
    slabs = {slab.tag: slab for slab in face.root.walk() if isinstance(slab, LanguageSlab)}
    for language in RESIDENT_LANGUAGES:
        picture, words = sorted(slabs[language.tag].children, key=lambda child: child.width)
        assert (picture.x < words.x) == language.rtl


@each_language
def test_a_touch_on_a_language_goes_straight_to_the_services_in_it(face: Face, language: Language) -> None:
    face.touch(f"language:{language.tag}")
    assert face.shown == "services"
    assert face.visit.language == language
    assert face.sentence() == catalogues().pattern("services.sentence", language)


def test_a_touch_anywhere_else_asks_for_the_language(face: Face) -> None:
    face.touch("begin")
    assert face.shown == "language"


def test_nobody_there_is_no_reason_to_end(face: Face) -> None:
    face.pass_time(3600)
    assert (face.shown, face.ended) == ("attract", None)


def test_the_host_hears_of_the_screen_once_it_is_drawn_and_of_the_first_touch(face: Face) -> None:
    face.bring_up()
    face.step(4)
    assert face.ports.host.told == ["drawn"]
    face.touch("begin")
    face.touch("language:kk")
    assert face.ports.host.told == ["drawn", "begun"]


def test_it_says_how_to_begin(face: Face) -> None:
    assert face.heard_keys() == ["attract.say"]


def test_after_a_crash_it_says_in_every_language_that_nothing_was_lost(open_face: FaceMaker) -> None:
    face = open_face(crashed=True)
    for language in RESIDENT_LANGUAGES:
        for part in ("what", "do"):
            assert catalogues().pattern(f"fail.RUN-02.{part}", language) in face.texts()
    assert "RUN-02" in face.texts()
    assert face.heard_keys() == ["attract.say", "fail.RUN-02.what", "fail.RUN-02.do"]
    face.touch("language:kk")
    assert face.shown == "services"


def test_who_comes_later_is_not_told_of_a_crash(open_face: FaceMaker) -> None:
    face = open_face(crashed=True)
    face.pass_time(TIMERS.idle_s)
    assert "RUN-02" not in face.texts()
    assert {"1", "2", "3"} <= set(face.texts())


def test_without_a_crash_none_is_spoken_of(face: Face) -> None:
    assert "RUN-02" not in face.texts()
