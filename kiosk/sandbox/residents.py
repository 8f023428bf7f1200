"""The made-up residents of the demo. Nobody real is among them.

Their names are where they may be and nowhere else: residents.json is read by the simulated world, which
holds their cards, and errands.json by the visit process, where they type. The host, which must never
know who was here, knows them by number only.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent

# The language that each resident speaks, by their number in residents.json.
SPEAKS = ("ug", "kk-Arab", "kk", "zh-Hans", "ug")


@dataclass(frozen=True)
class Visitor:
    """Who walks up next, as far as it may travel: numbers and folders, no name.

    ``resident`` is a number in residents.json; ``out`` is where the visit leaves its pictures and its
    result; ``stops_at`` is a screen on which the visitor stands still, empty for none. ``brisk``: as fast
    as the screens take it, and without pictures and voice.
    """

    resident: int
    language: str
    service: str
    out: Path
    stops_at: str = ""
    brisk: bool = False


def cards() -> tuple[Mapping[str, object], ...]:
    """What is on each resident's card, in plain values. For the simulated world only."""
    return tuple(json.loads((_HERE / "residents.json").read_text(encoding="utf-8")))
