"""Fingers that go down, along and up one by one, as a rough hand has them."""

from kivy.base import EventLoop

from screens.touching import Finger
from tests.screens.face import Face


class Hand:
    """Places are pixels of the window."""

    def __init__(self, face: Face) -> None:
        face.bring_up()
        self._face = face
        self._count = 1000

    def _fractions(self, x: float, y: float) -> tuple[float, float]:
        width, height = self._face.window.size
        return x / width, y / height

    def down(self, x: float, y: float) -> Finger:
        self._count += 1
        finger = Finger(self._count, *self._fractions(x, y))
        EventLoop.post_dispatch_input("begin", finger)
        self._face.step(1)
        return finger

    def on(self, element_id: str) -> Finger:
        return self.down(*self.middle(element_id))

    def middle(self, element_id: str) -> tuple[float, float]:
        box = self._face.elements()[element_id]
        return box.x + box.width / 2, box.y + box.height / 2

    def move(self, finger: Finger, x: float, y: float) -> None:
        left, up = self._fractions(x, y)
        finger.move({"x": left, "y": up})
        EventLoop.post_dispatch_input("update", finger)

    def up(self, *fingers: Finger) -> None:
        for finger in fingers:
            EventLoop.post_dispatch_input("end", finger)
        if self._face.ended is None:
            self._face.step(1)
