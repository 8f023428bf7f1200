"""A headphone socket on a pseudo-terminal: the kernel's switch events."""

from devices.headphones.protocol import SW_HEADPHONE_INSERT
from devices.input_events.events import EV_SW, EV_SYN, SYN_DROPPED, SYN_REPORT
from devices.input_events.simulator import SimulatedLine


class HeadphonesSimulator(SimulatedLine):
    """One socket; ``unplug`` takes the whole sound card away."""

    def plug_in(self) -> None:
        """Headphones are put in."""
        self.send_events((EV_SW, SW_HEADPHONE_INSERT, 1), (EV_SYN, SYN_REPORT, 0))

    def pull_out(self) -> None:
        """Headphones are pulled out."""
        self.send_events((EV_SW, SW_HEADPHONE_INSERT, 0), (EV_SYN, SYN_REPORT, 0))

    def lose_events(self) -> None:
        """The kernel's buffer has run over: what was in it is lost."""
        self.send_events((EV_SYN, SYN_DROPPED, 0), (EV_SYN, SYN_REPORT, 0))
