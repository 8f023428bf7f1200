"""The card readers of a kiosk, as a visit process has them: the shipped port with its workers."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from math import inf

from kiosk.commands.card_reading import CardReading
from kiosk.config import ChipCardSettings, IdCardSettings
from kiosk.pipe import DeviceIs
from kiosk.services.cards import CardKind
from kiosk.visit import Visit
from kiosk.visit_events import CardReaderState, VisitEvent
from kiosk.visit_ports import CardReader

VISIT = "visit-1"
# A card that comes up so soon after the PC/SC service counts as one that was there before (see its worker).
SETTLING_S = 1.5


@dataclass
class RealReaders:
    """``told``: each device's state as the host knows it. ``posted`` is set at every event."""

    port: CardReader = field(init=False)
    told: dict[str, DeviceIs] = field(default_factory=dict)
    posted: threading.Event = field(default_factory=threading.Event)
    _states: dict[CardKind, CardReaderState] = field(default_factory=dict)
    _settled_at: float = 0.0
    _take: Callable[[VisitEvent], None] = lambda event: None

    @contextmanager
    def serving(self, visit: Visit) -> Iterator[None]:
        """They are the visit's, until the end of the block."""
        before, take = visit.ports, self._take
        visit.readers.update(self._states)
        visit.ports = replace(visit.ports, card_reader=self.port)
        self._take = visit.post
        try:
            yield
        finally:
            self.port.stop_reading()
            self._take, visit.ports = take, before

    @property
    def states(self) -> Sequence[DeviceIs]:
        return sorted(self.told.values(), key=lambda state: state.device)

    @property
    def settled(self) -> bool:
        """Whether a card that is laid now counts as laid in this visit."""
        return time.monotonic() >= self._settled_at

    def post(self, event: VisitEvent) -> None:
        if isinstance(event, CardReaderState):
            before = self._states.get(event.card)
            came = event.failure is None and (before is None or before.failure is not None)
            if event.card is CardKind.SOCIAL_SECURITY and event.fitted and event.failure is not None:
                self._settled_at = inf
            elif came and event.card is CardKind.SOCIAL_SECURITY:
                self._settled_at = time.monotonic() + SETTLING_S
            self._states[event.card] = event
        self._take(event)
        self.posted.set()

    def tell_host(self, state: DeviceIs) -> None:
        self.told[state.device] = state


@contextmanager
def real_readers(
    id_card: IdCardSettings | None = None, chip_card: ChipCardSettings | None = None
) -> Iterator[RealReaders]:
    """Of a kiosk with these settings; None: none is fitted."""
    readers = RealReaders()
    port = CardReading(
        id_card or IdCardSettings(),
        chip_card or ChipCardSettings(),
        VISIT,
        readers.post,
        readers.tell_host,
    )
    readers.port = port
    with closing(port):
        yield readers
