"""The sandbox's services: all that a township offers, in every language, in short and plain words."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from kiosk.language.languages import ALL_LANGUAGES, CHINESE, KAZAKH, UYGHUR, Language
from kiosk.language.values import Terms
from kiosk.language.wording import unwanted_words, wording_faults
from kiosk.services.cards import CardField, CardKind
from kiosk.services.format import MOST_IN_A_GROUP
from kiosk.services.icons import ICONS
from kiosk.services.packs import load_catalogue
from kiosk.services.samples import sample_answer, sample_answers
from kiosk.services.service import FieldKind, Journey, PaperKind, Service

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "kiosk/sandbox/catalogue"
CATALOGUE = load_catalogue(FOLDER)
TODAY = date(2026, 11, 23)
# locales/GLOSSARY.md and the style of the project: words in a sentence, characters in a Chinese one.
MOST_WORDS, MOST_CHARACTERS = 8, 16

KINDS = {
    "agri-subsidy": Journey.APPLY,
    "school-enrolment": Journey.APPLY,
    "sole-trader": Journey.APPLY,
    "tax-quota-change": Journey.APPLY,
    "funeral-subsidy": Journey.APPLY,
    "marriage-appointment": Journey.APPOINTMENT,
    "queue-ticket": Journey.TICKET,
    "progress": Journey.PROGRESS,
    "progress-by-code": Journey.PROGRESS,
    "medical-insurance-certificate": Journey.CERTIFICATE,
    "pension-statement": Journey.CERTIFICATE,
    "electronic-certificates": Journey.CERTIFICATE,
    "project-state": Journey.QUERY,
    "company-credit": Journey.QUERY,
    "suggestion": Journey.COMPLAINT,
    "rating": Journey.RATING,
    "announcements": Journey.ANNOUNCEMENT,
    "online-safety": Journey.GUIDE,
    "this-machine": Journey.GUIDE,
}
EITHER_CARD = {CardKind.IDENTITY, CardKind.SOCIAL_SECURITY}
every_service = pytest.mark.parametrize("service", CATALOGUE.services, ids=lambda service: service.id)


def terms_within(thing: object) -> Iterator[Terms]:
    if isinstance(thing, Terms):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from terms_within(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for part in thing:
            yield from terms_within(part)


def test_every_pack_of_the_sandbox_loads() -> None:
    assert CATALOGUE.errors == ()
    assert {service.id: service.kind for service in CATALOGUE.services} == KINDS


@every_service
def test_every_word_is_there_in_every_language_and_follows_the_style(service: Service) -> None:
    for terms in terms_within(service):
        assert set(terms.words) == {language.tag for language in ALL_LANGUAGES}
        for tag, text in terms.words.items():
            assert wording_faults(text, tag) == (), text
            assert unwanted_words(text, tag) == (), text


@every_service
def test_every_sentence_is_short(service: Service) -> None:
    for terms in terms_within(service):
        for language in (UYGHUR, KAZAKH):
            for sentence in re.split(r"[.؟?:]", terms.words[language.tag]):
                assert len(sentence.split()) <= MOST_WORDS, sentence
        for sentence in re.split("[。？]", terms.words[CHINESE.tag]):
            assert len(re.findall("[\u4e00-\u9fff]", sentence)) <= MOST_CHARACTERS, sentence


@every_service
def test_every_question_is_one_sentence(service: Service) -> None:
    for field in service.steps:
        for text in field.question.words.values():
            assert re.search("[.?؟。？]", text)
            assert not re.search("[.?؟。？].", text), text


@every_service
@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
def test_every_service_can_be_answered_in_every_language(service: Service, language: Language) -> None:
    answers = sample_answers(service, language, TODAY)
    assert set(answers) == {step.id for step in service.asked(answers)}


@every_service
def test_every_conditional_question_is_asked_of_somebody_and_not_of_everybody(service: Service) -> None:
    ways: list[dict[str, str]] = [{step.id: sample_answer(step, UYGHUR, TODAY) for step in service.steps}]
    for step in service.steps:
        given = ["yes", "no"] if step.kind is FieldKind.YES_NO else [option.id for option in step.options]
        ways += [{**ways[0], step.id: answer} for answer in given]
    asked = [{step.id for step in service.asked(answers)} for answers in ways]
    for step in service.steps:
        if step.when:
            assert {step.id in ids for ids in asked} == {True, False}, step.id


@every_service
def test_what_comes_out_says_who_someone_is_only_with_a_card(service: Service) -> None:
    if service.kind in (Journey.QUERY, Journey.TICKET, Journey.COMPLAINT, Journey.RATING, Journey.GUIDE):
        assert not service.needs_card
        assert not service.signature
        assert not any(step.kind is FieldKind.ID_NUMBER for step in service.steps)


@every_service
def test_the_cards_it_names_are_the_ones_it_takes(service: Service) -> None:
    shown = {material.icon for material in service.materials} & {"idcard", "either-card"}
    if set(service.cards) == EITHER_CARD:
        assert "either-card" in shown
    elif service.cards:
        assert shown == {"idcard"}
    else:
        assert not shown


def test_the_subsidy_takes_name_and_number_from_the_card_and_is_signed() -> None:
    service = CATALOGUE.service("agri-subsidy")
    assert [need.field for need in service.needs] == [CardField.NAME, CardField.NUMBER]
    assert (service.promised_days, service.statutory_days, service.minutes) == (5, 20, 6)
    assert service.fee == 0
    assert service.signature


def test_the_quota_has_the_days_that_are_promised_and_the_laws() -> None:
    service = CATALOGUE.service("tax-quota-change")
    assert (service.promised_days, service.statutory_days) == (10, 20)


def test_a_sole_trader_is_signed_for_and_goes_to_three_offices_at_once() -> None:
    service = CATALOGUE.service("sole-trader")
    assert service.signature
    assert [(office.id, office.promised_days) for office in service.departments] == [
        ("market", 3), ("tax", 2), ("social-insurance", 2),
    ]  # fmt: skip


def test_a_rating_has_the_five_grades_with_their_faces() -> None:
    grade = CATALOGUE.service("rating").field("grade")
    assert [(option.id, option.icon) for option in grade.options] == [
        (f"grade-{number}", f"face-{number}") for number in (5, 4, 3, 2, 1)
    ]


def test_papers_come_out_where_they_are_promised() -> None:
    results = {service.id: service.result for service in CATALOGUE.services}
    assert results["medical-insurance-certificate"].paper is PaperKind.CERTIFICATE
    assert results["pension-statement"].paper is PaperKind.STATEMENT
    assert all(results[service].title for service in ("queue-ticket", "marriage-appointment"))
    assert results["company-credit"].rows


def test_one_screen_holds_every_group() -> None:
    held = Counter(name for service in CATALOGUE.services for name in service.categories)
    assert set(held) == {group.id for group in CATALOGUE.categories}
    assert len(held) <= MOST_IN_A_GROUP
    assert max(held.values()) <= MOST_IN_A_GROUP
    assert all(service.categories for service in CATALOGUE.services)


def test_the_pictures_a_pack_may_name_are_drawn() -> None:
    assert {drawing.stem for drawing in (ROOT / "screens/icons").glob("*.svg")} >= ICONS
