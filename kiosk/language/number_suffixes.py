"""Case suffixes after numbers that are read out: they follow the last sound of the word, not of the figure.

The forms are those of the grammars: voice and nasality of the last letter, back or front last vowel. A text
that was written for another reading of its figure (70قا, 9:00-де) is thereby said right.
"""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.language.languages import Language

# Families of one suffix: {name: forms}. Kazakh: after a vowel, after з л р й у, after м н ң, after the rest.
_KAZAKH: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "де": ("де", "де", "де", "те"),
        "ден": ("ден", "ден", "нен", "тен"),
        "ге": ("ге", "ге", "ге", "ке"),
        "ні": ("ні", "ді", "ді", "ті"),
        "нің": ("нің", "дің", "нің", "тің"),
        "дегі": ("дегі", "дегі", "дегі", "тегі"),
        "мен": ("мен", "мен", "мен", "пен"),
    }
)
# Uyghur: after a voiced sound, after a voiceless one.
_UYGHUR: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "دە": ("دە", "تە"),
        "دىن": ("دىن", "تىن"),
        "گە": ("گە", "كە"),
        "نى": ("نى", "نى"),
        "نىڭ": ("نىڭ", "نىڭ"),
        "گىچە": ("گىچە", "كىچە"),
        "دىكى": ("دىكى", "تىكى"),
        "دەك": ("دەك", "تەك"),
        "چە": ("چە", "چە"),
        "مۇ": ("مۇ", "مۇ"),
    }
)
_KAZAKH_HARD = MappingProxyType(str.maketrans("еіёгк", "аыёғқ"))
_KAZAKH_VOWELS, _KAZAKH_BACK = "аәеиоөуұүыіэюя", "аоұыуюя"
_UYGHUR_HARD = MappingProxyType(str.maketrans("ەگك", "اغق"))
# ى and ې show no harmony: words that have no other vowel are front but for these.
_UYGHUR_BACK, _UYGHUR_BACK_WORDS = "اوۇ", ("مىڭ", "قىرىق")
_UYGHUR_VOICELESS = "پتچخسشفقكھ"


def suffixes(language: Language) -> tuple[str, ...]:
    """Every written form of a case suffix, the longest first."""
    match language.spoken_with:
        case "kk":
            front = {form for forms in _KAZAKH.values() for form in forms} | {"бен"}
            every = front | {form.translate(_KAZAKH_HARD) for form in front - {"мен", "пен", "бен"}}
        case "ug":
            front = {form for forms in _UYGHUR.values() for form in forms}
            every = front | {_uyghur_hard(form) for form in front}
        case _:
            every = set()
    return tuple(sorted(every, key=lambda form: (-len(form), form)))


def suffixed(words: str, suffix: str, language: Language) -> str:
    """The words with the suffix in the form that their last word takes."""
    if language.spoken_with == "kk":
        return words + _kazakh_form(words.split(" ")[-1], suffix)
    return _uyghur_with(words, suffix)


def _kazakh_form(word: str, suffix: str) -> str:
    if suffix in ("мен", "бен", "пен"):
        return "бен" if word[-1] in "зж" else _KAZAKH["мен"][_kazakh_class(word[-1])]
    family = next(
        forms
        for forms in _KAZAKH.values()
        if suffix in forms or suffix in [form.translate(_KAZAKH_HARD) for form in forms]
    )
    form = family[_kazakh_class(word[-1])]
    last_vowel = next((letter for letter in reversed(word) if letter in _KAZAKH_VOWELS), "е")
    # елу is front although its last letter is not.
    back = last_vowel in _KAZAKH_BACK and word != "елу"
    return form.translate(_KAZAKH_HARD) if back else form


def _kazakh_class(last: str) -> int:
    if last in _KAZAKH_VOWELS and last != "у":
        return 0
    if last in "злрйуж":
        return 1
    return 2 if last in "мнң" else 3


def _uyghur_with(words: str, suffix: str) -> str:
    word = words.split(" ")[-1]
    family = next(
        forms for forms in _UYGHUR.values() if suffix in forms or suffix in map(_uyghur_hard, forms)
    )
    voiceless = word[-1] in _UYGHUR_VOICELESS or word == "مىليارد"
    form = family[voiceless]
    last_vowel = next((letter for letter in reversed(word) if letter in "اەوۇۆۈ"), "ە")
    if last_vowel in _UYGHUR_BACK or word in _UYGHUR_BACK_WORDS:
        form = _uyghur_hard(form)
    # An open last syllable is raised: ئالتە, ئالتىدىن.
    return (words[:-1] + "ى" if words.endswith("ە") else words) + form


def _uyghur_hard(form: str) -> str:
    """دىن and چە have one form for both harmonies, and the ە of -چە stays."""
    if form in ("چە", "مۇ", "دەك", "تەك", "دىكى", "تىكى"):
        return form
    if form.endswith("ىچە"):
        return form[0].translate(_UYGHUR_HARD) + form[1:]
    return form.translate(_UYGHUR_HARD)
