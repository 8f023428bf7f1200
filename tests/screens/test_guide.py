"""Guide says what to have at hand, how long it takes and what it costs, before anything is asked."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kiosk.language.values import Message, Number
from screens.guide import TermRow
from tests.recording_ports import sample_services
from tests.screens.face import AGRI, SUGGESTION, Face, FaceMaker, with_service


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
