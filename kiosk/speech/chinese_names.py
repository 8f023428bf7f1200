"""Chinese characters of a name for a Uyghur or Kazakh voice: their Mandarin sounds in the voice's letters.

A resident card's chip has the name in Chinese characters only. The transcription is that of the Xinjiang
press (ماۋ زېدۇڭ, Мау Зыдұң), as far as it is regular. It tells how the card's characters sound, not how a
name that is not Chinese was written before it was transcribed into Chinese. For the ear alone: nobody's name
is shown or stored like this.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from kiosk.language.languages import Language
from kiosk.speech.chinese_reading import to_pinyin

_INITIALS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ug": dict(zip(("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcs"), "جچشبپمفدتنلگكخجچشرزسس", strict=True)),
        "kk": dict(zip(("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcs"), "жчшбпмфдтнлгкхжчшрзцс", strict=True)),
    }
)
# Finals behind an initial; v stands for ü.
_FINALS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ug": {
            "a": "ا", "o": "و", "e": "ې", "i": "ى", "u": "ۇ", "v": "ۈ", "ai": "ەي", "ei": "ېي", "ao": "اۋ",
            "ou": "ۇ", "an": "ەن", "en": "ېن", "ang": "اڭ", "eng": "ېڭ", "ong": "ۇڭ", "er": "ېر", "ia": "يا",
            "ie": "يې", "iao": "ياۋ", "iu": "يۇ", "ian": "يەن", "in": "ىن", "iang": "ياڭ", "ing": "ىڭ",
            "iong": "يۇڭ", "ua": "ۇا", "uo": "و", "uai": "ۇەي", "ui": "ۇي", "uan": "ۇەن", "un": "ۈن",
            "uang": "ۇاڭ", "ueng": "ۇېڭ", "ue": "ۆ", "ve": "ۆ", "van": "ۈەن", "vn": "ۈن",
            "": "", "g": "ڭ", "m": "م",
        },
        "kk": {
            "a": "а", "o": "о", "e": "ы", "i": "и", "u": "у", "v": "үй", "ai": "ай", "ei": "ей", "ao": "ау",
            "ou": "оу", "an": "ан", "en": "ын", "ang": "аң", "eng": "ың", "ong": "ұң", "er": "эр", "ia": "я",
            "ie": "ие", "iao": "яу", "iu": "иу", "ian": "ян", "in": "ин", "iang": "яң", "ing": "иң",
            "iong": "иұң", "ua": "уа", "uo": "уо", "uai": "уай", "ui": "уй", "uan": "уан", "un": "ун",
            "uang": "уаң", "ueng": "уың", "ue": "үе", "ve": "үе", "van": "үан", "vn": "үн",
            "": "", "g": "ң", "m": "м",
        },
    }
)  # fmt: skip
# Syllables that begin with y or w have an initial of that sound.
_GLIDES = MappingProxyType({"ug": {"y": "ي", "w": "ۋ"}, "kk": {"y": "й", "w": "у"}})
_KAZAKH_IOTATED = MappingProxyType({"йа": "я", "йу": "ю", "йи": "и", "йя": "я", "йе": "е", "уу": "у"})
_UYGHUR_VOWELS = "اوېىۇۈەۆ"

_SYLLABLE = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?([aeiouv]?[a-z]*)[1-5]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def in_the_voices_letters(text: str, language: Language) -> str:
    """The text with every run of Chinese characters as one word of a Uyghur or Kazakh voice.

    Characters without a known reading are left out; for other voices the text stays as it is.
    """
    tag = language.spoken_with
    return _HAN.sub(lambda run: _word(run[0], tag), text) if tag in _FINALS else text


def _word(characters: str, tag: str) -> str:
    return "".join(_sound(syllable, tag) for syllable in to_pinyin(characters).split())


def _sound(syllable: str, tag: str) -> str:
    parts = _SYLLABLE.fullmatch(syllable)
    if parts is None:
        return ""
    initial, final = parts[1] or "", parts[2]
    # After these u is ü.
    if initial in ("j", "q", "x", "y") and final.startswith("u"):
        final = "v" + final[1:]
    sound = _FINALS[tag].get(final)
    if sound is None:
        return ""
    if initial in ("y", "w"):
        return _with_glide(_GLIDES[tag][initial], sound, tag)
    if initial:
        return _INITIALS[tag][initial] + sound
    return "ئ" + sound if tag == "ug" and sound[:1] in _UYGHUR_VOWELS else sound


def _with_glide(glide: str, sound: str, tag: str) -> str:
    joined = glide + sound
    return joined if tag == "ug" else _KAZAKH_IOTATED.get(joined[:2], joined[:2]) + joined[2:]
