"""Makes docs/pictures/staff-*.svg: the guides of docs/manual-staff.md, three steps each.

Drawn as docs/design-language.md has it: the grid of large pictures, three colours, paths alone.

Usage: staff_pictures.py, from the project's top.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
LINE, TINT, PAPER = "#0B4255", "#F5C566", "#FFFFFF"
GROUND, EDGE = "#F6F1E7", "#B5A688"
WIDTH, HEIGHT, GAP = 480, 360, 24
_TOKEN = re.compile(r"[MLHVCAZ]|-?[0-9.]+")
# For each command: which of its numbers lie across (x) and which down (y); the rest are no places.
_PLACES = {"M": "xy", "L": "xy", "H": "x", "V": "y", "C": "xyxyxy", "A": "-----xy", "Z": ""}


def filled(data: str, fill: str) -> str:
    return f'<path d="{data}" fill="{fill}"/>'


def drawn(data: str, width: float = 8, fill: str = "none") -> str:
    return (
        f'<path d="{data}" fill="{fill}" stroke="{LINE}" stroke-width="{width:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def circle(x: float, y: float, r: float) -> str:
    return f"M{x - r:g} {y:g}A{r:g} {r:g} 0 1 1 {x + r:g} {y:g}A{r:g} {r:g} 0 1 1 {x - r:g} {y:g}Z"


def arrow(x: float, y: float, length: float, direction: str) -> str:
    """From (x, y) up, down, left or right."""
    dx, dy = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}[direction]
    tip = x + dx * length, y + dy * length
    back = tip[0] - dx * 24, tip[1] - dy * 24
    wings = [(back[0] + side * dy * 24, back[1] + side * dx * 24) for side in (1, -1)]
    (ax, ay), (bx, by) = wings
    return drawn(f"M{x:g} {y:g}L{tip[0]:g} {tip[1]:g}M{ax:g} {ay:g}L{tip[0]:g} {tip[1]:g}L{bx:g} {by:g}", 11)


def cross(x: float, y: float) -> str:
    return drawn(circle(x, y, 42), 8, PAPER) + drawn(
        f"M{x - 18} {y - 18}L{x + 18} {y + 18}M{x + 18} {y - 18}L{x - 18} {y + 18}", 11
    )


def tick(x: float, y: float) -> str:
    return drawn(circle(x, y, 42), 8, PAPER) + drawn(
        f"M{x - 20} {y + 2}L{x - 5} {y + 17}L{x + 21} {y - 15}", 11
    )


# The receipt printer from its side, the slit at the right.

_BODY = "M156 206V292A18 18 0 0 0 174 310H398A18 18 0 0 0 416 292V206"
_OPEN = "M156 206L98 84A14 14 0 0 1 104 66L122 58A14 14 0 0 1 140 64L192 170Z"
_SHUT = "M156 206V150A34 34 0 0 1 190 116H346A70 70 0 0 1 416 186V206Z"


def receipt_printer(*, is_open: bool) -> str:
    if is_open:
        rims = f"{_BODY}H372A90 90 0 0 1 192 206H156"
        return drawn(rims, 8, PAPER) + drawn(_OPEN, 8, PAPER)
    return drawn(f"{_BODY}Z", 8, PAPER) + drawn(_SHUT, 8, PAPER)


def roll(x: float, y: float, r: float) -> str:
    return drawn(circle(x, y, r), 8, TINT) + drawn(circle(x, y, 20), 8, PAPER)


_CRUMPLED = "M242 284L282 284L254 258L308 240L260 214L308 188L268 160L296 126"

# The A4 printer from its front.

_A4 = "M118 176V84A20 20 0 0 1 138 64H342A20 20 0 0 1 362 84V176"
_A4_LOW = "M118 176H362V248A16 16 0 0 1 346 264H134A16 16 0 0 1 118 248Z"


def a4_printer() -> str:
    return (
        drawn(f"{_A4}Z", 8, PAPER)
        + drawn(_A4_LOW, 8, PAPER)
        + drawn("M164 112H316", 12)
        + drawn("M326 150H334", 10)
    )


def a4_opened(inside: str) -> str:
    """Its front door down, towards us."""
    door = "M118 248L82 322H398L362 248Z"
    hole = "M140 130H340V248H140Z"
    return drawn(f"{_A4}V248H118Z", 8, PAPER) + drawn(door, 8, PAPER) + drawn(hole, 8, PAPER) + inside


def cartridge(x: float, y: float) -> str:
    body = f"M{x - 84} {y - 26}H{x + 84}A12 12 0 0 1 {x + 96} {y - 14}V{y + 22}H{x - 96}V{y - 14}"
    body += f"A12 12 0 0 1 {x - 84} {y - 26}Z"
    return (
        drawn(body, 8, TINT)
        + drawn(f"M{x - 30} {y + 22}V{y + 42}H{x + 30}V{y + 22}")
        + drawn(f"M{x - 60} {y - 4}H{x + 60}", 6)
    )


def sheet(x: float, y: float, width: float, height: float) -> str:
    """Its back: what stands on it is nobody's business."""
    fold = 34
    return drawn(f"M{x} {y}H{x + width - fold}L{x + width} {y + fold}V{y + height}H{x}Z", 8, PAPER) + drawn(
        f"M{x + width - fold} {y}V{y + fold}H{x + width}", 6
    )


