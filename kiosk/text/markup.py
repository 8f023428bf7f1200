"""The part of Kivy's markup that texts here may use: [b], [color=#rrggbb], [size=n] and their ends.

Anything else in square brackets is text and shows as it stands. ``&bl;``, ``&br;`` and ``&amp;`` are
[, ] and &, as Kivy's escape_markup writes them.
"""

import re
from dataclasses import dataclass

Color = tuple[float, float, float, float]

_TAG = re.compile(
    r"\[(?:(?P<open>b)|(?P<name>color|size)=(?P<value>[^\[\]]{1,16})|/(?P<close>b|color|size))\]"
)
_ESCAPES = re.compile(r"&(?:bl|br|amp);")
_ESCAPED = {"&bl;": "[", "&br;": "]", "&amp;": "&"}
_HEX_COLOR = re.compile(r"#?([0-9a-fA-F]{6})([0-9a-fA-F]{2})?")
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(?:px|sp|dp)?")


@dataclass(frozen=True)
class Span:
    """A stretch of the plain text, by index, and what is different in it."""

    start: int
    end: int
    bold: bool = False
    color: Color | None = None
    size: float | None = None


def parse_markup(text: str) -> tuple[str, tuple[Span, ...]]:
    """The plain text and its spans, outer before inner. A tag without its partner shows as text."""
    partners = _partners(text)
    plain: list[str] = []
    length = 0
    spans: list[tuple[int, Span]] = []
    opened: dict[int, int] = {}
    position = 0
    for tag in _TAG.finditer(text):
        if tag.start() not in partners:
            continue
        piece = _unescaped(text[position : tag.start()])
        plain.append(piece)
        length += len(piece)
        position = tag.end()
        if tag["close"] is None:
            opened[tag.start()] = length
        else:
            opening = partners[tag.start()]
            spans.append((opening.start(), _span(opening, opened[opening.start()], length)))
    plain.append(_unescaped(text[position:]))
    spans.sort(key=lambda placed: placed[0])
    return "".join(plain), tuple(span for _, span in spans if span.start < span.end)


def _partners(text: str) -> dict[int, re.Match[str]]:
    """Start of each tag that has its partner -> the partner; tags may not cross."""
    found: dict[int, re.Match[str]] = {}
    stack: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        if tag["close"] is None:
            if tag["open"] or _value_is_sound(tag):
                stack.append(tag)
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if (stack[depth]["open"] or stack[depth]["name"]) == tag["close"]:
                opening = stack[depth]
                del stack[depth:]
                found[tag.start()], found[opening.start()] = opening, tag
                break
    return found


def _value_is_sound(tag: re.Match[str]) -> bool:
    pattern = _HEX_COLOR if tag["name"] == "color" else _SIZE
    return pattern.fullmatch(tag["value"]) is not None


def _span(opening: re.Match[str], start: int, end: int) -> Span:
    if opening["open"]:
        return Span(start, end, bold=True)
    if opening["name"] == "size":
        size = _SIZE.fullmatch(opening["value"])
        return Span(start, end, size=float(size[1]) if size else None)
    color = _HEX_COLOR.fullmatch(opening["value"])
    return Span(start, end, color=_color(color[1] + (color[2] or "ff")) if color else None)


def _color(digits: str) -> Color:
    red, green, blue, alpha = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4, 6))
    return red, green, blue, alpha


def _unescaped(text: str) -> str:
    return _ESCAPES.sub(lambda escape: _ESCAPED[escape[0]], text)
