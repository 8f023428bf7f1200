"""The face: touch → next screen drawn, key press → drawn, another language, in all four languages.

A touch enters where a touch driver's would; it is over when the frame is drawn and GL has finished it. Every
visit has a process of its own, as on the kiosk: what it does for the first time is slower.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from figure import Figure
from measuring import tell

ROUNDS = 3
RESIDENTS = ("ug", "kk-Arab", "kk", "zh-Hans")
CHANGED_ON = ("services", "guide", "card", "review", "sign", "rating")
# What is typed into fields of figures; into others, some letters of their keyboard.
FIGURES = {"phone": "13812345678", "digits": "1234", "number": "12"}


@dataclass
class Samples:
    """Milliseconds."""

    moves: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)


def main() -> None:
    samples = Samples()
    for part in (*RESIDENTS * ROUNDS, *CHANGED_ON):
        done = subprocess.run([sys.executable, __file__, part], stdout=subprocess.PIPE, text=True, check=True)
        found = json.loads(done.stdout.splitlines()[-1])
        samples.moves += found["moves"]
        samples.keys += found["keys"]
        samples.changes += found["changes"]
    tell(Figure("touch → next screen drawn, all transitions", "ms", tuple(samples.moves), 50, by_p95=True))
    tell(Figure("key press → drawn", "ms", tuple(samples.keys), 30, by_p95=True))
    tell(Figure("another language → screen drawn", "ms", tuple(samples.changes), 100, by_p95=True))


def measure(part: str) -> None:
    """One process: a whole visit in a language, or changes of the language on a screen."""
    from kivy.config import Config

    for option, value in (("width", 1080), ("height", 1920), ("maxfps", 0), ("multisamples", 0)):
        Config.set("graphics", option, value)
    import screens.preload  # noqa: F401  the text provider stands before any kivy.uix import
    from tests.screens.face import Face

    # As in a visit's process (screens/run.py).
    gc.disable()
    face = Face()
    samples = Samples()
    if part in RESIDENTS:
        visit(Hand(face), part, samples)
    else:
        face.go(part)
        hand = Hand(face)
        for tag in ("kk", "zh-Hans", "kk-Arab", "ug"):
            hand.touch("bar:language")
            samples.changes.append(hand.touch(f"language:{tag}"))
    face.close()
    print(json.dumps(vars(samples)))


class Hand:
    """Touches what is drawn, and tells how long it took until the answer was drawn."""

    def __init__(self, face: "Face") -> None:  # type: ignore[name-defined]  # noqa: F821
        self.face = face
        face.bring_up()
        self._drawn_after(lambda: None)

    def touch(self, element_id: str) -> float:
        # Where it is was seen before the finger comes down.
        element = self.face.elements()[element_id]
        place = (element.x + element.width / 2, element.y + element.height / 2)
        return self._drawn_after(partial(self.face.hands.touch, *place))

    def _drawn_after(self, act: Callable[[], object]) -> float:
        """Milliseconds from an act until its frame is on the panel: one round of Kivy's main loop."""
        from kivy.graphics.opengl import glFinish

        begun = time.perf_counter()
        act()
        self.face.step(1)
        self.face.window.dispatch("on_draw")
        glFinish()
        taken = (time.perf_counter() - begun) * 1000
        # What the next round still has to do is done before the next touch.
        self.face.step()
        return taken


def visit(hand: Hand, tag: str, samples: Samples) -> None:
    """From the attract screen to the goodbye."""
    from kiosk.papers import PrinterRole
    from kiosk.visit_events import Kept, PaperPrinted
    from tests.screens.face import AGRI

    face = hand.face

    def touch(*element_ids: str) -> None:
        samples.moves.extend(map(hand.touch, element_ids))

    touch("begin", f"language:{tag}", f"service:{AGRI}", "forward")
    face.lay_card()
    touch("forward")
    for step in face.screen.service.steps:
        choices = [element for element in face.elements() if element.startswith("choice:")]
        if choices:
            hand.touch(choices[0])
        else:
            samples.keys.extend(map(hand.touch, typed(face, FIGURES.get(step.kind.value))))
        touch("forward")
    touch("forward")
    face.sign()
    touch("forward")
    face.post(Kept(face.visit.id, face.key), face.accepted())
    touch("forward")
    touch("forward")
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, PrinterRole.RECEIPT))
    touch("forward", "second")


def typed(face: "Face", figures: str | None) -> Iterator[str]:  # type: ignore[name-defined]  # noqa: F821
    """The keys of an answer."""
    if figures is not None:
        return (f"key:{figure}" for figure in figures)
    letters = [element for element in face.elements() if element.startswith("key:")]
    return iter(letters[3:9])


if len(sys.argv) > 1:
    measure(sys.argv[1])
else:
    main()
