"""Chinese typed in pinyin: letters to candidates, forgiving what is heard instead of spelled.

Spellings and confusions stand in data/kiosk_pinyin.schema.yaml, names of the region in
data/kiosk_names.dict.yaml. Nothing is learned: the next resident is offered the same.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path

from kiosk.failures import FailureCode
from kiosk.input.candidates import Candidate, InputAbsent
from kiosk.input.decency import Decency, load_decency
from kiosk.input.rime import LIBRARY, Reading, RimeFolders, RimeSession, RimeUnusable, open_session

SCHEMAS = Path(__file__).parent / "data"
# The 8,105 characters of 通用规范汉字表, which names are registered in.
STANDARD = SCHEMAS / "standard_hanzi.txt"
# Where Debian's rime-data-luna-pinyin puts its compiled dictionary.
DICTIONARY = Path("/usr/share/rime-data/build")
TABLE = "luna_pinyin.table.bin"

# Letters looked at: a clause of eight characters. What is behind them waits until these are chosen.
LONGEST = 24
# Readings fetched; a syllable such as yi has hundreds of characters, and rare ones stand in names.
MOST = 240
# Of those that take the same letters, so many as spelled before one as heard.
AS_SPELLED = 2

_LETTERS = re.compile(r"[a-zA-ZüÜ'’]*")
_KEYS = str.maketrans({"ü": "v", "Ü": "v", "’": "'"})
_IDEOGRAPHS = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]+")
_SPACING = str.maketrans("v", "u", " '")

_DO = "Install the Debian packages librime-bin and rime-data-luna-pinyin."


class PinyinInput:
    """Typed letters to candidates. Belongs to one thread. Made by open_pinyin."""

    def __init__(self, session: RimeSession, decency: Decency, common: frozenset[str]) -> None:
        self._session, self._decency, self._common = session, decency, common
        self._last: tuple[str, tuple[Candidate, ...]] = ("", ())

    def candidates(self, typed: str) -> tuple[Candidate, ...]:
        """Candidates for the letters ``typed`` begins with; in any case, with ' between syllables, ü or v."""
        letters = _letters(typed)
        ahead = len(letters) - len(letters.lstrip("'"))
        read = letters[ahead : ahead + LONGEST]
        if read != self._last[0]:
            self._last = (read, self._read(read))
        # Where letters were cut off, the last syllable may have been cut in two.
        whole = len(letters) - ahead <= LONGEST
        return tuple(
            Candidate(candidate.text, candidate.taken + ahead)
            for candidate in self._last[1]
            if whole or candidate.taken < LONGEST
        )

    def close(self) -> None:
        self._last = ("", ())
        self._session.close()

    def _read(self, letters: str) -> tuple[Candidate, ...]:
        if not letters:
            return ()
        readings = (
            reading
            for reading in islice(self._session.readings(letters), MOST)
            if _IDEOGRAPHS.fullmatch(reading.text)
            and self._decency.allows(reading.text, spelled_out=_spelled_out(reading))
        )
        return tuple(Candidate(reading.text, reading.taken) for reading in self._ordered(readings, letters))

    def _ordered(self, readings: Iterable[Reading], letters: str) -> Iterator[Reading]:
        """Longest first, as the library has them. Within one length characters of today come before
        rare and traditional ones, and the right spelling leads."""
        for taken, group in groupby(readings, key=lambda reading: reading.taken):
            typed = _sounds(letters[:taken])
            alike = sorted(group, key=lambda reading: not self._common.issuperset(reading.text))
            spelled = [reading for reading in alike if _sounds(reading.heard) == typed]
            heard = [reading for reading in alike if _sounds(reading.heard) != typed]
            yield from _interleaved(iter(spelled), iter(heard))


def open_pinyin(
    user_dir: Path, *, library: str = LIBRARY, dictionary: Path = DICTIONARY
) -> PinyinInput | InputAbsent:
    """Opens librime with ``user_dir``, a private folder that goes when the visit goes.

    One at a time in a process; RuntimeError for a second. InputAbsent (INP-01) without library or data.
    """
    if not (dictionary / TABLE).is_file():
        return InputAbsent(FailureCode.PINYIN_ABSENT, f"{dictionary / TABLE} is not there", _DO)
    user_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    folders = RimeFolders(schemas=SCHEMAS, dictionary=dictionary, user=user_dir)
    try:
        session = open_session(folders, "kiosk_pinyin", compiled_first=("kiosk_names",), library=library)
    except RimeUnusable as unusable:
        return InputAbsent(FailureCode.PINYIN_ABSENT, str(unusable), _DO)
    return PinyinInput(session, load_decency(), _standard_characters())


def _standard_characters() -> frozenset[str]:
    lines = STANDARD.read_text(encoding="utf-8").splitlines()
    return frozenset(character for line in lines if not line.startswith("#") for character in line)


def _letters(typed: str) -> str:
    """As many letters as ``typed`` has before anything else: one for one, so that counts agree."""
    found = _LETTERS.match(typed)
    return found[0].translate(_KEYS).lower() if found else ""


def _spelled_out(reading: Reading) -> bool:
    """Whether syllables were typed, not just the letters they begin with."""
    return reading.taken >= 2 * len(reading.text)


def _interleaved(spelled: Iterator[Reading], heard: Iterator[Reading]) -> Iterator[Reading]:
    while some := list(islice(spelled, AS_SPELLED)):
        yield from some
        yield from islice(heard, 1)
    yield from heard


def _sounds(letters: str) -> str:
    """Pinyin without what does not tell syllables apart here: spaces, apostrophes, ü written as u."""
    return letters.translate(_SPACING)
