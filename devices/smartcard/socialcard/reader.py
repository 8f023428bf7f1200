"""Waiting for a social-security card and reading it: one answer, or one of seven ways to say why not."""

from functools import partial

from devices.smartcard.guarded_reading import Patience, converse_with_a_card, never
from devices.smartcard.service import Stopped
from devices.smartcard.socialcard.card import SocialCardAnswer
from devices.smartcard.socialcard.conversation import IssuerModule, read_chip


def read_card(
    reader: str = "",
    *,
    wait: float = 10.0,
    cancelled: Stopped = never,
    module: IssuerModule | None = None,
    patience: Patience | None = None,
) -> SocialCardAnswer:
    """Read one card, waiting up to ``wait`` seconds for it. Blocks. ``reader``: part of its name; "" is any.

    ``module`` opens cards of generation 3; without one they are NEEDS_ISSUER_MODULE.
    """
    talk = partial(read_chip, module=module)
    return converse_with_a_card(reader, talk, wait=wait, cancelled=cancelled, patience=patience)
