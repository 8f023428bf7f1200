"""The keypad's focus: one thing always has it, its name and state are said, SELECT does what a touch does."""

from dataclasses import replace

import pytest
from kivy.clock import Clock

from kiosk.failures import Failure, FailureCode
from kiosk.keypad import KeypadKey
from kiosk.language.languages import CHINESE, RESIDENT_LANGUAGES
from kiosk.language.values import Message, Number, Terms, Words
from kiosk.visit_events import CardFound, CardNotRead, Kept, KeypadPressed
from kiosk.visit_ports import VOLUME_LEVELS, Ending
from kiosk.visit_progress import Delivery
from screens.focus import MOST_WAITING
from screens.theme import ColourTheme, Modes, TextStep
from screens.widgets.text_field import TextField
from tests.recording_ports import sample_services
from tests.screens.face import AGRI, TIMERS, Face, FaceMaker, changed_field, with_service
from tests.screens.keypad_hands import focus_on, press, press_at_once


def said(face: Face) -> tuple[Words, ...]:
    return face.heard().parts


def focus(face: Face) -> str:
    return face.app.focus.element_id


def cotton() -> Words:
    options = sample_services().service(AGRI).field("crop").options
    return next(option.label for option in options if option.id == "cotton")


# Beginning


def test_nothing_has_the_focus_before_the_keypad_is_used(face: Face) -> None:
    face.go_last("guide")
    assert focus(face) == ""
    press(face, "down")
    assert focus(face) != ""


@pytest.mark.parametrize("key", sorted({*KeypadKey} - {KeypadKey.VOLUME_UP, KeypadKey.VOLUME_DOWN}))
def test_the_first_key_begins_and_every_language_is_heard(face: Face, key: KeypadKey) -> None:
    face.bring_up()
    press(face, key)
    assert (face.shown, focus(face)) == ("language", "bar:listen")
    announced = face.ports.voice.announcing
    assert announced is not None
    assert announced.languages == RESIDENT_LANGUAGES
    assert announced.parts == (Message("language.sentence"), Message("keypad.how"))


def test_each_language_is_called_in_itself(face: Face) -> None:
    face.bring_up()
    press(face, "down")
    heard = []
    for _ in RESIDENT_LANGUAGES:
        press(face, "down")
        own = face.heard().language
        script = [Message(f"language.script.{own.tag}")] if own.spoken_with == "kk" else []
        assert said(face) == (Message("language.own_name"), *script, Message("keypad.language"))
        heard.append(own)
    assert sorted(heard, key=RESIDENT_LANGUAGES.index) == list(RESIDENT_LANGUAGES)
    press(face, "select")
    assert (face.shown, face.visit.language) == ("services", heard[-1])


def test_who_touches_sees_no_ring_and_is_not_told_of_keys(face: Face) -> None:
    face.bring_up()
    face.touch("begin")
    asked = face.ports.voice.announcing
    assert asked is not None
    assert Message("keypad.how") not in asked.parts
    assert focus(face) == ""
    face.touch("language:ug", "bar:help")
    assert Message("keypad.how") not in said(face)


# Walking


def test_down_goes_as_one_reads_and_from_the_end_to_the_beginning(face: Face) -> None:
    face.go("step", "crop")
    press(face, "down")
    walked = [focus(face)]
    while walked[0] != focus(face) or len(walked) == 1:
        press(face, "down")
        walked.append(focus(face))
    choices = [f"choice:{option.id}" for option in sample_services().service(AGRI).field("crop").options]
    bar = [f"bar:{action}" for action in ("back", "help", "language", "letters", "leave")]
    assert walked == [*choices, "forward", *bar, "bar:listen", choices[0]]
    press(face, "up", "up")
    assert focus(face) == "bar:leave"


def test_what_is_not_shown_is_passed_over(face: Face) -> None:
    face.go("step", "crop")
    face.screen.opacity = 0
    press(face, "down")
    assert focus(face) == "forward"


def test_steps_that_come_together_are_one_way_and_one_name(face: Face) -> None:
    face.go("step", "crop")
    press(face, "down")
    before = len(face.ports.voice.said)
    press_at_once(face, "down", "down", "down", "up")
    assert focus(face) == "choice:maize"
    assert len(face.ports.voice.said) == before + 1


