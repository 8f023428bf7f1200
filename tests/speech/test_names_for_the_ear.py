"""Surnames, and names transliterated from Uyghur and Kazakh, as a Chinese voice must say them."""

import pytest

from kiosk.language.languages import CHINESE, KAZAKH
from kiosk.language.values import Name, Text
from kiosk.speech.chinese_reading import to_pinyin
from kiosk.speech.names_for_the_ear import name_for_the_ear
from kiosk.speech.words import _value

# The readings of Xiandai Hanyu Cidian.
SURNAMES = (
    "单 shan4, 仇 qiu2, 解 xie4, 曾 zeng1, 区 ou1, 查 zha1, 任 ren2, 朴 piao2, 盖 ge3, 葛 ge3, "
    "华 hua4, 员 yun4, "
    "繁 po2, 秘 bi4, 折 she2, 乐 yue4, 翟 zhai2, 冼 xian3, 洗 xian3, 缪 miao4, 燕 yan1, 晁 chao2, 种 chong2, "
    "召 shao4, 逄 pang2, 逯 lu4, 覃 qin2, 隗 wei3, 郇 xun2, 应 ying1, 纪 ji3, 过 guo1, 哈 ha3, 瞿 qu2, "
    "谌 chen2, 訾 zi1, 臧 zang1, 祭 zhai4, 柏 bai3, 卜 bu3, 曲 qu1, 强 qiang2, 阚 kan4, 阙 que1, 乜 nie4, "
    "於 yu1, 盛 sheng4, 沈 shen3, 叶 ye4, 石 shi2, 少 shao4, 都 du1, 占 zhan1, 莘 shen1, 句 gou1, 炅 gui4, "
    "薄 bo2, 宿 su4, 费 fei4, 干 gan1, 车 che1, 佴 nai4, 黑 he4, 库 she4, 宁 ning2, "
    "令狐 ling2 hu2, 尉迟 yu4 chi2, 万俟 mo4 qi2, 单于 chan2 yu2, 长孙 zhang3 sun1, 澹台 tan2 tai2, "
    "皇甫 huang2 fu3, 夏侯 xia4 hou2, 诸葛 zhu1 ge3, 鲜于 xian1 yu2, 欧阳 ou1 yang2, 宇文 yu3 wen2, "
    "拓跋 tuo4 ba2, 东方 dong1 fang1, 慕容 mu4 rong2, 上官 shang4 guan1"
)
# Syllables and parts as they stand in transliterated names.
PARTS = (
    "阿不都 a1 bu4 du1, 阿卜都 a1 bu3 du1, 阿布都 a1 bu4 du1, 都热合曼 du1 re4 he2 man4, "
    "阿不力孜 a1 bu4 li4 zi1, "
    "阿不来提 a1 bu4 lai2 ti2, 买买提 mai3 mai3 ti2, 麦麦提 mai4 mai4 ti2, 买合木提 mai3 he2 mu4 ti2, "
    "艾合买提 ai4 he2 mai3 ti2, 艾尼瓦尔 ai4 ni2 wa3 er3, 艾力 ai4 li4, 艾山 ai4 shan1, 艾则孜 ai4 ze2 zi1, "
    "吐尔逊 tu3 er3 xun4, 吐尔洪 tu3 er3 hong2, 图尔荪 tu2 er3 sun1, 古丽 gu3 li4, 阿依古丽 a1 yi1 gu3 li4, "
    "古丽娜尔 gu3 li4 na4 er3, 热合曼 re4 he2 man4, 热依汗 re4 yi1 han2, 热西提 re4 xi1 ti2, "
    "热孜万 re4 zi1 wan4, "
    "热娜 re4 na4, 克里木 ke4 li3 mu4, 买买提江 mai3 mai3 ti2 jiang1, 朱马汗 zhu1 ma3 han2, 别克 bie2 ke4, "
    "努尔 nu3 er3, 努尔别克 nu3 er3 bie2 ke4, 哈孜 ha1 zi1, 哈那提 ha1 na4 ti2, 沙塔尔 sha1 ta3 er3, "
    "塔西 ta3 xi1, 伊敏 yi1 min3, 亚森 ya4 sen1, 曾木汗 zeng1 mu4 han2, 阿地力 a1 di4 li4, "
    "木塔里甫 mu4 ta3 li3 fu3, "
    "玉素甫 yu4 su4 fu3, 卡德尔 ka3 de2 er3, 卡斯木 ka3 si1 mu4, 赛买提 sai4 mai3 ti2, 塞力克 sai4 li4 ke4, "
    "色依提 se4 yi1 ti2, 斯迪克 si1 di2 ke4, 迪力夏提 di2 li4 xia4 ti2, 茹仙 ru2 xian1, "
    "苏来曼 su1 lai2 man4, "
    "司马义 si1 ma3 yi4, 尼亚孜 ni2 ya4 zi1, 巴拉提 ba1 la1 ti2, 祖农 zu3 nong2, 奥斯曼 ao4 si1 man4, "
    "吾甫尔 wu2 fu3 er3, 库尔班 ku4 er3 ban1, 肉孜 rou4 zi1, 再努尔 zai4 nu3 er3, 帕尔哈提 pa4 er3 ha1 ti2, "
    "居来提 ju1 lai2 ti2, 叶尔肯 ye4 er3 ken3, 叶尔兰 ye4 er3 lan2, 木拉提 mu4 la1 ti2, 巴合提 ba1 he2 ti2, "
    "达吾提 da2 wu2 ti2, 胡马尔 hu2 ma3 er3, 阿扎提 a1 zha1 ti2, 什尔扎提 shi2 er3 zha1 ti2, "
    "铁木尔 tie3 mu4 er3, "
    "约麦尔 yue1 mai4 er3, 查力汗 cha2 li4 han2, 阿勒腾古丽 a1 le4 teng2 gu3 li4, 玛依拉 ma3 yi1 la1"
)


