"""What is personal is said to headphones or when the resident asks for it, and never otherwise."""

import pytest

from kiosk.language.values import IdNumber, Message, Name
from kiosk.services.service import FieldKind
from kiosk.visit_events import HeadphonesChanged
from tests.recording_ports import HOLDER
from tests.screens.face import Face, FaceMaker
from tests.screens.steps import FIRST_DAY, answer_slots, free_times, only, options

NAME = Message("spoken.value", {"value": Name(HOLDER.name)})
NUMBER = Message("spoken.value", {"value": IdNumber(HOLDER.number)})


def confirming(face: Face) -> Face:
    face.go("card")
    face.lay_card(HOLDER)
    assert face.shown == "card_confirm"
    return face


def test_on_arrival_it_is_only_told_where_it_stands(face: Face) -> None:
    said = confirming(face).heard()
    assert NAME not in said.parts and not said.reveal_personal
    assert "card.name_on_screen" in face.heard_keys() and "personal.ask" not in face.heard_keys()


def test_listen_tells_how_to_ask_and_listen_once_more_asks(face: Face) -> None:
    confirming(face).touch("bar:listen")
    assert NAME not in face.heard().parts and not face.heard().reveal_personal
    assert "personal.ask" in face.heard_keys()
    face.touch("bar:listen")
    assert NAME in face.heard().parts and face.heard().reveal_personal
    assert "card.name_on_screen" not in face.heard_keys()


def test_what_was_asked_for_on_one_screen_is_not_said_on_the_next(face: Face) -> None:
    confirming(face).touch("bar:listen", "bar:listen")
    face.go("review")
    assert not face.heard().reveal_personal
    face.touch("bar:listen")
    assert not face.heard().reveal_personal


def test_on_screens_without_anything_personal_listen_only_repeats(face: Face) -> None:
    face.go("guide")
    for _ in range(3):
        face.touch("bar:listen")
        assert "personal.ask" not in face.heard_keys()


def test_to_headphones_it_is_said_at_once(face: Face) -> None:
    face.go("card")
    face.post(HeadphonesChanged(face.visit.id, plugged_in=True))
    face.lay_card(HOLDER)
    assert NAME in face.heard().parts and face.heard().reveal_personal
    face.go("review")
    assert NUMBER in face.heard().parts
    assert "review.on_screen" not in face.heard_keys()


def test_with_headphones_pulled_out_it_is_silent_again(face: Face) -> None:
    face.go("card")
    face.post(HeadphonesChanged(face.visit.id, plugged_in=True))
    face.post(HeadphonesChanged(face.visit.id, plugged_in=False))
    face.lay_card(HOLDER)
    assert NAME not in face.heard().parts and not face.heard().reveal_personal


def test_the_review_says_every_answer_that_is_not_personal(face: Face) -> None:
    face.go("review")
    service = face.visit.service
    assert service is not None
    crop = next(step for step in service.steps if step.id == "crop")
    assert crop.label in face.heard().parts
    assert not any(value in str(face.heard().parts) for value in (HOLDER.name, HOLDER.number))


@pytest.mark.parametrize(
    ("kind", "way", "touched"),
    [
        (FieldKind.CHOICE, (), "choice:o1"),
        (FieldKind.SEVERAL, (), "choice:o1"),
        (FieldKind.YES_NO, (), "choice:yes"),
        (FieldKind.SLOT, (f"day:{FIRST_DAY}",), f"choice:{FIRST_DAY}T09:30"),
    ],
)
def test_of_a_personal_choice_the_room_hears_only_that_it_was_made(
    open_face: FaceMaker, kind: FieldKind, way: tuple[str, ...], touched: str
) -> None:
    face = open_face(services=only(kind, personal=True, optional=True, options=options(3)))
    face.go("step", kind.value)
    if kind is FieldKind.SLOT:
        answer_slots(face, free_times())
    face.touch(*way, touched)
    assert face.heard_keys() == ["step.chosen"] and len(face.heard().parts) == 1
    face.touch(touched)
    assert face.heard_keys() == ["keypad.not_chosen"] and len(face.heard().parts) == 1
    face.post(HeadphonesChanged(face.visit.id, plugged_in=True, already=True))
    face.touch(touched)
    assert "step.chosen" not in face.heard_keys() and face.heard().parts
