"""What a query may ask and show. It is asked without a card, so nobody can be looked up with it.

`kiosk services check` and the request itself (kiosk/central/questions.py) go by this one rule.
"""

from itertools import groupby

from kiosk.services.service import FieldKind

# What no person is found by. A text holds a name or a number as well as anything else does.
ASKED = frozenset(
    {
        FieldKind.CREDIT_CODE, FieldKind.CODE, FieldKind.CHOICE, FieldKind.SEVERAL, FieldKind.YES_NO,
        FieldKind.DATE, FieldKind.NUMBER, FieldKind.AMOUNT,
    }
)  # fmt: skip
# What is shown of what is public; the name of a company is a text.
SHOWN = frozenset(
    {FieldKind.TEXT, FieldKind.NUMBER, FieldKind.AMOUNT, FieldKind.DATE, FieldKind.CODE}
)  # fmt: skip

# Figures: a mobile phone has 11, a bank card 12 to 19, an ID number 18 (the last may be an X).
_SHORTEST, _LONGEST = 11, 19
_FIGURES = frozenset("#*0123456789")


def finds_people(mask: str) -> bool:
    """Whether the number of a person's phone, bank card or identity fits into a code of this mask.

    Other signs in the mask, before its figures or between them, keep no such number out; in a longer code it
    fits where as many figures stand in a row.
    """
    figures = [sign in _FIGURES for sign in mask]
    in_a_row = max((len(list(run)) for is_figure, run in groupby(figures) if is_figure), default=0)
    return _SHORTEST <= sum(figures) <= _LONGEST or in_a_row >= _SHORTEST
