"""The panels a screen must be right on, and the ways it may be asked to show itself."""

from collections.abc import Iterator

import pytest

from kiosk.sandbox.resident import Element
from screens.theme import Modes, Panel, TextStep
from tests.screens.face import PANEL, Face, FaceMaker

# By name: the panel, and whether all that is touched lies within reach of a wheelchair.
PANELS = {
    "tall": (PANEL, False),
    "reach": (PANEL, True),
    "lying": (Panel(1920, 1080, 476, 268), False),
    "small": (Panel(1280, 800, 331.7, 207.3), False),
    "smallest": (Panel(1024, 768, 304, 228), False),
}
each_panel = pytest.mark.parametrize("where", PANELS)
each_step = pytest.mark.parametrize("step", TextStep, ids=lambda step: step.name)
not_tall = pytest.mark.parametrize("where", [name for name in PANELS if name != "tall"])


def face_on(open_face: FaceMaker, where: str, step: TextStep = TextStep.NORMAL, **options: object) -> Face:
    panel, reach = PANELS[where]
    return open_face(panel=panel, modes=Modes(step, reach=reach), **options)


def millimetres(face: Face, pixels: float) -> float:
    panel = face.app.look.panel
    return pixels * panel.width_mm / panel.width_px


def of_the_screen(face: Face) -> Iterator[Element]:
    """What the screen itself lets touch, without the bar."""
    return (element for id_, element in face.elements().items() if not id_.startswith("bar:"))


def apart(one: Element, other: Element) -> float:
    """Pixels between two; negative where they overlap."""
    return max(
        max(one.x, other.x) - min(one.x + one.width, other.x + other.width),
        max(one.y, other.y) - min(one.y + one.height, other.y + other.height),
    )
