"""Sign takes a signature with the finger; who cannot sign says so."""

from kivy.graphics import Line

from kiosk.language.values import Message
from screens.widgets.signature_pad import SignaturePad
from tests.screens.face import Face


def test_what_was_drawn_is_the_signature(face: Face) -> None:
    face.go("sign")
    face.sign()
    face.stroke("sign:pad", (0.3, 0.2), (0.4, 0.2))
    assert [len(stroke) for stroke in face.visit.signature] == [3, 2]
    pad = face.elements()["sign:pad"]
    first = face.visit.signature[0][0]
    assert first == (round(pad.width * 0.2), round(pad.height * 0.4))


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
