"""Names and loans come back from the Arabic script as they are said, and no other word suffers for it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.language.catalogue import load_catalogues
from kiosk.language.kazakh_names import Names, listed_names, names_by_kind
from kiosk.language.kazakh_script import arabic_to_cyrillic, cyrillic_to_arabic
from kiosk.language.languages import KAZAKH
from kiosk.services.packs import load_catalogue

ROOT = Path(__file__).parents[2]
NAMES = listed_names()
BY_LETTERS = replace(NAMES, words=(), endings=(), soft_endings=())
SOFT = "soft names before a soft ending"
KINDS = {kind: words for kind, words in names_by_kind().items() if "ending" not in kind}
_HARD, _SOFT = "аоұыя", "әеөүіэию"

each_kind = pytest.mark.parametrize("kind", KINDS)


def back(word: str) -> str:
    return arabic_to_cyrillic(cyrillic_to_arabic(word))


def without(word: str, names: Names) -> str:
    return arabic_to_cyrillic(cyrillic_to_arabic(word), names=names)


def suffixed(word: str) -> list[str]:
    """The word in some of its cases, by the harmony of its last vowel."""
    soft = next((letter in _SOFT for letter in reversed(word) if letter in _HARD + _SOFT), False)
    last = word[-1]
    if last in "аәоөұүыіеяюуи":
        endings = ["нің", "ге", "ден"] if soft else ["ның", "ға", "дан"]
    elif last in "мнңлрйзж":
        of = "нің" if last in "мнң" else "дің"
        off = "нен" if last in "мнң" else "ден"
        endings = [of, "ге", off] if soft else [harder(of), "ға", harder(off)]
    else:
        endings = ["тің", "ке", "тен"] if soft else ["тың", "қа", "тан"]
    return [word + ending for ending in endings]


def harder(ending: str) -> str:
    return ending.replace("і", "ы").replace("е", "а")


def test_the_list_holds_five_hundred_entries_and_none_twice() -> None:
    assert sum(map(len, KINDS.values())) >= 500
    assert len(set(NAMES.words)) == len(NAMES.words)
    arabic = [cyrillic_to_arabic(word).lstrip("\u0674") for word in NAMES.words]
    assert sorted({each for each in arabic if arabic.count(each) > 1}) == []
    assert all(re.fullmatch("[а-яәғқңөұүһіё]+", word) for word in NAMES.words)


@each_kind
def test_every_entry_is_wrong_by_the_letters_alone_and_right_with_the_list(kind: str) -> None:
    words = KINDS[kind]
    assert [word for word in words if without(word, BY_LETTERS) == word] == []
    assert {word: back(word) for word in words if back(word) != word} == {}


def test_no_entry_is_there_that_the_endings_make_needless() -> None:
    endings_alone = replace(NAMES, words=())
    assert [word for word in NAMES.words if without(word, endings_alone) == word] == []


def test_a_soft_name_is_not_parted_as_a_hard_one() -> None:
    names = [*names_by_kind()[SOFT], "әкімбек", "күмісбек", "өкімгүл"]
    assert {word: back(word) for word in names if back(word) != word} == {}


@each_kind
def test_an_entry_is_known_with_its_suffixes(kind: str) -> None:
    forms = [form for word in KINDS[kind] if "ь" not in word for form in suffixed(word)]
    assert {form: back(form) for form in forms if back(form) != form} == {}


def test_a_soft_sign_gives_way_to_a_suffix_and_makes_it_soft() -> None:
    forms = ["стилі", "моделін", "роліне", "модельдің", "никельге", "пароліңізді"]
    assert [back(form) for form in forms] == forms


def test_the_endings_of_names_may_follow_a_listed_name() -> None:
    names = ["ахметжан", "ахметұлы", "махамбетқызы", "хасенбек", "мұхаметқали", "жұмаділов", "айгүлжан"]
    names += ["ахметжанқызы", "айгүлжанның"]
    assert [back(name) for name in names] == names


@pytest.mark.parametrize(
    "name",
    [
        "асылбек",
        "талғатбек",
        "қанатбекке",
        "раушангүл",
        "сандуғашгүлдің",
        "жадырагүл",
        "дауанберген",
        "самалкүлге",
    ],
)
def test_a_name_that_nobody_listed_is_parted_before_its_soft_ending(name: str) -> None:
    assert name not in NAMES.words
    assert back(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "гүлнар", "әлия", "бекзат", "нұргүл", "айгүл", "күләш", "серікжан", "ерлан", "айнұр",
        "бақытгүл", "еркін", "меруерт", "жібек", "сәуле", "тілеухан", "мақпал", "қайрат",
        "болатбек", "іле", "алтай", "тарбағатай", "күнес", "текес", "мори", "баркөл", "қаба",
        "буыршын", "көктоғай", "шіңгіл", "жеменей", "дөрбілжін", "шағантоғай", "толы", "сауан",
        "шәуешек", "құлжа", "үрімжі", "тоғызтарау", "моңғұлкүре", "нылқы", "қобықсары", "боратала",
        "кітап", "рахмет", "қызмет", "мұғалім", "мектеп", "дүкен", "банк", "компьютер",
    ],
)  # fmt: skip
def test_common_names_places_and_loans_come_back(name: str) -> None:
    assert back(name) == name


@pytest.mark.parametrize(
    "word",
    [
        "өзбек", "тізбек", "түбек", "бөбек", "еңбек", "жіберген", "берген", "келді", "күл", "гүл",
        "гүлдер", "қалам", "үлкен", "әйел", "сәуле", "әсем", "көмек", "абай", "таңба", "актер",
        "газданды", "орындық", "паркет", "танкер", "классташ", "опат",
    ],
)  # fmt: skip
def test_a_word_that_only_begins_or_ends_like_a_name_is_read_by_its_letters(word: str) -> None:
    assert back(word) == without(word, BY_LETTERS)


def test_no_word_of_the_kiosk_is_spoilt_by_the_list() -> None:
    texts = list(load_catalogues(ROOT / "locales").patterns[KAZAKH.tag].values())
    for service in load_catalogue(ROOT / "kiosk/sandbox/catalogue").services:
        texts += [
            service.title.words[KAZAKH.tag],
            service.guide.words[KAZAKH.tag],
            service.why.words[KAZAKH.tag],
        ]
    words = {word.lower() for text in texts for word in re.findall("[\u0400-\u04ff]+", text)}
    spoilt = {word: back(word) for word in words if back(word) != word and without(word, BY_LETTERS) == word}
    assert len(words) > 300
    assert spoilt == {}
