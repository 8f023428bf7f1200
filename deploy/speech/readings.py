"""Writes kiosk/speech/data/readings.txt: every Chinese character and the words that are read otherwise.

python deploy/speech/readings.py

A line is what is written, a tab and how it is read, with tone sandhi inside the word; the lines are in the
order of their bytes. From pypinyin's data (MIT licence, mozillazg/phrase-pinyin-data and pinyin-data).
"""

import re
from pathlib import Path

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

TARGET = Path(__file__).parents[2] / "kiosk" / "speech" / "data" / "readings.txt"
# What kiosk/speech/chinese_reading.py takes for Chinese.
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def differing() -> list[str]:
    """Words where the reading of a character differs from its first one."""
    return [
        word
        for word, readings in PHRASES_DICT.items()
        if any(
            reading[0] != PINYIN_DICT.get(ord(character), "").split(",")[0]
            for character, reading in zip(word, readings, strict=True)
        )
    ]


def as_text() -> str:
    written = [*map(chr, PINYIN_DICT), *differing()]
    lines = [f"{each}\t{' '.join(_read(each))}\n" for each in sorted(written) if _HAN.fullmatch(each)]
    return "".join(lines)


def _read(written: str) -> list[str]:
    return lazy_pinyin(written, style=Style.TONE3, tone_sandhi=True, neutral_tone_with_five=True)


if __name__ == "__main__":
    TARGET.write_text(as_text(), encoding="utf-8")
