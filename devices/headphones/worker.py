"""Watching the headphone socket."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from devices.attendance import Stopped
from devices.device import BackOff, DeviceEvent
from devices.headphones.protocol import SW_HEADPHONE_INSERT, SocketReader
from devices.input_events.line import EventLine
from devices.input_events.worker import LOOK_UP_EVERY, LineWorker

DEVICE = "headphones"


class HeadphonesFailure(StrEnum):
    """Why it cannot be told whether headphones are plugged in."""

    NOT_THERE = "JACK-01"


@dataclass(frozen=True)
class HeadphonesPlugged:
    """Headphones were plugged in or pulled out. ``already``: they were in when the socket was first asked."""

    plugged_in: bool
    already: bool = False


HeadphonesEvent = DeviceEvent | HeadphonesPlugged


class HeadphonesWorker(LineWorker):
    """Tells ``on_event`` of each change, from its own thread, and of the socket's state (JACK-01).

    Nothing is plugged in until it is told; a socket that is lost counts as empty.
    """

    def __init__(
        self, path: str, on_event: Callable[[HeadphonesEvent], None], *, back_off: BackOff | None = None
    ) -> None:
        self._tell_of = on_event
        self._plugged_in = False
        # The sound server watches the same socket.
        super().__init__(
            DEVICE, path, grabbed=False, failure=HeadphonesFailure.NOT_THERE, on_event=on_event,
            listen=self._watch, back_off=back_off,
        )  # fmt: skip

    def _watch(self, line: EventLine, stopped: Stopped) -> None:
        try:
            reader = SocketReader(line.switch_is_on(SW_HEADPHONE_INSERT))
            self._tell(reader.plugged_in, already=reader.plugged_in)
            while not stopped():
                self._tell(reader.plugged_in)
                reader.read(line.receive(LOOK_UP_EVERY))
                if reader.lost:
                    # What was lost can be asked for.
                    reader = SocketReader(line.switch_is_on(SW_HEADPHONE_INSERT))
        finally:
            self._tell(plugged_in=False)

    def _tell(self, plugged_in: bool, *, already: bool = False) -> None:
        if plugged_in != self._plugged_in:
            self._plugged_in = plugged_in
            self._tell_of(HeadphonesPlugged(plugged_in, already))
