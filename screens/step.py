"""Step: one question of the form, as its field's kind wants it asked."""

from typing import TYPE_CHECKING

from kiosk.services.service import FieldKind
from screens.journey import Place
from screens.step_choice import StepChoiceScreen
from screens.step_entry import FIGURES, FiguresScreen, LowFiguresScreen, StepEntryScreen
from screens.theme import Anatomy

if TYPE_CHECKING:
    from screens.app import KioskApp
    from screens.screen import Screen

_FIGURES = {
    Anatomy.TALL: StepEntryScreen,
    Anatomy.REACH: LowFiguresScreen,
    Anatomy.WIDE: FiguresScreen,
}


def step_screen(app: "KioskApp", place: Place) -> "Screen":
    """The screen for the step of a place."""
    if app.visit.service is None:
        raise RuntimeError("a step needs a chosen service")
    kind = app.visit.service.field(str(place.step)).kind
    if kind is FieldKind.CHOICE:
        return StepChoiceScreen(app, place)
    return (_FIGURES[app.look.anatomy] if kind in FIGURES else StepEntryScreen)(app, place)
