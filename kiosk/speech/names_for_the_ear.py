"""Persons' names in Chinese characters, for the ear: surnames, and names transliterated from other languages.

A character that is read otherwise in a name is replaced by one with the same sound that has no other; the
name itself is never changed anywhere else. The rules:

- A name is transliterated where it has a separating dot, five characters or more, or a part that Chinese
  names do not have (_PARTS). Else it is Chinese, and what stands at its beginning is its surname.
- In a transliterated name there are no surnames; 都 is du1, 不 keeps its fourth tone, 什 is shi2, 塞 sai4,
  勒 le4, 曾 zeng1, 单 dan1. 汗 stands for "khan" and is han2, as in 可汗 (Xiandai Hanyu Cidian), not han4,
  "sweat".
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from kiosk.language.languages import Language
from kiosk.language.names import DOTS

# Surnames read otherwise than the word. 宁 is left alone: 宁 (寧) ning2 is commoner than 宁 (甯) ning4.
_SURNAMES: Mapping[str, str] = MappingProxyType(
    {
        "万俟": "莫奇", "尉迟": "玉迟", "单于": "缠于", "长孙": "掌孙", "澹台": "谈台", "令狐": "铃狐",
        "诸葛": "朱舸",
        "单": "善", "仇": "求", "解": "谢", "曾": "增", "区": "欧", "查": "渣", "任": "人", "朴": "瓢",
        "盖": "舸", "葛": "舸", "华": "化", "员": "运", "繁": "婆", "秘": "闭", "折": "舌", "乐": "月",
        "翟": "宅", "冼": "显", "洗": "显", "缪": "妙", "燕": "烟", "种": "虫", "召": "绍", "覃": "秦",
        "隗": "伟", "郇": "旬", "纪": "挤", "过": "锅", "哈": "奤", "祭": "债", "卜": "补",
        "阚": "看", "乜": "聂", "於": "迂", "少": "绍", "都": "督", "占": "沾", "句": "勾", "炅": "贵",
        "薄": "搏", "干": "甘", "佴": "奈", "黑": "贺", "库": "射", "应": "英", "车": "砗", "强": "墙",
        "盛": "胜", "石": "时", "叶": "夜", "沈": "审", "莘": "身", "宿": "速", "曲": "屈", "柏": "摆",
    }
)  # fmt: skip
_TRANSLITERATED: Mapping[str, str] = MappingProxyType(
    {
        "都": "督", "不": "布", "卜": "补", "汗": "寒", "什": "时", "塞": "赛", "勒": "泐", "曾": "增",
        "单": "丹",
        "地": "弟", "得": "德", "查": "察", "合": "禾", "扎": "渣", "色": "瑟",
    }
)  # fmt: skip
_PARTS = re.compile(
    "[不布卜]都|都[拉热]|[买麦]提|古[丽力]|[吐图]尔|努尔|库尔|叶尔|尔肯|瓦尔|热[合依西孜]|[里力]木"
    "|别克|哈[孜提]|[拉来]提|尼[亚牙]孜|艾[力山尼合则]|依明|[木尔]江|塔[西依]|亚森|玉素|..汗$"
)
_LONGEST_CHINESE_NAME = 4


def name_for_the_ear(name: str, language: Language) -> str:
    """A person's name with characters replaced, for Chinese speech only, so that it is read right."""
    if language.spoken_with != "zh-Hans":
        return name
    if _is_transliterated(name):
        return "".join(_TRANSLITERATED.get(character, character) for character in name)
    for length in (2, 1):
        sound = _SURNAMES.get(name[:length])
        if sound:
            return sound + name[length:]
    return name


def _is_transliterated(name: str) -> bool:
    characters = [character for character in name.strip() if not character.isspace()]
    if any(character in DOTS for character in characters):
        return True
    return len(characters) > _LONGEST_CHINESE_NAME or _PARTS.search(name) is not None
