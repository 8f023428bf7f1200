"""How Chinese characters are read: pinyin with tones, since espeak-ng misreads polyphones.

Words (重庆, 银行) and tone sandhi inside them come from pypinyin, as a table (readings.py). It does not know
the place names of Xinjiang; these are listed here. Names of persons: names_for_the_ear.py.
"""

import re

from kiosk.language.number_words_lexicon import letter_names
from kiosk.speech.readings import read

# Places and words: the reading is given whole.
_READINGS = {
    "喀什": "ka1 shi2",
    "阿勒泰": "a1 le4 tai4",
    "塔什库尔干": "ta3 shi2 ku4 er3 gan1",
    "伽师": "jia1 shi1",
    "策勒": "ce4 le4",
    "莎车": "sha1 che1",
    "尉犁": "yu4 li2",
    "焉耆": "yan1 qi2",
    "若羌": "ruo4 qiang1",
    "鄯善": "shan4 shan4",
    "巴音郭楞": "ba1 yin1 guo1 leng2",
    "察布查尔": "cha2 bu4 cha2 er3",
    "吉木乃": "ji2 mu4 nai3",
    "阿不都": "a1 bu4 du1",
    "阿卜都": "a1 bu3 du1",
    "阿布都": "a1 bu4 du1",
    "买买提": "mai3 mai3 ti2",
    "身份证": "shen1 fen4 zheng4",
    "还缺": "hai2 que1",
    "长期": "chang2 qi1",
    "办件": "ban4 jian4",
}
_LISTED = "|".join(sorted(_READINGS, key=len, reverse=True))

# Letters by sounds that both espeak-ng 1.51 and 1.52 have; 1.52 reads a bare letter in English.
_LETTERS = letter_names(
    "ei1, bi4, sei1, di4, yi4, ai2 fu5, ji4, ei2 chi5, ai4, zhei4, kei4, ai2 lou5, ai2 mu5, en1, ou1, pi4, "
    "kiu1, a2 er5, ai2 si5, ti4, you1, wei1, da2 bu5 liu5, ai2 ke5 si5, wai4, zei4"
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
# A listed word, a run of other characters, or one other sign.
_PARTS = re.compile(rf"{_LISTED}|(?:(?!{_LISTED}){_HAN.pattern})+|[^\s\u3400-\u9fff]")
# Between figures, after 第 and as a digit 一 keeps its first tone.
_COUNTED_ON = "第十百千万零点二三四五六七八九"
_DATES = "月日号点"
_MEASURES = "个份次张位天年件台条页分元亩"
_PUNCTUATION = str.maketrans("，。！？：；、", ",.!?:;,")


def to_pinyin(text: str) -> str:
    """Pinyin with tone figures, a space after every syllable; punctuation is kept, Latin letters named."""
    syllables: list[str] = []
    for part in _PARTS.findall(text.translate(_PUNCTUATION)):
        if part in _READINGS:
            syllables.append(_READINGS[part])
        elif _HAN.match(part):
            syllables += _sandhi(part, read(part))
        else:
            syllables.append(_LETTERS.get(part, part))
    return re.sub(r"\s+(?=[,.!?:;])", "", " ".join(syllables))


def _sandhi(characters: str, syllables: list[str]) -> list[str]:
    """不 and 一 take another tone before some syllables; the table has it inside a word only."""
    for i, following in enumerate(syllables[1:]):
        falling = following.endswith("4")
        if characters[i] == "不" and falling:
            syllables[i] = "bu2"
        if characters[i] == "一":
            if characters[i + 1] in _DATES or characters[max(i - 1, 0)] in _COUNTED_ON:
                syllables[i] = "yi1"
            elif characters[i + 1] in _MEASURES:
                syllables[i] = "yi2" if falling else "yi4"
    return syllables
