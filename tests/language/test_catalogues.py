"""The catalogues of all languages say the same things, completely, in the right letters."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kiosk.failures import STAFF_ONLY, FailureCode
from kiosk.language.catalogue import load_catalogues, placeholders
from kiosk.language.kazakh_catalogue import OverrideOfNothingError, derive, derived_catalogue, main
from kiosk.language.languages import (
    ALL_LANGUAGES,
    ENGLISH,
    KAZAKH,
    KAZAKH_ARABIC,
    RESIDENT_LANGUAGES,
    Language,
)
from kiosk.language.wording import unwanted_words, wording_faults
from kiosk.services.cards import CardField

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"
CODE = ("kiosk", "screens")
# A key as it is written in code: "bar.back", or "fail.{code}.what" put together with a value.
WRITTEN = re.compile(r"""["']([a-z_]+(?:\.[\w{}.-]+)+)["']""")
FILE_ENDINGS = (".json", ".kv", ".pdf", ".png", ".po", ".py", ".svg", ".toml", ".wav", ".yaml")


residents = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
everyone = pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)


def catalogue(language: Language) -> Catalog:
    with (LOCALES / language.folder / "messages.po").open("rb") as file:
        return read_po(file)


def texts(language: Language) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue(language) if message.id}


def faults(language: Language, found_in: Iterator[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    return {f"{language.tag} {key}": found for key, found in found_in if found}


@residents
def test_no_message_is_missing_or_empty_in_any_language(language: Language) -> None:
    translated = {key for key, text in texts(language).items() if text.strip()}
    assert sorted(texts(ENGLISH).keys() - translated) == []


@residents
def test_no_language_holds_a_message_that_does_not_exist(language: Language) -> None:
    assert sorted(texts(language).keys() - texts(ENGLISH).keys()) == []


@everyone
def test_no_message_stands_twice_or_is_fuzzy_or_obsolete(language: Language) -> None:
    source = (LOCALES / language.folder / "messages.po").read_text(encoding="utf-8")
    keys = re.findall(r'^msgid "(.+)"$', source, re.MULTILINE)
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
    assert [message.id for message in catalogue(language) if message.id and message.fuzzy] == []
    assert dict(catalogue(language).obsolete) == {}


@residents
def test_every_language_has_the_same_placeholders(language: Language) -> None:
    english, translated = texts(ENGLISH), texts(language)
    both = english.keys() & translated.keys()
    assert [key for key in both if placeholders(english[key]) != placeholders(translated[key])] == []


@residents
def test_a_placeholder_stands_as_often_as_in_english(language: Language) -> None:
    english, translated = texts(ENGLISH), texts(language)
    both = english.keys() & translated.keys()
    assert [key for key in both if translated[key].count("{") != english[key].count("{")] == []


@everyone
def test_letters_signs_and_placeholders_are_right(language: Language) -> None:
    found = ((key, wording_faults(text, language.tag)) for key, text in texts(language).items())
    assert faults(language, found) == {}


@residents
def test_no_message_threatens_blames_or_talks_like_a_machine(language: Language) -> None:
    found = ((key, unwanted_words(text, language.tag)) for key, text in texts(language).items())
    assert faults(language, found) == {}


@pytest.mark.parametrize(
    ("tag", "text", "fault"),
    [
        ("ug", "نومۇرىڭىز {n}نى يېزىڭ", "suffix"),
        ("ug", "{n}-نى يېزىڭ", "suffix"),
        ("kk", "{n}-ге дейін", "suffix"),
        ("kk-Arab", "نومىر{n}", "space"),
        ("ug", "كى\u200cم", "U+200C"),
        ("ug", "كى\u200dم", "U+200D"),
        ("ug", "كــم", "U+0640"),
        ("kk", "5\u00a0күн", "U+00A0"),
        ("zh-Hans", "打\u00ad印", "U+00AD"),
        ("ug", "\u06a9ارتا", "Persian kaf"),
        ("ug", "كىمل\u06ccك", "Persian yeh"),
        ("kk-Arab", "ئىس", "Uyghur"),
        ("ug", "ٴتىل", "Kazakh"),
        ("kk-Arab", "\u0621تىل", "hamza"),
        ("ug", "\u0661\u0662 كۈن", "digit"),
        ("ug", "تىل, كارتا", "punctuation"),
        ("ug", "كېرەكمۇ?", "punctuation"),
        ("zh-Hans", "您好,请", "punctuation"),
        ("kk", "iс нөмірі", "Latin and Cyrillic"),
        ("ug", "Back", "no Arabic letter"),
        ("zh-Hans", "Көмек 帮助", "Cyrillic"),
        ("kk", "Көмек  керек", "two spaces"),
        ("kk", " Көмек", "start or end"),
    ],
)
def test_a_fault_of_letters_is_found(tag: str, text: str, fault: str) -> None:
    assert any(fault in found for found in wording_faults(text, tag)), wording_faults(text, tag)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ug", "12.5 مو"),
        ("ug", "تەكشۈرۈپ بېكىتىش (核准)"),
        ("kk", "3-терезеге барыңыз."),
        ("zh-Hans", "还有{n}天，12:30。"),
        ("kk-Arab", "{n} جۇمىس كۇنى"),
        ("ug", "123"),
    ],
)
def test_what_the_style_allows_is_no_fault(tag: str, text: str) -> None:
    assert wording_faults(text, tag) == ()


