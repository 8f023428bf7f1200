"""Review shows exactly what will be sent, to whom and why; nothing is sent before a yes."""

from dataclasses import replace

import pytest

from kiosk.language.display import display_value
from kiosk.language.languages import ALL_LANGUAGES, CHINESE, KAZAKH, UYGHUR, Language
from kiosk.language.values import Terms
from kiosk.services.service import Department, FieldKind
from kiosk.services.validation import answer_value
from kiosk.text.isolation import without_isolates
from kiosk.visit_receipt import sent_rows
from screens.review import ReviewRow
from screens.theme import TextStep
from tests.recording_ports import HOLDER, catalogues, every_service, sample_services
from tests.screens.face import AGRI, SUGGESTION, Face, FaceMaker, fields_of, with_service
from tests.screens.paging import read_on_every_page
from tests.screens.panels import each_panel, face_on

TAGS = [language.tag for language in ALL_LANGUAGES]


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
    personal = {
        field.id for field in fields_of() if answer_value(field, face.visit.answers[field.id]).personal
    }
    values = {HOLDER.name, HOLDER.number, *(face.visit.answers[field] for field in personal)}
    assert {"village", "phone"} <= personal
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


def leaf_through(face: Face) -> list[list[str]]:
    """The texts of every page, and the last page stays."""
    pages = [face.texts()]
    while face.screen.pages is not None and not face.screen.pages.last:
        assert face.shown == "review"
        face.touch("forward")
        pages.append(face.texts())
    return pages


@each_panel
def test_all_of_it_is_seen_before_the_yes(open_face: FaceMaker, where: str) -> None:
    offices = tuple(Department("office", Terms(dict.fromkeys(TAGS, f"{name} ئىدارە"))) for name in "ABC")
    service = replace(sample_services().service(AGRI), departments=offices)
    face = face_on(open_face, where, TextStep.LARGEST, services=with_service(service))
    face.go("review")
    read = [text for page in leaf_through(face) for text in page]
    for label, value in sent_rows(face.visit, catalogues()):
        assert face.words(label) in read
        assert without_isolates(display_value(value, UYGHUR)) in read
    assert all(face.words(office.name) in read for office in offices)
    assert face.words(service.why) in read
    assert face.reads("review.sign")
    face.touch("forward")
    assert face.shown == "sign"


def test_back_leads_through_the_pages_again(open_face: FaceMaker) -> None:
    face = face_on(open_face, "smallest", TextStep.LARGEST)
    face.go("review")
    first = face.texts()
    assert len(leaf_through(face)) > 2
    while face.screen.pages_back:
        face.touch("bar:back")
    assert face.texts() == first
    face.touch("bar:back")
    assert face.shown == "step-bank-card"


@pytest.mark.parametrize("where", ["tall", "reach", "smallest"])
def test_a_text_of_200_letters_is_seen_to_its_last_word(open_face: FaceMaker, where: str) -> None:
    words = [f"سۆز{number}" for number in range(28)]
    face = face_on(open_face, where, TextStep.LARGEST)
    service = face.choose(SUGGESTION)
    face.go("review")
    face.visit.answer(service.field("text"), " ".join(words))
    face.app.redraw()
    face.step(4)
    read = " ".join(text for page in leaf_through(face) for text in page)
    assert [word for word in words if word not in read.split()] == []


def test_whoever_changed_an_answer_comes_back_to_its_page(open_face: FaceMaker) -> None:
    face = face_on(open_face, "smallest", TextStep.LARGEST)
    face.go("review")
    while "change:phone" not in face.elements():
        face.touch("forward")
    face.touch("change:phone", "forward")
    assert face.shown == "review"
    assert "change:phone" in face.elements()


@pytest.mark.parametrize("says", [True, False])
def test_what_the_service_says_before_it_is_sent_is_read_and_heard(open_face: FaceMaker, says: bool) -> None:
    words = every_service().service("tax-quota-change").review
    assert words is not None
    service = replace(sample_services().service(AGRI), review=words if says else None)
    face = open_face(services=with_service(service))
    face.go("review")
    assert (words in face.heard().parts) == says
    assert (face.words(words) in read_on_every_page(face)) == says
