"""What can go wrong with a simulated reader, by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from devices.idcard.protocol import (
    FIND,
    MODULE_STATUS,
    PREAMBLE,
    READ,
    READ_APPENDED,
    RESET,
    SELECT,
    Request,
    Status,
)

_ALWAYS = 1_000_000


@dataclass(frozen=True)
class Script:
    """What goes wrong.

    ``noise``: comes before each reply. ``garbled``: so many replies to ``garbles`` have a bit turned.
    ``column_flips``: so many READ replies have two bits turned in one column, which their check byte does not
    show, each in another place. ``truncated``: so many bytes of a READ reply come, then nothing;
    ``unplugged``: and the reader is pulled out. ``claimed``: the length that READ replies say they have.
    ``statuses``: these requests are refused. ``reads_once``: a selected card is given out once.
    ``lifted_after_select``: the card goes as soon as it is selected; ``lifted_after_read``: after its first
    reading. ``afterwards``: behind the answer to the n-th such request since this is played (from 1), this
    block lies there instead, or nothing. ``appended``: what is answered for any card's appended address.
    """

    noise: bytes = b""
    garbled: int = 0
    garbles: frozenset[Request] = frozenset({READ})
    column_flips: int = 0
    truncated: int | None = None
    unplugged: bool = False
    claimed: int | None = None
    mute: frozenset[Request] = frozenset()
    statuses: Mapping[Request, int] = field(default_factory=lambda: MappingProxyType({}))
    reads_once: bool = False
    lifted_after_select: bool = False
    lifted_after_read: bool = False
    afterwards: Mapping[tuple[Request, int], bytes | None] = field(
        default_factory=lambda: MappingProxyType({})
    )
    appended: bytes | None = None


KNOWN = {
    (request.command, request.parameter): request
    for request in (RESET, MODULE_STATUS, FIND, SELECT, READ, READ_APPENDED)
}
ALL_REQUESTS = frozenset(KNOWN.values())
NOISE_LIKE_A_HEADER = b"\x00\xff\xaa" + PREAMBLE + b"\x00\x20\x00\x00\x90"
_GOOD = (Status.OK, Status.FOUND)

SCRIPTS: Mapping[str, Script] = MappingProxyType(
    {
        "none": Script(),
        "noise": Script(noise=NOISE_LIKE_A_HEADER),
        "garbled-once": Script(garbled=1),
        "garbled": Script(garbled=_ALWAYS),
        "two-flips-once": Script(column_flips=1),
        "two-flips": Script(column_flips=_ALWAYS),
        "truncated": Script(truncated=600),
        "unplugged-midway": Script(truncated=600, unplugged=True),
        "length-0": Script(claimed=0),
        "length-65535": Script(claimed=0xFFFF),
        "mute": Script(mute=ALL_REQUESTS),
        "mute-reading": Script(mute=frozenset({READ})),
        "removed": Script(lifted_after_select=True),
        "removed-between": Script(lifted_after_read=True),
        "reads-once": Script(reads_once=True),
        "unreadable": Script(statuses={READ: Status.READ_FAILED}),
        "wrong-card": Script(statuses={SELECT: Status.WRONG_CARD_TYPE}),
        "self-test": Script(statuses={FIND: Status.SELF_TEST_FAILED}),
        "not-authorised": Script(statuses={FIND: Status.NOT_AUTHORISED}),
        "appended-unreadable": Script(appended=b"\xff" * 70),
        "appended-refused": Script(statuses={READ_APPENDED: Status.UNKNOWN_COMMAND}),
        **{f"read-{status:02x}": Script(statuses={READ: status}) for status in Status if status not in _GOOD},
    }
)
"""Faults by name, for whoever drives the simulator from outside; "read-41": READ is refused with 41."""
