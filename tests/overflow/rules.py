"""What every screen must keep to, laid out but not drawn: VVSG 2.0, Section 508, EN 301 549.

Colours are looked at where they are drawn: contrast.py.
"""

from collections.abc import Iterator
from itertools import combinations

from screens.theme import DESIGN_PX_PER_MM, Anatomy
from tests.overflow.finding import Box, Finding, Kind
from tests.overflow.scene import Scene, Target, Text

# Pixels that rounding to whole ones may take.
SLACK = 2.0
# Millimetres: capitals anywhere (Section 508, 402.4), and of all words of the work at each text step
# (VVSG 2.0: medium, large, extra large).
LEAST_CAPITAL_MM = 4.8
STEP_CAPITALS_MM = (4.8, 6.4, 8.5)
# What rounding a type size to whole pixels may take of it.
ROUNDING = 0.975
# Millimetres: a side of whatever is touched, and what is free between two of them (VVSG 2.0).
LEAST_TARGET_MM, LEAST_GAP_MM = 12.7, 2.54
# Lines of the one sentence, per text step.
SENTENCE_LINES = (3, 4, 4)


def faults_of(scene: Scene) -> Iterator[Finding]:
    """Everything wrong with a screen that can be seen without colours."""
    for text in scene.texts:
        yield from _room(text, scene.panel)
        if text.broken and not scene.pseudo:
            yield Finding(Kind.BROKEN, text.text, text.words, text.broken)
        yield from _size(text, scene)
    for plate in scene.plates:
        yield from _leaving(plate.name, plate.box, plate.around, scene.panel)
    for one, other in combinations(scene.texts, 2):
        deep = one.words.overlap(other.words)
        if deep > SLACK:
            by = f"{deep:.0f} px over «{other.text}»"
            yield Finding(Kind.OVER_TEXT, one.text, one.words, by, other.words)
    yield from _texts_over_targets(scene)
    for target in scene.targets:
        yield from _target(target, scene)
    yield from _neighbours(scene)
    yield from _choices(scene)


def _room(text: Text, panel: Box) -> Iterator[Finding]:
    if text.cut:
        yield Finding(Kind.CUT, text.text, text.words, "its end is missing")
        return
    across, upright = text.words.width - text.room.width, text.words.height - text.room.height
    if max(across, upright) > SLACK:
        yield Finding(Kind.CUT, text.text, text.words, f"{max(across, upright):.0f} px larger than its room")
        return
    yield from _leaving(text.text, text.words, text.around, panel)


def _leaving(what: str, box: Box, around: tuple[tuple[str, Box], ...], panel: Box) -> Iterator[Finding]:
    """The nearest frame that something reaches out of."""
    for name, frame in (*around, ("panel", panel)):
        if not box.inside(frame, SLACK):
            yield Finding(Kind.OUTSIDE, what, box, f"{box.leaves(frame):.0f} px out of {name}", frame)
            return


def _size(text: Text, scene: Scene) -> Iterator[Finding]:
    if not text.size:
        return
    if text.place == "sentence":
        most = SENTENCE_LINES[scene.look.step.value] + 2 * scene.pseudo
        if text.lines > most:
            yield Finding(Kind.LINES, text.text, text.words, f"{text.lines} lines, not {most}")
    least = LEAST_CAPITAL_MM
    if text.place in ("work", "sentence"):
        # A panel that is small in millimetres shows everything smaller; never below the least.
        panel = scene.look.panel
        small = panel.unit * DESIGN_PX_PER_MM / scene.px(1)
        least = max(least, STEP_CAPITALS_MM[scene.look.step.value] * min(1.0, small))
    capital = scene.capital_mm(text.size)
    if capital < least * ROUNDING:
        by = f"capitals of {capital:.2f} mm, not {least:.2f} mm"
        yield Finding(Kind.TOO_SMALL, text.text, text.words, by)


def _texts_over_targets(scene: Scene) -> Iterator[Finding]:
    for text in scene.texts:
        for target in scene.targets:
            if target.number in text.within or target.written_on:
                continue
            deep = text.words.overlap(target.box)
            if deep > SLACK:
                by = f"{deep:.0f} px over {target.id}"
                yield Finding(Kind.OVER_TOUCH, text.text, text.words, by, target.box)


def _target(target: Target, scene: Scene) -> Iterator[Finding]:
    least = scene.px(LEAST_TARGET_MM)
    side = min(target.box.width, target.box.height)
    if side < least - 0.5:
        by = f"{scene.mm(side):.1f} mm, not {LEAST_TARGET_MM} mm"
        yield Finding(Kind.SMALL_TARGET, target.id, target.box, by)
    if not target.box.inside(scene.panel, 1):
        by = f"{target.box.leaves(scene.panel):.0f} px"
        yield Finding(Kind.OFF_PANEL, target.id, target.box, by)
    if scene.look.anatomy is Anatomy.REACH:
        high = target.box.top - scene.look.panel.reachable_px
        if high > 1:
            yield Finding(Kind.OUT_OF_REACH, target.id, target.box, f"{scene.mm(high):.0f} mm too high")


def _neighbours(scene: Scene) -> Iterator[Finding]:
    least = scene.px(LEAST_GAP_MM)
    for one, other in combinations(scene.targets, 2):
        if one.number in other.within or other.number in one.within:
            continue
        across, upright = one.box.gap(other.box)
        # Corner to corner, it is enough to be away in one direction.
        free = max(across, upright)
        if free < least - 0.5:
            by = f"{scene.mm(free):.2f} mm from {other.id}, not {LEAST_GAP_MM} mm"
            yield Finding(Kind.CLOSE_TARGETS, one.id, one.box, by, other.box)


def _choices(scene: Scene) -> Iterator[Finding]:
    choices = [target for target in scene.targets if target.choice]
    most = scene.look.choices
    if len(choices) > most:
        names = ", ".join(target.id for target in choices)
        yield Finding(Kind.CHOICES, names, choices[most].box, f"{len(choices)}, not {most}")
