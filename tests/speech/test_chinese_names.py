"""A name in Chinese characters is heard in a Uyghur or Kazakh voice too."""

from pathlib import Path

import pytest

from kiosk.language.languages import CHINESE, KAZAKH, KAZAKH_ARABIC, UYGHUR, Language
from kiosk.language.values import Name, Text
from kiosk.speech import readings
from kiosk.speech.chinese_names import in_the_voices_letters
from kiosk.speech.letters import unreadable
from kiosk.speech.words import _value

EXAMPLES = [
    ("李明", "لىمىڭ", "лимиң"),
    ("王小红", "ۋاڭشياۋخۇڭ", "уаңшяухұң"),
    ("文", "ۋېن", "уын"),
    ("严有余", "يەنيۇيۈ", "янйоуйүй"),
    ("欧阳", "ئۇياڭ", "оуяң"),
    ("阿不都·买买提", "ئابۇدۇ·مەيمەيتى", "абуду·маймайти"),
]


@pytest.mark.parametrize(("name", "uyghur", "kazakh"), EXAMPLES)
def test_the_sounds_are_written_as_the_press_writes_them(name: str, uyghur: str, kazakh: str) -> None:
    assert in_the_voices_letters(name, UYGHUR) == uyghur
    assert in_the_voices_letters(name, KAZAKH) == in_the_voices_letters(name, KAZAKH_ARABIC) == kazakh
    assert in_the_voices_letters(name, CHINESE) == name


@pytest.mark.parametrize("language", [UYGHUR, KAZAKH], ids=lambda language: language.tag)
def test_every_character_with_a_reading_can_be_said(language: Language) -> None:
    table = Path(readings.__file__).parent / "data" / "readings.txt"
    characters = [line[0] for line in table.read_text(encoding="utf-8").splitlines() if line[1] == "\t"]
    assert len(characters) > 20_000
    said = {character: in_the_voices_letters(character, language) for character in characters}
    assert [character for character, sound in said.items() if not sound or unreadable(sound, language)] == []


def test_letters_beside_the_characters_stay() -> None:
    assert in_the_voices_letters("ئالىم 李明", UYGHUR) == "ئالىم لىمىڭ"


@pytest.mark.parametrize("language", [UYGHUR, KAZAKH, KAZAKH_ARABIC], ids=lambda language: language.tag)
def test_a_name_and_an_address_of_a_card_are_not_silent(language: Language) -> None:
    assert _value(Name("样本·买买提"), language)
    assert _value(Text("样本县上桥村十七号"), language)
