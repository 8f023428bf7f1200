"""The face: touch → next screen drawn, key press → drawn, another language, in all four languages.

A touch enters where a touch driver's would; it is over when the frame is drawn and GL has finished it.
"""

import gc
import time
from collections.abc import Callable
from functools import partial

from kivy.config import Config

for option, value in (("width", 1080), ("height", 1920), ("maxfps", 0), ("multisamples", 0)):
    Config.set("graphics", option, value)

from figure import Figure  # noqa: E402
from kivy.base import EventLoop  # noqa: E402
from kivy.graphics.opengl import glFinish  # noqa: E402
from measuring import tell  # noqa: E402

import screens.preload  # noqa: E402, F401  the text provider stands before any kivy.uix import
from kiosk.language.languages import RESIDENT_LANGUAGES  # noqa: E402
from kiosk.visit_events import Kept, ReceiptPrinted  # noqa: E402
from tests.screens.face import AGRI, Face  # noqa: E402

ROUNDS = 3


def until_drawn(act: Callable[[], object]) -> float:
    """Milliseconds from an act until its frame is on the panel."""
    begun = time.perf_counter()
    act()
    EventLoop.window.dispatch("on_draw")
    glFinish()
    return (time.perf_counter() - begun) * 1000


def visit(face: Face, tag: str) -> tuple[list[float], list[float]]:
    """(transitions, key presses) of one whole visit."""
    moves: list[float] = []
    keys: list[float] = []

    def touch(element: str) -> None:
        moves.append(until_drawn(lambda: face.touch(element)))

    touch("begin")
    touch(f"language:{tag}")
    touch(f"service:{AGRI}")
    touch("forward")
    face.lay_card()
    touch("forward")
    for step in face.screen.service.steps:
        choices = [element for element in face.elements() if element.startswith("choice:")]
        if choices:
            face.touch(choices[0])
        else:
            letters = [element for element in face.elements() if element.startswith("key:")]
            digits = {"phone": "13812345678", "digits": "1234", "number": "12"}.get(step.kind.value)
            typed = [f"key:{digit}" for digit in digits] if digits else letters[3:9]
            keys += [until_drawn(lambda key=key: face.touch(key)) for key in typed]
        touch("forward")
    touch("forward")
    face.sign()
    touch("forward")
    face.post(Kept(face.visit.id, face.key), face.accepted())
    touch("forward")
    face.post(ReceiptPrinted(face.visit.id))
    touch("forward")
    touch("second")
    return moves, keys


def main() -> None:
    # As in a visit's process (screens/run.py).
    gc.disable()
    moves: list[float] = []
    keys: list[float] = []
    for _ in range(ROUNDS):
        for language in RESIDENT_LANGUAGES:
            face = Face()
            more_moves, more_keys = visit(face, language.tag)
            moves += more_moves
            keys += more_keys
            face.close()
            # A visit has a process of its own.
            gc.collect()
    tell(Figure("touch → next screen drawn, all transitions", "ms", tuple(moves), reach=50, by_p95=True))
    tell(Figure("key press → drawn", "ms", tuple(keys), reach=30, by_p95=True))

    changes: list[float] = []
    for screen in ("services", "guide", "card", "review", "sign", "rating"):
        face = Face()
        face.go(screen)
        for tag in ("kk", "zh-Hans", "kk-Arab", "ug"):
            face.touch("bar:language")
            changes.append(until_drawn(partial(face.touch, f"language:{tag}")))
        face.close()
        gc.collect()
    tell(Figure("another language → screen drawn", "ms", tuple(changes), reach=100, by_p95=True))


main()
