"""Every screen by name, and the kv rules that draw them.

The attract screen, which everybody sees first, waits for the modules and rules of no other; they are read
when the first of them is asked for, or ahead of that.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kivy.lang import Builder

from screens.journey import Place
from screens.screen import Screen

if TYPE_CHECKING:
    from screens.app import KioskApp

MakesScreen = Callable[["KioskApp", Place], Screen]

HERE = Path(__file__).parent
FIRST = "attract"
# Module and name of what makes each screen.
_MADE_BY: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        FIRST: ("attract", "AttractScreen"),
        "language": ("language", "LanguageScreen"),
        "services": ("services", "ServicesScreen"),
        "search": ("search", "SearchScreen"),
        "pages": ("pages_of_service", "pages_screen"),
        "not_possible": ("not_possible", "NotPossibleScreen"),
        "guide": ("guide", "GuideScreen"),
        "card": ("card", "CardScreen"),
        "card_confirm": ("card_confirm", "CardConfirmScreen"),
        "counter": ("counter", "CounterScreen"),
        "asking": ("asking", "asking_screen"),
        "not_answered": ("not_answered", "NotAnsweredScreen"),
        "not_granted": ("not_granted", "NotGrantedScreen"),
        "department": ("department", "DepartmentScreen"),
        "booked": ("booked", "BookedScreen"),
        "ticket": ("ticket", "TicketScreen"),
        "saved": ("saved", "SavedScreen"),
        "papers": ("papers", "papers_screen"),
        "found": ("found", "found_screen"),
        "step": ("step", "step_screen"),
        "review": ("review", "ReviewScreen"),
        "sign": ("sign", "SignScreen"),
        "sending": ("sending", "SendingScreen"),
        "result": ("result", "ResultScreen"),
        "receipt": ("receipt", "ReceiptScreen"),
        "copy_offer": ("copy_offer", "CopyOfferScreen"),
        "copy": ("receipt", "CopyScreen"),
        "rating": ("rating", "RatingScreen"),
        "paper": ("receipt", "paper_screen"),
        "progress": ("progress", "ProgressScreen"),
        "case": ("case", "CaseScreen"),
        "withdraw": ("withdraw", "WithdrawScreen"),
        "case_changed": ("case_changed", "CaseChangedScreen"),
        "gone": ("gone", "GoneScreen"),
        "failure": ("failure", "FailureScreen"),
        "timeout": ("timeout", "TimeoutScreen"),
        "help": ("help", "HelpScreen"),
        "leave": ("leave", "LeaveScreen"),
        "letters": ("letters", "LettersScreen"),
    }
)
# The rules name the classes of these; importing them makes them known to Kivy.
_NAMED_BY_THE_FIRST = ("pages", "picture", "slab", "time_left", "words")
_NAMED_BY_OTHERS = ("candidate_row", "handwriting_pad", "signature_pad", "text_field")
# The keypad's focus asks for it when it is first used.
_ASKED_FOR_LATER = "stops"
_RULES_OF_THE_FIRST = ("widgets/pages.kv", "widgets/slab.kv", "widgets/words.kv", "attract.kv", "stage.kv")


class _Screens(Mapping[str, MakesScreen]):
    """What makes each screen, by its name."""

    def __getitem__(self, name: str) -> MakesScreen:
        module, made_by = _MADE_BY[name]
        if name != FIRST:
            load_rules()
        makes: MakesScreen = getattr(import_module(f"screens.{module}"), made_by)
        return makes

    def __iter__(self) -> Iterator[str]:
        return iter(_MADE_BY)

    def __len__(self) -> int:
        return len(_MADE_BY)


SCREENS: Mapping[str, MakesScreen] = _Screens()


def load_first_rules() -> None:
    """What the attract screen and the stage need. Call before the first screen is made."""
    for module in _NAMED_BY_THE_FIRST:
        import_module(f"screens.widgets.{module}")
    for file in _RULES_OF_THE_FIRST:
        _read(HERE / file)


def load_rules() -> None:
    """Everything that is not read yet."""
    for _ in steps_to_load_rules():
        pass


def steps_to_load_rules() -> Iterator[None]:
    """load_rules a little at a time, for a screen that is shown meanwhile. For the drawing thread."""
    load_first_rules()
    for module in _NAMED_BY_OTHERS:
        import_module(f"screens.widgets.{module}")
        yield
    for module in (*(module for module, _ in _MADE_BY.values()), _ASKED_FOR_LATER):
        import_module(f"screens.{module}")
        yield
    for file in (*sorted((HERE / "widgets").glob("*.kv")), *sorted(HERE.glob("*.kv"))):
        _read(file)
        yield


@cache
def _read(file: Path) -> None:
    Builder.load_file(str(file))
