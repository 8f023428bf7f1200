"""The demo's visit: a virtual resident before the real screens, and what came of it as result.json."""

import json
from collections.abc import Callable
from pathlib import Path

from kivy.clock import Clock

from kiosk.commands.simulated_world import WorldOfResident
from kiosk.commands.speaking import LateVoice
from kiosk.sandbox.resident import Done, Resident
from kiosk.sandbox.residents import Visitor, plan_of
from kiosk.visit import Delivery, Ending, Visit
from screens.app import KioskApp
from screens.touching import VirtualHands

_OUTCOMES = {
    Delivery.ACCEPTED: "accepted",
    Delivery.NOT_DELIVERED: "received",
    Delivery.REFUSED: "refused",
    Delivery.NOT_KEPT: "not-kept",
}


class VirtualVisit:
    """Walks one visitor through the app and writes down what happened; only this process knows the case.

    ``drawn`` says whether there is anything to be seen yet.
    """

    def __init__(self, visit: Visit, visitor: Visitor, control: Path, drawn: Callable[[], bool]) -> None:
        self._visit = visit
        self._visitor = visitor
        self._world = WorldOfResident(control, visitor.resident)
        self._drawn = drawn
        self._done: Done | None = None

    def accompany(self, app: KioskApp) -> None:
        """From the first screen on; the resident looks at every frame."""
        visitor = self._visitor
        pictures = visitor.out / "screens"
        pictures.mkdir(parents=True, exist_ok=True)
        resident = Resident(plan_of(visitor), VirtualHands(app), self._world, pictures)

        def step(_elapsed: float) -> bool:
            if not self._drawn():
                return True
            self._done = resident.step(Clock.get_boottime())
            if self._done is not None and self._done.stuck_at is not None:
                app.end(Ending.LEFT)
            return self._done is None

        Clock.schedule_interval(step, 0)

    def report(self) -> None:
        """Writes result.json into the visitor's folder, when every prompt has been spoken."""
        voice = self._visit.ports.voice
        if isinstance(voice, LateVoice):
            voice.wait_quiet(10)
        done, acceptance = self._done, self._visit.acceptance
        stuck_at = done.stuck_at if done else None
        result = {
            "outcome": "stuck" if stuck_at else _OUTCOMES.get(self._visit.delivery, "left"),
            "case": acceptance.case_number if acceptance else None,
            "language": self._visitor.language,
            "service": self._visitor.service,
            "screens": list(done.screens) if done else [],
            "stuck_at": stuck_at,
            "failures": self._visit.failures,
            "timings_ms": dict(done.timings_ms) if done else {},
        }
        text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
        (self._visitor.out / "result.json").write_text(text, encoding="utf-8")
