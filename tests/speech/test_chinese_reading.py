import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language.languages import CHINESE, UYGHUR
from kiosk.speech.chinese_reading import to_pinyin
from kiosk.speech.names_for_the_ear import name_for_the_ear


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("重庆银行", "chong2 qing4 yin2 hang2"),
        ("会计", "kuai4 ji4"),
        ("绿色", "lv4 se4"),
        ("您的号码：二", "nin2 de5 hao4 ma3: er4"),
        ("不是一个", "bu2 shi4 yi2 ge4"),
        ("还缺一份材料", "hai2 que1 yi2 fen4 cai2 liao4"),
        ("第一个", "di4 yi1 ge4"),
        ("十一个", "shi2 yi1 ge4"),
        ("一月一日", "yi1 yue4 yi1 ri4"),
        ("统一办理", "tong3 yi1 ban4 li3"),
        ("喀什地区伽师县", "ka1 shi2 di4 qu1 jia1 shi1 xian4"),
        ("幺二三 X", "yao1 er4 san1 ai2 ke5 si5"),
    ],
)
def test_characters_are_read_as_their_word_is(text: str, pinyin: str) -> None:
    assert to_pinyin(text) == pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("单一鸣", "shan4 yi1 ming2"),
        ("仇小红", "qiu2 xiao3 hong2"),
        ("解晓东", "xie4 xiao3 dong1"),
        ("曾小明", "zeng1 xiao3 ming2"),
        ("区明", "ou1 ming2"),
        ("阿不都热合曼", "a1 bu4 du1 re4 he2 man4"),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, pinyin: str) -> None:
    assert to_pinyin(name_for_the_ear(name, CHINESE)) == pinyin


def test_other_voices_are_given_the_name_as_it_is() -> None:
    assert name_for_the_ear("单一鸣", UYGHUR) == "单一鸣"


@given(st.text(alphabet="一二三不个第十零份银行重庆喀什伽师都", max_size=20))
def test_every_character_gets_exactly_one_syllable(text: str) -> None:
    syllables = to_pinyin(text).split()
    assert len(syllables) == len(text)
    assert all(syllable[-1] in "12345" and syllable[:-1].isalpha() for syllable in syllables)
