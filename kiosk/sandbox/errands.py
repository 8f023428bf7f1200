"""What virtual residents answer, for every service there may be.

errands.json says it for steps of the sandbox's own services, and for kinds of steps; the rest is made up from
what a step takes, so that a service nobody here has heard of can be walked through as well.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.language.languages import Language
from kiosk.sandbox.plan import Answer, Choose, Compose, Plan, Sign, TakeFirstTime, Type
from kiosk.services.packs import Catalogue
from kiosk.services.samples import sample_answer
from kiosk.services.service import TYPED, Field, FieldKind, Service
from kiosk.services.validation import FieldFault, check_answer

_FILE = Path(__file__).with_name("errands.json")


def plan_for(service: Service, catalogue: Catalogue, language: Language, today: date) -> Plan:
    """What a resident does who has come for this service."""
    errand = _errands()["services"].get(service.id, {})
    given = errand.get("answers", {})
    answers = {
        step.id: answer
        for step in service.steps
        if (answer := _answer(step, given.get(step.id), language, today)) is not None
    }
    return Plan(
        language=language.tag,
        service=service.id,
        answers=answers,
        categories=_leading_to(service, catalogue),
        known=frozenset(step.id for step in service.steps if step.prefill),
        grade=errand.get("grade", 5),
    )


@cache
def _errands() -> Mapping[str, Any]:
    errands: Mapping[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return errands


def _leading_to(service: Service, catalogue: Catalogue) -> frozenset[str]:
    outer = {category.id: category.within for category in catalogue.categories}
    names = set(service.categories)
    return frozenset(names | {outer[name] for name in names if outer.get(name)})


def _answer(step: Field, given: Mapping[str, Any] | None, language: Language, today: date) -> Answer | None:
    """None: nothing is entered, the screen is only left."""
    if given is not None:
        return _given(given, language)
    if step.optional:
        return None
    match step.kind:
        case FieldKind.CHOICE:
            return Choose((step.options[0].id,))
        case FieldKind.SEVERAL:
            return Choose(tuple(option.id for option in step.options[: max(1, step.at_least)]))
        case FieldKind.YES_NO:
            return Choose(("yes",))
        case FieldKind.SLOT:
            return TakeFirstTime()
        case FieldKind.SIGNATURE:
            return Sign()
        case kind if kind in TYPED:
            return _typed(step, language, today)
        case _:
            return None


def _typed(step: Field, language: Language, today: date) -> Answer:
    given = _errands()["kinds"].get(step.kind)
    if given is not None:
        answer = _given(given, language)
        if isinstance(answer, Compose) or _is_taken(step, answer, language, today):
            return answer
    sample = sample_answer(step, language, today)
    if step.kind in (FieldKind.DATE, FieldKind.CODE):
        # What stands between the figures need not be typed.
        return Type("".join(filter(str.isalnum, sample)))
    return Type(sample)


def _is_taken(step: Field, answer: Answer, language: Language, today: date) -> bool:
    checked = check_answer(step, getattr(answer, "text", ""), language, today=today)
    return not isinstance(checked, FieldFault)


def _given(given: Mapping[str, Any], language: Language) -> Answer:
    if "choose" in given:
        return Choose(tuple(given["choose"]))
    typed = given["type"]
    text = typed[language.tag] if isinstance(typed, Mapping) else typed
    if isinstance(text, Mapping):
        return Compose(str(text["compose"]))
    return Type(str(text))
