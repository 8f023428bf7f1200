"""What a keypad says: the kernel's input events, read as presses of eight keys.

Key events have the value 1 (pressed), 0 (let go) or 2 (still held, sent again and again by the kernel).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from devices.input_events.events import EV_KEY, EV_SYN, SYN_DROPPED, SYN_REPORT, EventStream, InputEvent

RELEASED, PRESSED, HELD = 0, 1, 2

# Seconds. A contact that bounces closes again sooner than a finger can press twice.
BOUNCE_S = 0.03
# A held key steps this often, for so long; one that is stuck is then as good as let go.
REPEAT_EVERY_S, REPEATS_FOR_S = 0.2, 12.0


class KeypadKey(StrEnum):
    """The keys of the keypad."""

    UP = "up"
    DOWN = "down"
    BACK = "back"
    SELECT = "select"
    REPEAT = "repeat"
    VOLUME_UP = "volume-up"
    VOLUME_DOWN = "volume-down"
    HELP = "help"


KEYS_BY_CODE: Mapping[int, KeypadKey] = MappingProxyType(
    {
        103: KeypadKey.UP,  # KEY_UP
        108: KeypadKey.DOWN,  # KEY_DOWN
        1: KeypadKey.BACK,  # KEY_ESC
        14: KeypadKey.BACK,  # KEY_BACKSPACE
        158: KeypadKey.BACK,  # KEY_BACK
        28: KeypadKey.SELECT,  # KEY_ENTER
        96: KeypadKey.SELECT,  # KEY_KPENTER
        0x160: KeypadKey.SELECT,  # KEY_OK
        0x161: KeypadKey.SELECT,  # KEY_SELECT
        57: KeypadKey.REPEAT,  # KEY_SPACE
        129: KeypadKey.REPEAT,  # KEY_AGAIN
        182: KeypadKey.REPEAT,  # KEY_REDO
        115: KeypadKey.VOLUME_UP,  # KEY_VOLUMEUP
        114: KeypadKey.VOLUME_DOWN,  # KEY_VOLUMEDOWN
        59: KeypadKey.HELP,  # KEY_F1
        138: KeypadKey.HELP,  # KEY_HELP
    }
)
"""linux/input-event-codes.h. Keypads come with a code table of their own; it is set to these."""

CODES: Mapping[KeypadKey, int] = MappingProxyType(
    {key: code for code, key in reversed(tuple(KEYS_BY_CODE.items()))}
)
"""One code for each key, as a plain keypad sends it."""

# Holding one of these goes on doing what it does; all others act once a press.
STEPPING = frozenset({KeypadKey.UP, KeypadKey.DOWN, KeypadKey.VOLUME_UP, KeypadKey.VOLUME_DOWN})


@dataclass(frozen=True)
class KeyPress:
    """A key was pressed, or has stepped on while it is held (``held``)."""

    key: KeypadKey
    held: bool = False


class EventReader:
    """Takes bytes as they come and gives presses.

    After SYN_DROPPED the kernel has lost events: what follows up to the next SYN_REPORT is half a story
    and not heard, and every key counts as let go, so that a press can be lost but none made up.
    """

    def __init__(self) -> None:
        self._stream = EventStream()
        self._dropped = False
        # When each key that is down was pressed, and when it last acted; seconds of the events' own clock.
        self._pressed_at: dict[KeypadKey, float] = {}
        self._acted_at: dict[KeypadKey, float] = {}

    def read(self, data: bytes) -> tuple[KeyPress, ...]:
        """The presses that are complete with ``data``."""
        presses = (self._pressed(event) for event in self._stream.read(data))
        return tuple(press for press in presses if press is not None)

    def _pressed(self, event: InputEvent) -> KeyPress | None:
        if event.kind == EV_SYN:
            if event.code == SYN_DROPPED:
                self._dropped = True
                self._pressed_at.clear()
            elif event.code == SYN_REPORT:
                self._dropped = False
            return None
        key = KEYS_BY_CODE.get(event.code)
        if event.kind != EV_KEY or key is None or self._dropped:
            return None
        if event.value == RELEASED:
            self._pressed_at.pop(key, None)
            return None
        if event.value == PRESSED:
            self._pressed_at[key] = event.at
            acts = not self._acted_within(BOUNCE_S, key, event.at)
        else:
            acts = event.value == HELD and self._steps(key, event.at)
        if not acts:
            return None
        self._acted_at[key] = event.at
        return KeyPress(key, held=event.value == HELD)

    def _steps(self, key: KeypadKey, at: float) -> bool:
        pressed_at = self._pressed_at.get(key)
        if key not in STEPPING or pressed_at is None:
            return False
        return at - pressed_at <= REPEATS_FOR_S and not self._acted_within(REPEAT_EVERY_S, key, at)

    def _acted_within(self, seconds: float, key: KeypadKey, at: float) -> bool:
        # A clock that was set back counts as long ago.
        return 0 <= at - self._acted_at.get(key, float("-inf")) < seconds