def test_an_unwanted_word_is_found_as_a_word_only() -> None:
    assert unwanted_words("كارتا لازىم.", "ug") == ("لازىم",)
    assert unwanted_words("بۇ مۇلازىمەت ھەقسىز.", "ug") == ()
    assert unwanted_words("请务必带卡", "zh-Hans") == ("务必",)


@residents
def test_the_header_names_its_language(language: Language) -> None:
    header = catalogue(language)
    assert str(header.locale_identifier) == language.folder
    assert header.charset.lower() == "utf-8"


def test_every_language_greets_and_names_itself_as_agreed() -> None:
    expected = {
        "ug": ("ياخشىمۇسىز", "ئۇيغۇرچە"),
        "kk": ("Сәлеметсіз бе", "Қазақша"),
        "kk-Arab": ("سالەمەتسىز بە", "قازاقشا"),
        "zh-Hans": ("您好", "中文"),
    }
    for language in RESIDENT_LANGUAGES:
        said = texts(language)
        assert (said["attract.greeting"], said["language.own_name"]) == expected[language.tag]


def test_kazakh_in_arabic_script_is_what_the_conversion_and_the_overrides_make() -> None:
    written = (LOCALES / KAZAKH_ARABIC.folder / "messages.po").read_text(encoding="utf-8")
    assert written == derived_catalogue(LOCALES), "run: python -m kiosk.language.kazakh_catalogue locales"


def test_an_override_stands_in_for_the_conversion() -> None:
    assert derive({"a": "тіл", "b": "карта"}, {"b": "كارتوچكا"}) == {"a": "ٴتىل", "b": "كارتوچكا"}


def test_an_override_of_nothing_is_refused() -> None:
    with pytest.raises(OverrideOfNothingError, match=r"bar\.gone"):
        derive({"bar.back": "Артқа"}, {"bar.gone": "ارتقا"})


def test_the_derive_command_writes_the_catalogue_that_is_read(tmp_path: Path) -> None:
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    for language in ALL_LANGUAGES:
        (tmp_path / language.folder).mkdir()
        (tmp_path / language.folder / "messages.po").write_text(header, encoding="utf-8")
    entry = 'msgid "a"\nmsgstr "Нөміріңіз: {n}"\n'
    (tmp_path / "kk" / "messages.po").write_text(header + entry, encoding="utf-8")
    (tmp_path / "kk_Arab" / "overrides.po").write_text(header, encoding="utf-8")
    main(tmp_path)
    assert load_catalogues(tmp_path).pattern("a", KAZAKH_ARABIC) == "ٴنومىرىڭىز: {n}"


def test_every_failure_a_resident_can_meet_has_words() -> None:
    met = [code for code in FailureCode if code not in STAFF_ONLY]
    expected = {f"fail.{code}.{part}" for code in met for part in ("what", "do")}
    assert sorted(expected - texts(ENGLISH).keys()) == []


def test_every_card_field_a_service_can_need_has_a_name() -> None:
    assert sorted({f"field.{name}" for name in CardField} - texts(ENGLISH).keys()) == []


def keys_in_code() -> Iterator[tuple[Path, str]]:
    """Every text in the code that begins as a key does."""
    beginnings = {key.split(".")[0] for key in texts(ENGLISH)}
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")) + sorted((ROOT / folder).rglob("*.kv")):
            for written in WRITTEN.findall(path.read_text(encoding="utf-8")):
                if written.split(".")[0] in beginnings and not written.endswith(FILE_ENDINGS):
                    yield path.relative_to(ROOT), written


def test_every_key_in_the_code_exists() -> None:
    known = texts(ENGLISH)
    missing = [
        f"{path}: {key}"
        for path, key in keys_in_code()
        if not any(re.fullmatch(key_pattern(key), name) for name in known)
    ]
    assert missing == []


def key_pattern(key: str) -> str:
    """A key with {values} in it stands for every key that they can make."""
    parts = re.split(r"(\{[^}]*\})", key)
    return "".join(".+" if part.startswith("{") else re.escape(part) for part in parts)


@pytest.mark.parametrize("language", [KAZAKH, KAZAKH_ARABIC], ids=lambda language: language.tag)
def test_the_two_kazakhs_have_the_same_messages_in_the_same_order(language: Language) -> None:
    assert list(texts(language)) == list(texts(KAZAKH))
