"""What the system knows of its displays: whether one is plugged in, and how large it says it is (EDID)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.commands.checks import Row
from kiosk.config import ScreenSettings

_DRM = Path("/sys/class/drm")
_EDID_HEADER = bytes.fromhex("00ffffffffffff00")
_EDID_BYTES = 128
# VESA E-EDID 1.4, 3.10.2: the first detailed timing, and in it the size of the picture in millimetres.
_TIMING, _ACROSS, _DOWN, _HIGH_BITS = 54, 12, 13, 14
_AGREES_WITHIN = 1.25


@dataclass(frozen=True)
class Display:
    """A display that is plugged in; millimetres as it tells them, None where it does not."""

    connector: str
    size_mm: tuple[int, int] | None


def displays(drm: Path = _DRM) -> Iterator[Display]:
    """Every display that is plugged in, by the name of its connector."""
    for status in sorted(drm.glob("card*-*/status")):
        if status.read_text(encoding="ascii").strip() == "connected":
            edid = status.with_name("edid")
            yield Display(status.parent.name, size_of(edid.read_bytes() if edid.exists() else b""))


def size_of(edid: bytes) -> tuple[int, int] | None:
    """Width and height of the lit picture in millimetres, None where an EDID does not tell them."""
    if len(edid) < _EDID_BYTES or edid[:8] != _EDID_HEADER or sum(edid[:_EDID_BYTES]) % 256:
        return None
    timing = edid[_TIMING : _TIMING + 18]
    across = timing[_ACROSS] | (timing[_HIGH_BITS] & 0xF0) << 4
    down = timing[_DOWN] | (timing[_HIGH_BITS] & 0x0F) << 8
    # A timing without a pixel clock is a text; a size of nothing is a projector.
    return (across, down) if timing[:2] != b"\0\0" and across and down else None


def check_screen(screen: ScreenSettings, drm: Path = _DRM) -> Row:
    """The settings' panel beside what is plugged in; they may hang turned to each other."""
    own = f"{screen.width_px} x {screen.height_px} px, {screen.width_mm:g} x {screen.height_mm:g} mm"
    found = list(displays(drm))
    if not found:
        advice = "If the screen is dark, check its cable and power."
        return Row("screen", None, f"{own}; the system names no display", advice, notice=True)
    told = ", ".join(
        f"{display.connector} {display.size_mm[0]} x {display.size_mm[1]} mm"
        if display.size_mm
        else display.connector
        for display in found
    )
    sizes = [display.size_mm for display in found if display.size_mm]
    if sizes and not any(_agree(size, (screen.width_mm, screen.height_mm)) for size in sizes):
        advice = "Measure the lit picture and mend [screen] width_mm and height_mm, if the display is right."
        return Row("screen", None, f"{own}; plugged in: {told}", advice, notice=True)
    return Row("screen", detail=f"{own}; plugged in: {told}")


def _agree(one: tuple[float, float], other: tuple[float, float]) -> bool:
    pairs = zip(sorted(one), sorted(other), strict=True)
    return all(max(pair) <= _AGREES_WITHIN * min(pair) for pair in pairs)
