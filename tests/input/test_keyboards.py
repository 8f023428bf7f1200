"""The right keyboard comes up, the others are one touch away, and what is typed is what was meant."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.input.keyboards import (
    Capitals,
    OpenKeyboards,
    bundled_layouts,
    capitals_for,
    keyboards_for,
    letters_for,
    open_keyboards,
    typed,
)
from kiosk.input.keys import SHOWS, Key, KeyboardLayout
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import (
    ALL_LANGUAGES,
    CHINESE,
    ENGLISH,
    KAZAKH,
    KAZAKH_ARABIC,
    RESIDENT_LANGUAGES,
    UYGHUR,
    Language,
)
from kiosk.language.values import Message, Terms
from kiosk.services.packs import load_catalogue
from kiosk.services.service import TYPED
from kiosk.services.validation import FieldFault, check_answer
from kiosk.speech.words import spoken

ROOT = Path(__file__).parents[2]
WORD_KINDS = ("text", "place", "name")
FIGURE_KINDS = ("number", "phone", "digits", "id-number", "email")
CATALOGUES = load_catalogues(ROOT / "locales")
each_language = pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)


def ids(layout: KeyboardLayout) -> list[str]:
    return [key.element_id for key in layout.keys]


def writing(layouts: tuple[KeyboardLayout, ...]) -> dict[str, Key]:
    return {key.writes: key for layout in reversed(layouts) for key in layout.keys if key.writes}


# Which keyboard


@pytest.mark.parametrize(("kind", "decimals", "name"), [
    ("number", False, "digits"), ("number", True, "number"), ("phone", False, "phone"),
    ("digits", False, "digits"), ("id-number", False, "id-number"), ("email", False, "email"),
])  # fmt: skip
@each_language
def test_figures_have_one_keyboard_in_every_language(
    language: Language, kind: str, decimals: bool, name: str
) -> None:
    assert [layout.id for layout in keyboards_for(kind, language, decimals=decimals)] == [name]


@pytest.mark.parametrize(("language", "first"), [
    (UYGHUR, "ug"), (KAZAKH_ARABIC, "kk-Arab"), (KAZAKH, "kk"), (CHINESE, "pinyin"), (ENGLISH, "latin"),
])  # fmt: skip
@pytest.mark.parametrize("kind", WORD_KINDS)
def test_words_are_typed_in_the_letters_of_the_language(language: Language, kind: str, first: str) -> None:
    assert keyboards_for(kind, language)[0].id == first
    assert letters_for(language).id == first


def test_every_kind_of_question_that_is_typed_has_a_keyboard() -> None:
    for kind in TYPED:
        assert keyboards_for(kind, UYGHUR)
    with pytest.raises(KeyError):
        keyboards_for("choice", UYGHUR)


def test_an_id_number_has_x_and_a_number_with_decimals_a_point() -> None:
    figures = {f"key:{figure}" for figure in range(10)} | {"key:delete"}
    for kind in FIGURE_KINDS:
        assert figures <= set(ids(keyboards_for(kind, KAZAKH)[0]))
    assert set(ids(keyboards_for("id-number", UYGHUR)[0])) == figures | {"key:X"}
    assert set(ids(keyboards_for("phone", UYGHUR)[0])) == figures
    assert set(ids(keyboards_for("number", UYGHUR, decimals=True)[0])) == figures | {"key:."}
    assert {"key:@", "key:.", "key:-", "key:_", "key:q"} <= set(ids(keyboards_for("email", UYGHUR)[0]))
    assert "key:space" not in ids(keyboards_for("email", UYGHUR)[0])


def test_uyghur_stands_as_it_is_taught() -> None:
    layout = letters_for(UYGHUR)
    assert layout.rtl
    assert [len(row) for row in layout.rows[:4]] == [8, 8, 8, 8]
    assert [key.legend for key in layout.rows[0]] == ["ئا", "ئە", "ئو", "ئۇ", "ئۆ", "ئۈ", "ئې", "ئى"]
    assert {key.kind for key in layout.rows[0]} == {"vowel"}
    assert {"key:digits", "key:ئ", "key:،", "key:·", "key:space", "key:delete"} <= {
        key.element_id for key in layout.rows[4]
    }


def test_a_computers_order_is_never_mirrored() -> None:
    for layout in bundled_layouts().values():
        if layout.id.endswith("-computer"):
            assert not layout.rtl
    rows = ["".join(key.writes for key in row) for row in bundled_layouts()["ug-computer"].rows]
    assert rows[1] == "چۋېرتيۇڭوپ"
    assert rows[2].startswith("ھسداەىقكل")


# Changing the keyboard


def every_set() -> Iterator[tuple[Language, OpenKeyboards]]:
    for language in ALL_LANGUAGES:
        for kind in (*WORD_KINDS, *FIGURE_KINDS):
            yield language, open_keyboards(kind, language)


def test_every_other_keyboard_is_one_touch_away_and_every_key_leads_somewhere() -> None:
    for _, opened in every_set():
        for start in opened.keyboards:
            here = OpenKeyboards(opened.keyboards, start, opened.letters)
            reached = {here.after(key).shown.id for key in start.keys if key.action not in ("", "delete")}
            others = {layout.id for layout in opened.keyboards if layout.id != start.id}
            # From the signs it is one touch to the letters one came from.
            assert reached == (others if start.kind != "signs" else {opened.letters.id})


def test_a_key_that_writes_or_deletes_leaves_the_keyboard_as_it_is() -> None:
    for _, opened in every_set():
        for key in opened.shown.keys:
            if not key.action or key.action == "delete":
                assert opened.after(key) is opened


def test_who_types_in_another_order_comes_back_to_it_from_the_figures() -> None:
    opened = open_keyboards("text", UYGHUR)
    computer = opened.after(key_of(opened.shown, f"{SHOWS}ug-computer"))
    signs = computer.after(key_of(computer.shown, "digits"))
    assert signs.shown.kind == "signs"
    assert signs.after(key_of(signs.shown, "letters")).shown.id == "ug-computer"


def key_of(layout: KeyboardLayout, action: str) -> Key:
    return next(key for key in layout.keys if key.action == action)


def test_every_key_has_its_own_id() -> None:
    for _, opened in every_set():
        for layout in opened.keyboards:
            assert len(ids(layout)) == len(set(ids(layout)))


def test_a_composing_keyboard_is_in_every_language_that_is_read_here() -> None:
    """Place names and names of people are Chinese as often as not."""
    for language in RESIDENT_LANGUAGES:
        assert "pinyin" in {layout.composes for layout in keyboards_for("text", language)}


@each_language
def test_every_key_shows_something_and_can_be_said(language: Language) -> None:
    for kind in (*WORD_KINDS, *FIGURE_KINDS):
        for layout in keyboards_for(kind, language):
            for key in layout.keys:
                assert key.legend or CATALOGUES.has(key.legend_key, language)
                words = key.spoken(language)
                assert isinstance(words, Message | Terms)
                said = spoken(words, language, CATALOGUES, reveal_personal=False)
                assert said.strip(), key.element_id


def test_the_key_for_figures_is_called_by_what_it_brings() -> None:
    """Its legend would be read as a number."""
    for language in ALL_LANGUAGES:
        opened = open_keyboards("text", language)
        words = key_of(opened.shown, "digits").spoken(language)
        assert isinstance(words, Terms)
        assert not any(sign.isdigit() for sign in words.words[language.spoken_with])


# Typing


def longer_by(
    tries: Sequence[tuple[Key, ...]], before: str, text: str, language: Language
) -> dict[str, tuple[Key, ...]]:
    """{what stands there then: the keys} of those that bring a text nearer."""
    after = {written(keys, language, before): keys for keys in tries}
    return {now: keys for now, keys in after.items() if len(now) > len(before) and text.startswith(now)}


def keys_that_write(text: str, layout: KeyboardLayout, language: Language) -> list[Key]:
    """The keys of a layout that write a text of small letters one after the other."""
    keys = writing((layout,))
    pressed, before = [], ""
    while before != text:
        single = [(key,) for key in keys.values()]
        corrected = [(key, keys["ئ"]) for key in keys.values() if key.opening]
        longer = longer_by(single, before, text, language) or longer_by(corrected, before, text, language)
        assert longer, f"no key of {layout.id} goes on after {before} to {text}"
        before = max(longer, key=len)
        pressed += longer[before]
    return pressed


def written(keys: Sequence[Key], language: Language, text: str = "", capitals: Capitals = "nowhere") -> str:
    for key in keys:
        text = typed(text, key, language, capitals)
    return text


OPENING_HAMZA = re.compile("(?<![بپتجچخدرزژسشغفقكگڭلمنھۋيئ])ئ(?=[اەوۇۆۈېى])")
VOWELS_TOGETHER = re.compile("[اەوۇۆۈېى](?=[اەوۇۆۈېى])")


def terms_in(part: object) -> Iterator[Terms]:
    if isinstance(part, Terms):
        yield part
    elif isinstance(part, tuple):
        for inner in part:
            yield from terms_in(inner)
    elif is_dataclass(part):
        for field in fields(part):
            yield from terms_in(getattr(part, field.name))


def words_of(language: Language) -> list[str]:
    """Every word in the script of the language in the catalogues and the sample services."""
    patterns = CATALOGUES.patterns[language.tag].values()
    texts = [re.sub(r"\{[^}]*\}", " ", pattern) for pattern in patterns]
    for service in load_catalogue(ROOT / "kiosk" / "sandbox" / "catalogue").services:
        texts += [terms.words[language.tag] for terms in terms_in(service)]
    found = {word for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    script = "\u0400-\u04ff" if language == KAZAKH else "\u0600-\u06ff"
    return sorted(word for word in found if re.match(f"[{script}]", word))


@pytest.mark.parametrize(("language", "name", "at_least"), [
    (UYGHUR, "ug", 350), (UYGHUR, "ug-computer", 350), (KAZAKH_ARABIC, "kk-Arab", 400), (KAZAKH, "kk", 400),
])  # fmt: skip
def test_every_word_of_ours_can_be_typed_letter_by_letter(
    language: Language, name: str, at_least: int
) -> None:
    words = [word.lower() for word in words_of(language)]
    assert len(words) > at_least
    for word in words:
        keys = keys_that_write(word, bundled_layouts()[name], language)
        assert written(keys, language) == word
        # One key a letter, but for the hamza that comes by itself and where two vowels meet without one.
        letters = OPENING_HAMZA.sub("", word) if name == "ug" else word
        assert len(keys) == len(letters) + (len(VOWELS_TOGETHER.findall(word)) if name == "ug" else 0)


@pytest.mark.parametrize(("word", "keys"), [
    ("ئالما", "ا ل م ا"),
    ("ئۇيغۇر", "ۇ ي غ ۇ ر"),
    ("سائەت", "س ا ە ت"),
    ("سوئال", "س و ا ل"),
    ("ئىئانە", "ى ا ن ە"),
    ("قۇرئان", "ق ۇ ر ئ ا ن"),
    ("ئائىلە", "ا ى ل ە"),
    ("ئابدۇللا·ئەھمەت", "ا ب د ۇ ل ل ا · ە ھ م ە ت"),
    # Who writes the hamza as on a computer gets no second one.
    ("ئالما", "ئ ا ل م ا"),
    ("سائەت", "س ا ئ ە ت"),
])  # fmt: skip
def test_hamza_comes_by_itself_where_a_syllable_opens(word: str, keys: str) -> None:
    pressed = [writing(keyboards_for("text", UYGHUR))[sign] for sign in keys.split()]
    assert written(pressed, UYGHUR) == word


OPENING_A = Key("ئا", "ا", "vowel", opening="ئا")


@pytest.mark.parametrize("before", ["", " ", "3", "-", "·", "(", "بالا ", "古", "a", "ا", "ى"])
def test_anything_but_a_consonant_calls_for_hamza(before: str) -> None:
    assert typed(before, OPENING_A, UYGHUR) == f"{before}ئا"


def test_no_other_letters_get_a_hamza() -> None:
    for layout in bundled_layouts().values():
        assert all(not key.opening for key in layout.keys) or layout.id == "ug"


@pytest.mark.parametrize(("before", "after"), [
    ("يۈئە", "يۈە"), ("سائە", "ساە"), ("سا", "سائ"), ("قۇر", "قۇرئ"), ("ئا", "ئائ"), ("", "ئ"),
])  # fmt: skip
def test_the_hamza_key_writes_a_hamza_and_takes_one_from_between_two_vowels(before: str, after: str) -> None:
    assert typed(before, Key("ئ", "ئ"), UYGHUR) == after


UYGHUR_KEYS = sorted(writing((letters_for(UYGHUR),)))


@given(st.lists(st.sampled_from([sign for sign in UYGHUR_KEYS if sign != "ئ"]), max_size=20))
def test_no_uyghur_syllable_opens_without_its_hamza(signs: list[str]) -> None:
    keys = writing((letters_for(UYGHUR),))
    text = written([keys[sign] for sign in signs], UYGHUR)
    assert not re.search(r"(?:^|[^بپتجچخدرزژسشغفقكگڭلمنھۋيئ])[اەوۇۆۈېى]", text)


@pytest.mark.parametrize(("before", "after"), [
    ("", "ٴ"), ("ٴ", ""), ("تىل", "ٴتىل"), ("ٴتىل", "تىل"), ("قازاق تىل", "قازاق ٴتىل"),
    ("قازاق ", "قازاق ٴ"), ("12", "12ٴ"), ("ا·ب", "ا·ٴب"),
])  # fmt: skip
def test_the_kazakh_sign_goes_to_the_start_of_its_word_and_away_again(before: str, after: str) -> None:
    assert typed(before, Key("ء", "ٴ", "vowel"), KAZAKH_ARABIC) == after


@pytest.mark.parametrize(("capitals", "keys", "text"), [
    ("words", "г ү л space қ ы з · а й - а й", "Гүл Қыз·Ай-Ай"),
    ("sentences", "г ү л space қ ы с . space а й", "Гүл қыс. Ай"),
    ("sentences", "1 2 . 5 а", "12.5а"),
    ("nowhere", "г ү л", "гүл"),
])  # fmt: skip
def test_capitals_come_by_themselves(capitals: Capitals, keys: str, text: str) -> None:
    known = writing(keyboards_for("text", KAZAKH))
    pressed = [known[" " if sign == "space" else sign] for sign in keys.split()]
    assert written(pressed, KAZAKH, capitals=capitals) == text


def test_a_name_has_a_capital_at_every_word_a_text_at_every_sentence_and_an_address_none() -> None:
    assert [capitals_for(kind) for kind in (*WORD_KINDS, "email", "id-number")] == [
        "sentences", "sentences", "words", "nowhere", "nowhere",
    ]  # fmt: skip


def test_latin_letters_stay_small_for_the_input_method() -> None:
    assert typed("", Key("a", "a"), CHINESE, "words") == "a"
    assert typed("", Key("a", "a"), UYGHUR, "words") == "a"
    assert typed("", Key("a", "a"), ENGLISH, "words") == "A"


def test_every_word_of_the_services_that_can_be_typed_is_taken_as_it_was_typed() -> None:
    service = load_catalogue(ROOT / "kiosk" / "sandbox" / "catalogue").service("suggestion")
    field = service.field("text")
    for language in (UYGHUR, KAZAKH_ARABIC, KAZAKH):
        for word in words_of(language):
            answer = check_answer(field, word, language)
            assert not isinstance(answer, FieldFault)
            assert answer == word
