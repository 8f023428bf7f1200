"""What can be asked: sealed like an application, about nobody but the holder of the card that lies here."""

import dataclasses
import json
from dataclasses import replace
from typing import get_args

import pytest

from kiosk.central.question_contents import seal_question
from kiosk.central.questions import (
    AskAnnouncements,
    AskHeld,
    AskPublic,
    CardHolder,
    Request,
    ServiceVersion,
    ask_held,
    card_holder,
    holders_in,
    question,
)
from kiosk.central.sealing import Binding, NotOpened, generate_keypair, open_sealed
from kiosk.sandbox.platform.reading import read_question
from tests.central.questions import EVERY_REQUEST, HOLDER, NUMBER, SERVICE
from tests.recording_ports import HOLDER as CARD
from tests.recording_ports import sample_services

PLATFORM = generate_keypair()


def test_every_request_is_among_the_samples() -> None:
    assert {type(request) for request in EVERY_REQUEST} == set(get_args(Request))


@pytest.mark.parametrize("request_", EVERY_REQUEST, ids=lambda request: request.asked)
def test_the_platform_reads_every_question_that_is_asked(request_: Request) -> None:
    asked = question(request_, kiosk_id="K-1")
    envelope = seal_question(asked, PLATFORM.public)
    opened = open_sealed(envelope, [PLATFORM], Binding("question", "K-1", asked.id))
    assert not isinstance(opened, NotOpened)
    received = read_question(opened)
    assert received.asked == request_.asked
    assert received.reply_key == asked.reply_key.public
    assert set(received.parts) == {part.name for part in dataclasses.fields(request_)}
    assert len(opened) % 1024 == 0


@pytest.mark.parametrize("request_", EVERY_REQUEST, ids=lambda request: request.asked)
def test_nothing_of_a_person_or_of_what_is_asked_shows_outside(request_: Request) -> None:
    asked = question(request_, kiosk_id="K-1")
    envelope = seal_question(asked, PLATFORM.public)
    for text in (NUMBER, request_.asked, "sample.allowance", "7K4Q-2M9J", "Sample Name"):
        assert text.encode() not in envelope
        assert text not in repr(asked)
    for secret in (NUMBER, "Sample Name", "7K4Q-2M9J", "659000-1"):
        assert secret not in repr(request_)


def test_short_questions_cannot_be_told_from_each_other_by_their_size() -> None:
    short = [AskHeld(SERVICE, HOLDER, ("phone",)), AskAnnouncements(SERVICE), AskPublic(SERVICE, {}, ())]
    sizes = {len(seal_question(question(one, kiosk_id="K-1"), PLATFORM.public)) for one in short}
    assert len(sizes) == 1


def test_a_question_opens_under_its_own_id_and_kiosk_only() -> None:
    asked = question(EVERY_REQUEST[0], kiosk_id="K-1")
    envelope = seal_question(asked, PLATFORM.public)
    for binding in (
        Binding("question", "K-2", asked.id),
        Binding("question", "K-1", "other"),
        Binding("application", "K-1", asked.id),
    ):
        assert isinstance(open_sealed(envelope, [PLATFORM], binding), NotOpened)


def test_the_language_of_the_resident_is_not_sent() -> None:
    for request_ in EVERY_REQUEST:
        asked = question(request_, kiosk_id="K-1")
        envelope = seal_question(asked, PLATFORM.public)
        opened = open_sealed(envelope, [PLATFORM], Binding("question", "K-1", asked.id))
        assert isinstance(opened, bytes)
        assert "language" not in json.dumps(json.loads(opened))


def test_a_card_stands_for_its_holder_only_where_the_service_said_so() -> None:
    services = {service.id: service for service in sample_services().services}
    assert card_holder(CARD, services["agri-subsidy"]) == CardHolder(CARD.number)
    with pytest.raises(ValueError, match="does not need"):
        card_holder(CARD, services["suggestion"])


def test_only_what_the_pack_would_fill_in_is_asked_for() -> None:
    agri = sample_services().service("agri-subsidy")
    first, second, *rest = (replace(step, prefill=None) for step in agri.steps)
    assert ask_held(replace(agri, steps=(first, second)), CARD) is None
    filled = (replace(first, prefill="held.phone"), replace(second, prefill="card.address"), *rest)
    asked = ask_held(replace(agri, steps=filled), CARD)
    assert asked == AskHeld(ServiceVersion(agri.id, agri.version), CardHolder(CARD.number), ("phone",))


def test_every_person_in_a_request_is_found() -> None:
    """Whoever adds a request with a person in it has to add it there: the visit compares it with the card."""
    for request_ in EVERY_REQUEST:
        asked = question(request_, kiosk_id="K-1")
        envelope = seal_question(asked, PLATFORM.public)
        opened = open_sealed(envelope, [PLATFORM], Binding("question", "K-1", asked.id))
        assert isinstance(opened, bytes)
        times = opened.decode().count(NUMBER)
        assert holders_in(request_) == (NUMBER,) * times
