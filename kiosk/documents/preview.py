"""A page on the screen before it is printed."""

from dataclasses import dataclass


@dataclass(frozen=True, repr=False)
class Preview:
    """A page as it will be printed: 3 bytes a pixel, red, green, blue, rows from the top. ``page`` of
    ``pages``, counted from 1."""

    width: int
    height: int
    pixels: bytes
    page: int = 1
    pages: int = 1
