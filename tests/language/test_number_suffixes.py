"""A case suffix after a number follows the word that is said. The forms below are written, not computed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language.languages import CHINESE, KAZAKH, UYGHUR
from kiosk.language.number_suffixes import suffixed, suffixes
from kiosk.language.number_words import cardinal
from kiosk.speech.plain_text import speakable

# {ablative and dative, as a grammar gives them: the last words of numbers that take them}
KAZAKH_FORMS = {
    ("ден", "ге", "де", "ні", "нің", "мен"): "екі жеті",
    ("ден", "ге", "де", "ді", "дің", "мен"): "нөл бір елу",
    ("ден", "ге", "де", "ді", "дің", "бен"): "сегіз жүз",
    ("тен", "ке", "те", "ті", "тің", "пен"): "үш төрт бес жетпіс",
    ("дан", "ға", "да", "ны", "ның", "мен"): "алты жиырма",
    ("дан", "ға", "да", "ды", "дың", "бен"): "тоғыз отыз",
    ("тан", "қа", "та", "ты", "тың", "пен"): "қырық алпыс миллиард",
    ("нен", "ге", "де", "ді", "нің", "мен"): "сексен",
    ("нан", "ға", "да", "ды", "ның", "мен"): "он тоқсан мың миллион",
}
# ablative, dative, "until"
UYGHUR_FORMS = {
    ("دىن", "گە", "گىچە", "دە"): "نۆل بىر ئىككى سەككىز سەكسەن يۈز",
    ("دىن", "غا", "غىچە", "دا"): "توققۇز ئون ئوتتۇز توقسان مىڭ مىليون",
    ("تىن", "كە", "كىچە", "تە"): "ئۈچ تۆت بەش ئەللىك يەتمىش",
    ("تىن", "قا", "قىچە", "تا"): "قىرىق ئاتمىش مىليارد",
}
RAISED = {"ئالتە": "ئالتى", "يەتتە": "يەتتى", "يىگىرمە": "يىگىرمى"}


@pytest.mark.parametrize(
    ("word", "forms"), [(w, forms) for forms, listed in KAZAKH_FORMS.items() for w in listed.split()]
)
def test_a_kazakh_suffix_takes_the_form_of_the_word(word: str, forms: tuple[str, ...]) -> None:
    families = ("тан", "қа", "та", "ты", "тың", "пен")
    assert tuple(suffixed(word, family, KAZAKH).removeprefix(word) for family in families) == forms


@pytest.mark.parametrize(
    ("word", "forms"), [(w, forms) for forms, listed in UYGHUR_FORMS.items() for w in listed.split()]
)
def test_a_uyghur_suffix_takes_the_form_of_the_word(word: str, forms: tuple[str, ...]) -> None:
    families = ("تىن", "قا", "قىچە", "تا")
    assert tuple(suffixed(word, family, UYGHUR).removeprefix(word) for family in families) == forms


@pytest.mark.parametrize(("word", "stem"), RAISED.items())
def test_an_open_last_syllable_is_raised_before_a_suffix(word: str, stem: str) -> None:
    assert suffixed(word, "دىن", UYGHUR) == stem + "دىن"
    assert suffixed(word, "غا", UYGHUR) == stem + "گە"
    assert suffixed(word, "نى", UYGHUR) == stem + "نى"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30دىن", "ئوتتۇزدىن"), ("5نى", "بەشنى"), ("20تىن", "يىگىرمىدىن"), ("70قا", "يەتمىشكە"),
        ("6غا", "ئالتىگە"), ("3-چى", "ئۈچىنچى"), ("سائەت 9:00دا", "سائەت توققۇزدا"),
        ("سائەت 15:30دا", "سائەت ئون بەش ئوتتۇز مىنۇتتا"),
    ],
)  # fmt: skip
def test_uyghur_figures_take_their_suffix_along(text: str, said: str) -> None:
    assert speakable(text, UYGHUR) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12-де", "он екіде"), ("1-ші", "бірінші"), ("40-қа", "қырыққа"), ("9:00-де", "сағат тоғызда"),
        ("5-пен", "беспен"), ("1000-ға", "мыңға"), ("50-ден 60-қа дейін", "елуден алпысқа дейін"),
        ("80-нен", "сексеннен"),
    ],
)  # fmt: skip
def test_kazakh_figures_take_their_suffix_along(text: str, said: str) -> None:
    assert speakable(text, KAZAKH) == said


@given(st.integers(0, 1_000_000), st.sampled_from(suffixes(KAZAKH)))
def test_every_kazakh_number_has_one_harmony_with_its_suffix(number: int, suffix: str) -> None:
    said = speakable(f"{number}-{suffix}", KAZAKH)
    assert said == suffixed(cardinal(number, KAZAKH), suffix, KAZAKH)
    last = said.split()[-1]
    if not last.endswith(("мен", "бен", "пен")):
        soft = set("еіәөү") & set(cardinal(number, KAZAKH).split()[-1])
        assert bool(set("еі") & set(last[-3:])) == bool(soft)


@given(st.integers(0, 1_000_000), st.sampled_from(suffixes(UYGHUR)))
def test_every_uyghur_number_takes_a_suffix_in_one_word(number: int, suffix: str) -> None:
    said = speakable(f"{number}{suffix}", UYGHUR)
    assert said == suffixed(cardinal(number, UYGHUR), suffix, UYGHUR)
    assert len(said.split()) == len(cardinal(number, UYGHUR).split())


def test_chinese_has_none() -> None:
    assert suffixes(CHINESE) == ()
