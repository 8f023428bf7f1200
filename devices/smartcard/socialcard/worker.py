"""The chip card reader's life, and waiting for a resident's social-security card while a visit wants one."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import partial

from devices.attendance import Attendance, Rhythm, Stopped, TellState, Trouble
from devices.card_events import CardAnswered, Reading, ReadOne
from devices.card_failure import READER_STATES, CardFailure, CardNotRead
from devices.device import BackOff, DeviceEvent, DeviceState, Watch
from devices.smartcard.guarded_reading import GuardedReading, Patience
from devices.smartcard.service import CardPresent, Service, ServiceTroubleError
from devices.smartcard.socialcard.card import SocialCardAnswer, SocialCardRead
from devices.smartcard.socialcard.conversation import IssuerModule, read_chip

DEVICE = "socialcard"
# A reader that is pulled out is known only by asking, and asking is cheap.
_RHYTHM = Rhythm(look=0.5, beat=1.0)
_LEFT_BEHIND = CardNotRead(CardFailure.LEFT_BEHIND, "a card was in the reader before this visit")


SocialCardEvent = DeviceEvent | Reading | CardAnswered[SocialCardAnswer]


class SocialCardWorker:
    """Attends to the reader from construction on; reads cards when it is told to, never in passing.

    ``on_event`` is called from this worker's thread. DeviceEvents tell of the reader: OPENING, then READY, or
    ABSENT (CARD-02) or FAULT (CARD-01), and again when that changes: the service may stop and start, and
    readers come and go; with the visit while a card is wanted. Each card gives BUSY and Reading,
    then CardAnswered. A SocialCardRead ends the reading.

    What a resident has forgotten in the reader does not become the next one's: a card that was there when
    this worker began, or was read before, is not read until it has been pulled; a reading that finds it says
    LEFT_BEHIND. A card that comes up within ``settling`` seconds of the service's coming was there before.
    """

    def __init__(
        self,
        reader: str,
        on_event: Callable[[SocialCardEvent], None],
        *,
        module: IssuerModule | None = None,
        patience: Patience | None = None,
        settling: float = 1.5,
        back_off: BackOff | None = None,
        rhythm: Rhythm = _RHYTHM,
        watch: Watch | None = None,
    ) -> None:
        driver = _ChipCardDriver(reader, module, patience or Patience(), settling, on_event)
        self._life: Attendance[Service, ReadOne] = Attendance(
            DEVICE,
            driver,
            CardFailure.SERVICE_DOWN,
            on_event,
            # Trying is cheap, and a service that comes back is not noticed otherwise.
            back_off=back_off or BackOff(last=2.0),
            rhythm=rhythm,
            watch=watch,
        )

    def start_reading(self, visit_id: str) -> None:
        """Read a card for this visit; ends what was being read for another."""
        self._life.begin(ReadOne(visit_id))

    def stop_reading(self) -> None:
        """No card is wanted any more; an answer on its way is dropped."""
        self._life.leave()

    def close(self) -> None:
        """End the thread, also while a mute card holds the reader. Not from on_event."""
        self._life.close()


@dataclass
class _ChipCardDriver:
    reader: str
    module: IssuerModule | None
    patience: Patience
    settling: float
    on_event: Callable[[SocialCardEvent], None]
    # reader → the last card laid in it that is not to be read (again).
    _not_again: dict[str, int] = field(default_factory=dict)
    _settled_at: float = 0.0
    # Whether what is in the reader was watched without a break.
    _known: bool = False
    _hanging: GuardedReading[SocialCardAnswer] | None = None
    # Which of them were told of: reader and card.
    _told_of: set[CardPresent] = field(default_factory=set)

    def identity(self) -> Hashable:
        """Only the service knows, and it is asked by the heartbeat."""
        return DEVICE

    def open(self, stopped: Stopped) -> Service | Trouble:
        try:
            service = Service()
        except ServiceTroubleError as found:
            return self._lost(found)
        if not self._known:
            self._settled_at = self.patience.monotonic() + self.settling
            self._known = True
        trouble = self.heartbeat(service)
        if trouble is not None:
            service.close()
            return trouble
        return service

    def heartbeat(self, device: Service) -> Trouble | None:
        try:
            self._note_what_is_there(set(device.look(self.reader).values()))
        except ServiceTroubleError as found:
            return self._lost(found)
        return None

    def do(self, device: Service, task: ReadOne, stopped: Stopped, tell: TellState) -> Trouble | None:
        """Wait for a card that can be read."""
        refused: set[CardPresent] = set()
        self._told_of.clear()
        try:
            while not stopped():
                present = set(device.look(self.reader).values())
                tell(DeviceState.READY)
                answer = self._look_at(present, refused, task, stopped, tell)
                if stopped() or isinstance(answer, SocialCardRead):
                    return None
                if answer is not None and answer.failure in READER_STATES:
                    return _trouble(answer)
                device.wait_for_change()
        except ServiceTroubleError as found:
            return self._lost(found)
        return None

    def _lost(self, found: ServiceTroubleError) -> Trouble:
        self._known = False
        return _trouble(found.answer)

    def _look_at(
        self,
        present: set[CardPresent],
        refused: set[CardPresent],
        task: ReadOne,
        stopped: Stopped,
        tell: TellState,
    ) -> SocialCardAnswer | None:
        """The answer of a card that is to be read, if one is there."""
        self._note_what_is_there(present)
        if self._is_released():
            # What held it was pulled, maybe for another card within the service's poll, or answers now.
            refused.clear()
        fresh = {card for card in present if card.reader not in self._not_again} - refused
        if not fresh:
            self._tell_of_what_was_left(present - refused, task)
            return None
        if self._hanging is not None:
            return None
        card = min(fresh, key=lambda one: one.reader)
        tell(DeviceState.BUSY)
        self.on_event(Reading(task.visit))
        answer = self._read(card, stopped)
        if stopped():
            return None
        self.on_event(CardAnswered(task.visit, answer))
        if isinstance(answer, SocialCardRead):
            self._not_again[card.reader] = card.laid
        else:
            refused.add(card)
        return answer

    def _note_what_is_there(self, present: set[CardPresent]) -> None:
        if self.patience.monotonic() < self._settled_at:
            self._not_again = {card.reader: card.laid for card in present}
        else:
            self._not_again = _still_there(self._not_again, present)

    def _tell_of_what_was_left(self, left: set[CardPresent], task: ReadOne) -> None:
        if left - self._told_of:
            self._told_of |= left
            self.on_event(CardAnswered(task.visit, _LEFT_BEHIND))

    def _read(self, card: CardPresent, stopped: Stopped) -> SocialCardAnswer:
        reading = GuardedReading(card, partial(read_chip, module=self.module), self.patience)
        answer = reading.answer(stopped)
        self._hanging = reading if reading.hangs() else None
        return answer

    def _is_released(self) -> bool:
        """Whether a mute card held the driver till now; at most one thread is ever left behind."""
        if self._hanging is None or self._hanging.hangs():
            return False
        self._hanging = None
        return True


def _trouble(answer: CardNotRead) -> Trouble:
    return Trouble(READER_STATES.get(answer.failure, DeviceState.FAULT), answer.failure)


def _still_there(laid: Mapping[str, int], present: set[CardPresent]) -> dict[str, int]:
    """Which cards have not been pulled since.

    A service that was restarted counts anew: a lower number may be the same card, and then counts as it.
    """
    return {card.reader: card.laid for card in present if card.laid <= laid.get(card.reader, -1)}
