"""Step: one question of the form, as its field's kind wants it asked."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from kiosk.services.service import FieldKind
from screens.journey import Place
from screens.step_agree import AttachmentScreen, DeclarationScreen
from screens.step_choice import SeveralScreen, StepChoiceScreen, YesNoScreen
from screens.step_day import DayScreen, LowDayScreen, LyingDayScreen
from screens.step_entry import FiguresScreen, LowFiguresScreen, StepEntryScreen, on_pad
from screens.step_sign import StepSignScreen
from screens.step_slot import SlotScreen
from screens.theme import Anatomy

if TYPE_CHECKING:
    from screens.app import KioskApp
    from screens.screen import Screen

_FIGURES = {
    Anatomy.TALL: StepEntryScreen,
    Anatomy.REACH: LowFiguresScreen,
    Anatomy.WIDE: FiguresScreen,
}
_DAYS = {
    Anatomy.TALL: DayScreen,
    Anatomy.REACH: LowDayScreen,
    Anatomy.WIDE: LyingDayScreen,
}
# The kinds that are not typed.
_TOUCHED: Mapping[FieldKind, Callable[["KioskApp", Place], "Screen"]] = MappingProxyType(
    {
        FieldKind.CHOICE: StepChoiceScreen,
        FieldKind.SEVERAL: SeveralScreen,
        FieldKind.YES_NO: YesNoScreen,
        FieldKind.SLOT: SlotScreen,
        FieldKind.DECLARATION: DeclarationScreen,
        FieldKind.ATTACHMENT: AttachmentScreen,
        FieldKind.SIGNATURE: StepSignScreen,
    }
)


def step_screen(app: "KioskApp", place: Place) -> "Screen":
    """The screen for the step of a place."""
    if app.visit.service is None:
        raise RuntimeError("a step needs a chosen service")
    field = app.visit.service.field(str(place.step))
    anatomy = app.look.anatomy
    if field.kind in _TOUCHED:
        return _TOUCHED[field.kind](app, place)
    if field.kind is FieldKind.DATE:
        return _DAYS[anatomy](app, place)
    return (_FIGURES[anatomy] if on_pad(field) else StepEntryScreen)(app, place)
