"""The face: touch → next screen drawn, key press → drawn, another language, in all four languages.

A touch enters where a touch driver's would; it is over when the frame is drawn and GL has finished it. Every
visit has a process of its own, as on the kiosk: what it does for the first time is slower.
"""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

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
    from hand import Hand

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


def visit(hand: "Hand", tag: str, samples: Samples) -> None:  # type: ignore[name-defined]  # noqa: F821
    """From the attract screen to the goodbye."""
    from kiosk.papers import PrinterRole
    from kiosk.visit_events import Kept, PaperPrinted
    from tests.screens.face import AGRI

    face = hand.face

    def touch(*element_ids: str) -> None:
        samples.moves.extend(map(hand.touch, element_ids))

    touch("begin", f"language:{tag}", f"service:{AGRI}")
    while face.shown == "guide":
        touch("forward")
    face.lay_card()
    touch("forward")
    while face.shown.startswith("step"):
        choices = [element for element in face.elements() if element.startswith("choice:")]
        if choices:
            hand.touch(choices[0])
        else:
            samples.keys.extend(map(hand.touch, typed(face, FIGURES.get(face.screen.field.kind.value))))
        touch("forward")
    while face.shown == "review":
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