def table(text: str) -> list[tuple[str, str]]:
    return [(entry.split()[0], " ".join(entry.split()[1:])) for entry in text.split(", ")]


def said(name: str) -> str:
    return to_pinyin(name_for_the_ear(name, CHINESE))


@pytest.mark.parametrize(("surname", "pinyin"), table(SURNAMES))
def test_a_surname_is_read_as_a_surname(surname: str, pinyin: str) -> None:
    assert said(surname + "晓明") == pinyin + " xiao3 ming2"


@pytest.mark.parametrize("surname", ["单", "仇", "解", "曾", "区", "查", "任"])
def test_only_at_the_beginning_of_a_name(surname: str) -> None:
    assert name_for_the_ear("王" + surname, CHINESE) == "王" + surname
    assert _value(Text(surname + "晓明"), CHINESE) == surname + "晓明"
    assert _value(Name(surname + "晓明"), CHINESE) != surname + "晓明"


def test_at_least_sixty_parts_are_listed() -> None:
    assert len(table(PARTS)) >= 60


@pytest.mark.parametrize(("part", "pinyin"), table(PARTS))
def test_a_part_of_a_transliterated_name_is_read_alike_with_and_without_a_dot(part: str, pinyin: str) -> None:
    assert said(f"{part}·艾力") == f"{pinyin} · ai4 li4"
    assert said(f"艾力·{part}") == f"ai4 li4 · {pinyin}"
    assert said(f"{part}艾力买买提") == f"{pinyin} ai4 li4 mai3 mai3 ti2"


@pytest.mark.parametrize("dot", "·•・.．‧")
def test_no_dot_of_a_name_is_said(dot: str) -> None:
    name = _value(Name(f"阿不都{dot}买买提"), CHINESE)
    assert to_pinyin(name).replace(".", "").split() == ["a1", "bu4", "du1", "mai3", "mai3", "ti2"]


def test_a_transliterated_name_has_no_surname() -> None:
    assert said("单木·买买提").startswith("dan1 mu4")
    assert said("华尼·买买提").startswith("hua2")
    assert said("单木·兰").startswith("dan1")


def test_other_voices_are_given_the_name_as_it_is() -> None:
    assert name_for_the_ear("单一鸣", KAZAKH) == "单一鸣"
