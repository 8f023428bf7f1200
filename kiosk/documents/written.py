"""How a value stands on paper."""

from kiosk.documents.receipt import masked
from kiosk.language.display import display_value
from kiosk.language.languages import Language
from kiosk.language.values import Code, Day, Digits, IdNumber, Value


def written(value: Value, language: Language) -> str:
    """On paper a day stands in figures, so that one line serves both readers; an ID number is masked."""
    if isinstance(value, Day):
        value = Code(value.day.isoformat())
    elif isinstance(value, IdNumber):
        value = Digits(masked(value.text))
    return display_value(value, language)
