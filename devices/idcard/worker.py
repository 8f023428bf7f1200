"""The card reader's life, and waiting for a resident's card for as long as a visit wants one."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from devices.attendance import Attendance, Rhythm, Stopped, TellState, Trouble
from devices.card_events import CardAnswered, Reading, ReadOne
from devices.card_failure import READER_STATES, CardFailure, CardNotRead
from devices.device import BackOff, DeviceEvent, DeviceState, Watch
from devices.idcard.card import CardAnswer, CardRead
from devices.idcard.reader import Patience, SamReader, open_reader
from devices.idcard.transport import port_identity

DEVICE = "idcard"


IdCardEvent = DeviceEvent | Reading | CardAnswered[CardAnswer]


@dataclass(frozen=True)
class _ReadOne(ReadOne):
    appended_address: bool


class IdCardWorker:
    """Attends to the reader from construction on; reads cards when it is told to, never in passing.

    ``on_event`` is called from this worker's thread. DeviceEvents tell of the reader: OPENING, then READY, or
    ABSENT (CARD-02) or FAULT (CARD-01), and again when that changes; with the visit while a card is wanted.
    Each card gives BUSY and Reading, then CardAnswered; one that cannot even be found properly gives
    CardAnswered alone. A CardRead ends the reading; after a CardNotRead it goes on until stop_reading, and
    the card counts as laid again once it has been away. While none is wanted, the module is asked how it is
    and for nothing else.

    A card that was read and still lies there is not read again, which modules see to by themselves: what a
    resident has forgotten on the reader does not become the next one's.
    """

    def __init__(
        self,
        port: str,
        baud: int | None,
        on_event: Callable[[IdCardEvent], None],
        *,
        patience: Patience | None = None,
        back_off: BackOff | None = None,
        rhythm: Rhythm | None = None,
        watch: Watch | None = None,
    ) -> None:
        driver = _SamDriver(port, baud, patience or Patience(), on_event)
        self._life: Attendance[SamReader, _ReadOne] = Attendance(
            DEVICE,
            driver,
            CardFailure.SERVICE_DOWN,
            on_event,
            back_off=back_off,
            rhythm=rhythm,
            watch=watch,
        )

    def start_reading(self, visit_id: str, *, appended_address: bool = False) -> None:
        """Read a card for this visit; ends what was being read for another."""
        self._life.begin(_ReadOne(visit_id, appended_address))

    def stop_reading(self) -> None:
        """No card is wanted any more; an answer on its way is dropped."""
        self._life.leave()

    def close(self) -> None:
        """End the thread and give the port back. Not from on_event. TimeoutError if the driver hangs."""
        self._life.close()


@dataclass
class _SamDriver:
    port: str
    baud: int | None
    patience: Patience
    on_event: Callable[[IdCardEvent], None]
    # Finding it out anew takes a slow module more than a second.
    found_baud: int | None = None

    def identity(self) -> Hashable:
        return port_identity(self.port)

    def open(self, stopped: Stopped) -> SamReader | Trouble:
        opened = self._opened(self.baud or self.found_baud, stopped)
        if isinstance(opened, CardNotRead) and self.found_baud and not self.baud:
            # Another module may be plugged in now.
            opened = self._opened(None, stopped)
        if isinstance(opened, CardNotRead):
            return Trouble(READER_STATES.get(opened.failure, DeviceState.FAULT), opened.failure)
        trouble = self.heartbeat(opened)
        if trouble is not None:
            opened.close()
            self.found_baud = None
            return trouble
        self.found_baud = opened.baud
        return opened

    def _opened(self, baud: int | None, stopped: Stopped) -> SamReader | CardNotRead:
        return open_reader(self.port, baud, stopped=stopped, patience=self.patience)

    def heartbeat(self, device: SamReader) -> Trouble | None:
        status = device.status()
        if status is None or status.failure is CardFailure.NO_CARD:
            # It is well, or was not let finish.
            return None
        # What does not even answer this is not a card's doing, such as a line at the wrong speed.
        return _trouble(status) or Trouble(DeviceState.FAULT, CardFailure.SERVICE_DOWN)

    def do(self, device: SamReader, task: _ReadOne, stopped: Stopped, tell: TellState) -> Trouble | None:
        """Wait for a card that can be read."""
        wait_until_lifted = False
        while not stopped():
            found = device.find()
            if stopped():
                return None
            trouble = _trouble(found)
            if trouble is not None:
                return trouble
            tell(DeviceState.READY)
            if found is not None and found.failure is CardFailure.NO_CARD:
                wait_until_lifted = False
            elif not wait_until_lifted:
                answer = found or self._read_found(device, task, tell)
                if stopped():
                    return None
                self.on_event(CardAnswered(task.visit, answer))
                if isinstance(answer, CardRead):
                    return None
                trouble = _trouble(answer)
                if trouble is not None:
                    return trouble
                wait_until_lifted = True
            self.patience.pause(self.patience.between_looks)
        return None

    def _read_found(self, device: SamReader, task: _ReadOne, tell: TellState) -> CardAnswer:
        tell(DeviceState.BUSY)
        self.on_event(Reading(task.visit))
        return device.read(appended_address=task.appended_address)


def _trouble(answer: CardNotRead | None) -> Trouble | None:
    """What is wrong with the reader; a card that is none or cannot be read is not."""
    if answer is None or answer.failure not in READER_STATES:
        return None
    return Trouble(READER_STATES[answer.failure], answer.failure)
