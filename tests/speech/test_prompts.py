"""Every message there is comes with what is said for it, in an order that stays."""

from pathlib import Path

import pytest

from kiosk.language.catalogue import Catalogues, load_catalogues, placeholders
from kiosk.language.languages import ALL_LANGUAGES, ENGLISH, KAZAKH, KAZAKH_ARABIC, UYGHUR, Language
from kiosk.services.packs import load_catalogue
from kiosk.services.service import Service
from kiosk.speech.pack_manifest import file_name, text_digest
from kiosk.speech.prompts import (
    GROUPS,
    PAPERS,
    SpokenMessage,
    group_of,
    recordables,
    sample_values,
    spoken_messages,
)

ROOT = Path(__file__).parents[2]

everyone = pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)


@pytest.fixture(scope="module")
def shipped() -> Catalogues:
    return load_catalogues(ROOT / "locales")


@pytest.fixture(scope="module")
def services() -> tuple[Service, ...]:
    return load_catalogue(ROOT / "kiosk" / "sandbox" / "catalogue").services


Messages = dict[str, SpokenMessage]


def by_key(language: Language, catalogues: Catalogues, services: tuple[Service, ...]) -> Messages:
    return {message.key: message for message in spoken_messages(language, catalogues, services)}


@everyone
def test_every_message_of_the_catalogue_is_there_once_and_has_spoken_words(
    language: Language, shipped: Catalogues, services: tuple[Service, ...]
) -> None:
    messages = spoken_messages(language, shipped, services)
    keys = [message.key for message in messages]
    assert len(keys) == len(set(keys))
    assert set(shipped.patterns[language.tag]) <= set(keys)
    assert [message.key for message in messages if not message.spoken and not message.on_paper] == []


def test_every_term_of_a_service_pack_is_there_under_its_path(
    shipped: Catalogues, services: tuple[Service, ...]
) -> None:
    messages = by_key(ENGLISH, shipped, services)
    subsidy = next(service for service in services if service.id == "agri-subsidy")
    for path, term in {
        "title": subsidy.title,
        "why": subsidy.why,
        "needs.name.reason": subsidy.needs[0].reason,
        "materials.1.name": subsidy.materials[0].name,
        "departments.1.name": subsidy.departments[0].name,
        f"steps.{subsidy.steps[0].id}.question": subsidy.steps[0].question,
        f"steps.{subsidy.steps[0].id}.options.{subsidy.steps[0].options[0].id}.label":
            subsidy.steps[0].options[0].label,
    }.items():  # fmt: skip
        assert messages[f"service:agri-subsidy:{path}"].shown == term.words["en"]


def test_no_words_of_a_pack_are_forgotten(shipped: Catalogues, services: tuple[Service, ...]) -> None:
    """Found by looking through everything the service holds, not by the list of fields."""
    shown = {message.shown for message in spoken_messages(ENGLISH, shipped, services)}

    def terms(part: object) -> list[str]:
        if hasattr(part, "words"):
            return [part.words["en"]]
        if isinstance(part, tuple):
            return [word for inside in part for word in terms(inside)]
        if hasattr(part, "__dataclass_fields__"):
            return [word for name in part.__dataclass_fields__ for word in terms(getattr(part, name))]
        return []

    every = [word for service in services for word in terms(service)]
    assert len(every) > 40
    assert [word for word in every if word not in shown] == []


def test_a_message_with_a_value_is_dynamic_and_shows_a_sample(
    shipped: Catalogues, services: tuple[Service, ...]
) -> None:
    messages = by_key(UYGHUR, shipped, services)
    code = messages["result.code_spoken"]
    assert code.dynamic and not code.recordable
    assert code.shown.endswith("A-102")
    assert not any(character.isdigit() for character in code.spoken)
    fixed = messages["services.sentence"]
    assert not fixed.dynamic and fixed.recordable


@everyone
def test_every_placeholder_has_a_sample(language: Language, shipped: Catalogues) -> None:
    names = {name for pattern in shipped.patterns[language.tag].values() for name in placeholders(pattern)}
    assert names - sample_values(shipped).keys() == set()
    assert sample_values(shipped).keys() - names == set()


