"""Names of people: kept as they are, compared without regard to how their dot is written.

The separator between the parts of a name is U+00B7 (notice 民委发〔2016〕33号 of twelve ministries), but
systems write a dozen other dots, and people are turned away over them. So two names are compared by their
keys, while the name itself is stored, sent and shown as it was read or typed. A name is never split into
surname and given name: where one ends cannot be known, and many people have no surname.
"""

import unicodedata

SEPARATOR = "\u00b7"

# The same notice: every field for a name holds at least so many characters.
NAME_LENGTH = 50

# What is met in place of the separator, from other alphabets, code pages and hands.
DOTS = frozenset(
    {
        SEPARATOR,
        "\u2022",  # bullet
        "\u30fb",  # katakana middle dot: what the gb2312 codec makes of A1A4
        "\uff65",  # halfwidth katakana middle dot
        "\u2027",  # hyphenation point
        "\uff0e",  # fullwidth full stop
        ".",
        "\u3002",  # ideographic full stop
        "\uff61",  # halfwidth ideographic full stop
        "\ufe52",  # small full stop
        "\u2024",  # one dot leader
        "\u2219",  # bullet operator
        "\u22c5",  # dot operator
        "\u0387",  # Greek ano teleia
        "\u02d9",  # dot above
        "\u16eb",  # runic single punctuation
        "\u1427",  # Canadian syllabics final middle dot
        "\u2e31",  # word separator middle dot
        "\u2e33",  # raised dot
        "\u318d",  # Hangul letter araea
        "\ua78f",  # Latin letter sinological dot
    }
)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})


def name_key(name: str) -> str:
    """What two ways of writing one name have in common; for comparing, never to be stored or shown.

    Every dot is U+00B7 without spaces around it, spaces are single, capitals are small, and what cannot be
    seen (direction marks, controls) is gone. The parts stay in their order and stay apart.
    """
    seen = "".join(" " if sign.isspace() else sign for sign in name if not _unseen(sign))
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", seen).casefold())
    dotted = "".join(SEPARATOR if sign in DOTS else sign for sign in folded)
    parts = (" ".join(part.split()) for part in dotted.split(SEPARATOR))
    return SEPARATOR.join(_without_empty_middle(list(parts)))


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike but for their dots, spaces, capitals and unseen signs."""
    return name_key(one) == name_key(other)


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _INVISIBLE and not sign.isspace()


def _without_empty_middle(parts: list[str]) -> list[str]:
    """Two dots in a row count as one; a dot at an end stays: the name may be cut there."""
    return [part for place, part in enumerate(parts) if part or place in (0, len(parts) - 1)]
