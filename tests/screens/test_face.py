"""The driver itself: however many screens a test shows, they do not pile up."""

import gc

from screens.screen import Screen
from tests.screens.face import SCREENS_BETWEEN_COLLECTIONS, Face


def test_screens_that_were_left_do_not_pile_up_on_one_face(face: Face) -> None:
    for _ in range(2 * SCREENS_BETWEEN_COLLECTIONS):
        face.go("language")
    alive = sum(isinstance(one, Screen) and one.visit is face.visit for one in gc.get_objects())
    assert alive <= SCREENS_BETWEEN_COLLECTIONS + 1
