from pathlib import Path

import pytest

from kiosk.language.languages import ALL_LANGUAGES, CHINESE, KAZAKH_ARABIC, UYGHUR, Language
from kiosk.speech.say import say_text
from kiosk.speech.wav import is_speech

TEXTS = {
    "ug": "2026-11-23، سائەت 15:30، 12.5 مو",
    "kk-Arab": "ٴنومىرىڭىز: 23",
    "kk": "Нөміріңіз: 23",
    "zh-Hans": "电话13800001234",
    "en": "65999919900101123X",
}


@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
def test_a_text_with_figures_is_said_in_words(language: Language, tmp_path: Path) -> None:
    out = tmp_path / "said.wav"
    report = say_text(TEXTS[language.tag], language, out, phonemes=True)
    assert report["status"] == "said" and report["code"] is None
    assert not any(c.isdigit() for c in str(report["spoken"]))
    assert "(en)" not in str(report["phonemes"])
    assert is_speech(out.read_bytes())
    # The first that can: on a machine that is just starting, the program speaks before the worker is ready.
    assert report["provider"] in ("pyttsx3", "espeak-ng")


def test_phonemes_alone_need_no_sound(tmp_path: Path) -> None:
    report = say_text("سالام", UYGHUR, None, phonemes=True)
    assert report["phonemes"] == "s'AlAm"
    assert "seconds" not in report


def test_both_kazakh_scripts_sound_the_same() -> None:
    arabic = say_text("ٴتىلىڭىزدى تاڭداڭىز", KAZAKH_ARABIC, None, phonemes=True)
    assert arabic["spoken"] == "тіліңізді таңдаңыз"


@pytest.mark.parametrize(("text", "language"), [("  ", UYGHUR), ("!?", CHINESE), ("张三", UYGHUR)])
def test_a_text_without_a_reading_is_not_said(text: str, language: Language, tmp_path: Path) -> None:
    report = say_text(text, language, tmp_path / "said.wav", phonemes=False)
    assert report["status"] == "nothing-to-say"
    assert not (tmp_path / "said.wav").exists()
