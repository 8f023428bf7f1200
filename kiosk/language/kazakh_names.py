"""Kazakh names and loans that the letter rules read back wrongly: kazakh_names.txt, for the voice.

The list was put together from general knowledge, without any list of persons, by these rules:

- given names of men and women in common use among Kazakhs, also those with Arabic, Persian and Uyghur parts;
- compounds of the usual parts (ай-, нұр-, бек-, жан-, гүл-, -бек, -гүл, -нұр, -жан, -хан, -бай, -берген …);
- surnames and fathers' names as these are made from given names (-ов, -ев, -ин, ұлы);
- the prefectures, counties and towns of Xinjiang and places of its neighbours where Kazakhs live;
- words from Arabic and Persian, international words, and compounds with both harmonies.

Of these the list keeps what comes back wrong from the Arabic script without it; a test holds it to that. A
name or loan is known with suffixes too, and with another part of a name after it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LIST = Path(__file__).with_name("kazakh_names.txt")
_ENDINGS, _SOFT_ENDINGS = "endings of names", "soft endings that part a name"


@dataclass(frozen=True)
class Names:
    """Cyrillic, small letters. ``words`` are names and loans, ``endings`` what may be joined to a name.

    Before one of ``soft_endings`` the beginning of an unlisted name is hard where nothing shows otherwise.
    """

    words: tuple[str, ...]
    endings: tuple[str, ...]
    soft_endings: tuple[str, ...]


@cache
def listed_names() -> Names:
    """The list; it is read when the first word has to be turned."""
    kinds = names_by_kind()
    words = [
        word for kind, listed in kinds.items() if kind not in (_ENDINGS, _SOFT_ENDINGS) for word in listed
    ]
    return Names(tuple(words), kinds[_ENDINGS], kinds[_SOFT_ENDINGS])


def names_by_kind() -> dict[str, tuple[str, ...]]:
    """{kind: words} as the file has them: a line "# kind", then a word a line."""
    kinds: dict[str, list[str]] = {}
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            kind = line.removeprefix("#").strip()
            kinds[kind] = []
        elif line:
            kinds[kind].append(line)
    return {kind: tuple(words) for kind, words in kinds.items()}
