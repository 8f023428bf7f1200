"""When a step is asked: a small form over the answers of the steps before it. Data, never code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol, TypeVar, Union

# What separates the ids in the answer of several choices.
BETWEEN = ","

Holds = Literal["is", "in", "has", "at_least", "at_most", "answered"]


@dataclass(frozen=True)
class Comparison:
    """Whether the answer of ``field`` is, is one of, has, reaches or stays within ``values``.

    Of a field without an answer nothing holds but that it is not answered.
    """

    field: str
    holds: Holds
    values: tuple[str, ...]


@dataclass(frozen=True)
class All:
    of: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    of: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    of: "Condition"


Condition = Union[Comparison, All, AnyOf, Not]  # noqa: UP007  a string of its own name stands in it


class Asked(Protocol):
    """What is looked at of a step."""

    @property
    def id(self) -> str: ...
    @property
    def when(self) -> Condition | None: ...


Step = TypeVar("Step", bound=Asked)


def holds(condition: Condition, answers: Mapping[str, str]) -> bool:
    """Whether it holds for these normalised answers."""
    match condition:
        case All(of):
            return all(holds(part, answers) for part in of)
        case AnyOf(of):
            return any(holds(part, answers) for part in of)
        case Not(part):
            return not holds(part, answers)
        case Comparison(field, how, values):
            return _compares(answers.get(field, ""), how, values)


def asked(steps: Sequence[Step], answers: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps whose condition holds; answers of steps that are not asked do not count."""
    counting: dict[str, str] = {}
    found: list[Step] = []
    for step in steps:
        if step.when is None or holds(step.when, counting):
            found.append(step)
            if step.id in answers:
                counting[step.id] = answers[step.id]
    return tuple(found)


def fields_of(condition: Condition) -> tuple[str, ...]:
    """The ids of all fields it looks at."""
    match condition:
        case All(of) | AnyOf(of):
            return tuple(field for part in of for field in fields_of(part))
        case Not(part):
            return fields_of(part)
        case Comparison(field):
            return (field,)


def _compares(answer: str, how: Holds, values: tuple[str, ...]) -> bool:
    if how == "answered":
        return bool(answer) == (values[0] == "yes")
    if not answer:
        return False
    match how:
        case "is" | "in":
            return answer in values
        case "has":
            return values[0] in answer.split(BETWEEN)
        case "at_least":
            return _ordered(values[0], answer)
        case "at_most":
            return _ordered(answer, values[0])


def _ordered(lower: str, upper: str) -> bool:
    """Days in ISO form are ordered as texts are."""
    if lower.count("-") == 2:
        return lower <= upper
    return Decimal(lower) <= Decimal(upper)
