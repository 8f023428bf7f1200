"""A module that a PC/SC reader shows in its slot: a chip that takes frames as pseudo-APDUs.

Goes into the virtual reader of a simulated PC/SC service. That one knows no SCardControl, so that the other
wrapping of devices.idcard.pcsc_line stays unplayed.
"""

from devices.idcard.pcsc_line import WRAPPINGS
from devices.idcard.simulator import SimulatedModule, take_request

_HEADER = WRAPPINGS[1].header
_FETCH = WRAPPINGS[1].fetch
_MOST = 256
_WRONG = b"\x6d\x00"


class ModuleChip:
    """The module as a chip."""

    def __init__(self, module: SimulatedModule) -> None:
        self._module = module
        self._waiting = b""

    def reset(self) -> None:
        """Power off, on, or reset: of the slot, the module does not notice."""
        self._waiting = b""

    def atr(self) -> bytes:
        """Answer to reset: T=1."""
        return bytes.fromhex("3B8001 81".replace(" ", ""))

    def answer(self, command: bytes) -> bytes:
        """To one command."""
        if command[:4] == _FETCH:
            return self._part(command[4] or _MOST)
        if command[:4] != _HEADER:
            return _WRONG
        asked = take_request(bytearray(command[5 : 5 + command[4]]))
        sent = None if asked is None else self._module.answer(asked)
        self._waiting = b"" if sent is None else sent.frame
        return self._part(_MOST)

    def _part(self, most: int) -> bytes:
        part, self._waiting = self._waiting[:most], self._waiting[most:]
        left = min(len(self._waiting), _MOST)
        return part + (bytes((0x61, left & 0xFF)) if left else b"\x90\x00")
