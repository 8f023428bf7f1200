"""A statement that is agreed to, a paper that is brought, a signature among the questions."""

import pytest

from kiosk.language.languages import RESIDENT_LANGUAGES
from kiosk.language.values import Terms
from kiosk.services.service import FieldKind
from screens.step_agree import Statement
from screens.theme import TextStep
from tests.screens.face import Face, FaceMaker
from tests.screens.panels import each_panel, face_on
from tests.screens.steps import only

DECLARATION, ATTACHMENT, SIGNATURE = FieldKind.DECLARATION, FieldKind.ATTACHMENT, FieldKind.SIGNATURE
SENTENCE = "بۇ يەردە يازغانلىرىمنىڭ ھەممىسى راست. "
LONG = Terms(dict.fromkeys((language.tag for language in RESIDENT_LANGUAGES), (SENTENCE * 9)[:300].strip()))


def asked(open_face: FaceMaker, kind: FieldKind, **changes: object) -> Face:
    face = open_face(services=only(kind, **changes))
    face.go("step", kind.value)
    return face


def test_the_statement_is_shown_and_read_out_and_agreed_to(open_face: FaceMaker) -> None:
    face = asked(open_face, DECLARATION)
    text = face.screen.service.field("declaration").text
    assert text is not None
    assert text in face.heard().parts
    shown = " ".join(
        widget.text for widget in reversed(list(face.root.walk())) if isinstance(widget, Statement)
    )
    assert sorted(shown.split()) == sorted(face.words(text).split())
    assert face.reads("step.agree")
    assert face.visit.answers == {}
    face.touch("forward")
    assert face.visit.answers == {"declaration": "agreed"}


@each_panel
def test_a_long_statement_is_agreed_to_on_its_last_page_and_none_of_it_is_lost(
    open_face: FaceMaker, where: str
) -> None:
    face = face_on(open_face, where, TextStep.LARGEST, services=only(DECLARATION, text=LONG))
    face.go("step", "declaration")
    pages = face.screen.pages
    assert pages is not None and pages.count > 1
    assert "".join(block.text for block in pages.blocks).replace(" ", "") == face.words(LONG).replace(" ", "")
    for _ in range(pages.count - 1):
        assert not face.reads("step.agree")
        face.touch("forward")
    assert face.reads("step.agree")
    assert face.visit.answers == {}
    face.touch("forward")
    assert face.visit.answers == {"declaration": "agreed"}


def test_the_paper_is_named_and_shown_at_the_counter(open_face: FaceMaker) -> None:
    face = asked(open_face, ATTACHMENT)
    paper = face.screen.service.field("attachment").paper
    assert paper is not None
    assert face.reads(paper) and paper in face.heard().parts
    assert face.reads("step.bring")
    assert face.reads("step.will_show")
    face.touch("forward")
    assert face.visit.answers == {"attachment": "at-counter"}


@pytest.mark.parametrize("kind", [DECLARATION, ATTACHMENT])
def test_what_may_be_left_out_has_a_key_for_it(open_face: FaceMaker, kind: FieldKind) -> None:
    face = asked(open_face, kind)
    assert "second" not in face.elements()
    face = asked(open_face, kind, optional=True)
    face.touch("forward")
    assert kind.value in face.visit.answers
    face.go("step", kind.value)
    assert face.reads("step.leave_out")
    face.touch("second")
    assert (face.shown, face.visit.answers) == ("review", {})


def test_a_signature_is_drawn_and_goes_with_what_is_sent(open_face: FaceMaker) -> None:
    face = asked(open_face, SIGNATURE)
    face.sign()
    assert face.visit.signature
    face.touch("forward")
    assert face.visit.answers == {"signature": "signed"}
    assert face.visit.signed == face.visit.signature
    face.go("step", "signature")
    face.touch("sign:again", "forward")
    assert face.shown == "step-signature"


def test_nothing_drawn_is_said_and_who_cannot_sign_goes_on(open_face: FaceMaker) -> None:
    face = asked(open_face, SIGNATURE)
    face.touch("forward")
    assert face.shown == "step-signature"
    assert face.heard_keys() == ["sign.missing"]
    assert face.reads("sign.missing")
    face.touch("sign:cannot", "forward")
    assert face.visit.answers == {"signature": "not-signed"}
    assert face.visit.signed is None


def test_a_signature_that_was_a_question_is_not_asked_for_again_after_a_refusal(open_face: FaceMaker) -> None:
    face = asked(open_face, SIGNATURE)
    face.sign()
    face.touch("forward")
    drawn = face.visit.signature
    face.visit.mend()
    assert face.visit.signed == drawn


def test_an_optional_signature_can_be_left_out(open_face: FaceMaker) -> None:
    face = asked(open_face, SIGNATURE, optional=True)
    assert face.reads("step.leave_out")
    face.touch("forward")
    assert (face.shown, face.visit.answers) == ("review", {})


def test_a_declaration_is_not_cut_inside_a_number_or_before_what_closes(open_face: FaceMaker) -> None:
    text = Terms(
        dict.fromkeys(
            (language.tag for language in RESIDENT_LANGUAGES), "...12.5 юань «төленді.» 15.03.2026 ж. бастап."
        )
    )
    face = asked(open_face, DECLARATION, text=text)
    pages = face.screen.pages
    assert pages is not None
    assert [block.text for block in pages.blocks] == ["...12.5 юань «төленді.»", "15.03.2026 ж. бастап."]
