"""Two languages that do not exist: every text a quarter longer than a real one, with tall marks.

A text that has room here has room in a translation that is still to come.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from itertools import cycle
from string import Formatter
from typing import Any, TypeVar

from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import KAZAKH, RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.language.values import Terms

# The language whose texts each is made of.
PSEUDO: Mapping[str, Language] = {"pseudo-ltr": KAZAKH, "pseudo-rtl": UYGHUR}
LONGER = 0.25
# A word alone is a key's or a heading's; a translator finds a short one where a sentence cannot be short.
LONGER_ALONE = 0.15
# Words of the bar and of the stones are chosen to fit; they only get marks.
CHOSEN_TO_FIT = ("bar.", "stone.", "attract.")
# Letters with marks above and below each other, in their alphabets.
_FILLING = {"rtl": "ئې", "ltr": "Ғй"}
_MARKED = {"rtl": "\u0654", "ltr": "\u0302\u0323"}
_Data = TypeVar("_Data")


def longer(text: str, direction: str) -> str:
    """The text with letters put into its words; its {placeholders} and figures stay."""
    parts = tuple(Formatter().parse(text))
    words = [word for literal, *_ in parts for word in literal.split(" ") if _is_word(word)]
    letters = sum(len(word) for word in words)
    more = LONGER_ALONE if len(words) == 1 else LONGER
    filling = cycle(_FILLING[direction])
    due, stretched = 0.0, []
    for literal, name, spec, conversion in parts:
        of_literal = []
        for word in literal.split(" "):
            if _is_word(word) and letters:
                due += len(word) * more
                put_in = "".join(next(filling) for _ in range(round(due)))
                due -= len(put_in)
                of_literal.append(marked(word, direction, put_in))
            else:
                of_literal.append(word)
        stretched.append(" ".join(of_literal).replace("{", "{{").replace("}", "}}"))
        if name is not None:
            stretched.append(_placeholder(name, spec, conversion))
    return "".join(stretched)


def marked(word: str, direction: str, put_in: str = "") -> str:
    """The word with tall marks, and with letters ``put_in`` behind them."""
    at = next((index for index, letter in enumerate(word) if letter.isalpha()), 0) + 1
    return word[:at] + _MARKED[direction] + put_in + word[at:]


def _is_word(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _placeholder(name: str, spec: str | None, conversion: str | None) -> str:
    return "{" + name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"


def pseudo_catalogues(catalogues: Catalogues) -> Catalogues:
    """The catalogues with every resident's language made longer."""
    patterns = dict(catalogues.patterns)
    for language in RESIDENT_LANGUAGES:
        patterns[language.tag] = {
            key: marked(text, language.direction)
            if key.startswith(CHOSEN_TO_FIT)
            else longer(text, language.direction)
            for key, text in catalogues.patterns[language.tag].items()
        }
    return Catalogues(patterns)


def pseudo_terms(data: _Data) -> _Data:
    """A service, or anything made of frozen dataclasses and tuples, with all its terms made longer."""
    changed: Any = data
    if isinstance(data, Terms):
        directions = {language.tag: language.direction for language in RESIDENT_LANGUAGES}
        words = {
            tag: longer(text, directions[tag]) if tag in directions else text
            for tag, text in data.words.items()
        }
        changed = replace(data, words=words)
    elif isinstance(data, tuple):
        changed = tuple(pseudo_terms(part) for part in data)
    elif is_dataclass(data) and not isinstance(data, type):
        changed = replace(
            data,
            **{field.name: pseudo_terms(getattr(data, field.name)) for field in fields(data) if field.init},
        )
    return changed  # type: ignore[no-any-return]
