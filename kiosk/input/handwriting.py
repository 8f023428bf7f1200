"""Chinese written with the finger: one character's strokes to candidates."""

from collections.abc import Sequence
from heapq import heappop, heappush
from math import hypot
from pathlib import Path

from kiosk.failures import FailureCode
from kiosk.input.candidates import Candidate, InputAbsent
from kiosk.input.decency import Decency, load_decency
from kiosk.input.zinnia import LIBRARY, SIDE, Recognizer, ZinniaUnusable, open_recognizer

# A point as fractions of the pad from its upper left corner, y downwards; a stroke from touch to lift.
Point = tuple[float, float]
Stroke = tuple[Point, ...]
Strokes = tuple[Stroke, ...]

# Where Debian's tegaki-zinnia-simplified-chinese puts its model.
MODELS = Path("/usr/share/tegaki/models/zinnia")
MODEL = "handwriting-zh_CN.model"

MOST = 8
# The character of most strokes in 通用规范汉字表, 齉, has 36.
MAX_STROKES = 40
# Bounds of what is looked at, however much is scribbled: points in all strokes together, and corners,
# each of which costs the recognizer 0.15 ms.
MAX_POINTS, MAX_CORNERS, MAX_CORNERS_A_STROKE = 1200, 48, 12
# A stroke's bend, as a fraction of the pad, below which it counts as straight.
STRAIGHT = 0.02
# How much of the pad a character fills for the recognizer, and what is a short line, as fractions of it.
FILLED, SHORT = 0.8, 0.3

_DO = "Install the Debian packages libzinnia0 and tegaki-zinnia-simplified-chinese."


class HandwritingInput:
    """Strokes to characters. Belongs to one thread. Made by open_handwriting."""

    def __init__(self, recognizer: Recognizer, decency: Decency) -> None:
        self._recognizer, self._decency = recognizer, decency

    def candidates(self, given: Strokes) -> tuple[Candidate, ...]:
        """The characters that ``given`` looks like; () for nothing or for more strokes than any has.

        A character takes all the strokes.
        """
        strokes = [stroke for stroke in given if stroke]
        if not 0 < len(strokes) <= MAX_STROKES:
            return ()
        strokes = centred([_thinned(stroke, MAX_POINTS // len(strokes)) for stroke in strokes])
        corners = max(2, min(MAX_CORNERS // len(strokes), MAX_CORNERS_A_STROKE))
        simple = [simplified(stroke, corners) for stroke in strokes]
        found = self._recognizer.classify([_units(stroke) for stroke in simple], 2 * MOST)
        decent = [text for text in found if self._decency.allows(text, spelled_out=True)]
        return tuple(Candidate(text, len(given)) for text in decent[:MOST])

    def close(self) -> None:
        self._recognizer.close()


def open_handwriting(*, library: str = LIBRARY, models: Path = MODELS) -> HandwritingInput | InputAbsent:
    """Opens zinnia; InputAbsent (INP-02) without library or model, or with a damaged one."""
    model = models / MODEL
    if not model.is_file():
        return InputAbsent(FailureCode.HANDWRITING_ABSENT, f"{model} is not there", _DO)
    try:
        recognizer = open_recognizer(model, library=library)
    except ZinniaUnusable as unusable:
        return InputAbsent(FailureCode.HANDWRITING_ABSENT, str(unusable), _DO)
    return HandwritingInput(recognizer, load_decency())


def centred(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The strokes in the middle of the pad and ``FILLED`` of it high or wide, as the model learned them.

    A dot and a short line stay short.
    """
    across = [x for stroke in strokes for x, _ in stroke]
    down = [y for stroke in strokes for _, y in stroke]
    left, right, upper, lower = min(across), max(across), min(down), max(down)
    scale = FILLED / max(right - left, lower - upper, SHORT)
    middle_x, middle_y = (left + right) / 2, (upper + lower) / 2
    return [
        tuple((0.5 + (x - middle_x) * scale, 0.5 + (y - middle_y) * scale) for x, y in stroke)
        for stroke in strokes
    ]


def simplified(stroke: Sequence[Point], most: int) -> tuple[Point, ...]:
    """The ends and the sharpest corners of a stroke, at most ``most`` (two or more) points in order.

    Ramer, Douglas and Peucker's method, the farthest corner first.
    """
    kept = {0, len(stroke) - 1}
    bends = [_bend(stroke, 0, len(stroke) - 1)]
    while bends and len(kept) < most:
        sharpness, start, corner, end = heappop(bends)
        if -sharpness < STRAIGHT:
            break
        kept.add(corner)
        for half in ((start, corner), (corner, end)):
            heappush(bends, _bend(stroke, *half))
    return tuple(stroke[index] for index in sorted(kept))


def _thinned(stroke: Stroke, most: int) -> Stroke:
    """Every so manieth point, so that there are at most ``most``; the last is kept."""
    step = -(-len(stroke) // most)
    return stroke if step == 1 else (*stroke[:-1:step][: most - 1], stroke[-1])


def _bend(stroke: Sequence[Point], start: int, end: int) -> tuple[float, int, int, int]:
    """(minus how far, start, which, end): the point farthest from the straight way; sorts farthest first."""
    distance, corner = max(
        ((_from_line(stroke[index], stroke[start], stroke[end]), index) for index in range(start + 1, end)),
        default=(0.0, start),
    )
    return -distance, start, corner, end


def _from_line(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the straight way between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = hypot(x2 - x1, y2 - y1)
    if length == 0:
        return hypot(x - x1, y - y1)
    along = min(1.0, max(0.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length**2))
    return hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def _units(points: Sequence[Point]) -> list[tuple[int, int]]:
    return [(round(x * SIDE), round(y * SIDE)) for x, y in points]
