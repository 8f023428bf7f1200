"""The line to a module inside a PC/SC reader, which carries SAM_V frames for us.

How is each maker's own and published by none that we found, so it is data here: WRAPPINGS, tried one after
the other, each with a status question.

* "escape": the frame as it is in SCardControl, over CCID's PC_to_RDR_Escape. The code is the CCID driver's
  IOCTL_SMARTCARD_VENDOR_IFD_EXCHANGE, which its SCARDCONTROL.txt documents, as well as that ifdDriverOptions
  has to allow it (DRIVER_OPTION_CCID_EXCHANGE_AUTHORIZED). It needs no card in the reader.
* "pseudo-apdu": the frame as the data of FF 00 00 00, the direct transmit that many contactless readers have.
  SCardTransmit is let through only while the reader reports something in its slot: this serves readers whose
  slot shows the module itself.

Both are to be checked against a real reader. A call returns when the driver does: ``stopped`` cannot be asked
in between.
"""

import importlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from devices.idcard.line import LineLostError, PortNotOpened, PortTrouble, ServiceLostError

PREFIX = "pcsc:"
_MORE = 0x61
_DONE = b"\x90\x00"
_LONGEST_CHAIN = 16
_SHORTEST_ANSWER = 2


@dataclass(frozen=True)
class Wrapping:
    """How a reader takes a frame. ``header``: what stands before it and its length; None for SCardControl."""

    name: str
    header: bytes | None
    fetch: bytes = b"\x00\xc0\x00\x00"
    """Asks for what waits after 61xx."""


WRAPPINGS = (Wrapping("escape", None), Wrapping("pseudo-apdu", b"\xff\x00\x00\x00"))
_IFD_EXCHANGE = 1


def _scard() -> ModuleType:
    # Here, for importing it loads the system's library.
    return importlib.import_module("smartcard.scard")


