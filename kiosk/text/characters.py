"""User-perceived characters and words of a text: where a caret may stand, and what one deletion takes.

The places are the extended grapheme clusters and words of UAX #29 as Pango finds them, the same that its
carets, touches and arrow keys know. They are found in the text itself, not in what is drawn for it: a
cluster that no bundled font can draw is still one.
"""

from dataclasses import dataclass, field

from kiosk.language.languages import UYGHUR, Language
from kiosk.text.isolation import BIDI_CONTROLS
from kiosk.text.native import LOG_ATTRIBUTES, ffi, native

_WORDS = ffi.typeof("uint32_t[]")
# PangoLogAttr is a word of one-bit fields (pango-break.h).
_CURSOR_POSITION, _WORD_START, _WORD_END = 1 << 4, 1 << 5, 1 << 6
# What UTF-8 cannot hold, and what ends a text in C, as characters that separate as they do.
_STAND_INS = dict.fromkeys(range(0xD800, 0xE000), "\ufffd") | {0: "\x01"}
# A caret before one of these could not be told from a caret behind it.
_UNSEEN = BIDI_CONTROLS | frozenset("\u00ad\u200b\u2060\ufeff")
_SEAT, _VOWELS = "ئ", frozenset("اەوۇۆۈېى")


@dataclass(frozen=True)
class Characters:
    """A text and the indexes at which its parts begin.

    ``places``: where a caret may stand, ascending; the first is 0 and the last the length of the text.
    ``letters``: those of them at which a deletion ends. A Uyghur vowel and the hamza seat before it are
    two characters and one letter: one key writes them.
    ``word_starts``, ``word_ends``: of words and numbers, without the spaces and signs between.
    """

    text: str = field(repr=False)
    places: tuple[int, ...]
    letters: tuple[int, ...]
    word_starts: tuple[int, ...]
    word_ends: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many user-perceived characters there are."""
        return len(self.places) - 1


def characters_of(text: str, language: Language) -> Characters:
    """``text`` taken apart as someone who writes ``language`` sees it. Takes any string."""
    attributes = _attributes(text, language)
    length = len(text)

    def marked(bit: int) -> tuple[int, ...]:
        return tuple(index for index, attribute in enumerate(attributes) if attribute & bit)

    places = marked(_CURSOR_POSITION)
    if not _UNSEEN.isdisjoint(text):
        places = tuple(at for at in places if at in (0, length) or text[at] not in _UNSEEN)
    letters = places
    if language == UYGHUR and _SEAT in text:
        letters = tuple(
            at for at in places if not (0 < at < length and text[at - 1] == _SEAT and text[at] in _VOWELS)
        )
    return Characters(text, places, letters, marked(_WORD_START), marked(_WORD_END))


def _attributes(text: str, language: Language) -> list[int]:
    """A word of attributes for each character, and one for the end of the text."""
    raw = text.translate(_STAND_INS).encode()
    count = len(text) + 1
    words = ffi.new(_WORDS, count)
    tag = native.pango_language_from_string(language.tag.encode())
    native.pango_get_log_attrs(raw, len(raw), -1, tag, ffi.cast(LOG_ATTRIBUTES, words), count)
    return list(ffi.unpack(words, count))
