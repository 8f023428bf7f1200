"""The keys of the tactile keypad, as the visit knows them."""

from enum import StrEnum


class KeypadKey(StrEnum):
    """UP and DOWN lead from one thing to the next, SELECT does what a touch on it does."""

    UP = "up"
    DOWN = "down"
    BACK = "back"
    SELECT = "select"
    REPEAT = "repeat"
    VOLUME_UP = "volume-up"
    VOLUME_DOWN = "volume-down"
    HELP = "help"
