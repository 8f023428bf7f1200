"""Presses of the keypad as the visit gets them, one after the other or all at once."""

from kiosk.keypad import KeypadKey
from kiosk.visit_events import KeypadPressed
from tests.screens.face import Face


def press(face: Face, *keys: str) -> None:
    """Each key, and what comes of it."""
    for key in keys:
        press_at_once(face, key)


def press_at_once(face: Face, *keys: str, held: bool = False) -> None:
    """All keys before the next frame."""
    face.post(*(KeypadPressed(face.visit.id, KeypadKey(key), held) for key in keys))
    face.step(frames=4)


def focus_on(face: Face, element_id: str) -> None:
    """Goes down until the focus is there."""
    for _ in range(200):
        if face.app.focus.element_id == element_id:
            return
        press(face, "down")
    raise AssertionError(f"the focus never came to {element_id} on {face.shown}")
