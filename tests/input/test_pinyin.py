"""Pinyin with the real librime and Debian's dictionary."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.input.candidates import CandidateSource, InputAbsent
from kiosk.input.pinyin import LONGEST, SCHEMAS, PinyinInput, open_pinyin

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PinyinInput]:
    """One opened pinyin for the tests that only ask."""
    pinyin = open_pinyin(tmp_path_factory.mktemp("pinyin"))
    if isinstance(pinyin, InputAbsent):
        pytest.skip(f"{pinyin.detail}. {pinyin.do}")
    yield pinyin
    pinyin.close()


@pytest.fixture
def pinyin(shared: PinyinInput) -> CandidateSource[str]:
    return shared


def texts(pinyin: CandidateSource[str], typed: str) -> list[str]:
    return [candidate.text for candidate in pinyin.candidates(typed)]


# What comes up


@pytest.mark.parametrize(
    "typed", ["shenfenzheng", "sfz", "shfzh", "ShenFenZheng", "shen'fen'zheng", "shen’fen"]
)
def test_the_id_card_comes_first_in_full_and_by_first_letters(
    pinyin: CandidateSource[str], typed: str
) -> None:
    first = pinyin.candidates(typed)[0]
    assert first.text == "身份证"[: 2 if typed == "shen’fen" else 3]
    assert first.taken == len(typed)


@pytest.mark.parametrize(
    ("heard", "word"),
    [
        ("senfenzen", "身份证"),  # s for sh, z for zh, -n for -ng
        ("zongguo", "中国"),
        ("cengsi", "城市"),
        ("nanse", "蓝色"),
        ("lainai", "奶奶"),
        ("riqi", "日期"),
        ("nanzou", "兰州"),
        ("beijin", "北京"),
        ("minzi", "名字"),
        ("sanghai", "上海"),
        ("junggo", "中国"),
        ("jangsan", "张三"),  # ج for zh, -ung for -ong, -o for -uo
        ("wulumuchi", "乌鲁木齐"),
        ("shinjang", "新疆"),
        ("chiche", "汽车"),  # چ ش for q x
        ("penghuang", "凤凰"),
        ("vangvu", "王五"),  # پ for f, ۋ for w
    ],
)
def test_a_word_typed_as_it_is_heard_stands_on_the_first_page(
    pinyin: CandidateSource[str], heard: str, word: str
) -> None:
    assert word in texts(pinyin, heard)[:7]


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("lv", "绿"),
        ("nv", "女"),
        ("nü", "女"),
        ("si", "四"),
        ("shi", "是"),
        ("pen", "盆"),
        ("zhong", "中"),
        ("yue", "月"),
        ("lve", "略"),
        ("lue", "略"),
        ("jv", "局"),
    ],
)
def test_what_is_spelled_right_leads_what_only_sounds_like_it(
    pinyin: CandidateSource[str], typed: str, spelled: str
) -> None:
    assert spelled in texts(pinyin, typed)[:2]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("maimaiti", "买买提"),
        ("mmt", "买买提"),
        ("ayiguli", "阿依古丽"),
        ("tuerxun", "吐尔逊"),
        ("nuerlan", "努尔兰"),
        ("abudureheman", "阿布都热合曼"),
        ("kuerban", "库尔班"),
        ("guli", "古丽"),
        ("maimaitituerxun", "买买提吐尔逊"),
        ("wulumuqi", "乌鲁木齐"),
        ("hetian", "和田"),
        ("tashikuergan", "塔什库尔干"),
        ("zhangwei", "张伟"),
    ],
)
def test_names_of_the_region_come_up_whole(pinyin: CandidateSource[str], typed: str, name: str) -> None:
    assert name in texts(pinyin, typed)[:4]


@pytest.mark.parametrize(
    ("syllable", "rare"),
    [
        ("yi", "懿翊弈奕熠祎"),
        ("yan", "䶮"),
        ("jing", "婧璟"),
        ("yu", "彧昱钰煜"),
        ("chong", "翀"),
        ("nang", "馕"),
        ("she", "佘"),
    ],
)
def test_rare_characters_of_names_can_be_reached_by_paging(
    pinyin: CandidateSource[str], syllable: str, rare: str
) -> None:
    assert set(rare) <= set(texts(pinyin, syllable)[:140])


def test_characters_of_today_come_before_rare_and_traditional_ones(pinyin: CandidateSource[str]) -> None:
    found = texts(pinyin, "mai")
    assert found[0] == "买"
    assert "買" not in found
    assert found.index("迈") < found.index("𧹒")


# How much a candidate takes


def test_a_candidate_for_the_beginning_leaves_the_rest_to_be_chosen_next(
    pinyin: CandidateSource[str],
) -> None:
    typed = "wodeshenfenzheng"
    written = ""
    for word in ("我的", "身份", "证"):
        candidate = next(c for c in pinyin.candidates(typed) if c.text == word)
        written, typed = written + candidate.text, typed[candidate.taken :]
    assert (written, typed) == ("我的身份证", "")


@pytest.mark.parametrize(
    ("typed", "text", "taken"),
    [
        ("xian", "西安", 4),
        ("xi'an", "西安", 5),
        ("xian", "先", 4),
        ("xi'an", "西", 3),
        ("'sfz", "身份证", 4),
        ("sfz1a", "身份证", 3),
    ],
)
def test_what_is_taken_counts_the_signs_as_they_were_typed(
    pinyin: CandidateSource[str], typed: str, text: str, taken: int
) -> None:
    assert taken in {c.taken for c in pinyin.candidates(typed) if c.text == text}


def test_of_a_long_line_the_beginning_is_offered_and_no_syllable_is_cut(pinyin: CandidateSource[str]) -> None:
    typed = "xinjiangweiwuerzizhiquwulumuqishi"
    found = pinyin.candidates(typed)
    assert found[0].text == "新疆维吾尔自治区"
    assert typed[found[0].taken :] == "wulumuqishi"
    assert max(candidate.taken for candidate in found) < LONGEST


def test_the_letter_after_the_last_that_is_looked_at_takes_no_syllable_apart(
    pinyin: CandidateSource[str],
) -> None:
    typed = "wodeshenfenzhengzaijializhongguo"[: LONGEST + 1]
    assert max(candidate.taken for candidate in pinyin.candidates(typed[:LONGEST])) == LONGEST
    assert max(candidate.taken for candidate in pinyin.candidates(typed)) < LONGEST
    assert max(candidate.taken for candidate in pinyin.candidates(typed[:LONGEST])) == LONGEST


def test_the_same_letters_after_all_were_taken_back_offer_the_same(pinyin: CandidateSource[str]) -> None:
    before = pinyin.candidates("sfz")
    assert pinyin.candidates("") == ()
    assert pinyin.candidates("sfz") == before != ()


def test_taking_letters_back_offers_what_was_offered_before(pinyin: CandidateSource[str]) -> None:
    before = pinyin.candidates("shenf")
    pinyin.candidates("shenfe")
    pinyin.candidates("shenfen")
    assert pinyin.candidates("shenf") == before


def test_asking_twice_answers_twice(pinyin: CandidateSource[str]) -> None:
    assert pinyin.candidates("sfz") == pinyin.candidates("sfz") != ()


@given(typed=st.lists(st.sampled_from("shenfzgiua'"), max_size=9).map("".join), more=st.sampled_from("ngai'"))
@settings(max_examples=40, deadline=None)
def test_what_is_offered_depends_on_what_is_typed_and_not_on_the_way_to_it(
    shared: PinyinInput, typed: str, more: str
) -> None:
    shared.candidates("")
    shared.candidates("wo")
    direct = shared.candidates(typed)
    shared.candidates(typed + more)
    assert shared.candidates(typed) == direct


@given(typed=st.text(max_size=30) | st.text(alphabet="abcxyzhngüVI'’ 1李", max_size=30))
@settings(max_examples=80, deadline=None)
def test_anything_can_be_typed(shared: PinyinInput, typed: str) -> None:
    found = shared.candidates(typed)
    assert len({candidate.text for candidate in found}) == len(found)
    assert all(1 <= candidate.taken <= len(typed) and candidate.text for candidate in found)


@pytest.mark.parametrize("typed", ["", "'", "1", "李sfz", " sfz", "İ", "\ud800", "’’"])
def test_what_means_nothing_offers_nothing(pinyin: CandidateSource[str], typed: str) -> None:
    assert pinyin.candidates(typed) == ()


def test_ten_thousand_letters_are_as_good_as_the_first_few(pinyin: CandidateSource[str]) -> None:
    assert pinyin.candidates("nihao" * 2000)[0].text.startswith("你好")


def test_what_was_typed_is_in_no_repr(pinyin: CandidateSource[str]) -> None:
    assert "身份" not in repr(pinyin.candidates("sfz"))


# Decency


@pytest.mark.parametrize(
    "typed", ["cnm", "nmb", "sb", "tmd", "jb", "wc", "nmsl", "wocao", "caonima", "shabi", "wbd", "grd"]
)
def test_first_letters_that_insults_are_written_with_bring_up_none(
    pinyin: CandidateSource[str], typed: str
) -> None:
    barred = [
        "\u50bb\u903c",
        "\u5988\u903c",
        "\u64cd\u4f60",
        "\u6211\u64cd",
        "\u4ed6\u5988\u7684",
        "\u808f",
        "\u8349\u6ce5\u9a6c",
        "\u9e21\u5df4",
        "\u5367\u69fd",
        "\u4f60\u5988\u6b7b",
        "\u5904\u5973\u819c",
        "\u738b\u516b\u86cb",
        "\u72d7\u65e5",
    ]
    found = texts(pinyin, typed)
    assert found
    assert [ascii(text) for text in found if any(word in text for word in barred)] == []


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("xingbie", "性别"),
        ("ganbu", "干部"),
        ("caozuo", "操作"),
        ("ticao", "体操"),
        ("mama", "妈妈"),
        ("gebi", "戈壁"),
        ("nima", "尼玛"),
        ("qiangjian", "强奸"),
        ("weixie", "猥亵"),
        ("yuejing", "月经"),
    ],
)
def test_ordinary_words_and_what_has_to_be_reported_come_up(
    pinyin: CandidateSource[str], typed: str, word: str
) -> None:
    assert word in texts(pinyin, typed)[:14]


def test_a_second_one_at_the_same_time_is_refused(shared: PinyinInput, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="already"):
        open_pinyin(tmp_path)
    assert texts(shared, "sfz")[0] == "身份证"


def test_the_characters_of_today_are_those_the_fonts_are_made_for() -> None:
    assert (SCHEMAS / "standard_hanzi.txt").read_bytes() == (
        REPOSITORY / "deploy/fonts/standard_hanzi.txt"
    ).read_bytes()
