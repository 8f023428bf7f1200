"""Contrast as it is drawn: the colours of a text, a picture or the edge of a key, found in the picture."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from PIL import Image

from screens.theme import ColourTheme
from tests.overflow.finding import Box, Finding, Kind
from tests.overflow.scene import Scene

# Ratios that words must reach (VVSG 2.0; high contrast: its 20:1 mode), words of what cannot be used now, and
# pictures and outlines (WCAG 2.2's floor for words).
WORDS = {ColourTheme.DAY: 10.0, ColourTheme.NIGHT: 10.0, ColourTheme.CONTRAST: 20.0}
OFF = PICTURES = 4.5
# A ratio is rounded to one figure after the point in docs/design-language.md.
ROUNDING = 0.05
# Of the pixels of a text, at least so many per thousand have its colour; the others are the edges of letters.
PART = 4
RGB = tuple[int, int, int]


def contrast_faults_of(scene: Scene, picture: Image.Image) -> Iterator[Finding]:
    """``picture`` is the whole panel in RGB, rows from the top."""
    for text in scene.texts:
        least = OFF if text.off else WORDS[scene.look.theme]
        ratio = drawn_contrast(picture, text.words)
        if ratio is not None and ratio < least - ROUNDING:
            yield Finding(Kind.CONTRAST, text.text, text.words, f"{ratio:.1f}, not {least:.0f}")
    for drawn in scene.pictures:
        ratio = drawn_contrast(picture, drawn.box)
        if ratio is not None and ratio < PICTURES - ROUNDING:
            by = f"{ratio:.1f}, not {PICTURES}"
            yield Finding(Kind.PICTURE_CONTRAST, f"picture {drawn.name}", drawn.box, by)
    for target in scene.targets:
        if target.off:
            continue
        ratio = outline_contrast(picture, target.box)
        if ratio is not None and ratio < PICTURES - ROUNDING:
            by = f"outline {ratio:.1f}, not {PICTURES}"
            yield Finding(Kind.PICTURE_CONTRAST, target.id, target.box, by)


def drawn_contrast(picture: Image.Image, box: Box) -> float | None:
    """Of the most common colour of a box and the one that stands out most; None off the panel."""
    part = _part(picture, box)
    if part is None:
        return None
    counted = Counter(part.get_flattened_data() if hasattr(part, "get_flattened_data") else part.getdata())
    ground, _ = counted.most_common(1)[0]
    least = max(4, part.width * part.height * PART // 1000)
    return max((contrast(ground, colour) for colour, count in counted.items() if count >= least), default=1.0)


def outline_contrast(picture: Image.Image, box: Box) -> float | None:
    """The best contrast of anything between the ground at the left of a box and its inside; None where it
    reaches the panel's edge."""
    middle = picture.height - round((box.y + box.top) / 2)
    left, right = round(box.x) - 6, round(box.x) + 14
    if left < 0 or right >= picture.width or not 0 <= middle < picture.height:
        return None
    line = [_pixel(picture, x, middle) for x in range(left, right)]
    return max(contrast(line[0], colour) for colour in line[1:])


def contrast(one: RGB, other: RGB) -> float:
    """WCAG's ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def luminance(colour: RGB) -> float:
    """WCAG's relative luminance, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _pixel(picture: Image.Image, x: int, y: int) -> RGB:
    pixel = picture.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel[0], pixel[1], pixel[2]


def _part(picture: Image.Image, box: Box) -> Image.Image | None:
    edges = (
        max(0, round(box.x)), max(0, picture.height - round(box.top)),
        min(picture.width, round(box.right)), min(picture.height, picture.height - round(box.y)),
    )  # fmt: skip
    if edges[2] - edges[0] < 2 or edges[3] - edges[1] < 2:
        return None
    return picture.crop(edges)
