"""Names as they are compared; kept and sent they are as the card has them."""

import re

DOT = "\u00b7"
"""The separator in names: 民委发〔2016〕33号."""

_ANY_DOT = re.compile("[ \u3000]*[\u00b7\u2022\u30fb\u2027\uff0e.][ \u3000]*")
_SPACES = re.compile("[ \u3000]+")


def folded_name(name: str) -> str:
    """A key that is the same for a name however its dot was typed or its spaces set.

    To compare with, never to show or send: the six dots met in practice become U+00B7, without spaces around.
    """
    return _SPACES.sub(" ", _ANY_DOT.sub(DOT, name)).strip()
