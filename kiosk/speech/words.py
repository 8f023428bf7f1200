"""What is said for a message: the same words as on the screen, written for the ear."""

from string import Formatter

from kiosk.language import number_words
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import Language, language_by_tag
from kiosk.language.values import (
    Code,
    Day,
    Digits,
    IdNumber,
    Moment,
    Name,
    Number,
    Phone,
    Terms,
    Text,
    Value,
    Words,
)
from kiosk.speech.chinese_names import in_the_voices_letters
from kiosk.speech.letters import without_markup
from kiosk.speech.names_for_the_ear import name_for_the_ear
from kiosk.speech.numbers_in_text import marked_quantity
from kiosk.speech.plain_text import in_words, speakable


def spoken(words: Words, language: Language, catalogues: Catalogues, *, reveal_personal: bool) -> str:
    """The words of a message in the language that is spoken for `language`; empty = say nothing.

    Nothing is said for a message that holds a personal value while personal values are not revealed:
    half a sentence would be worse. The caller has another message ready for that case, such as
    `card.name_on_screen`. The same holds where a value has no reading in this voice, such as a foreign
    script. Raises KeyError for an unknown key, a placeholder without a value, or a term without words.
    """
    if isinstance(words, Terms):
        return _terms(words, language) if reveal_personal or not words.personal else ""
    pattern = catalogues.pattern(words.key, language_by_tag(language.spoken_with))
    parts: list[str] = []
    for fixed, name, _, _ in Formatter().parse(pattern):
        parts.append(without_markup(fixed))
        if name is None:
            continue
        value = (words.values or {})[name]
        said = _value(value, language) if reveal_personal or not value.personal else ""
        if not said:
            return ""
        parts.append(said)
    return in_words("".join(parts), language)


def _value(value: Value, language: Language) -> str:
    match value:
        case Number(amount=amount, unit=unit):
            said = marked_quantity(amount)
            return said if unit is None else f"{said} {_terms(unit, language)}"
        case Day(at):
            return number_words.day(at, language)
        case Moment(at):
            return number_words.moment(at, language)
        case Code(text):
            return number_words.code(text, language)
        case Phone(text):
            return number_words.phone(text, language)
        case IdNumber(text):
            return number_words.id_number(text, language)
        case Digits(text):
            return number_words.digits(text, language)
        case Name(text):
            return speakable(in_the_voices_letters(name_for_the_ear(text, language), language), language)
        case Text(text):
            return speakable(in_the_voices_letters(text, language), language)
        case Terms():
            return _terms(value, language)


def _terms(terms: Terms, language: Language) -> str:
    # A pack may give Kazakh in Arabic script only; it is turned into Cyrillic by rule.
    tag = language.spoken_with if language.spoken_with in terms.words else language.tag
    return speakable(terms.words[tag], language)
