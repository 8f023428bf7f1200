"""PC/SC by its own words: a session with the service, the status loop, and the line to a card.

pyscard's CardMonitor is not used: its thread dies for good when the service restarts. Everything here waits
for slices of time only, so that a worker's thread can always be ended.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType, TracebackType
from typing import Self

from devices.card_failure import CardFailure, CardNotRead
from devices.smartcard.apdu import without_le
from devices.smartcard.transmit import CardLostError

_SLICE = 0.2
_NEW_READERS = "\\\\?PnP?\\Notification"
# The service looks at readers that cannot tell by themselves every 0.4 s; a pulled card is known after two.
_LOOKS_AFTER_LOSS = 4
_COUNT_SHIFT, _COUNT_MASK = 16, 0xFFFF

Stopped = Callable[[], bool]


def _scard() -> ModuleType:
    # Here, for importing it loads the system's library.
    return importlib.import_module("smartcard.scard")


@dataclass(frozen=True)
class CardPresent:
    """A card is in ``reader``. ``laid``: which one since the service began; ``mute``: it gave no ATR."""

    reader: str
    laid: int
    mute: bool = False


class ServiceTroubleError(Exception):
    """The service or the reader, not a card; ``answer`` says what."""

    def __init__(self, answer: CardNotRead) -> None:
        super().__init__(answer.detail)
        self.answer = answer


class Service:
    """One session with the PC/SC service. Belongs to one thread. Raises ServiceTroubleError if it is down."""

    def __init__(self) -> None:
        self._scard = _scard()
        code, self._context = self._scard.SCardEstablishContext(self._scard.SCARD_SCOPE_USER)
        self._check(code)
        self._states: dict[str, int] = {}
        self._reader_count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the session; what the service says to it does not matter any more."""
        self._scard.SCardReleaseContext(self._context)

    def readers(self) -> tuple[str, ...]:
        """The readers there are now, by the service's names."""
        code, names = self._scard.SCardListReaders(self._context, [])
        if code == self._scard.SCARD_E_NO_READERS_AVAILABLE:
            return ()
        self._check(code)
        return tuple(names)

    def look(self, wanted: str) -> Mapping[str, CardPresent]:
        """The cards in the wanted readers ("" = any, else a part of the name), as they are at once.

        Raises ServiceTroubleError: NO_READER if there is none of that name.
        """
        names = self._named(wanted)
        self._states = {name: self._states.get(name, self._scard.SCARD_STATE_UNAWARE) for name in names}
        asked = [(name, self._scard.SCARD_STATE_UNAWARE) for name in names]
        code, answers = self._scard.SCardGetStatusChange(self._context, 0, asked)
        if code in (self._scard.SCARD_E_UNKNOWN_READER, self._scard.SCARD_E_READER_UNAVAILABLE):
            raise ServiceTroubleError(_NO_READER)
        if code != self._scard.SCARD_E_TIMEOUT:
            self._check(code)
        return {card.reader: card for name, state, _ in answers if (card := self._card(name, state))}

    def wait_for_change(self, seconds: float = _SLICE) -> None:
        """Wait until a card or a reader comes or goes since ``look``, a slice of time at most."""
        milliseconds = round(min(seconds, _SLICE) * 1000)
        asked = [(_NEW_READERS, self._reader_count << _COUNT_SHIFT)]
        asked += list(self._states.items())
        code, _ = self._scard.SCardGetStatusChange(self._context, milliseconds, asked)
        gone = (self._scard.SCARD_E_UNKNOWN_READER, self._scard.SCARD_E_READER_UNAVAILABLE)
        if code in (self._scard.SCARD_E_TIMEOUT, *gone):
            return
        self._check(code)

    def connect(self, card: CardPresent) -> "Connection":
        """A line to the card, nobody else's meanwhile. CardLostError if it does not answer or is gone."""
        scard = self._scard
        if card.mute:
            raise CardLostError(_MUTE)
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        code, handle, protocol = scard.SCardConnect(
            self._context, card.reader, scard.SCARD_SHARE_EXCLUSIVE, protocols
        )
        if code != scard.SCARD_S_SUCCESS:
            raise CardLostError(self.answer_to(code, card))
        return Connection(self, card, handle, protocol)

    def answer_to(self, code: int, card: CardPresent) -> CardNotRead:
        """What a failed call to a card means."""
        scard = self._scard
        if code in (scard.SCARD_W_REMOVED_CARD, scard.SCARD_E_NO_SMARTCARD):
            return _REMOVED
        if code in (scard.SCARD_E_READER_UNAVAILABLE, scard.SCARD_E_UNKNOWN_READER):
            return CardNotRead(CardFailure.NO_READER, "the reader went away")
        if code == scard.SCARD_E_SHARING_VIOLATION:
            return CardNotRead(CardFailure.SERVICE_DOWN, "another program has the reader")
        if code in self._service_codes():
            return _down(code)
        return self.after_loss(card)

    def after_loss(self, card: CardPresent) -> CardNotRead:
        """A call failed without saying why: REMOVED if the card turns out to be away, else UNREADABLE."""
        try:
            for _ in range(_LOOKS_AFTER_LOSS):
                now = self.look(card.reader).get(card.reader)
                if now is None or now.laid != card.laid:
                    return _REMOVED
                self.wait_for_change()
        except ServiceTroubleError as trouble:
            return trouble.answer
        return _MUTE

    def _named(self, wanted: str) -> tuple[str, ...]:
        names = self.readers()
        self._reader_count = len(names)
        # An exact name first: "Reader 01" is also a part of "Reader 01 02".
        chosen = tuple(name for name in names if name == wanted) or tuple(n for n in names if wanted in n)
        if not chosen:
            raise ServiceTroubleError(_NO_READER)
        return chosen

    def _card(self, name: str, state: int) -> CardPresent | None:
        self._states[name] = state & ~self._scard.SCARD_STATE_CHANGED
        if not state & self._scard.SCARD_STATE_PRESENT:
            return None
        mute = bool(state & self._scard.SCARD_STATE_MUTE)
        return CardPresent(name, state >> _COUNT_SHIFT & _COUNT_MASK, mute)

    def _check(self, code: int) -> None:
        if code != self._scard.SCARD_S_SUCCESS:
            raise ServiceTroubleError(_down(code))

    def _service_codes(self) -> tuple[int, ...]:
        scard = self._scard
        return (
            scard.SCARD_E_NO_SERVICE,
            scard.SCARD_E_SERVICE_STOPPED,
            scard.SCARD_E_INVALID_HANDLE,
            scard.SCARD_E_NO_ACCESS,
            scard.SCARD_F_INTERNAL_ERROR,
        )


