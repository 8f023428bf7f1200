"""What was typed, with its signs as they are kept: digits of every script as 0-9, nothing invisible."""

import unicodedata

# Controls, and signs without an own shape such as joiners, direction marks and tatweel.
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
_TATWEEL = "\u0640"
# Letters of a Cyrillic keyboard that look like a Latin one, which codes are written in.
_LATIN = str.maketrans("АВЕКМНОРСТХУІ×", "ABEKMHOPCTXYIX")


def plain(raw: str) -> str:
    """Digits of every script as 0-9, no invisible characters, single spaces."""
    return unicodedata.normalize("NFC", " ".join("".join(map(_plain_sign, raw)).split()))


def code_signs(text: str) -> str:
    """As the signs of a code: full width as narrow, capitals, Latin for what looks alike."""
    return unicodedata.normalize("NFKC", text).upper().translate(_LATIN)


def _plain_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if sign.isspace():
        return " "
    return "" if category in _INVISIBLE_CATEGORIES or sign == _TATWEEL else sign
