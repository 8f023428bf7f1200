"""Whether headphones are plugged in, out of the kernel's switch events (linux/input-event-codes.h)."""

from devices.input_events.events import EV_SW, EV_SYN, SYN_DROPPED, EventStream

SW_HEADPHONE_INSERT = 0x02


class SocketReader:
    """Takes bytes as they come; `plugged_in` is how the socket stands after them, False until it is known.

    After SYN_DROPPED the kernel has lost events: the socket counts as empty, since what is personal may only
    be said where it is sure that nobody else hears.
    """

    def __init__(self, plugged_in: bool | None = None) -> None:
        self.plugged_in = bool(plugged_in)
        self.lost = False
        self._stream = EventStream()

    def read(self, data: bytes) -> bool:
        """Takes in what has come; whether it changed anything."""
        before = self.plugged_in
        for event in self._stream.read(data):
            if event.kind == EV_SYN and event.code == SYN_DROPPED:
                self.plugged_in, self.lost = False, True
            elif event.kind == EV_SW and event.code == SW_HEADPHONE_INSERT:
                self.plugged_in, self.lost = bool(event.value), False
        return self.plugged_in != before
