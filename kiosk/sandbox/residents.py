"""The made-up residents of the demo. Nobody real is among them.

Their names are where they may be and nowhere else: residents.json is read by the simulated world, which
holds their cards, and errands.json by the visit process, where they type. The host, which must never
know who was here, knows them by number only.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.sandbox.resident import Answer, Choose, Compose, Plan, Type

_HERE = Path(__file__).parent

# The language that each resident speaks, by their number in residents.json.
SPEAKS = ("ug", "kk-Arab", "kk", "zh-Hans", "ug")
# The services that errands.json has a plan for; the first is the demo's own.
SERVICES = ("agri-subsidy", "suggestion")


@dataclass(frozen=True)
class Visitor:
    """Who walks up next, as far as it may travel: numbers and folders, no name.

    ``resident`` is a number in residents.json; ``out`` is where the visit leaves its pictures and its
    result; ``stops_at`` is a screen on which the visitor stands still, empty for none.
    """

    resident: int
    language: str
    service: str
    out: Path
    stops_at: str = ""


def cards() -> tuple[Mapping[str, object], ...]:
    """What is on each resident's card, in plain values. For the simulated world only."""
    return tuple(json.loads((_HERE / "residents.json").read_text(encoding="utf-8")))


def plan_of(visitor: Visitor) -> Plan:
    """What a visitor will do and type. For the visit process only; KeyError for a service without a plan."""
    errands = json.loads((_HERE / "errands.json").read_text(encoding="utf-8"))
    errand = errands[visitor.service]
    return Plan(
        language=visitor.language,
        service=visitor.service,
        answers={step: _answer(given, visitor.language) for step, given in errand["answers"].items()},
        grade=errand["grade"],
        stops_at=visitor.stops_at or None,
    )


def _answer(given: Mapping[str, object], language: str) -> Answer:
    if "choose" in given:
        return Choose(str(given["choose"]))
    typed = given["type"]
    text = typed[language] if isinstance(typed, Mapping) else typed
    if isinstance(text, Mapping):
        return Compose(str(text["compose"]))
    return Type(str(text))