def locked_bin(x: float, y: float) -> str:
    """A slit at the top, a lock in front; (x, y) is the middle of its lid."""
    body = f"M{x - 96} {y}H{x + 96}V{y + 140}A14 14 0 0 1 {x + 82} {y + 154}H{x - 82}"
    body += f"A14 14 0 0 1 {x - 96} {y + 140}Z"
    lock = f"M{x - 26} {y + 74}H{x + 26}V{y + 118}H{x - 26}Z"
    return (
        drawn(body, 8, PAPER)
        + drawn(f"M{x - 112} {y}H{x + 112}", 14)
        + drawn(f"M{x - 16} {y + 74}V{y + 58}A16 16 0 0 1 {x + 16} {y + 58}V{y + 74}", 7)
        + drawn(lock, 7, TINT)
    )


def eye(x: float, y: float) -> str:
    lids = f"M{x - 66} {y}C{x - 34} {y - 46} {x + 34} {y - 46} {x + 66} {y}"
    lids += f"C{x + 34} {y + 46} {x - 34} {y + 46} {x - 66} {y}Z"
    return drawn(lids, 8, PAPER) + drawn(circle(x, y, 17), 8, PAPER)


def power(x: float, y: float) -> str:
    return drawn(circle(x, y, 44), 8, TINT) + drawn(
        f"M{x - 14} {y - 12}A20 20 0 1 0 {x + 14} {y - 12}M{x} {y - 24}V{y - 2}", 7
    )


def tray(*, sheets: int) -> str:
    """From its side, with the mark that paper must not rise above."""
    paper = filled(f"M104 {310 - sheets * 12}H376V310H104Z", TINT) if sheets else ""
    lines = "".join(f"M104 {310 - number * 12}H376" for number in range(sheets + 1)) if sheets else ""
    mark = drawn("M392 226L366 212V240Z", 6, TINT) + drawn(
        "M350 226H320M296 226H266M188 226H158M134 226H104", 5
    )
    return paper + (drawn(lines, 5) if lines else "") + drawn("M84 196V326H396V196") + mark


