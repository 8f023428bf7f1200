"""Every screen by name, and the kv rules that draw them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kivy.lang import Builder

from screens.attract import AttractScreen
from screens.card import CardScreen
from screens.card_confirm import CardConfirmScreen
from screens.counter import CounterScreen
from screens.failure import FailureScreen
from screens.gone import GoneScreen
from screens.guide import GuideScreen
from screens.help import HelpScreen
from screens.journey import Place
from screens.language import LanguageScreen
from screens.leave import LeaveScreen
from screens.letters import LettersScreen
from screens.rating import RatingScreen
from screens.receipt import ReceiptScreen
from screens.result import ResultScreen
from screens.review import ReviewScreen
from screens.screen import Screen
from screens.sending import SendingScreen
from screens.services import ServicesScreen
from screens.sign import SignScreen
from screens.step import step_screen
from screens.timeout import TimeoutScreen

# The kv rules name these classes; importing them makes them known to Kivy.
from screens.widgets import (
    candidate_row,
    handwriting_pad,
    picture,
    signature_pad,
    slab,
    text_field,
    time_left,
    words,
)

if TYPE_CHECKING:
    from screens.app import KioskApp

SCREENS: Mapping[str, Callable[["KioskApp", Place], Screen]] = MappingProxyType(
    {
        "attract": AttractScreen,
        "language": LanguageScreen,
        "services": ServicesScreen,
        "guide": GuideScreen,
        "card": CardScreen,
        "card_confirm": CardConfirmScreen,
        "counter": CounterScreen,
        "step": step_screen,
        "review": ReviewScreen,
        "sign": SignScreen,
        "sending": SendingScreen,
        "result": ResultScreen,
        "receipt": ReceiptScreen,
        "rating": RatingScreen,
        "gone": GoneScreen,
        "failure": FailureScreen,
        "timeout": TimeoutScreen,
        "help": HelpScreen,
        "leave": LeaveScreen,
        "letters": LettersScreen,
    }
)


NAMED_IN_RULES = (
    candidate_row, handwriting_pad, picture, signature_pad, slab, text_field, time_left, words,
)  # fmt: skip


def load_rules() -> None:
    """Reads every .kv file beside its .py. Call once, before the first screen is made."""
    here = Path(__file__).parent
    for path in (*sorted((here / "widgets").glob("*.kv")), *sorted(here.glob("*.kv"))):
        Builder.load_file(str(path))