def test_a_new_screen_begins_at_its_listen_key_and_says_only_itself(face: Face) -> None:
    face.go_last("guide")
    focus_on(face, "forward")
    press(face, "select")
    assert (face.shown, focus(face)) == ("card", "bar:listen")
    assert face.heard_keys()[0] == "card.either"
    assert said(face)[-1] == Message("card.forget")


def test_a_screen_one_comes_back_to_begins_anew(face: Face) -> None:
    face.go_last("guide")
    focus_on(face, "forward")
    press(face, "select", "back")
    assert (face.shown, focus(face)) == ("guide", "bar:listen")


def test_the_focus_stays_where_it_is_when_the_screen_is_made_anew(face: Face) -> None:
    face.go("step", "crop")
    focus_on(face, "choice:maize")
    face.app.choose_modes(Modes(TextStep.LARGE, ColourTheme.NIGHT))
    face.step()
    assert focus(face) == "choice:maize"


def test_the_focus_comes_back_from_help_to_where_it_was(face: Face) -> None:
    face.go("step", "crop")
    focus_on(face, "choice:maize")
    press(face, "help")
    assert (face.shown, focus(face)) == ("help", "bar:listen")
    assert Message("keypad.how") in said(face)
    focus_on(face, "bar:language")
    press(face, "back")
    assert (face.shown, focus(face)) == ("step-crop", "choice:maize")
    press(face, "help")
    assert focus(face) == "bar:listen"


def test_the_focus_stays_on_the_choice_of_letters_that_was_made(face: Face) -> None:
    face.go("letters")
    press(face, "down")
    focus_on(face, "colour:night")
    press(face, "select")
    assert (focus(face), face.app.look.theme) == ("colour:night", ColourTheme.NIGHT)


def test_another_language_keeps_the_place_and_the_focus(face: Face) -> None:
    face.go("step", "crop")
    focus_on(face, "choice:maize")
    focus_on(face, "bar:language")
    press(face, "select")
    focus_on(face, f"language:{CHINESE.tag}")
    press(face, "select")
    assert (face.shown, focus(face)) == ("step-crop", "bar:language")
    assert face.heard().language == CHINESE


def test_what_was_away_has_no_focus_when_it_comes_back_unheard(face: Face) -> None:
    face.go("card")
    focus_on(face, "second")
    face.post(CardFound(face.visit.id))
    assert focus(face) == "bar:listen"
    face.post(CardNotRead(face.visit.id, Failure(FailureCode.CARD_REMOVED)))
    assert face.offers("second")
    press(face, "select")
    assert (face.shown, focus(face)) == ("card", "bar:listen")


# What is said


def test_a_choice_says_whether_it_is_chosen(face: Face) -> None:
    face.go("step", "crop")
    focus_on(face, "choice:cotton")
    assert said(face) == (cotton(), Message("keypad.not_chosen"))
    press(face, "select")
    assert said(face) == (cotton(), Message("step.chosen"))
    press(face, "down", "up")
    assert said(face) == (cotton(), Message("step.chosen"))


def test_a_key_that_is_off_says_so_and_does_nothing(face: Face) -> None:
    face.go("result")
    focus_on(face, "bar:back")
    off = (Message("bar.back"), Message("keypad.off"))
    assert said(face) == off
    for key in ("select", "back"):
        face.ports.voice.stop()
        press(face, key)
        assert (face.shown, said(face)) == ("result", off)


def test_what_is_typed_into_a_personal_field_is_counted_not_said(face: Face) -> None:
    face.go("step", "phone")
    focus_on(face, "key:7")
    seven = Terms({"ug": "7"})
    assert said(face) == (seven,)
    for count in (1, 2, 3):
        press(face, "select")
        assert said(face) == (Message("keypad.count", {"number": Number(count)}),)
    focus_on(face, "key:delete")
    press(face, "select")
    assert said(face) == (Message("keypad.count", {"number": Number(2)}),)
    press(face, "select", "select")
    assert said(face) == (Message("keypad.empty"),)
    focus_on(face, "key:7")
    press(face, "select")
    entry = next(stop for stop in face.elements() if stop.startswith("field") or stop == "entry")
    focus_on(face, entry)
    assert said(face) == (Message("keypad.field"), Message("keypad.count", {"number": Number(1)}))


def test_what_is_typed_into_another_field_is_said_key_by_key(face: Face) -> None:
    face.go("step", "area")
    focus_on(face, "key:7")
    press(face, "select")
    assert said(face) == (Terms({"ug": "7"}),)


