"""What a public machine does not offer: insults and obscenities.

It offers less, it forbids nothing: every character can still be written by itself. It is about insults,
never about what a person may have to report or ask a doctor; such words come up when they are spelled
out, and only do not jump out of two or three first letters.

data/indecent.txt holds fingerprints instead of words, so that nobody has to read them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

LIST = Path(__file__).parent / "data" / "indecent.txt"
# Characters in the longest word of the list.
LONGEST_WORD = 4
_HEX_DIGITS = 64
NEVER, SPELLED_OUT, ORDINARY = "[never]", "[spelled out]", "[ordinary]"


@dataclass(frozen=True)
class Decency:
    """Fingerprints of words: ``never`` offered; ``if_spelled_out`` only to who typed them in full.

    ``ordinary``: finds words that an indecent one may lie across, as in 我|操作.
    """

    never: frozenset[str]
    if_spelled_out: frozenset[str]
    ordinary: re.Pattern[str]

    def allows(self, text: str, *, spelled_out: bool) -> bool:
        """Whether ``text`` holds none of the words, anywhere in it."""
        return not any(
            print_ in self.never or (not spelled_out and print_ in self.if_spelled_out)
            for part in self.ordinary.split(text)
            for print_ in map(fingerprint, _words_in(part))
        )


def fingerprint(word: str) -> str:
    """SHA-256 of the word in UTF-8: a line of the list (``printf %s WORD | sha256sum``)."""
    return sha256(word.encode("utf-8", "surrogatepass")).hexdigest()


def load_decency(path: Path = LIST) -> Decency:
    """Reads the list; ValueError where a line belongs into no section."""
    sections: dict[str, set[str]] = {NEVER: set(), SPELLED_OUT: set(), ORDINARY: set()}
    section = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        if line in sections:
            section = line
        elif section == ORDINARY or (section and len(line) == _HEX_DIGITS):
            sections[section].add(line)
        else:
            raise ValueError(f"{path}:{number}: neither a section nor a fingerprint")
    longest_first = sorted(sections[ORDINARY], key=len, reverse=True)
    ordinary = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
    return Decency(frozenset(sections[NEVER]), frozenset(sections[SPELLED_OUT]), ordinary)


def _words_in(text: str) -> Iterator[str]:
    for start in range(len(text)):
        for end in range(start + 1, min(start + LONGEST_WORD, len(text)) + 1):
            yield text[start:end]