GUIDES: Mapping[str, tuple[str, str, str]] = {
    "roll": (
        receipt_printer(is_open=True) + drawn(circle(282, 252, 26), 8, PAPER) + arrow(282, 204, 104, "up"),
        receipt_printer(is_open=True)
        + drawn("M282 56H434A12 12 0 0 1 446 68V100")
        + roll(282, 124, 68)
        + arrow(282, 212, 62, "down"),
        drawn("M364 124L398 40L448 62L408 158", 8, PAPER)
        + receipt_printer(is_open=False)
        + arrow(256, 28, 66, "down")
        + tick(286, 256),
    ),
    "receipt-jam": (
        receipt_printer(is_open=True) + drawn(_CRUMPLED) + power(420, 84),
        receipt_printer(is_open=True)
        + drawn(_CRUMPLED.replace("296 126", "306 64"))
        + arrow(376, 176, 96, "up"),
        drawn("M84 110H420")
        + drawn("M96 110L120 150L144 110L168 150L192 110L216 150L240 110", 8, TINT)
        + arrow(168, 260, 84, "up")
        + drawn(circle(344, 214, 66), 8, TINT)
        + drawn(
            "M344 148V172M344 256V280M278 214H302M386 214H410M297 167L314 184M374 244L391 261"
            "M391 167L374 184M314 244L297 261",
            7,
        )
        + drawn(circle(344, 214, 14), 7, PAPER)
        + drawn("M250 282A118 118 0 0 0 438 282M438 282L436 318M438 282L404 292", 9),
    ),
    "a4-paper": (
        a4_printer()
        + drawn("M134 264L96 318H384L346 264Z", 8, TINT)
        + drawn("M204 294H276", 10)
        + arrow(428, 236, 84, "down"),
        tray(sheets=5)
        + drawn("M128 76H352V156H128Z")
        + drawn("M128 92H352M128 108H352M128 124H352M128 140H352", 6)
        + arrow(240, 172, 56, "down"),
        a4_printer()
        + drawn("M118 264H362V312H118Z", 8, TINT)
        + drawn("M204 288H276", 10)
        + arrow(428, 320, 84, "up")
        + tick(60, 190),
    ),
    "a4-jam": (
        a4_opened(drawn("M176 232L196 196L216 232L240 178L262 232L284 196L304 232"))
        + arrow(428, 214, 92, "down"),
        a4_opened(drawn("M176 178L196 196L216 178L240 196L262 178L284 196L304 178V300H176Z", 8, PAPER))
        + arrow(428, 214, 92, "down"),
        sheet(88, 80, 112, 144)
        + locked_bin(340, 178)
        + drawn("M218 92H324A16 16 0 0 1 340 108V148M316 126L340 150L364 126", 11),
    ),
    "toner": (
        a4_opened(cartridge(240, 196)) + arrow(428, 214, 92, "down"),
        cartridge(240, 216) + drawn("M130 116H350M160 86L130 116L160 146M320 86L350 116L320 146", 11),
        a4_printer()
        + drawn("M118 264H362V312H118Z", 8, PAPER)
        + drawn("M204 288H276", 10)
        + arrow(428, 248, 84, "up")
        + tick(60, 190),
    ),
    "found-page": (
        sheet(150, 150, 180, 180) + eye(240, 84) + drawn("M176 136L304 32", 12),
        locked_bin(240, 190) + sheet(188, 20, 104, 88) + arrow(240, 124, 52, "down"),
        drawn("M206 144L186 62L262 42L284 144", 8, PAPER)
        + drawn("M126 150H354L330 330H150Z", 8, PAPER)
        + drawn("M180 186L190 294M240 186V294M300 186L290 294", 6)
        + cross(374, 96),
    ),
}


def moved(shapes: str, dx: float, dy: float) -> str:
    """The paths in ``shapes`` that much further right and down."""
    return re.sub(r' d="([^"]*)"', lambda found: f' d="{_moved(found[1], dx, dy)}"', shapes)


def _moved(data: str, dx: float, dy: float) -> str:
    out, command, place = [], "", 0
    for token in _TOKEN.findall(data):
        if token in _PLACES:
            command, place = token, 0
            out.append(token)
            continue
        places = _PLACES[command]
        by = {"x": dx, "y": dy, "-": 0}[places[place % len(places)]]
        place += 1
        out.append(f"{' ' if out[-1] not in _PLACES else ''}{float(token) + by:g}")
    return "".join(out)


_DIGITS = ("M-7 -7L2 -13V13", "M-9 -6A9 9 0 1 1 7 1L-9 13H10", "M-9 -13H9L-1 -3A8 8 0 1 1 -9 8")


def numbered(number: int) -> str:
    """A stone of the way, as the screens have them."""
    digit = _DIGITS[number - 1]
    white = f'<path d="{digit}" fill="none" stroke="{PAPER}" stroke-width="5" '
    white += 'stroke-linecap="round" stroke-linejoin="round"/>'
    return moved(filled(circle(0, 0, 26), LINE) + white, 46, 46)


_EDGE = (
    f"M20 0H{WIDTH - 20}A20 20 0 0 1 {WIDTH} 20V{HEIGHT - 20}A20 20 0 0 1 {WIDTH - 20} {HEIGHT}"
    f"H20A20 20 0 0 1 0 {HEIGHT - 20}V20A20 20 0 0 1 20 0Z"
)
_CARD = f'<path d="{_EDGE}" fill="{PAPER}" stroke="{EDGE}" stroke-width="3"/>'


def strip(steps: Iterable[str]) -> str:
    panels = list(steps)
    wide, high = len(panels) * (WIDTH + GAP) + GAP, HEIGHT + 2 * GAP
    shapes = filled(f"M0 0H{wide}V{high}H0Z", GROUND)
    for index, panel in enumerate(panels):
        shapes += moved(_CARD + panel + numbered(index + 1), GAP + index * (WIDTH + GAP), GAP)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f"<!-- made for this project -->{shapes}</svg>\n"
    )


def main() -> None:
    for name, steps in GUIDES.items():
        (PICTURES / f"staff-{name}.svg").write_text(strip(steps), encoding="ascii")


if __name__ == "__main__":
    main()
