"""Values inside a sentence: kept in order and kept from turning the sentence around.

Standard bidi (UAX #9) turns ``650102-2024-A17`` into ``A17-2024-650102`` inside right-to-left text,
on screen, on receipts and in PDFs alike. Every interpolated value is therefore isolated.
"""

import re
from typing import Literal

LEFT_TO_RIGHT_ISOLATE = "\u2066"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

# Embeddings, overrides, isolates and marks of UAX #9.
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# Paragraph separators (class B of UAX #9) end every isolate that is open; the others only begin a line,
# but a value stands in one.
_LINE_ENDS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")

ValueKind = Literal["code", "text"]

_HARMLESS = {ord(control): None for control in BIDI_CONTROLS} | {ord(end): " " for end in _LINE_ENDS}


# Latin letters and digits held together by signs, with a digit among them or an @: 650102-2024-A17,
# 2024-03-18, 15:30, 12.5, 0998-1234567, +86-998-1234567, k0427@example.org; and digits in groups,
# of thousands too.
_CODE = re.compile(
    r"""
    (?<![0-9A-Za-z])
    (?: (?=[A-Za-z@._/:+-]*[0-9] | [A-Za-z.]*@) \+?[0-9A-Za-z]+ (?: [-/:.,_@+#]+ [0-9A-Za-z]+ )+
      | [0-9]{1,3} (?: [\u00a0\u202f] [0-9]{3} )+ (?: [.,] [0-9]+ )?
      | \+?[0-9]{2,} (?: \x20 [0-9]{2,} )+ (?: [.,] [0-9]+ )? )
    (?![0-9A-Za-z])
    """,
    re.VERBOSE,
)
_ISOLATED = re.compile(r"[\u2066-\u2068][^\u2069]*\u2069")


def isolate_codes(text: str) -> str:
    """Free text with every code, number, date and phone in it isolated, so that none is turned round.

    For words of people, where nobody has said what is a value. What is isolated already stays as it is.
    """
    parts, end = [], 0
    for isolated in _ISOLATED.finditer(text):
        parts += [_CODE.sub(_isolate_match, text[end : isolated.start()]), isolated.group()]
        end = isolated.end()
    return "".join([*parts, _CODE.sub(_isolate_match, text[end:])])


def _isolate_match(match: re.Match[str]) -> str:
    return f"{LEFT_TO_RIGHT_ISOLATE}{match.group()}{POP_ISOLATE}"


def isolate_value(text: str, kind: ValueKind) -> str:
    """``text`` so that it neither is reordered by its surroundings nor reorders them.

    ``code``: numbers, dates in figures, telephone numbers, anything that always reads left to right.
    ``text``: names and free text, which read in the direction of their own first letter; a code inside
    is isolated again.
    Bidi controls of the value itself are left out and line ends become spaces, so that no value can
    close its isolate.
    """
    harmless = text.translate(_HARMLESS)
    if kind == "code":
        return f"{LEFT_TO_RIGHT_ISOLATE}{harmless}{POP_ISOLATE}"
    return f"{FIRST_STRONG_ISOLATE}{isolate_codes(harmless)}{POP_ISOLATE}"


def isolate_code(text: str) -> str:
    """A number or code, read left to right in every language."""
    return isolate_value(text, "code")


# Codes with nothing but a sign between them, such as 2/3.
_HELD_TOGETHER = re.compile("\u2066[^\u2066-\u2069]*\u2069(?:[/:\u2013-]\u2066[^\u2066-\u2069]*\u2069)+")


def as_one_code(text: str) -> str:
    """Codes that a sign holds together become one: apart, the second would stand before the first."""
    return _HELD_TOGETHER.sub(lambda held: isolate_code(held.group()), text)


def without_isolates(text: str) -> str:
    """``text`` without any bidi control: for a copy that is searched, compared or spoken."""
    return "".join(character for character in text if character not in BIDI_CONTROLS)
