"""What of a service cannot be said of one key alone: its keys together, its steps among each other."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from typing import Any

from kiosk.services.cards import CardField, cards_that_give
from kiosk.services.days import day_limit
from kiosk.services.faults import Faults, Route
from kiosk.services.format import DEFAULT_YUAN
from kiosk.services.public import ASKED, finds_people
from kiosk.services.service import Ask, FieldKind, Journey

_CARD, _HELD = "card.", "held."
# What a question of a kind can be answered with from the card.
_FROM_CARD: Mapping[CardField, frozenset[FieldKind]] = {
    CardField.NAME: frozenset({FieldKind.NAME, FieldKind.TEXT}),
    CardField.NUMBER: frozenset({FieldKind.ID_NUMBER}),
    CardField.BIRTH: frozenset({FieldKind.DATE}),
    CardField.VALID_TO: frozenset({FieldKind.DATE}),
    CardField.ADDRESS: frozenset({FieldKind.PLACE, FieldKind.TEXT}),
    CardField.AUTHORITY: frozenset({FieldKind.TEXT}),
    CardField.SEX: frozenset({FieldKind.CHOICE}),
    CardField.SOCIAL_CARD: frozenset({FieldKind.CODE, FieldKind.DIGITS, FieldKind.TEXT}),
}
# What nobody but the resident can say.
_NEVER_KNOWN = frozenset({FieldKind.DECLARATION, FieldKind.SIGNATURE, FieldKind.ATTACHMENT, FieldKind.SLOT})
_FACES = [f"face-{grade}" for grade in range(5, 0, -1)]
# What may be asked besides the grade.
_BESIDE_GRADE = frozenset({FieldKind.CHOICE, FieldKind.SEVERAL, FieldKind.YES_NO, FieldKind.TEXT})
_ORDERED = frozenset({FieldKind.NUMBER, FieldKind.AMOUNT, FieldKind.DATE})
_COMPARES: Mapping[str, frozenset[FieldKind]] = {
    "is": frozenset({FieldKind.CHOICE, FieldKind.YES_NO}),
    "in": frozenset({FieldKind.CHOICE}),
    "has": frozenset({FieldKind.SEVERAL}),
    "at_least": _ORDERED,
    "at_most": _ORDERED,
    "answered": frozenset(FieldKind),
}

Read = Mapping[str, Any]


def check_together(service: Read, faults: Faults) -> None:
    """Notes what is wrong with a service whose keys were read; one with a fault of its own may lack."""
    if service.get("statutory_days", 10_000) < service.get("promised_days", 0):
        faults.note(("statutory_days",), "statutory_days: sooner than promised_days")
    needs = [need["field"] for need in service.get("needs", ()) if need.get("field")]
    if needs and not cards_that_give(map(CardField, needs)):
        faults.note(("needs",), "needs: no card has all of these fields")
    steps = service.get("steps", [])
    _check_journey(service, steps, needs, faults)
    _check_signatures(service, steps, faults)
    for number, step in enumerate(steps):
        _check_step(step, needs, ("steps", number), faults)
    _check_conditions(steps, faults)


def _check_journey(service: Read, steps: Sequence[Read], needs: Sequence[str], faults: Faults) -> None:
    """Each kind of service has what it lives by, and none that asks about anybody without their card."""
    kind, kinds = service.get("kind"), [step.get("kind") for step in steps]
    by_card = CardField.NUMBER in needs
    if kind == Journey.CERTIFICATE and not by_card:
        faults.note((), "needs: «number» is missing: whose certificates these are, a card has to say")
    if kind == Journey.PROGRESS and not by_card:
        if needs:
            faults.note(("needs",), "needs: a card is of use only by its «number»")
        elif FieldKind.RECEIPT_CODE not in kinds:
            faults.note((), "progress is found by «number» in needs, or by a step of kind receipt-code")
    if kind == Journey.APPOINTMENT and steps and kinds.count(FieldKind.SLOT) != 1:
        faults.note(("steps",), "steps: an appointment asks for one slot")
    if kind == Journey.TICKET or FieldKind.SLOT in kinds:
        _check_departments(service, faults)
    for number, step in enumerate(steps):
        is_proof = kind == Journey.PROGRESS and not by_card and step.get("kind") == FieldKind.RECEIPT_CODE
        is_time = kind == Journey.APPOINTMENT and step.get("kind") == FieldKind.SLOT
        if (is_proof or is_time) and (step.get("optional") or "when" in step):
            faults.note(("steps", number), f"a {kind} is nothing without it: neither optional nor when")
    if kind == Journey.QUERY:
        _check_query(service, steps, needs, faults)
    if kind == Journey.RATING:
        _check_rating(service, steps, needs, faults)


def _check_departments(service: Read, faults: Faults) -> None:
    """The platform is told by its id whose queue, or whose times, are meant."""
    if not service.get("departments"):
        faults.note(("departments",), "departments: at least one, where the resident is to go")
    for number, department in enumerate(service.get("departments", ())):
        if "id" not in department:
            what = "id is missing: whose queue or times these are, nobody could tell"
            faults.note(("departments", number), what)


def _check_query(service: Read, steps: Sequence[Read], needs: Sequence[str], faults: Faults) -> None:
    for number, step in enumerate(steps):
        kind = step.get("kind")
        if kind and kind not in ASKED:
            faults.note(("steps", number, "kind"), f"kind: a query asks for no {kind}: nobody is looked up")
        if kind == FieldKind.CODE and finds_people(step.get("mask", "")):
            what = "a phone, bank card or ID number fits in: nobody is looked up"
            faults.note(("steps", number, "mask"), f"mask: {what}")
    if needs or service.get("signature"):
        faults.note((), "a query takes neither a card nor a signature: nobody is looked up")


def _check_rating(service: Read, steps: Sequence[Read], needs: Sequence[str], faults: Faults) -> None:
    """Five faces, and what else may be said without saying who one is."""
    if needs or service.get("signature"):
        faults.note((), "a rating takes neither a card nor a signature: nobody is asked who they are")
    for number, step in enumerate(steps):
        kind, at = step.get("kind"), ("steps", number)
        if number == 0:
            faces = [option.get("icon") for option in step.get("options", ())]
            if kind != FieldKind.CHOICE or faces != _FACES:
                faults.note(at, "a rating begins with a choice of five: icons face-5 to face-1")
            if step.get("optional") or "when" in step:
                faults.note(at, f"a {Journey.RATING} is nothing without it: neither optional nor when")
        elif kind and kind not in _BESIDE_GRADE:
            faults.note((*at, "kind"), f"kind: a rating asks for no {kind}")
        elif not step.get("optional") and step.get("at_least") != 0:
            faults.note(at, "optional: who has rated need not say more")


def _check_signatures(service: Read, steps: Sequence[Read], faults: Faults) -> None:
    signed = [number for number, step in enumerate(steps) if step.get("kind") == FieldKind.SIGNATURE]
    if signed[1:]:
        faults.note(("steps", signed[1], "kind"), "kind: one signature is enough")
    if signed and service.get("signature"):
        faults.note(("signature",), "signature: a step asks for it already")


def _check_step(step: Read, needs: Sequence[str], route: Route, faults: Faults) -> None:
    kind, low, high = step.get("kind"), step.get("low"), step.get("high")
    if kind in (FieldKind.NUMBER, FieldKind.AMOUNT):
        _check_limits(step, route, faults)
    if kind == FieldKind.DATE and low and high and _is_sooner(high, low):
        faults.note((*route, "high"), "high: before low")
    if kind == FieldKind.SEVERAL:
        count = len(step.get("options", ()))
        most = step.get("at_most", count)
        if most > count:
            faults.note((*route, "at_most"), f"at_most: there are {count} options")
        elif step.get("at_least", 1) > most:
            faults.note((*route, "at_least"), "at_least: more than at_most")
    if step.get("optional") and kind in (FieldKind.DECLARATION, FieldKind.SIGNATURE):
        faults.note((*route, "optional"), f"optional: a {kind} cannot be left out; put it under a condition")
    if "prefill" in step:
        _check_prefill(step["prefill"], kind, needs, (*route, "prefill"), faults)
    elif step.get("ask") == Ask.IF_UNKNOWN:
        faults.note((*route, "ask"), "ask: if-unknown needs prefill")


def _check_limits(step: Read, route: Route, faults: Faults) -> None:
    """Some number lies between the limits, those that are not given among them, that can be typed."""
    low, high, decimals = step.get("low"), step.get("high"), step.get("decimals", 0)
    if step["kind"] == FieldKind.AMOUNT:
        low, high, decimals = step.get("low", DEFAULT_YUAN[0]), step.get("high", DEFAULT_YUAN[1]), 2
    if low is None or high is None:
        return
    if low > high:
        if "high" in step:
            faults.note((*route, "high"), f"high: below low, {low}")
        else:
            faults.note((*route, "low"), f"low: above the largest, {high}")
    elif high.quantize(Decimal(1).scaleb(-decimals), ROUND_FLOOR) < low:
        what = f"no number with {decimals} decimals lies between low and high"
        faults.note((*route, "high"), f"high: {what}")


def _is_sooner(first: str, second: str) -> bool:
    """Whether one limit lies before the other on any day; of a fixed and a relative one nobody can say."""
    one, other = day_limit(first), day_limit(second)
    if one is None or other is None:
        return False
    if one.fixed and other.fixed:
        return one.fixed < other.fixed
    if one.fixed or other.fixed:
        return False
    return one.months * 31 + one.days < other.months * 28 + other.days and one != other


def _check_prefill(source: str, kind: Any, needs: Sequence[str], route: Route, faults: Faults) -> None:
    if kind in _NEVER_KNOWN:
        faults.note(route, f"prefill: only the resident can answer a {kind}")
    elif source.startswith(_HELD):
        if CardField.NUMBER not in needs:
            faults.note(
                route, "prefill: what the platform holds is found by the card's number: put it in needs"
            )
    elif source.startswith(_CARD):
        name = source.removeprefix(_CARD)
        if name not in list(CardField):
            faults.note(route, f"prefill: there is no card field «{name}»")
        elif name not in needs:
            faults.note(route, f"prefill: «{name}» is not in needs, where its reason stands")
        elif kind and kind not in _FROM_CARD[CardField(name)]:
            faults.note(route, f"prefill: the card's {name} is no answer to a {kind}")


# Conditions


def _check_conditions(steps: Sequence[Read], faults: Faults) -> None:
    at = {step.get("id"): number for number, step in enumerate(steps)}
    looks_at: dict[str, list[str]] = {}
    for number, step in enumerate(steps):
        for route, comparison in _comparisons(step.get("when"), ("steps", number, "when")):
            name = comparison.get("field")
            if name is None:
                faults.note(route, "field is missing")
            elif name not in at:
                faults.note((*route, "field"), f"field: there is no step «{name}»")
            else:
                looks_at.setdefault(str(step.get("id")), []).append(name)
                _check_comparison(comparison, steps[at[name]], route, faults)
    for number, step in enumerate(steps):
        name = str(step.get("id"))
        way = _loop(name, looks_at)
        route = ("steps", number, "when")
        if way:
            faults.note(route, "when: goes round in a circle: " + " → ".join(way))
            continue
        for other in dict.fromkeys(looks_at.get(name, ())):
            if at[other] > number:
                faults.note(route, f"when: «{other}» is asked later")


def _comparisons(condition: Any, route: Route) -> Iterator[tuple[Route, Read]]:
    if not isinstance(condition, dict):
        return
    for name in ("all", "any"):
        for number, part in enumerate(condition.get(name, ())):
            yield from _comparisons(part, (*route, name, number))
    if "not" in condition:
        yield from _comparisons(condition["not"], (*route, "not"))
    if condition.keys() & _COMPARES.keys() or "field" in condition:
        yield route, condition


def _check_comparison(comparison: Read, step: Read, route: Route, faults: Faults) -> None:
    kind = step.get("kind")
    for how in comparison.keys() & _COMPARES.keys():
        at = (*route, how)
        if not kind:
            continue
        if kind not in _COMPARES[how]:
            faults.note(at, f"{how}: not for a {kind}")
            continue
        values = comparison[how] if how == "in" else [comparison[how]]
        for value in values if how != "answered" else ():
            what = _wrong_value(value, kind, step)
            if what:
                faults.note(at, f"{how}: {what}")


def _wrong_value(value: object, kind: str, step: Read) -> str:
    match kind:
        case FieldKind.YES_NO:
            return "" if isinstance(value, bool) else "true or false"
        case FieldKind.DATE:
            limit = day_limit(value) if isinstance(value, str) else None
            return "" if limit is not None and limit.fixed else "a day such as 2026-11-23"
        case FieldKind.NUMBER | FieldKind.AMOUNT:
            return "" if _is_number(value) else "a number"
        case _:
            options = [option.get("id") for option in step.get("options", ())]
            return "" if value in options else f"«{str(value)[:80]}» is none of its options"


def _is_number(value: object) -> bool:
    if isinstance(value, bool):
        return False
    try:
        return isinstance(value, int | Decimal) and Decimal(value).is_finite()
    except InvalidOperation:
        return False


def _loop(start: str, looks_at: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The way from a step back to itself; empty where there is none."""
    came_from: dict[str, str] = {}
    ahead = [start]
    while ahead:
        name = ahead.pop()
        for other in looks_at.get(name, ()):
            if other == start:
                way = [name]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return (*reversed(way), start)
            if other not in came_from:
                came_from[other] = name
                ahead.append(other)
    return ()
