"""Review shows exactly what will be sent, to whom and why; nothing is sent before a yes."""

import pytest

from kiosk.language.display import display_value
from kiosk.language.languages import CHINESE, KAZAKH, UYGHUR, Language
from kiosk.services.service import FieldKind
from kiosk.text.isolation import without_isolates
from kiosk.visit_receipt import sent_rows
from screens.review import ReviewRow
from tests.recording_ports import HOLDER, catalogues
from tests.screens.face import AGRI, SUGGESTION, Face, FaceMaker, fields_of


def rows(face: Face) -> list[tuple[str, str]]:
    """(label, value) of every row from the top."""
    found = [widget for widget in face.root.walk() if isinstance(widget, ReviewRow)]
    found.sort(key=lambda row: -row.y)
    return [(face.words(row.label), without_isolates(row.value)) for row in found]


@pytest.mark.parametrize(("language", "service_id"), [(UYGHUR, AGRI), (CHINESE, AGRI), (KAZAKH, SUGGESTION)])
def test_every_row_that_is_sent_stands_there_and_no_other(
    open_face: FaceMaker, language: Language, service_id: str
) -> None:
    face = open_face(language=language)
    service = face.choose(service_id)
    face.go("review")
    expected = [
        (face.words(label), without_isolates(display_value(value, language)))
        for label, value in sent_rows(face.visit, catalogues())
    ]
    assert rows(face) == expected
    shown_texts = face.texts()
    assert all(text in shown_texts for row in expected for text in row)
    assert len(expected) == len(service.needs) + len(service.steps)


def test_what_is_confirmed_is_what_stood_there(face: Face) -> None:
    face.go("review")
    shown = dict(rows(face))
    face.touch("forward")
    face.sign()
    face.touch("forward")
    ((_, submission),) = face.ports.sender.sent
    assert dict(submission.holder) == {
        "name": shown[face.words("field.name")],
        "number": shown[face.words("field.number")],
    }
    for field in fields_of():
        answer = submission.answers[field.id]
        if field.kind is FieldKind.CHOICE:
            answer = face.words(field.option(answer).label)
        assert shown[face.words(field.label)].startswith(answer)
    assert len(submission.answers) + len(submission.holder) == len(shown)


def test_it_says_who_gets_it_and_what_for(face: Face) -> None:
    face.go("review")
    service = face.visit.service
    assert service is not None
    for department in service.departments:
        assert face.reads(department.name)
        assert department.name in face.heard().parts
    assert face.reads(service.why)
    assert service.why in face.heard().parts


def test_no_personal_value_is_spoken(face: Face) -> None:
    face.go("review")
    assert not face.heard().reveal_personal
    values = {HOLDER.name, HOLDER.number, *face.visit.answers.values()}
    assert not any(value in str(face.heard().parts) for value in values)


def test_every_answer_can_be_changed_and_leads_back_here(face: Face) -> None:
    face.go("review")
    for field in fields_of():
        assert f"change:{field.id}" in face.elements()
    face.touch("change:area")
    assert face.shown == "step-area"
    for _ in "12.5":
        face.touch("key:delete")
    face.type("3")
    face.touch("forward")
    assert face.shown == "review"
    assert face.visit.answers["area"] == "3"
    assert "3 مو" in [value for _, value in rows(face)]


def test_going_back_from_a_change_changes_nothing(face: Face) -> None:
    face.go("review")
    face.touch("change:crop", "choice:melon", "bar:back")
    assert face.shown == "review"
    assert face.visit.answers["crop"] == "cotton"


def test_what_the_card_says_cannot_be_changed_here(face: Face) -> None:
    face.go("review")
    changes = [element for element in face.elements() if element.startswith("change:")]
    assert len(changes) == len(fields_of())


def test_nothing_is_sent_before_a_yes(face: Face) -> None:
    face.go("review")
    assert face.ports.sender.sent == []
    assert face.visit.submission is None


@pytest.mark.parametrize(
    ("service_id", "key", "following"),
    [(AGRI, "review.sign", "sign"), (SUGGESTION, "review.send", "sending")],
)
def test_the_yes_says_whether_a_signature_comes_next(
    face: Face, service_id: str, key: str, following: str
) -> None:
    face.choose(service_id)
    face.go("review")
    assert face.reads(key)
    face.touch("forward")
    assert face.shown == following


def test_back_leads_to_the_last_question(face: Face) -> None:
    face.go("review")
    face.touch("bar:back")
    assert face.shown == "step-bank-card"
