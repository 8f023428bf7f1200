"""How a code stands in its field while it is typed: in groups, what stands between them put in by itself.

A mask is what a service pack gives (docs/services.md): # a digit, @ a Latin letter, * either; other signs
stand as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kiosk.services.service import Field, FieldKind
from kiosk.services.typed_signs import code_signs, plain

PLACES = frozenset("#@*")
# What stands in a place that nothing was typed in yet.
EMPTY = "_"
# ISO/IEC 7812 has 19 digits at most; GB 11643 and GB 32100 have 18 signs. In fours, as they stand on cards;
# an ID number in the parts in which it is spoken.
_GROUPS: Mapping[FieldKind, str] = MappingProxyType(
    {
        FieldKind.BANK_CARD: "#### #### #### #### ###",
        FieldKind.ID_NUMBER: "###### #### #### ####",
        FieldKind.CREDIT_CODE: "**** **** **** **** **",
        FieldKind.RECEIPT_CODE: "****-****",
    }
)
# How many signs these have is known beforehand, and is shown.
_SHOWS_PLACES = frozenset({FieldKind.CODE, FieldKind.RECEIPT_CODE})


@dataclass(frozen=True)
class Filled:
    """``text``: the signs with what stands between them; ``rest``: the places that are still empty.

    ``taken``: whether there was a place for every sign.
    """

    text: str = field(repr=False)
    rest: str
    taken: bool


def mask_of(step: Field) -> str:
    """How what is typed there stands in groups; "" where it does not."""
    return step.mask or "" if step.kind is FieldKind.CODE else _GROUPS.get(step.kind, "")


def shows_places(step: Field) -> bool:
    """Whether its empty places are shown."""
    return step.kind in _SHOWS_PLACES


def only_digits(mask: str) -> bool:
    """Whether nothing but digits is typed."""
    return not PLACES & set(mask) - {"#"}


def fill(mask: str, typed: str) -> Filled:
    """What was typed, with or without what stands between, in the places of the mask.

    Whether a sign is one for its place is not asked here: that is told when the answer is checked.
    """
    signs = [sign for sign in code_signs(plain(typed)) if sign.isalnum()]
    text, between = "", ""
    for place in mask:
        if not signs:
            break
        if place in PLACES or signs[0] == place:
            text, between = f"{text}{between}{signs.pop(0)}", ""
        else:
            between += place
    rest = "".join(EMPTY if place in PLACES else place for place in mask[len(text) :])
    return Filled(text, rest, taken=not signs)
