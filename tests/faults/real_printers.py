"""The printing port of a visit process, as shipped; with less patience where a fault is not put right."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from devices.printer.jobs import Seconds
from devices.receipt.printer import Patience
from kiosk.commands.printing import Printing
from kiosk.config import Settings
from kiosk.pipe import DeviceIs
from kiosk.staff.used import PaperUsed, TonerIs
from kiosk.visit import Visit
from kiosk.visit_events import VisitEvent
from tests.recording_ports import catalogues

_ROLL = Patience(answer=0.5, job=5.0, ask_again=0.05, put_right=20.0, between_looks=0.05)
_A4 = Seconds(with_a_fault=20.0, to_live=30.0, to_show_up=1.0, to_end=2.0, between_looks=0.05)
_SOON = 0.5


@dataclass
class RealPrinters:
    """``told``: each printer's state as the host knows it. ``posted`` is set at every event."""

    told: dict[str, DeviceIs] = field(default_factory=dict)
    posted: threading.Event = field(default_factory=threading.Event)
    _take: Callable[[VisitEvent], None] = lambda event: None

    @property
    def states(self) -> Sequence[DeviceIs]:
        return sorted(self.told.values(), key=lambda state: state.device)

    @property
    def codes(self) -> dict[str, str]:
        """What each fitted printer lacks: a failure's code, or ""."""
        return {state.device: state.code for state in self.states}

    def post(self, event: VisitEvent) -> None:
        self._take(event)
        self.posted.set()

    def tell_host(self, told: DeviceIs | PaperUsed | TonerIs) -> None:
        if isinstance(told, DeviceIs):
            self.told[told.device] = told
        self.posted.set()

    @contextmanager
    def printing(self, settings: Settings, visit: str, *, patient: bool) -> Iterator[Printing]:
        """The port of one visit, until it is over."""
        port = Printing(
            settings,
            catalogues(),
            visit,
            self.post,
            self.tell_host,
            patience=_ROLL if patient else replace(_ROLL, put_right=_SOON),
            seconds=_A4 if patient else replace(_A4, with_a_fault=_SOON),
        )
        try:
            yield port
        finally:
            port.give_up()
            # What a visit's process does by ending.
            for worker in (port._roll, port._a4):
                if worker is not None:
                    worker.close()

    @contextmanager
    def serving(self, visit: Visit, settings: Settings, *, patient: bool) -> Iterator[None]:
        """They are the visit's, until the end of the block."""
        before, self._take = visit.ports, visit.post
        try:
            with self.printing(settings, visit.id, patient=patient) as port:
                visit.ports = replace(visit.ports, printing=port)
                yield
        finally:
            self._take, visit.ports = lambda event: None, before
