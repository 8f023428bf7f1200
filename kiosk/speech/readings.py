"""How Chinese characters and words are read, from a table that is mapped and never parsed.

deploy/speech/readings.py writes it from pypinyin's data: lines in the order of their bytes, so that a word is
found by halving. As Python objects the same takes 18 MB and a seventh of a second in every visit.
"""

from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "readings.txt"


def read(characters: str) -> list[str]:
    """A syllable with its tone figure for each character, by the longest words; what is not known stays."""
    syllables: list[str] = []
    while rest := characters[len(syllables) :]:
        syllables += _longest_word(rest)
    return syllables


def _longest_word(characters: str) -> list[str]:
    longest = [characters[0]]
    for end in range(1, len(characters) + 1):
        word, reading = _first_from(characters[:end])
        if not word.startswith(characters[:end]):
            break
        if word == characters[:end]:
            longest = reading.split(" ")
    return longest


def _first_from(word: str) -> tuple[str, str]:
    """The first word of the table that is not before ``word``, and its reading."""
    table, wanted = _table(), word.encode()
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start) + 1
        if table[start:end] < wanted:
            low = end
        else:
            high = start
    found, _, reading = table[low : table.find(b"\n", low)].decode().partition("\t")
    return found, reading


@cache
def _table() -> mmap:
    with _TABLE.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)
