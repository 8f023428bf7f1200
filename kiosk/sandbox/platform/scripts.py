"""What the demo's platform can be told to do wrong, by name."""

import json
from collections.abc import Mapping, Sequence
from urllib.request import Request, urlopen

from kiosk.sandbox.platform.holdings import holdings

REFUSES_ONCE, SERVICE_GONE = "refuses-once", "service-gone"
_SECONDS = 10


def _refuses_once() -> Sequence[Mapping[str, object]]:
    """What is handed in first is refused with a reason that the resident can do something about."""
    return [{"fault": "refuse", "times": 1, "of": "envelope", "reasons": [holdings().words["unclear"]]}]


def _service_gone() -> Sequence[Mapping[str, object]]:
    """The service has vanished since the kiosk read its pack."""
    return [{"fault": "gone", "times": None}]


SCRIPTS = {REFUSES_ONCE: _refuses_once, SERVICE_GONE: _service_gone}


def play(name: str, url: str) -> None:
    """Tells a platform that was started with faults. OSError where it does not take it."""
    faults = Request(  # noqa: S310  the sandbox's own address
        f"{url}/v1/sandbox/faults",
        json.dumps(SCRIPTS[name]()).encode(),
        {"Content-Type": "application/json"},
        method="PUT",
    )
    with urlopen(faults, timeout=_SECONDS):  # noqa: S310
        pass
