"""Guide says what to have at hand, how long it takes and what it costs, before anything is asked."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kiosk.language.languages import KAZAKH, UYGHUR, Language
from kiosk.language.values import Message, Number, Terms
from kiosk.services.service import Material
from screens.guide import MaterialRow, TermRow
from screens.theme import Modes, TextStep
from tests.recording_ports import every_service, sample_services
from tests.screens.face import AGRI, SUGGESTION, Face, FaceMaker, visible, with_service
from tests.screens.paging import TIGHT, read_on_every_page


def test_it_shows_and_says_what_to_bring_how_long_and_how_much(face: Face) -> None:
    face.go("guide")
    service = sample_services().service(AGRI)
    assert face.sentence() == face.words(service.guide)
    heard = face.heard()
    read = read_on_every_page(face)
    for material in service.materials:
        assert face.words(material.name) in read
        assert material.name in heard.parts
    assert {"5", "20", face.words("guide.free")} <= read
    assert face.words(Message("guide.minutes", {"minutes": Number(service.minutes)})) in read
    keys = [part.key for part in heard.parts if isinstance(part, Message)]
    assert {"guide.bring", "guide.spoken", "guide.free"} <= set(keys)


def test_it_shows_and_says_who_may_do_it(face: Face) -> None:
    face.choose(AGRI)
    service = sample_services().service(AGRI)
    assert service.eligibility
    face.go("guide")
    assert all(sentence in face.heard().parts for sentence in service.eligibility)
    assert {face.words("guide.who"), *map(face.words, service.eligibility)} <= read_on_every_page(face)


def test_it_shows_and_says_what_is_read_from_the_card_and_why_before_it_is_read(face: Face) -> None:
    face.go("guide")
    heard = list(face.heard().parts)
    read = read_on_every_page(face)
    for need in sample_services().service(AGRI).needs:
        assert {face.words(f"field.{need.field}"), face.words(need.reason)} <= read
        assert heard[heard.index(Message(f"field.{need.field}")) + 1] == need.reason
    assert face.shown == "guide" and face.ports.card_reader.starts == []


def test_each_department_stands_there_with_its_own_days(open_face: FaceMaker) -> None:
    several = every_service().service("sole-trader")
    assert len({department.promised_days for department in several.departments}) > 1
    face = open_face(services=with_service(several))
    face.choose(several.id)
    face.go("guide")
    heard, read = list(face.heard().parts), read_on_every_page(face)
    for department in several.departments:
        days = Message("guide.office_days", {"days": Number(department.promised_days or 0)})
        assert {face.words(department.name), face.words(days)} <= read
        assert heard[heard.index(department.name) + 1] == days


@pytest.mark.parametrize("service", ["company-credit", "queue-ticket", "progress"])
def test_what_costs_nothing_and_promises_no_days_says_nothing_of_them(
    open_face: FaceMaker, service: str
) -> None:
    face = open_face(services=every_service())
    face.choose(service)
    face.go("guide")
    assert not {"guide.spoken", "guide.promised_spoken", "guide.free"} & set(face.heard_keys())
    assert not set(map(face.words, ("guide.time", "guide.promised", "guide.fee"))) & read_on_every_page(face)


def test_the_bar_of_a_term_is_as_long_as_the_term(open_face: FaceMaker) -> None:
    service = replace(sample_services().service(AGRI), materials=(), eligibility=())
    face = open_face(services=with_service(service))
    face.go("guide")
    rows = [row for row in face.root.walk() if isinstance(row, TermRow)]
    assert sorted(row.share for row in rows) == [0.25, 1.0]


def test_a_fee_is_named_in_yuan_and_a_service_without_a_limit_in_law_claims_none(
    open_face: FaceMaker,
) -> None:
    service = replace(sample_services().service(AGRI), fee=Decimal("12.5"), statutory_days=None)
    face = open_face(services=with_service(service))
    face.go("guide")
    assert {"guide.promised_spoken", "guide.yuan"} <= set(face.heard_keys())
    assert "guide.spoken" not in face.heard_keys()
    read = read_on_every_page(face)
    assert face.words(Message("guide.yuan", {"amount": Number(Decimal("12.5"))})) in read
    assert not {face.words("guide.free"), face.words("guide.statutory")} & read


def test_where_nothing_has_to_be_brought_nothing_is_asked_for(face: Face) -> None:
    face.choose(SUGGESTION)
    face.go("guide")
    assert not face.reads("guide.bring")
    assert "guide.bring" not in face.heard_keys()


@pytest.mark.parametrize(("service", "following"), [(AGRI, "card"), (SUGGESTION, "step-topic")])
def test_the_card_is_asked_for_only_where_the_service_needs_it(
    face: Face, service: str, following: str
) -> None:
    face.choose(service)
    face.go("guide")
    assert read_on_every_page(face)
    face.touch("forward")
    assert face.shown == following
    assert len(face.ports.card_reader.starts) == (following == "card")


def test_back_leads_to_the_services(face: Face) -> None:
    face.go("guide")
    face.touch("bar:back")
    assert face.shown == "services"


LONG = Material(
    "document",
    Terms(
        {
            "ug": "ئائىلە نوپۇس دەپتىرىڭىزنىڭ ئەسلى نۇسخىسى",
            "kk": "Отбасы тіркеу кітапшаңыздың түпнұсқасы",
            "kk-Arab": "وتباسى تىركەۋ كىتاپشاڭىزدىڭ ٴتۇپنۇسقاسى",
            "zh-Hans": "户口簿原件",
            "en": "The original of your household register",
        }
    ),
)


def rows(face: Face) -> list[MaterialRow]:
    return [row for row in visible(face.screen) if isinstance(row, MaterialRow)]


@pytest.mark.parametrize("where", TIGHT)
@pytest.mark.parametrize("language", [UYGHUR, KAZAKH], ids=lambda language: language.tag)
def test_everywhere_everything_to_know_is_read_on_some_page(
    open_face: FaceMaker, where: str, language: Language
) -> None:
    panel, modes = TIGHT[where]
    sample = sample_services().service(AGRI)
    service = replace(sample, materials=(*sample.materials, LONG, LONG), promised_days=15, statutory_days=120)
    face = open_face(panel=panel, modes=modes, language=language, services=with_service(service))
    face.go("guide")
    read = read_on_every_page(face)
    expected = ["guide.bring", "guide.time", "guide.promised", "guide.statutory", "guide.fee", "guide.free"]
    expected += ["guide.here"]
    assert {face.words(key) for key in expected} <= read
    assert {face.words(material.name) for material in service.materials} <= read
    assert {"15", "120"} <= read
    assert face.shown == "guide"
    face.touch("forward")
    assert face.shown == "card"


def test_materials_with_long_names_wrap_into_rows(open_face: FaceMaker) -> None:
    sample = sample_services().service(AGRI)
    shortest = min(sample.materials, key=lambda material: len(material.name.words["ug"]))
    short = open_face(services=with_service(replace(sample, materials=(shortest,) * 3)))
    short.go("guide")
    assert [len(row.children) for row in rows(short)] == [3]
    service = replace(sample_services().service(AGRI), materials=(LONG, LONG, LONG))
    long = open_face(services=with_service(service), modes=Modes(TextStep.LARGE))
    long.go("guide")
    assert len(rows(long)) > 1


def test_back_turns_to_the_page_before_and_then_to_the_services(open_face: FaceMaker) -> None:
    face = open_face(modes=Modes(TextStep.LARGEST))
    face.go("guide")
    face.touch("forward", "bar:back")
    assert (face.shown, face.screen.pages is not None and face.screen.pages.page) == ("guide", 0)
    face.touch("bar:back")
    assert face.shown == "services"
