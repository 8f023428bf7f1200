"""Pictures of what was found: red boxes around it, and all screens of a language on one sheet."""

from collections.abc import Mapping, Sequence

from PIL import Image, ImageDraw

from tests.overflow.finding import Box, Finding

# Red, and blue for the other one of two that are in each other's way.
MARK, OTHER = (225, 0, 0), (0, 60, 225)
LINE = 5
# Of a contact sheet: pixels of a screen's height, between screens, and screens in a row.
HEIGHT, GAP, ACROSS = 480, 12, 10
SHEET_GROUND = (120, 120, 120)
CAPTION = 16


def annotated(picture: Image.Image, findings: Sequence[Finding]) -> Image.Image:
    """The screen with a box around each finding and what it is in a line below the screen."""
    lines = [f"{finding.kind.value}: {finding.by}" for finding in findings]
    sheet = Image.new("RGB", (picture.width, picture.height + CAPTION * 2 * len(lines)), "white")
    sheet.paste(picture)
    draw = ImageDraw.Draw(sheet)
    for finding in findings:
        if finding.other is not None:
            _outline(draw, picture, finding.other, OTHER)
    for finding in findings:
        _outline(draw, picture, finding.box, MARK)
    for number, line in enumerate(lines):
        # The default face has Latin letters only; texts stand in the report.
        plain = line.encode("ascii", "replace").decode()
        draw.text((8, picture.height + CAPTION * 2 * number), plain, fill=MARK, font_size=CAPTION * 1.5)
    return sheet


def _outline(draw: ImageDraw.ImageDraw, picture: Image.Image, box: Box, colour: tuple[int, int, int]) -> None:
    left, right = sorted((box.x - LINE, box.right + LINE))
    top, foot = sorted((picture.height - box.top - LINE, picture.height - box.y + LINE))
    # What is off the panel is marked at its edge.
    left, right = (min(max(edge, 0), picture.width - 1) for edge in (left, right))
    top, foot = (min(max(edge, 0), picture.height - 1) for edge in (top, foot))
    draw.rectangle((left, top, right, foot), outline=colour, width=LINE)


def small(picture: Image.Image) -> Image.Image:
    """As it stands on a contact sheet."""
    width = max(1, picture.width * HEIGHT // picture.height)
    return picture.resize((width, HEIGHT), Image.Resampling.LANCZOS)


def contact_sheet(screens: Mapping[str, Image.Image]) -> Image.Image:
    """Small pictures with the names of their states."""
    width = max(picture.width for picture in screens.values())
    rows = -(-len(screens) // ACROSS)
    across = min(ACROSS, len(screens))
    cell_width, cell_height = width + GAP, HEIGHT + GAP + CAPTION
    sheet = Image.new("RGB", (across * cell_width + GAP, rows * cell_height + GAP), SHEET_GROUND)
    draw = ImageDraw.Draw(sheet)
    for number, (state, picture) in enumerate(screens.items()):
        x, y = GAP + number % ACROSS * cell_width, GAP + number // ACROSS * cell_height
        draw.text((x, y), state, fill="white", font_size=CAPTION - 3)
        sheet.paste(picture, (x, y + CAPTION))
    return sheet
