import pytest

from kiosk.language.languages import ALL_LANGUAGES, CHINESE, KAZAKH_ARABIC, UYGHUR, Language
from kiosk.speech.providers import NotRendered, Providers, Reason
from kiosk.speech.say import Said, say_text
from kiosk.speech.wav import is_speech

TEXTS = {
    "ug": "2026-11-23، سائەت 15:30، 12.5 مو",
    "kk-Arab": "ٴنومىرىڭىز: 23",
    "kk": "Нөміріңіз: 23",
    "zh-Hans": "电话13800001234",
    "en": "65999919900101123X",
}


def said(text: str, language: Language, voices: Providers, *, slow: bool = False) -> Said:
    answer = say_text(text, language, voices, slow=slow)
    assert isinstance(answer, Said)
    return answer


@pytest.mark.parametrize("language", ALL_LANGUAGES, ids=lambda language: language.tag)
def test_a_text_with_figures_is_said_in_words(language: Language, voices: Providers) -> None:
    answer = said(TEXTS[language.tag], language, voices)
    assert not any(c.isdigit() for c in answer.text)
    assert is_speech(answer.sound.data)
    assert answer.sound.provider == "pyttsx3"


def test_it_can_be_said_more_slowly(voices: Providers) -> None:
    usual, slow = (said(TEXTS["ug"], UYGHUR, voices, slow=slow).sound.seconds for slow in (False, True))
    assert slow > 1.25 * usual


def test_both_kazakh_scripts_sound_the_same(voices: Providers) -> None:
    assert said("ٴتىلىڭىزدى تاڭداڭىز", KAZAKH_ARABIC, voices).text == "тіліңізді таңдаңыз"


@pytest.mark.parametrize(("text", "language"), [("  ", UYGHUR), ("!?", CHINESE), ("张三", UYGHUR)])
def test_a_text_without_a_reading_is_not_said(text: str, language: Language, voices: Providers) -> None:
    assert say_text(text, language, voices) == NotRendered(Reason.NOTHING_TO_SAY)