class Connection:
    """An open line to a card."""

    def __init__(self, service: Service, card: CardPresent, handle: int, protocol: int) -> None:
        self._service = service
        self._card = card
        self._handle = handle
        self._protocol = protocol
        self._scard = _scard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def transmit(self, command: bytes) -> bytes:
        """The chip's answer. Blocks for as long as the driver does. Raises CardLostError."""
        if self._protocol == self._scard.SCARD_PROTOCOL_T0:
            command = without_le(command)
        code, answer = self._scard.SCardTransmit(self._handle, self._protocol, list(command))
        if code != self._scard.SCARD_S_SUCCESS:
            raise CardLostError(self._service.answer_to(code, self._card))
        if not answer:
            # Some drivers say so of a card that was pulled.
            raise CardLostError(self._service.after_loss(self._card))
        return bytes(byte & 0xFF for byte in answer)

    def close(self) -> None:
        """Let go of the card, its power off: nothing it was told stays open."""
        self._scard.SCardDisconnect(self._handle, self._scard.SCARD_UNPOWER_CARD)


_NO_READER = CardNotRead(CardFailure.NO_READER, "no such PC/SC reader")
_REMOVED = CardNotRead(CardFailure.REMOVED, "the card was taken away while it was read")
_MUTE = CardNotRead(CardFailure.UNREADABLE, "the card does not answer")


def _down(code: int) -> CardNotRead:
    return CardNotRead(CardFailure.SERVICE_DOWN, f"the PC/SC service answers {code & 0xFFFFFFFF:08X}")
