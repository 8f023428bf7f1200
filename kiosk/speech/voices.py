"""Which voice of espeak-ng speaks a language, and how a text is written for it."""

import re
from collections.abc import Mapping

from kiosk.speech.chinese_reading import to_pinyin

# By the tag of the language that is spoken (`Language.spoken_with`). Chinese goes in as pinyin: in
# espeak-ng 1.51 only this voice reads it so (`cmn` reads pinyin as English); 1.52 has it too.
VOICES: Mapping[str, str] = {"ug": "ug", "kk": "kk", "zh-Hans": "cmn-latn-pinyin", "en": "en"}

# Words a minute; slower than the engine's 175, for people who hear a machine for the first time.
RATE = 150
# For who asks for slower speech: a prompt then takes about 1.4 times as long.
SLOW_RATE = 110

_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+)[^\W\d_]")
_KAZAKH_CONSONANTS = "бвгғджзкқлмнңпрстфхһцчшщ"
_NO_SOUND = str.maketrans("", "", "ьъ")
_SOFT = frozenset("әеөүіэ")
_HARD = frozenset("аоұыя")


def for_the_engine(text: str, tag: str) -> str:
    """The text as espeak-ng reads it best: Chinese as pinyin; Kazakh у and и after a consonant spelled out.

    The signs ь and ъ are left out of Kazakh, which has no sound for them; the engine would make a stop.

    Sentences begin with a capital, or it reads on without a pause.
    """
    text = _SENTENCE_START.sub(lambda match: match.group().upper(), text)
    if tag == "zh-Hans":
        return to_pinyin(text)
    if tag == "kk":
        return re.sub(r"\w+", lambda match: _spelled_out(match.group()), text.translate(_NO_SOUND))
    return text


def _spelled_out(word: str) -> str:
    # After a consonant у is [ʊw] or [ʏw]; espeak-ng says a bare w there and swallows the syllable. Its и is
    # always the hard [əj].
    def spelled(match: re.Match[str]) -> str:
        soft = _is_soft(word.lower(), match.start())
        if match[2] in "иИ":
            return match[1] + ("ій" if soft or not _HARD & set(word.lower()) else "и")
        return match[1] + ("үу" if soft else "ұу")

    return re.sub(f"([{_KAZAKH_CONSONANTS}])([уи])", spelled, word, flags=re.IGNORECASE)


def _is_soft(word: str, at: int) -> bool:
    """Vowel harmony: the nearest vowel before decides, else the nearest after."""
    for letter in [*reversed(word[: at + 1]), *word[at + 1 :]]:
        if letter in _SOFT:
            return True
        if letter in _HARD:
            return False
    return False
