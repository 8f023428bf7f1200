"""Sign takes a signature with the finger; who cannot sign says so."""

from itertools import combinations

from kivy.graphics import Line

from kiosk.language.languages import KAZAKH
from kiosk.language.values import Message
from screens.theme import TextStep
from screens.widgets.signature_pad import SignaturePad
from tests.screens.face import Face, FaceMaker
from tests.screens.panels import apart, each_panel, face_on, millimetres, of_the_screen


def test_what_was_drawn_is_the_signature(face: Face) -> None:
    face.go("sign")
    face.sign()
    face.stroke("sign:pad", (0.3, 0.2), (0.4, 0.2))
    assert [len(stroke) for stroke in face.visit.signature] == [3, 2]
    pad = face.elements()["sign:pad"]
    first = face.visit.signature[0][0]
    assert abs(first[0] - pad.width * 0.2) <= 1
    assert abs(first[1] - pad.height * 0.4) <= 1


def test_it_does_not_send_without_a_signature_and_asks_for_it(face: Face) -> None:
    face.go("sign")
    face.touch("forward")
    assert face.shown == "sign"
    assert face.reads("sign.missing")
    assert face.heard_keys() == ["sign.missing"]
    assert face.ports.sender.sent == []
    face.sign()
    assert not face.reads("sign.missing")
    face.touch("forward")
    assert face.shown == "sending"
    assert face.ports.sender.sent[0][1].signature == face.visit.signature


def test_writing_again_begins_with_an_empty_field(face: Face) -> None:
    face.go("sign")
    face.sign()
    face.touch("sign:again")
    assert face.visit.signature == ()
    face.touch("forward")
    assert face.shown == "sign"


def test_who_cannot_sign_says_so_and_it_is_sent_without(face: Face) -> None:
    face.go("sign")
    face.touch("sign:cannot")
    assert face.reads("sign.cannot_done")
    assert face.heard_keys() == ["sign.cannot_done"]
    face.touch("forward")
    assert face.shown == "sending"
    assert face.ports.sender.sent[0][1].signature is None


def test_who_signs_after_all_has_signed(face: Face) -> None:
    face.go("sign")
    face.touch("sign:cannot")
    face.sign()
    assert not face.visit.signed_by_touch
    assert not face.reads("sign.cannot_done")
    face.touch("sign:cannot")
    assert face.visit.signature == ()


def test_saying_that_one_cannot_takes_the_demand_back(face: Face) -> None:
    face.go("sign")
    face.touch("forward", "sign:cannot")
    assert not face.reads("sign.missing")


def test_it_says_where_it_will_go(face: Face) -> None:
    face.go("sign")
    service = face.visit.service
    assert service is not None
    note = Message("sign.note", {"department": service.departments[0].name})
    assert face.reads(note)
    assert note in face.heard().parts


def test_a_signature_is_still_there_after_looking_back(face: Face) -> None:
    face.go("sign")
    face.sign()
    drawn = face.visit.signature
    face.touch("bar:back", "forward")
    assert face.shown == "sign"
    ink = [part for part in face.find(SignaturePad).canvas.after.children if isinstance(part, Line)]
    assert [len(line.points) // 2 for line in ink] == [len(stroke) for stroke in drawn]
    face.touch("forward")
    assert face.ports.sender.sent[0][1].signature == drawn


def test_a_stroke_ends_at_the_edge_of_the_frame(face: Face) -> None:
    face.go("sign")
    face.stroke("sign:pad", (0.5, 0.5), (0.5, 1.5), (0.6, 0.5))
    pad = face.elements()["sign:pad"]
    assert all(0 <= y <= pad.height for _, y in face.visit.signature[0])


@each_panel
def test_there_is_room_to_sign_everywhere(open_face: FaceMaker, where: str) -> None:
    face = face_on(open_face, where, TextStep.LARGEST, language=KAZAKH)
    face.go("sign")
    pad = face.elements()["sign:pad"]
    assert millimetres(face, pad.width) >= 110
    assert millimetres(face, pad.height) >= 55
    for one, other in combinations(of_the_screen(face), 2):
        assert millimetres(face, apart(one, other)) >= 2.54, (one.id, other.id)


@each_panel
def test_what_is_missing_stands_in_the_empty_field_and_goes_with_the_first_stroke(
    open_face: FaceMaker, where: str
) -> None:
    face = face_on(open_face, where, TextStep.LARGEST)
    face.go("sign")
    assert face.reads("sign.here")
    before = face.elements()
    face.touch("forward")
    assert face.reads("sign.missing")
    assert face.elements() == before
    face.sign()
    assert not face.reads("sign.missing")
    assert not face.reads("sign.here")


def test_a_signature_is_whole_in_a_smaller_field(face: Face) -> None:
    face.go("sign")
    face.stroke("sign:pad", (0.1, 0.1), (0.9, 0.95))
    face.touch("bar:letters", "mode:reach", "forward")
    pad, box = face.find(SignaturePad), face.elements()["sign:pad"]
    (ink,) = [part for part in pad.canvas.after.children if isinstance(part, Line)]
    assert max(ink.points[1::2]) <= box.y + box.height
    face.touch("forward")
    assert face.shown == "sending"


def test_who_cannot_sign_sees_that_this_holds(face: Face) -> None:
    face.go("sign")
    cannot = next(slab for slab in face.root.walk() if getattr(slab, "element_id", "") == "sign:cannot")
    assert not cannot.chosen
    face.touch("sign:cannot")
    assert cannot.chosen
    face.touch("sign:again")
    assert not cannot.chosen
    face.touch("forward")
    assert face.reads("sign.missing")
