"""Guide says what to have at hand, how long it takes and what it costs, before anything is asked."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kiosk.language.languages import KAZAKH, UYGHUR, Language
from kiosk.language.values import Message, Number, Terms
from kiosk.services.service import Material
from screens.guide import MaterialRow, TermRow
from screens.theme import Modes, TextStep
from tests.recording_ports import sample_services
from tests.screens.face import AGRI, SUGGESTION, Face, FaceMaker, visible, with_service
from tests.screens.paging import TIGHT, read_on_every_page


def test_it_shows_and_says_what_to_bring_how_long_and_how_much(face: Face) -> None:
    face.go("guide")
    service = sample_services().service(AGRI)
    assert face.sentence() == face.words(service.guide)
    for material in service.materials:
        assert face.reads(material.name)
        assert material.name in face.heard().parts
    assert {"5", "20"} <= set(face.texts())
    assert face.reads("guide.free")
    assert face.reads(Message("guide.minutes", {"minutes": Number(6)}))
    assert {"guide.bring", "guide.spoken", "guide.free"} <= set(face.heard_keys())


def test_the_bar_of_a_term_is_as_long_as_the_term(face: Face) -> None:
    face.go("guide")
    rows = [row for row in face.root.walk() if isinstance(row, TermRow)]
    assert sorted(row.share for row in rows) == [0.25, 1.0]


def test_a_fee_is_named_in_yuan_and_a_service_without_a_limit_in_law_claims_none(
    open_face: FaceMaker,
) -> None:
    service = replace(sample_services().service(AGRI), fee=Decimal("12.5"), statutory_days=None)
    face = open_face(services=with_service(service))
    face.go("guide")
    assert face.reads(Message("guide.yuan", {"amount": Number(Decimal("12.5"))}))
    assert not face.reads("guide.free")
    assert not face.reads("guide.statutory")
    assert "guide.spoken" not in face.heard_keys()


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
    short = open_face()
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