def test_letters_of_pinyin_are_counted_and_candidates_numbered_where_the_field_is_personal(
    open_face: FaceMaker,
) -> None:
    face = open_face(language=CHINESE)
    face.go("step", "village")
    for letter, count in (("c", 1), ("u", 2), ("n", 3)):
        focus_on(face, f"key:{letter}")
        press(face, "select")
        assert said(face) == (Message("keypad.count", {"number": Number(count)}),)
    focus_on(face, "candidate:1")
    assert said(face) == (Message("keypad.candidate", {"number": Number(1)}),)
    press(face, "select")
    assert len(face.find(TextField).text) == 1
    # The candidates are gone, and what stands nearest is heard.
    assert focus(face) not in ("", "candidate:1")
    assert face.heard().label.endswith("-focus")


def test_candidates_are_said_where_the_field_is_nobodys_own(open_face: FaceMaker) -> None:
    service = changed_field(AGRI, "village", personal=False)
    face = open_face(language=CHINESE, services=with_service(service))
    face.go("step", "village")
    for letter in "cun":
        focus_on(face, f"key:{letter}")
        press(face, "select")
        assert said(face) == (Terms({"zh-Hans": letter}),)
    focus_on(face, "candidate:1")
    (candidate,) = said(face)
    assert isinstance(candidate, Terms)
    assert len(candidate.words["zh-Hans"]) == 1


def test_the_square_to_write_in_is_for_a_finger_and_the_keyboard_is_the_way(open_face: FaceMaker) -> None:
    face = open_face(language=CHINESE)
    face.go("step", "village")
    focus_on(face, "second")
    press(face, "select")
    focus_on(face, "handwriting:pad")
    assert said(face) == (Message("handwriting.write_here"), Message("keypad.finger"))
    focus_on(face, "second")
    press(face, "select")
    assert "key:a" in face.elements()


def test_another_keyboard_is_heard_of(face: Face) -> None:
    face.go("step", "village")
    focus_on(face, "key:digits")
    press(face, "select")
    assert "key:digits" not in face.elements()
    assert focus(face).startswith("key:")
    assert said(face) != ()


def test_a_fault_is_heard_and_not_the_key_again(face: Face) -> None:
    face.go("step", "crop")
    focus_on(face, "forward")
    press(face, "select")
    assert (face.shown, focus(face)) == ("step-crop", "forward")
    assert face.heard().label == "step-crop-fault"


def test_a_finger_is_not_made_up(face: Face) -> None:
    face.go("sign")
    focus_on(face, "sign:pad")
    assert said(face) == (Message("sign.here"), Message("keypad.finger"))
    press(face, "select")
    assert face.visit.signature == ()
    assert said(face) == (Message("sign.here"), Message("keypad.finger"))


def test_who_cannot_sign_hears_what_that_means_and_goes_on(face: Face) -> None:
    face.go("sign")
    focus_on(face, "sign:cannot")
    press(face, "select")
    assert face.heard_keys() == ["sign.cannot", "step.chosen", "sign.cannot_done"]
    focus_on(face, "forward")
    press(face, "select")
    assert face.shown == "sending"


def test_each_change_key_says_what_it_changes(face: Face) -> None:
    face.go("review")
    crop = sample_services().service(AGRI).field("crop")
    focus_on(face, "change:crop")
    assert said(face) == (Message("review.change_value", {"what": crop.label, "value": cotton()}),)
    focus_on(face, "change:phone")
    phone = sample_services().service(AGRI).field("phone")
    assert said(face) == (Message("review.change_this", {"what": phone.label}),)


# The other keys


def test_repeat_says_the_screen_again_from_wherever_one_is(face: Face) -> None:
    face.go_last("guide")
    first = said(face)
    focus_on(face, "bar:leave")
    press(face, "repeat")
    assert said(face) == first
    assert focus(face) == "bar:leave"


def test_back_does_what_the_back_key_does(face: Face) -> None:
    face.go("guide")
    press(face, "back")
    assert face.shown == "services"


def test_help_that_is_open_stays_open(face: Face) -> None:
    face.go_last("guide")
    press(face, "help", "help")
    assert face.shown == "help"
    assert said(face) == (Message("bar.help"),)


def test_volume_is_turned_while_something_is_said_and_interrupts_nothing(face: Face) -> None:
    voice = face.ports.voice
    face.go_last("guide")
    voice.busy, before, speaking = True, voice.volume, voice.speaking
    press(face, "volume-down", "volume-down", "volume-up")
    assert (voice.volume, voice.speaking) == (before - 1, speaking)
    assert focus(face) == ""


