"""A keypad on a pseudo-terminal: the kernel's event structs, with faults when they are asked for."""

from devices.input_events.events import EV_KEY, EV_SYN, SYN_DROPPED, SYN_REPORT
from devices.input_events.simulator import SimulatedLine
from devices.keypad.protocol import CODES, HELD, PRESSED, RELEASED, KeypadKey

# The kernel's own pace for a key that is held, in seconds.
FIRST_REPEAT_S, NEXT_REPEAT_S = 0.25, 0.033
_EV_MSC, _MSC_SCAN = 0x04, 0x04


class KeypadSimulator(SimulatedLine):
    """One keypad."""

    def press(self, key: KeypadKey | str, *, after: float = 0.2) -> None:
        """A key goes down and up again, ``after`` so many seconds of its clock. ValueError for no key."""
        self.down(key, after=after)
        self.up(key)

    def down(self, key: KeypadKey | str, *, after: float = 0.2) -> None:
        """A key goes down and stays there."""
        self.pass_time(after)
        self._send_key(KeypadKey(key), PRESSED)

    def hold(self, key: KeypadKey | str, repeats: int) -> None:
        """A key that is down stays so while the kernel repeats it so often."""
        for number in range(repeats):
            self.pass_time(NEXT_REPEAT_S if number else FIRST_REPEAT_S)
            self._send_key(KeypadKey(key), HELD)

    def up(self, key: KeypadKey | str) -> None:
        """A key is let go."""
        self.pass_time(0.01)
        self._send_key(KeypadKey(key), RELEASED)

    def lose_events(self) -> None:
        """The kernel's buffer has run over: what was in it is lost."""
        self.send_events((EV_SYN, SYN_DROPPED, 0))

    def end_of_report(self) -> None:
        """What is sent from here on is whole again after a loss."""
        self.send_events((EV_SYN, SYN_REPORT, 0))

    def _send_key(self, key: KeypadKey, value: int) -> None:
        # A HID keyboard tells the scan code before each press and release, but not with repeats.
        code = CODES[key]
        scan = () if value == HELD else ((_EV_MSC, _MSC_SCAN, 0x70000 + code),)
        self.send_events(*scan, (EV_KEY, code, value), (EV_SYN, SYN_REPORT, 1 if value == HELD else 0))
