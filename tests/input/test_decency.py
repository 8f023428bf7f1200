"""Indecent words are not offered; ordinary words with the same characters are.

Words are given by code point here, as fingerprints in the list, so that nobody has to read them.
"""

from pathlib import Path

import pytest

from kiosk.input.decency import LIST, LONGEST_WORD, fingerprint, load_decency

INSULTS = [
    "\u50bb\u903c",
    "\u64cd\u4f60\u5988",
    "\u6211\u64cd",
    "\u4ed6\u5988\u7684",
    "\u738b\u516b\u86cb",
    "\u72d7\u65e5\u7684",
    "\u5a4a\u5b50",
    "\u9e21\u5df4",
    "\u8349\u6ce5\u9a6c",
    "\u808f",
    "\u5367\u69fd",
    "\u7f20\u5934",
    "\u652f\u90a3",
    "\u9791\u5b50",
]
# What people come to report, or to ask a doctor.
GRAVE = ["强奸", "猥亵", "卖淫", "裸聊", "月经", "大便", "阴道", "避孕套"]
ORDINARY = [
    "性别",
    "干部",
    "妈妈的",
    "他妈妈的",
    "操作",
    "我操作",
    "体操",
    "今日你好",
    "草泥",
    "我草场",
    "缠头巾",
    "坏种子",
    "尼玛",
    "戈壁",
    "妇女优先",
    "逼近",
    "日期",
    "龟兹",
    "鸡蛋",
    "巴扎",
    "奶牛",
    "下岗",
    "维吾尔族",
    "回族",
    "智障",
]


@pytest.mark.parametrize("word", INSULTS, ids=ascii)
def test_an_insult_is_not_offered_however_it_is_typed_or_surrounded(word: str) -> None:
    decency = load_decency()
    for text in (word, f"你{word}", f"{word}了", f"请问{word}在吗"):
        assert not decency.allows(text, spelled_out=True)


@pytest.mark.parametrize("word", GRAVE)
def test_what_has_to_be_reported_comes_up_when_it_is_spelled_out_and_not_from_first_letters(
    word: str,
) -> None:
    decency = load_decency()
    assert decency.allows(word, spelled_out=True)
    assert not decency.allows(word, spelled_out=False)


@pytest.mark.parametrize("word", ORDINARY)
def test_an_ordinary_word_of_the_same_characters_is_offered(word: str) -> None:
    assert load_decency().allows(word, spelled_out=False)


def test_an_ordinary_word_beside_it_does_not_hide_an_insult() -> None:
    assert not load_decency().allows("操作" + INSULTS[0], spelled_out=True)


def test_a_lone_surrogate_is_no_word() -> None:
    assert load_decency().allows("\ud800", spelled_out=False)


def test_the_list_says_no_indecent_word_aloud() -> None:
    listed = LIST.read_text(encoding="utf-8")
    assert not [word for word in (*INSULTS, *GRAVE) if word in listed]
    assert fingerprint(INSULTS[0]) in listed
    assert max(map(len, INSULTS)) <= LONGEST_WORD


@pytest.mark.parametrize(
    "lines", ["some word", "[never]\nabc", "0" * 64], ids=["bare", "short", "no section"]
)
def test_a_broken_list_is_refused_with_its_line(tmp_path: Path, lines: str) -> None:
    (tmp_path / "list.txt").write_text(lines, encoding="utf-8")
    with pytest.raises(ValueError, match=r"list\.txt:\d"):
        load_decency(tmp_path / "list.txt")


def test_a_list_without_ordinary_words_bars_as_well(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(f"[never]\n{fingerprint('坏字')}\n", encoding="utf-8")
    decency = load_decency(tmp_path / "list.txt")
    assert not decency.allows("一坏字一", spelled_out=True)
    assert decency.allows("坏一字", spelled_out=True)