def test_in_silence_the_new_volume_is_said(face: Face) -> None:
    face.go_last("guide")
    press(face, "volume-up")
    assert said(face) == (
        Message("volume.level", {"level": Number(VOLUME_LEVELS), "most": Number(VOLUME_LEVELS)}),
    )


def test_volume_begins_no_visit_and_speaks_no_language_that_nobody_chose(face: Face) -> None:
    face.bring_up()
    press(face, "volume-up", "volume-down")
    assert face.shown == "attract"
    assert face.ports.voice.speaking is None


# Time


def test_the_timeout_begins_at_the_way_on_and_says_so(face: Face) -> None:
    face.go_last("guide")
    focus_on(face, "forward")
    face.pass_time(TIMERS.idle_s)
    assert (face.shown, focus(face)) == ("timeout", "forward")
    assert face.heard_keys() == ["timeout.sentence", "timeout.note", "timeout.stay"]
    press(face, "select")
    assert (face.shown, focus(face)) == ("guide", "forward")


def test_a_key_shows_that_somebody_is_there(face: Face) -> None:
    face.go_last("guide")
    for _ in range(3):
        face.pass_time(TIMERS.idle_s - 1)
        press(face, "down")
    assert face.shown == "guide"


def test_a_key_that_is_stuck_holds_no_visit(face: Face) -> None:
    face.go_last("guide")
    press(face, "down")
    for _ in range(9):
        face.pass_time(TIMERS.idle_s / 9)
        press_at_once(face, "down", held=True)
    assert face.shown == "timeout"


def test_a_key_that_is_stuck_begins_no_visit(face: Face) -> None:
    face.bring_up()
    press_at_once(face, *["down"] * 50, held=True)
    assert (face.shown, face.ports.host.told) == ("attract", ["drawn"])


def test_what_is_selected_before_a_screen_can_have_been_heard_is_not_done(open_face: FaceMaker) -> None:
    face = open_face(timers=replace(TIMERS, touch_rest_s=0.3))
    face.go_last("guide")
    press(face, "down", "select", "back")
    assert face.shown == "guide"
    face.pass_time(0.5)
    press(face, "select")
    assert face.shown == "card"


# Floods


@pytest.mark.parametrize("key", ["select", "repeat", "help", "down", "up"])
@pytest.mark.parametrize("screen", ["guide", "review", "sign"])
def test_fifty_presses_a_second_lead_nowhere(face: Face, screen: str, key: str) -> None:
    face.go(screen)
    for _ in range(10):
        press_at_once(face, *[key] * 50)
    face.step(frames=MOST_WAITING)
    assert face.shown == ("help" if key == "help" else screen)
    assert (face.visit.submission, face.ended) == (None, None)
    press(face, "down")
    assert focus(face) != ""
    assert face.heard().label.endswith("-focus")


def test_a_flood_leaves_no_queue_behind(face: Face) -> None:
    face.go_last("guide")
    face.post(*(KeypadPressed(face.visit.id, KeypadKey.REPEAT) for _ in range(1000)))
    face.step(frames=MOST_WAITING + 4)
    spoken = len(face.ports.voice.said)
    assert spoken <= MOST_WAITING + 4
    face.step(frames=10)
    assert len(face.ports.voice.said) == spoken


def test_a_key_after_the_end_of_the_visit_does_nothing(face: Face) -> None:
    face.go("gone")
    focus_on(face, "forward")
    press_at_once(face, "select", "select", "down")
    assert face.ended is Ending.FINISHED
    spoken = len(face.ports.voice.said)
    face.visit.post(KeypadPressed(face.visit.id, KeypadKey.DOWN))
    for _ in range(4):
        Clock.tick()
    assert len(face.ports.voice.said) == spoken


def test_a_press_of_another_visit_is_dropped(face: Face) -> None:
    face.go_last("guide")
    face.post(KeypadPressed("another", KeypadKey.BACK))
    face.step(frames=4)
    assert face.shown == "guide"


def test_events_that_come_with_presses_are_taken_all_the_same(face: Face) -> None:
    face.go("sending")
    face.post(KeypadPressed(face.visit.id, KeypadKey.DOWN), Kept(face.visit.id, face.key))
    assert face.visit.delivery is Delivery.KEPT
