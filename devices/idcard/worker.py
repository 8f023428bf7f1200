"""Waiting for a resident's card in a thread of its own, for as long as a visit wants one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from devices.device import BackOff, DeviceEvent, DeviceLife, DeviceState, DeviceWorker, Inbox
from devices.idcard.card import CardAnswer, CardFailure, CardNotRead, CardRead
from devices.idcard.reader import Patience, SamReader, open_reader

DEVICE = "idcard"


@dataclass(frozen=True)
class Reading:
    """A card has been found and is being read: "leave it there"."""

    visit: str


@dataclass(frozen=True)
class CardAnswered:
    """A card was read, or was not; after a CardNotRead it can be laid again."""

    visit: str
    answer: CardAnswer


IdCardEvent = DeviceEvent | Reading | CardAnswered


@dataclass(frozen=True)
class _StartReading:
    visit: str


@dataclass(frozen=True)
class _StopReading:
    pass


_Command = _StartReading | _StopReading

_STATES: Mapping[CardFailure, DeviceState] = {
    CardFailure.NO_READER: DeviceState.ABSENT,
    CardFailure.SERVICE_DOWN: DeviceState.FAULT,
}
"""What is wrong with the reader rather than with a card."""


class IdCardWorker:
    """Reads cards when it is told to, never in passing: the port is open from start_reading to its end only.

    ``on_event`` is called from this worker's thread, with the visit in each event. A reading begins with
    DeviceEvent OPENING, then READY, or ABSENT (CARD-02) or FAULT (CARD-01), and again when that changes. Each
    card gives Reading, then CardAnswered; one that cannot even be found properly gives CardAnswered alone. A
    CardRead ends the reading; after a CardNotRead it goes on until stop_reading, and the card counts as laid
    again once it has been away.

    A card that was read and still lies there is not read again, which modules see to by themselves: what a
    resident has forgotten on the reader does not become the next one's.
    """

    def __init__(
        self,
        port: str,
        baud: int,
        on_event: Callable[[IdCardEvent], None],
        *,
        patience: Patience | None = None,
        back_off: BackOff | None = None,
    ) -> None:
        self._port = port
        self._baud = baud
        self._on_event = on_event
        self._patience = patience or Patience()
        self._back_off = back_off or BackOff()
        self._life = DeviceLife(DEVICE, on_event)
        self._worker: DeviceWorker[_Command] = DeviceWorker(DEVICE, self._work, self._crashed)

    def start_reading(self, visit_id: str) -> None:
        """Read a card for this visit; ends what was being read for another."""
        self._worker.post(_StartReading(visit_id))

    def stop_reading(self) -> None:
        """No card is wanted any more; an answer on its way is dropped."""
        self._worker.post(_StopReading())

    def close(self) -> None:
        """End the thread and give the port back. Not from on_event."""
        self._worker.close()

    def _crashed(self) -> None:
        self._life.become(DeviceState.FAULT, CardFailure.SERVICE_DOWN)

    def _work(self, inbox: Inbox[_Command]) -> None:
        while (command := inbox.take()) is not None:
            if isinstance(command, _StartReading):
                self._read_for(command.visit, inbox)

    def _read_for(self, visit: str, inbox: Inbox[_Command]) -> None:
        self._back_off.reset()
        self._life.become(DeviceState.OPENING, visit=visit)
        while not inbox.stirred():
            opened = open_reader(self._port, self._baud, stopped=inbox.stirred, patience=self._patience)
            if isinstance(opened, SamReader):
                with opened:
                    trouble = self._await_cards(opened, visit, inbox)
            else:
                trouble = opened
            if trouble is None:
                return
            self._life.become(_STATES[trouble.failure], trouble.failure, visit)
            inbox.wait(self._back_off.next())

    def _await_cards(self, reader: SamReader, visit: str, inbox: Inbox[_Command]) -> CardNotRead | None:
        """None when a card was read or reading is to stop; otherwise what is wrong with the reader."""
        wait_until_lifted = False
        while True:
            found = reader.find()
            if inbox.stirred():
                return None
            if found is not None and found.failure in _STATES:
                return found
            self._back_off.reset()
            self._life.become(DeviceState.READY, visit=visit)
            if found is not None and found.failure is CardFailure.NO_CARD:
                wait_until_lifted = False
            elif not wait_until_lifted:
                answer = found or self._read_found(reader, visit)
                if inbox.stirred():
                    return None
                self._on_event(CardAnswered(visit, answer))
                if isinstance(answer, CardRead):
                    return None
                if answer.failure in _STATES:
                    return answer
                wait_until_lifted = True
            inbox.wait(self._patience.between_looks)

    def _read_found(self, reader: SamReader, visit: str) -> CardAnswer:
        self._on_event(Reading(visit))
        return reader.read()
