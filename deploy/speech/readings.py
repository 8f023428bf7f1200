"""Writes kiosk/speech/data/phrases.json: the words that are not read as their characters are alone.

python deploy/speech/readings.py

pypinyin's own table of 47,000 words takes 43 MB of memory; the fifth of it that matters takes 8.
From pypinyin's phrase data (MIT licence, mozillazg/phrase-pinyin-data).
"""

import json
from pathlib import Path

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

TARGET = Path(__file__).parents[2] / "kiosk" / "speech" / "data" / "phrases.json"


def differing() -> dict[str, list[list[str]]]:
    """Words with the reading of each character, where one differs from the character's first reading."""
    return {
        word: readings
        for word, readings in PHRASES_DICT.items()
        if any(
            reading[0] != PINYIN_DICT.get(ord(character), "").split(",")[0]
            for character, reading in zip(word, readings, strict=True)
        )
    }


def as_text() -> str:
    return json.dumps(differing(), ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    TARGET.write_text(as_text(), encoding="utf-8")
