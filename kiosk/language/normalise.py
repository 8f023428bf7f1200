"""Text that was typed or received, with one code for each letter, as the style guide gives it.

Keyboards, telephones and other systems write the same letter in several ways: presentation forms, Persian
and Arabic relatives of a letter, the Kazakh sign in four. What is kept has one way, so that it can be found,
compared and shown. A name read from a document is never normalised: it is kept as it was read
(kiosk/language/names.py compares such names).

The order of the steps is the style guide's: what looks at the neighbours of a letter comes before the
invisible signs between them are taken away.
"""

import re
import unicodedata
from types import MappingProxyType

from kiosk.language.kazakh_script import SIGN, normalise_arabic
from kiosk.language.languages import KAZAKH, KAZAKH_ARABIC, UYGHUR, Language
from kiosk.language.names import DOTS, SEPARATOR

_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]")
_INVISIBLE = re.compile("[\u0640\u200b-\u200f\ufeff]")
# Vowel points and other marks of Arabic, but the hamza: neither alphabet has them.
_POINTS = re.compile("[\u064b-\u0653\u0655-\u065f\u0670]")
_COMPOSED = re.compile("[\u0622-\u0626\u06c0\u06c2\u06d3]")
_HAMZAS = re.compile("\u0654+")
_LETTER = "\u0620-\u063f\u0641-\u064a\u0671-\u06d3\u06d5"
# ە used to be written as final heh, held apart from the next letter by a non-joiner.
_FINAL_HEH = re.compile(f"\u0647(?![\u0640\u200b\u200d-\u200f\ufeff]*[{_LETTER}])")
_CONSONANTS = "بپتجچحخدرزژسشعغفقكگڭلمنھۋئ\u06a9\u0763\u0647\u06c1"
_YEH_AFTER_CONSONANT = re.compile(f"(?<=[{_CONSONANTS}])([\u0640\u200b-\u200f\ufeff]*)\u06cc")
_ONE_CODE = str.maketrans(
    {"\u06a9": "ك", "\u0763": "ڭ", "\u0629": "ە", "\u06c0": "ە", "\u06c1": "ھ", "\u06c2": "ھ", "\u06cc": "ي"}
)

# Letters with the Kazakh sign inside; compatibility folding alone would leave it in the wrong place.
_SIGNED = {"\u0675": "ا", "\u0676": "و", "\u0677": "ۇ", "\u0678": "ى"}
_WORD = re.compile(f"[{_LETTER}]+")
# A hamza over a letter, of its own or in the letter's code, is the hamza that opens a Uyghur syllable.
_UYGHUR_HAMZA = re.compile("[ىي]\u0654|([اوۇۆۈېە])\u0654|\u0621")
# Two that are lost when points and codes are dealt with, so they come before.
_UYGHUR_EARLY = MappingProxyType({"\u0622": "ئا", "\u0627\u0653": "ئا", "\u06c0": "ئە", "\u06d5\u0654": "ئە"})
_EARLY = re.compile("|".join(_UYGHUR_EARLY))
# Typed for the Kazakh sign where a keyboard has none, at the word's start or in it.
_APOSTROPHES = re.compile(f"(?<!['\u2019])['\u2019]++(?=[{_LETTER}\u0621\u0654])")
_NOT_SEARCHED = str.maketrans(dict.fromkeys(f"{SIGN}\u0621\u0654'\u2019"))


def normalise_typed(text: str, language: Language) -> str:
    """The text as it is kept. ``language`` is the one it was typed in: what a hamza means depends on it.

    Doing it again changes nothing. Never for names read from a card.
    """
    if language.tag == UYGHUR.tag:
        text = _EARLY.sub(lambda letter: _UYGHUR_EARLY[letter[0]], text)
    text = _letters_in_one_code(text)
    if language.tag == UYGHUR.tag:
        text = _WORD.sub(lambda word: _sign_to_the_start(word[0]), _with_uyghur_hamza(text))
    elif language.tag in (KAZAKH.tag, KAZAKH_ARABIC.tag):
        text = normalise_arabic(_APOSTROPHES.sub(SIGN, text))
    return " ".join(unicodedata.normalize("NFC", text).split())


def search_key(text: str, language: Language) -> str:
    """What is compared when something typed is looked for; never to be stored or shown.

    Normalised, without the Kazakh sign however it was typed, in small letters, every dot as U+00B7.
    """
    bare = normalise_typed(text, language).translate(_NOT_SEARCHED).casefold()
    dotted = "".join(SEPARATOR if sign in DOTS else sign for sign in bare)
    return " ".join(unicodedata.normalize("NFC", dotted).split())


def _letters_in_one_code(text: str) -> str:
    """What all Arabic alphabets share. A final heh is ە, another h; a Persian yeh reads by what is before."""
    text = _PRESENTATION_FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0]), text)
    text = _COMPOSED.sub(lambda letter: unicodedata.normalize("NFD", letter[0]), text)
    text = _FINAL_HEH.sub("ە", _POINTS.sub("", text)).replace("\u0647", "ھ")
    text = _INVISIBLE.sub("", _YEH_AFTER_CONSONANT.sub(r"\1ى", text))
    text = _HAMZAS.sub("\u0654", "".join(map(_plain, text)))
    # Composing can make a letter that has another code here, and the other way round.
    for _ in range(2):
        text = unicodedata.normalize("NFC", text).translate(_ONE_CODE)
    return unicodedata.normalize("NFC", text)


def _plain(sign: str) -> str:
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in ("Cc", "Cf", "Cs") else sign


def _with_uyghur_hamza(text: str) -> str:
    text = _COMPOSED.sub(lambda letter: unicodedata.normalize("NFD", letter[0]), text)
    return _UYGHUR_HAMZA.sub(lambda hamza: f"ئ{hamza[1] or ''}", text).replace("\u0654", "")


def _sign_to_the_start(word: str) -> str:
    letters = "".join(_SIGNED.get(letter, letter) for letter in word if letter != SIGN)
    return word if letters == word else SIGN + letters if letters else ""
