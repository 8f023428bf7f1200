"""What a service is found by, folded: the words of its title and keywords as somebody may type them.

Folding makes alike what sounds alike or is typed alike: capitals, full-width signs, the Uyghur hamza seat,
ې and ى, letters that a Russian keyboard has and a Kazakh one writes with a tail. Chinese words are found by
their characters, by their pinyin and by its initials.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kiosk.language.languages import ALL_LANGUAGES, CHINESE, Language
from kiosk.language.normalise import search_key

# How much a key counts, by where its words stand.
TITLE, KEYWORD, ELSEWHERE = 3, 2, 1
_LONGEST = 40

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_ALIKE = str.maketrans(
    {
        "ئ": None, "ې": "ى", "ي": "ى", "ۇ": "و", "ۆ": "و", "ۈ": "و",
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "й": "и",
        "ё": "е", "'": None, "\u2019": None,
    }
)  # fmt: skip


def folded_words(text: str, language: Language) -> list[str]:
    """The words of a text as they are compared, typed in ``language``."""
    wide = unicodedata.normalize("NFKC", text)
    words = (word.translate(_ALIKE) for word in _WORD.findall(search_key(wide, language)))
    return [word[:_LONGEST] for word in words if word]


def keys_of(service: Mapping[str, Any]) -> list[list[Any]]:
    """[how much it counts, key] of a service in the wire form, each key once, by what counts most."""
    keys: dict[str, int] = {}
    for weight, words in _texts(service):
        for language in ALL_LANGUAGES:
            for key in _keys(words.get(language.tag, ""), language):
                keys[key] = max(weight, keys.get(key, 0))
    return [[weight, key] for key, weight in keys.items()]


def _texts(service: Mapping[str, Any]) -> Iterator[tuple[int, Mapping[str, str]]]:
    yield TITLE, service["title"]
    for tag, words in service.get("keywords", {}).items():
        for word in words:
            yield KEYWORD, {tag: word}
    yield ELSEWHERE, service["second_line"]


def _keys(text: str, language: Language) -> Iterator[str]:
    yield from folded_words(text, language)
    if language == CHINESE:
        for run in _HAN.findall(text):
            yield from _sounds(run)


def _sounds(characters: str) -> Sequence[str]:
    # The table of readings is mapped when it is first asked.
    from kiosk.speech.chinese_reading import to_pinyin

    syllables = [syllable.rstrip("12345") for syllable in to_pinyin(characters).split()]
    heard = [syllable for syllable in syllables if syllable.isascii()]
    return ("".join(heard)[:_LONGEST], "".join(syllable[0] for syllable in heard))
