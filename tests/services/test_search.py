"""A service is found by its words as people type them, in any language and script, in no time."""

import time
from pathlib import Path

import pytest

from kiosk.language.languages import (
    ALL_LANGUAGES,
    CHINESE,
    ENGLISH,
    KAZAKH,
    KAZAKH_ARABIC,
    UYGHUR,
    Language,
    language_by_tag,
)
from kiosk.services.packs import Catalogue, load_catalogue
from kiosk.services.search import build_index
from kiosk.services.search_keys import ELSEWHERE, KEYWORD, TITLE, keys_of
from tests.services.many import write_many

SHOP = load_catalogue(Path(__file__).parent / "every_kind")
MILLISECONDS_A_LETTER = 20


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Of five hundred services."""
    return load_catalogue(write_many(tmp_path_factory.mktemp("county") / "all.json", 500))


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("دۇكان", UYGHUR), ("دوكان", UYGHUR), ("سودا تىزىملاش", UYGHUR), ("يەككە", UYGHUR), ("يەككه", UYGHUR),
        ("تىزېملاش", UYGHUR),
        ("дүкен", KAZAKH), ("ДУКЕН", KAZAKH), ("тіркеу", KAZAKH), ("тиркеу", KAZAKH), ("сау", KAZAKH),
        ("دۇكەن", KAZAKH_ARABIC), ("ٴتىركەۋ", KAZAKH_ARABIC), ("تىركەۋ", KAZAKH_ARABIC),
        ("جەكە", KAZAKH_ARABIC),
        ("个体", CHINESE), ("工商", CHINESE), ("户", CHINESE), ("gtgshdj", CHINESE), ("geti", CHINESE),
        ("gongshang", CHINESE), ("GE TI", CHINESE), ("ｋａｉｄｉａｎ", CHINESE),
        ("营业执照", CHINESE), ("yyzz", CHINESE),
        ("Sole", ENGLISH), ("licence", ENGLISH), ("registration trader", ENGLISH), ("usiness", ENGLISH),
    ],
)  # fmt: skip
def test_it_is_found_by(typed: str, language: Language) -> None:
    assert [service.id for service in SHOP.find(typed, language)] == ["shop"]


@pytest.mark.parametrize("typed", ["", " ", "?!", "مەكتەپ", "школа", "学校", "xx", "sole school", "q"])
def test_it_is_not_found_by(typed: str) -> None:
    for language in ALL_LANGUAGES:
        assert SHOP.find(typed, language) == ()


def test_a_title_counts_more_than_a_keyword_and_a_beginning_more_than_what_is_within() -> None:
    index = build_index(
        [
            [[ELSEWHERE, "land"]],
            [[KEYWORD, "land"]],
            [[TITLE, "island"]],
            [[TITLE, "land"]],
            [[TITLE, "water"]],
        ]
    )
    assert index.find("land", ENGLISH) == (3, 2, 1, 0)
    assert index.find("l", ENGLISH) == (3, 1, 0)


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("يەر تولۇقلىما پۇلى", UYGHUR), ("жер жәрдем қаржысы", KAZAKH), ("جەر جاردەم قارجىسى", KAZAKH_ARABIC),
        ("土地补贴", CHINESE), ("tudibutie", CHINESE), ("tdbt", CHINESE), ("land subsidy", ENGLISH),
    ],
)  # fmt: skip
def test_each_letter_is_answered_in_time(county: Catalogue, typed: str, language: Language) -> None:
    for end in range(1, len(typed) + 1):
        # Of the processor's own time: how busy the machine is besides is no matter of the index.
        started = time.process_time()
        found = county.find(typed[:end], language)
        assert (time.process_time() - started) * 1000 <= MILLISECONDS_A_LETTER
    assert found[0].title.words["en"] == "Land subsidy"


@pytest.mark.parametrize(
    ("title", "tag", "typed"),
    [
        ("ئىگىلىك", "ug", "ىگىلىك"),
        ("سائەت", "ug", "ساەت"),
        ("ۋېلىسىپىت", "ug", "ۋىلىسىپىت"),
        ("چۆل", "ug", "چول"),
        ("كىتاب", "ug", "\ufb90ىتاب"),
        ("Қазақша", "kk", "казакша"),
        ("银行", "zh-Hans", "yinhang"),
        ("乌鲁木齐", "zh-Hans", "wlmq"),
    ],
)
def test_what_is_written_otherwise_is_found_all_the_same(title: str, tag: str, typed: str) -> None:
    language = language_by_tag(tag)
    index = build_index([keys_of({"title": {tag: title}, "second_line": {}})])
    assert index.find(typed, language) == (0,)
