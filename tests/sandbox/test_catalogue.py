"""The sandbox's services load without a fault and show both ways: with a card, and without."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.language.languages import ALL_LANGUAGES
from kiosk.language.values import Terms
from kiosk.language.wording import unwanted_words, wording_faults
from kiosk.services.cards import CardField
from kiosk.services.icons import ICONS
from kiosk.services.packs import load_catalogue
from kiosk.services.service import FieldKind, Service

FOLDER = Path(__file__).parents[2] / "kiosk/sandbox/catalogue"
CATALOGUE = load_catalogue(FOLDER)
LONGEST_SENTENCE = 9


def terms_of(service: Service) -> Iterator[Terms]:
    yield from (service.title, service.second_line, service.guide, service.why)
    yield from (need.reason for need in service.needs)
    yield from (material.name for material in service.materials)
    yield from (department.name for department in service.departments)
    for field in service.steps:
        yield from (field.question, field.label, *(option.label for option in field.options))
        yield from (terms for terms in (field.unit, field.example) if terms)


def test_every_pack_of_the_sandbox_loads() -> None:
    assert CATALOGUE.errors == ()
    assert [service.id for service in CATALOGUE.services] == ["agri-subsidy", "suggestion"]


def test_the_subsidy_takes_name_and_number_from_the_card_and_is_signed() -> None:
    service = CATALOGUE.service("agri-subsidy")
    assert [need.field for need in service.needs] == [CardField.NAME, CardField.NUMBER]
    assert [(field.id, field.kind) for field in service.steps] == [
        ("crop", FieldKind.CHOICE),
        ("area", FieldKind.NUMBER),
        ("village", FieldKind.PLACE),
        ("phone", FieldKind.PHONE),
        ("bank-card", FieldKind.DIGITS),
    ]
    assert [option.id for option in service.field("crop").options] == [
        "wheat", "cotton", "maize", "grapes", "melon", "tomatoes",
    ]  # fmt: skip
    assert (service.promised_days, service.statutory_days, service.minutes) == (5, 20, 6)
    assert service.fee == 0
    assert service.signature


def test_a_complaint_takes_nothing_from_a_card_and_no_signature() -> None:
    service = CATALOGUE.service("suggestion")
    assert not service.needs_card
    assert not service.signature
    assert [field.id for field in service.steps if field.optional] == ["phone"]


def test_every_word_is_there_in_every_language_and_follows_the_style() -> None:
    for service in CATALOGUE.services:
        for terms in terms_of(service):
            assert set(terms.words) == {language.tag for language in ALL_LANGUAGES}
            for tag, text in terms.words.items():
                assert wording_faults(text, tag) == (), text
                assert unwanted_words(text, tag) == (), text


def test_every_question_is_one_short_sentence() -> None:
    for service in CATALOGUE.services:
        for field in service.steps:
            for text in field.question.words.values():
                assert text[-1] in ".?؟。？"
                assert len(text.split()) <= LONGEST_SENTENCE, text


def test_answers_that_say_who_someone_is_are_personal() -> None:
    for service in CATALOGUE.services:
        for field in service.steps:
            assert field.personal == (field.kind not in (FieldKind.CHOICE, FieldKind.NUMBER))


def test_the_pictures_a_pack_may_name_are_picture_names() -> None:
    assert all(name == name.lower() and name.replace("-", "").isalnum() for name in ICONS)
