"""Text out of a card's fields: UTF-16LE, padded, of fixed size."""

from dataclasses import dataclass

from devices.card_text import is_no_text

_PADDING = " \0\u3000"


@dataclass(frozen=True)
class FieldText:
    """``full``: it fills its field and may go on where there was no room. Neither is in its repr."""

    value: str
    full: bool

    def __repr__(self) -> str:
        return "FieldText()"


def text_in(raw: bytes) -> FieldText | None:
    """A field's text without its padding; None if what stands there is no text."""
    # surrogatepass: a UnicodeDecodeError would carry the field's bytes about.
    text = raw[: len(raw) & ~1].decode("utf-16-le", "surrogatepass")
    full = bool(text) and text[-1] not in _PADDING
    if full and "\ud800" <= text[-1] <= "\udbff":
        # The field's end has cut a two-unit character in half; what is before it stands.
        text = text[:-1]
    text = text.strip(_PADDING)
    if any(is_no_text(character) for character in text):
        return None
    return FieldText(text, full)