def test_an_example_and_a_unit_are_only_said_within_a_sentence(
    shipped: Catalogues, services: tuple[Service, ...]
) -> None:
    messages = by_key(ENGLISH, shipped, services)
    for key in ("service:agri-subsidy:steps.area.unit", "service:agri-subsidy:steps.area.example"):
        assert messages[key].dynamic


def test_nothing_dynamic_and_nothing_of_a_paper_is_recorded(
    shipped: Catalogues, services: tuple[Service, ...]
) -> None:
    messages = spoken_messages(ENGLISH, shipped, services)
    recorded = {message.key for recordable in recordables(messages) for message in recordable.messages}
    assert recorded & {message.key for message in messages if message.dynamic or message.on_paper} == set()
    assert "paper.keep" not in recorded and "guide.yuan" not in recorded
    assert recorded | {m.key for m in messages if m.dynamic or m.on_paper} == {m.key for m in messages}


def test_what_is_said_alike_is_recorded_once(shipped: Catalogues, services: tuple[Service, ...]) -> None:
    once = recordables(spoken_messages(ENGLISH, shipped, services))
    assert len({text_digest(recordable.spoken) for recordable in once}) == len(once)
    send = next(recordable for recordable in once if recordable.spoken == "Send")
    assert [message.key for message in send.messages] == ["sign.send", "rating.send"]


def test_screens_come_in_the_order_of_a_visit_and_services_last(
    shipped: Catalogues, services: tuple[Service, ...]
) -> None:
    screens = list(dict.fromkeys(m.screen for m in spoken_messages(ENGLISH, shipped, services)))
    assert screens[:5] == ["attract", "language", "services", "search", "guide"]
    assert screens[-len(services) :] == [f"service:{service.id}" for service in services]
    assert screens.index("sign") < screens.index("rating") < screens.index("fail") < screens.index("paper")


def test_the_order_does_not_depend_on_the_order_of_the_groups_in_the_catalogue(
    shipped: Catalogues, services: tuple[Service, ...]
) -> None:
    patterns = {}
    for tag, texts in shipped.patterns.items():
        late = {key: text for key, text in texts.items() if key.startswith("attract.")}
        patterns[tag] = {key: text for key, text in texts.items() if key not in late} | late
    turned = [message.key for message in spoken_messages(UYGHUR, Catalogues(patterns), services)]
    assert turned == [message.key for message in spoken_messages(UYGHUR, shipped, services)]


def test_a_group_nobody_has_placed_yet_comes_last_of_the_screens(shipped: Catalogues) -> None:
    patterns = {tag: {"brandnew.sentence": "One", **texts} for tag, texts in shipped.patterns.items()}
    screens = list(dict.fromkeys(m.screen for m in spoken_messages(ENGLISH, Catalogues(patterns), ())))
    assert screens.index("fail") < screens.index("brandnew") < screens.index("paper")


def test_kazakh_in_arabic_script_shows_its_own_letters_and_says_the_same(
    shipped: Catalogues, services: tuple[Service, ...]
) -> None:
    """So one pack serves both."""
    arabic, cyrillic = (by_key(language, shipped, services) for language in (KAZAKH_ARABIC, KAZAKH))
    assert {key: m.spoken for key, m in arabic.items()} == {key: m.spoken for key, m in cyrillic.items()}
    assert arabic["services.sentence"].shown == shipped.pattern("services.sentence", KAZAKH_ARABIC)


@everyone
def test_what_is_said_in_other_words_than_it_is_written_is_marked(
    language: Language, shipped: Catalogues, services: tuple[Service, ...]
) -> None:
    messages = by_key(language, shipped, services)
    assert not messages["key.digits"].as_written  # 123
    assert not messages["field.phone"].as_written  # 11 digits
    assert messages["services.sentence"].as_written


@everyone
def test_every_file_has_a_name_of_its_own_that_any_disk_takes(
    language: Language, shipped: Catalogues, services: tuple[Service, ...]
) -> None:
    names = [file_name(message.key) for message in spoken_messages(language, shipped, services)]
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if set(name) & set('/\\:*?"<>| ')] == []


def test_every_group_of_the_catalogue_has_its_place(shipped: Catalogues) -> None:
    groups = {group_of(key) for key in shipped.patterns[ENGLISH.tag]}
    assert groups - set(PAPERS) == set(GROUPS)
