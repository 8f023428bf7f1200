"""What is heard: the language shown, until something is touched, again when asked; faults, receipts too.

How it sounds, and that personal things are silent unless asked for: tests/speech, test_review.py.
Headphones: tests/screens/test_headphones.py.
"""

import pytest

from kiosk.failures import FailureCode
from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from tests.access.observed import observed
from tests.screens.face import Face, FaceMaker
from tests.screens.hand import Hand

each_language = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
CARD = [code for code in FailureCode if code.value.startswith("CARD")]
PRINTER = [code for code in FailureCode if code.value.startswith("PRN")]


@each_language
def test_every_screen_speaks_the_language_that_it_shows(open_face: FaceMaker, language: Language) -> None:
    face = open_face(language=language)
    for screen in ("services", "guide", "card", "review", "result", "receipt", "rating", "gone", "help"):
        face.go(screen)
        assert face.heard().language == language, screen


def test_a_change_of_language_is_heard_at_once(face: Face) -> None:
    face.go("guide")
    face.touch("bar:language", "language:zh-Hans")
    assert face.heard().language.tag == "zh-Hans"
    assert face.heard_keys()


def test_every_state_says_its_sentence() -> None:
    assert [state.name for state in observed("ug") if not state.heard] == []


@pytest.mark.parametrize("screen", ["guide", "review", "receipt", "rating", "timeout", "help"])
def test_a_touch_anywhere_is_silence(face: Face, screen: str) -> None:
    face.go(screen)
    assert face.heard()
    # Between the header's words and the edge there is nothing to touch.
    Hand(face).down(5, 1700)
    assert face.ports.voice.speaking is None


def test_it_can_be_heard_again_and_again(face: Face) -> None:
    face.go("guide")
    first = face.heard()
    for _ in range(3):
        face.touch("bar:listen")
        assert face.heard() == first


@pytest.mark.parametrize("code", CARD, ids=str)
def test_every_fault_of_the_card_is_spoken(code: FailureCode) -> None:
    (state,) = [state for state in observed("ug") if state.name == f"card {code}"]
    assert any(key.startswith(f"fail.{code}.") for key in state.heard)


@pytest.mark.parametrize("code", PRINTER, ids=str)
def test_without_a_receipt_the_fault_and_the_number_are_spoken(code: FailureCode) -> None:
    name = "no printer" if code is FailureCode.PRINTER_NOT_FITTED else code
    (state,) = [state for state in observed("ug") if state.name == f"receipt {name}"]
    assert f"fail.{code}.what" in state.heard and state.heard[-1] == "result.code_spoken"


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("result", {"result.accepted", "result.accepted_note"}),
        ("result received NET-01", {"result.received", "result.received_note"}),
        ("result received NET-02", {"result.received", "result.waiting_note"}),
        ("result refused", {"result.refused", "result.refused_note"}),
        ("receipt", {"receipt.see"}),
        ("receipt printing", {"receipt.printing"}),
        ("receipt printing moved", {"receipt.printing", "receipt.from_large"}),
        ("receipt printing PRN-11", {"fail.PRN-11.what", "fail.PRN-11.do", "result.code_spoken"}),
        ("receipt missing", {"receipt.look", "receipt.call_staff", "result.code_spoken"}),
        ("receipt part out", {"receipt.none", "fail.PRN-17.what", "receipt.part_out"}),
        ("receipt possible again", {"receipt.possible", "result.code_spoken"}),
        ("copy printed", {"copy.take"}),
        ("receipt printed", {"receipt.take"}),
        ("sending kept", {"sending.sentence", "sending.kept"}),
    ],
)
def test_what_came_of_it_is_spoken(name: str, keys: set[str]) -> None:
    (state,) = [state for state in observed("ug") if state.name == name]
    assert keys <= set(state.heard)


@pytest.mark.parametrize("step", ["crop", "area", "phone"])
def test_why_an_answer_is_not_taken_is_spoken(face: Face, step: str) -> None:
    face.go("step", step)
    face.ports.voice.stop()
    if step != "crop":
        face.touch(*["key:delete"] * 12)
    face.touch("forward")
    assert face.shown == f"step-{step}"
    assert face.heard().label == f"step-{step}-fault"
    assert len(face.heard().parts) == 1


def test_the_voice_is_made_louder_and_softer_from_help(face: Face) -> None:
    face.go("guide")
    before = face.ports.voice.volume
    face.touch("bar:help", "volume.softer", "volume.softer")
    assert face.ports.voice.volume == before - 2
    assert face.heard_keys() == ["volume.level"]
    face.touch("volume.louder")
    assert face.ports.voice.volume == before - 1


def test_slow_and_simple_speaks_slowly_too(face: Face) -> None:
    face.go("guide")
    face.touch("bar:letters", "mode:simple")
    assert face.ports.voice.slow
    face.touch("mode:simple")
    assert not face.ports.voice.slow


def test_time_does_not_run_out_while_somebody_listens(face: Face) -> None:
    face.go("guide")
    face.ports.voice.busy = True
    face.pass_time(3600)
    assert face.shown == "guide"
    face.ports.voice.busy = False
    face.pass_time(face.app.surroundings.timers.idle_s)
    assert face.shown == "timeout"
    # The warning speaks, and does not put itself off.
    face.ports.voice.busy = True
    face.pass_time(face.app.surroundings.timers.warning_s + 1)
    assert face.ended is not None
