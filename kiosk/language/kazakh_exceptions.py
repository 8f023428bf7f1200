"""Kazakh words that do not follow the letter rules of kazakh_script.py. Data only, all in Cyrillic.

An entry is a stem: it holds for the word with any suffix. Where two stems fit, the longer one does.
"""

from collections.abc import Mapping

# Loans that are written as they are heard: {stem: the spelling the letter rules are given}.
HEARD: Mapping[str, str] = {
    "поезд": "пойез",
    "билет": "белет",
    "концерт": "консерт",
    "вакцина": "ваксина",
}

# The same, but only as the whole word: «қошқар» stays what it is.
HEARD_WORDS: Mapping[str, str] = {"қош": "хош"}

# Words that carry the sign although a rule takes it away: compounds keep the sign of their first part
# before қ, some soft native words have no soft letter but и, and names keep the sign of the document.
SIGN_KEPT: tuple[str, ...] = (
    "бірқанша",
    "бірақ",
    "түпнұсқа",
    "бисара",
    "әбдіқай",
    "шәріпқан",
)

# The same, but only as the whole word: «билік», «бидай» follow the rules.
SIGN_KEPT_WORDS: tuple[str, ...] = ("би",)

# Words whose Arabic spelling does not tell which vowels they have: for the way back, in speech.
READ_BACK: tuple[str, ...] = (
    # loans
    "агент", "банк", "банкі", "белет", "вакцина", "герц", "код", "комитет", "компьютер", "концерт", "карта",
    "материал", "микрофон", "пиньинь", "поезд", "программа", "рахмет", "экран", "экскурция", "электрон",
    "юань",
    # both harmonies in one word
    "алдымен", "атымен", "жазумен", "біртұтас", "бірқанша", "кітап", "қазір", "қауіп", "мұғалім", "нөмір",
    "өнеркәсіп", "түпнұсқа",
)  # fmt: skip

# The same, but only as the whole word.
READ_BACK_WORDS: tuple[str, ...] = ("иә", "қош")
