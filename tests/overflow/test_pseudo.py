"""The languages that do not exist are longer and higher than the real ones, and as complete."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language.catalogue import placeholders
from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from tests.overflow.pseudo import CHOSEN_TO_FIT, longer, pseudo_catalogues, pseudo_terms
from tests.recording_ports import catalogues, sample_services

each_language = pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)


def letters(text: str) -> int:
    return sum(letter.isalpha() for letter in text)


@each_language
def test_every_text_of_the_catalogue_keeps_its_placeholders(language: Language) -> None:
    real, pseudo = catalogues().patterns[language.tag], pseudo_catalogues(catalogues()).patterns[language.tag]
    assert real.keys() == pseudo.keys()
    assert [key for key in real if placeholders(real[key]) != placeholders(pseudo[key])] == []


@each_language
def test_the_catalogue_becomes_a_quarter_longer(language: Language) -> None:
    real, pseudo = catalogues().patterns[language.tag], pseudo_catalogues(catalogues()).patterns[language.tag]
    sentences = [key for key in real if real[key].count(" ") > 2 and not key.startswith(CHOSEN_TO_FIT)]
    if sentences:
        before, after = (sum(letters(texts[key]) for key in sentences) for texts in (real, pseudo))
        assert 1.22 < after / before < 1.35


def test_figures_and_braces_stay_as_they_are() -> None:
    assert longer("12 {number:d} 3", "ltr") == "12 {number:d} 3"
    assert longer("{{", "ltr") == "{{"


@given(st.text(alphabet="абв г1.", max_size=40), st.sampled_from(["ltr", "rtl"]))
def test_no_letter_of_the_text_is_lost(text: str, direction: str) -> None:
    rest = iter(longer(text, direction))
    assert all(letter in rest for letter in text)


def test_services_become_longer_too() -> None:
    service = sample_services().services[0]
    assert len(pseudo_terms(service).title.words["kk"]) > len(service.title.words["kk"])
    assert pseudo_terms(service).id == service.id
