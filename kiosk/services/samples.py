"""An answer that each step takes, made up: for previews, demos and tests. Nobody's real number is among them.

An example that the pack gives is taken where it is an answer.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from kiosk.language.languages import Language
from kiosk.services.answer_numbers import limits
from kiosk.services.conditions import BETWEEN
from kiosk.services.service import Field, FieldKind, Service
from kiosk.services.validation import check_answer

_WORDS = {
    "ug": "گۈلباغ كەنتى",
    "kk-Arab": "گۇلباق قىستاعى",
    "kk": "Гүлбақ қыстағы",
    "zh-Hans": "古勒巴格村",
    "en": "Gulbagh village",
}
_NAMES = {
    "ug": "ئايگۈل سەمەت",
    "kk-Arab": "ايگۇل ساپار",
    "kk": "Айгүл Сапар",
    "zh-Hans": "阿依古丽",
    "en": "Aygul Samat",
}
# Division 659999 is given to nobody, and the registering body 99 to no company; check digits are right.
_CODES = {
    FieldKind.PHONE: "13800000000",
    FieldKind.BANK_CARD: "6222020000000000000",
    FieldKind.ID_NUMBER: "659999198704120024",
    FieldKind.CREDIT_CODE: "91659999MA0000000Y",
    FieldKind.RECEIPT_CODE: "0000-0000",
    FieldKind.YES_NO: "yes",
    FieldKind.DECLARATION: "agreed",
    FieldKind.SIGNATURE: "signed",
    FieldKind.ATTACHMENT: "at-counter",
}


class NoAnswerKnown(ValueError):
    """A step takes none of the answers that could be made up for it. Its text names the step."""


def sample_answers(service: Service, language: Language, today: date) -> dict[str, str]:
    """{step id: normalised answer} of every step that is asked with these answers.

    NoAnswerKnown as for `sample_answer`.
    """
    answers: dict[str, str] = {}
    for step in service.steps:
        if step in service.asked(answers):
            answers[step.id] = sample_answer(step, language, today)
    return answers


def sample_answer(field: Field, language: Language, today: date) -> str:
    """A normalised answer. NoAnswerKnown where a field takes none that could be made up."""
    for raw in _candidates(field, language, today):
        checked = check_answer(field, raw, language, today=today)
        if isinstance(checked, str):
            return checked
    raise NoAnswerKnown(f"no answer in {language.tag} is known for the step «{field.id}»")


def _candidates(field: Field, language: Language, today: date) -> list[str]:
    match field.kind:
        case FieldKind.CHOICE:
            return [field.options[0].id]
        case FieldKind.SEVERAL:
            return [BETWEEN.join(option.id for option in field.options[: max(1, field.at_least)])]
        case FieldKind.DATE:
            first, last = limits(field, today)
            made_up = [(first or last or today).isoformat()]
        case FieldKind.SLOT:
            return [datetime.combine(today + timedelta(days=1), time(10, 30)).isoformat(timespec="minutes")]
        case FieldKind.DIGITS:
            made_up = ["0" * (field.length or 1)]
        case FieldKind.CODE:
            made_up = [
                "".join({"#": "1", "@": "A", "*": "1"}.get(place, place) for place in field.mask or "")
            ]
        case FieldKind.NAME:
            made_up = _shortened(_NAMES[language.tag], field.max_length)
        case FieldKind.NUMBER | FieldKind.AMOUNT:
            return [*_example(field, language), *_at_limits(field)]
        case FieldKind.TEXT | FieldKind.PLACE:
            return [*_example(field, language), *_shortened(_WORDS[language.tag], field.max_length)]
        case _:
            made_up = [_CODES[field.kind]]
    return [*made_up, *_example(field, language)]


def _example(field: Field, language: Language) -> Sequence[str]:
    return [field.example.words[language.tag]] if field.example else []


def _shortened(words: str, longest: int | None) -> list[str]:
    """All of them, the first, and as many characters as there may be."""
    return [words, words.split()[0], words[:longest]]


def _at_limits(field: Field) -> list[str]:
    """The smallest and the largest number with as many decimals as it may have."""
    step = Decimal(1).scaleb(-field.decimals)
    low, high = field.low or Decimal(0), field.high or Decimal(0)
    return [format(low.quantize(step, ROUND_CEILING), "f"), format(high.quantize(step, ROUND_FLOOR), "f")]
