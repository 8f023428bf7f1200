"""The demo's visit: a virtual resident before the real screens, and what came of it as result.json."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kivy.clock import Clock

from kiosk.commands.simulated_world import WorldOfResident
from kiosk.commands.speaking import LateVoice
from kiosk.commands.visit_outcome import outcome_of
from kiosk.language.languages import language_by_tag
from kiosk.sandbox.errands import plan_for
from kiosk.sandbox.plan import Plan
from kiosk.sandbox.resident import Done, Resident
from kiosk.sandbox.residents import Visitor
from kiosk.visit import Visit
from kiosk.visit_ports import Ending
from screens.app import KioskApp
from screens.touching import VirtualHands


class VirtualVisit:
    """Walks one visitor through the app and writes down what happened; only this process knows the case.

    ``drawn`` says whether there is anything to be seen yet.
    """

    def __init__(self, visit: Visit, visitor: Visitor, control: Path, drawn: Callable[[], bool]) -> None:
        self._visit = visit
        self._visitor = visitor
        self._world = WorldOfResident(control, visitor.resident)
        self._drawn = drawn
        self._resident: Resident | None = None

    def accompany(self, app: KioskApp) -> None:
        """From the first screen on; the resident looks at every frame."""
        pictures = None
        if not self._visitor.brisk:
            pictures = self._visitor.out / "screens"
            pictures.mkdir(parents=True, exist_ok=True)
        resident = self._resident = Resident(self._plan(app), VirtualHands(app), self._world, pictures)

        def step(_elapsed: float) -> bool:
            if not self._drawn():
                return True
            done = resident.step(Clock.get_boottime())
            if done is not None and done.stuck_at is not None:
                app.end(Ending.LEFT)
            return done is None

        Clock.schedule_interval(step, 0)

    def _plan(self, app: KioskApp) -> Plan:
        visitor, catalogue = self._visitor, app.surroundings.services
        plan = plan_for(
            catalogue.service(visitor.service),
            catalogue,
            language_by_tag(visitor.language),
            self._visit.now().date(),
        )
        return replace(plan, stops_at=visitor.stops_at or None, brisk=visitor.brisk)

    def report(self) -> None:
        """Writes result.json into the visitor's folder, when every prompt has been spoken."""
        voice = self._visit.ports.voice
        if isinstance(voice, LateVoice):
            voice.wait_quiet(10)
        done = self._resident.so_far if self._resident else Done((), None, {})
        acceptance = self._visit.acceptance
        result = {
            "outcome": "stuck" if done.stuck_at else outcome_of(self._visit),
            "case": acceptance.case_number if acceptance else None,
            "language": self._visitor.language,
            "service": self._visitor.service,
            "screens": list(done.screens),
            "stuck_at": done.stuck_at,
            "failures": self._visit.failures,
            "timings_ms": dict(done.timings_ms),
        }
        text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
        (self._visitor.out / "result.json").write_text(text, encoding="utf-8")