class PcscLine:
    """A session with one reader, nobody else's meanwhile where a wrapping allows that. For one thread."""

    checked = True
    baud: int | None = None

    def __init__(
        self,
        context: int,
        reader: str,
        wrappings: tuple[Wrapping, ...] = WRAPPINGS,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Owns the context."""
        self._scard = _scard()
        self._context = context
        self._reader = reader
        self._wrappings = wrappings
        self._pause = pause
        self._handle: int | None = None
        self._protocol = 0
        self._waiting = b""
        self._wrapping = wrappings[0]

    def settings(self) -> Iterator[None]:
        """See Transport."""
        for wrapping in self._wrappings:
            self._disconnect()
            self._wrapping = wrapping
            self._connect()
            yield

    def send(self, data: bytes) -> None:
        """See Transport. The answer is there when it returns."""
        if self._handle is None:
            return  # the reader has nothing in its slot to speak to: no answer
        if self._wrapping.header is None:
            code = self._scard.SCARD_CTL_CODE(_IFD_EXCHANGE)
            result, answer = self._scard.SCardControl(self._handle, code, list(data))
            self._waiting = bytes(byte & 0xFF for byte in answer) if self._went(result) else b""
        else:
            self._waiting = self._transmit(self._wrapping.header + bytes((len(data),)) + data + b"\0")

    def receive(self, seconds: float) -> bytes:
        """See Transport."""
        if not self._waiting:
            self._pause(max(0.0, seconds))
        data, self._waiting = self._waiting, b""
        return data

    def discard_input(self) -> None:
        """See Transport."""
        self._waiting = b""

    def close(self) -> None:
        """See Transport."""
        self._disconnect()
        if self._context:
            self._scard.SCardReleaseContext(self._context)
            self._context = 0

    def _transmit(self, command: bytes) -> bytes:
        data = b""
        for _ in range(_LONGEST_CHAIN):
            result, answer = self._scard.SCardTransmit(self._handle, self._protocol, list(command))
            if not self._went(result) or len(answer) < _SHORTEST_ANSWER:
                return b""
            got = bytes(byte & 0xFF for byte in answer)
            data += got[:-2]
            if got[-2:] == _DONE:
                return data
            if got[-2] != _MORE:
                return b""
            command = self._wrapping.fetch + got[-1:]
        return b""

    def _connect(self) -> None:
        scard = self._scard
        if self._wrapping.header is None:
            mode, protocols = scard.SCARD_SHARE_DIRECT, 0
        else:
            mode, protocols = scard.SCARD_SHARE_EXCLUSIVE, scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        result, handle, self._protocol = scard.SCardConnect(self._context, self._reader, mode, protocols)
        self._handle = handle if self._went(result) else None

    def _disconnect(self) -> None:
        if self._handle is not None:
            # As it was: the module keeps its card.
            self._scard.SCardDisconnect(self._handle, self._scard.SCARD_LEAVE_CARD)
            self._handle = None

    def _went(self, result: int) -> bool:
        """Whether a call went well; False for what counts as no answer."""
        scard = self._scard
        if result in _service_codes(scard):
            raise ServiceLostError(_said(result))
        if result in (
            scard.SCARD_E_UNKNOWN_READER,
            scard.SCARD_E_READER_UNAVAILABLE,
            scard.SCARD_W_REMOVED_CARD,
        ):
            raise LineLostError(_said(result))
        return bool(result == scard.SCARD_S_SUCCESS)


def open_pcsc(address: str) -> PcscLine | PortNotOpened:
    """Open the reader that "pcsc:READER" names: a reader's name, or a part of it; "pcsc:" is any."""
    names = readers(address)
    if isinstance(names, PortNotOpened):
        return names
    if not names:
        return PortNotOpened(PortTrouble.MISSING, "no such PC/SC reader")
    scard = _scard()
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if result != scard.SCARD_S_SUCCESS:
        return PortNotOpened(PortTrouble.NO_SERVICE, _said(result))
    taken = _is_taken(scard, context, names[0])
    if taken is not None:
        scard.SCardReleaseContext(context)
        return taken
    return PcscLine(context, names[0])


def readers(address: str) -> tuple[str, ...] | PortNotOpened:
    """The names of the readers there that the address names; an exact name goes before a part of one."""
    scard = _scard()
    wanted = address.removeprefix(PREFIX)
    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if result != scard.SCARD_S_SUCCESS:
        return PortNotOpened(PortTrouble.NO_SERVICE, _said(result))
    try:
        result, names = scard.SCardListReaders(context, [])
    finally:
        scard.SCardReleaseContext(context)
    if result == scard.SCARD_E_NO_READERS_AVAILABLE:
        return ()
    if result != scard.SCARD_S_SUCCESS:
        return PortNotOpened(PortTrouble.NO_SERVICE, _said(result))
    exact = tuple(name for name in names if name == wanted)
    return exact or tuple(name for name in names if wanted in name)


def _is_taken(scard: ModuleType, context: int, reader: str) -> PortNotOpened | None:
    result, handle, _ = scard.SCardConnect(context, reader, scard.SCARD_SHARE_DIRECT, 0)
    if result == scard.SCARD_S_SUCCESS:
        scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
    return (
        PortNotOpened(PortTrouble.TAKEN, _said(result)) if result == scard.SCARD_E_SHARING_VIOLATION else None
    )


def _service_codes(scard: ModuleType) -> tuple[int, ...]:
    return (
        scard.SCARD_E_NO_SERVICE,
        scard.SCARD_E_SERVICE_STOPPED,
        scard.SCARD_E_INVALID_HANDLE,
        scard.SCARD_E_NO_ACCESS,
        scard.SCARD_F_INTERNAL_ERROR,
        scard.SCARD_F_COMM_ERROR,
    )


def _said(result: int) -> str:
    return f"the PC/SC service answers {result & 0xFFFFFFFF:08X}"
