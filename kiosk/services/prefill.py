"""Answers that are known already, from the card or from what the platform holds: asked once."""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from kiosk.services.service import Ask, Field, Service
from kiosk.services.validation import check_answer


def prefilled(
    service: Service, card: Mapping[str, str], held: Mapping[str, str], *, today: date
) -> dict[str, str]:
    """{step id: normalised answer} of the steps whose answer is known, and is one that the step takes.

    ``card``: see holder.needed_fields; ``held``: what the platform holds of the card's holder, by the names
    that packs use. Words are taken as they are held.
    """
    known: dict[str, str] = {}
    for step in service.steps:
        where, _, name = (step.prefill or "").partition(".")
        raw = {"card": card, "held": held}.get(where, {}).get(name, "")
        answer = _taken(step, raw, today) if raw else ""
        if answer:
            known[step.id] = answer
    return known


def taken_again(service: Service, answers: Mapping[str, str], *, today: date) -> Mapping[str, str]:
    """Of answers that were sent once, those that this version of the service still takes, normalised."""
    checked = {step.id: _taken(step, answers.get(step.id, ""), today) for step in service.steps}
    return MappingProxyType({step: text for step, text in checked.items() if text})


def steps_to_show(service: Service, answers: Mapping[str, str], known: Collection[str]) -> tuple[Field, ...]:
    """The steps that are asked with these answers, without those that need not be as they are ``known``.

    What is not shown stands on the review page all the same, and can be changed from there.
    """
    return tuple(step for step in service.asked(answers) if step.ask is Ask.ALWAYS or step.id not in known)


def _taken(step: Field, raw: str, today: date) -> str:
    try:
        checked = check_answer(step, raw, today=today)
    except KeyError:
        # An option that the step does not have.
        return ""
    return checked if isinstance(checked, str) else ""
