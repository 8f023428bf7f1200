"""The doctor's line for the screen: what is plugged in, and whether the settings can be about it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.commands.displays import Display, check_screen, displays, size_of
from kiosk.config import ScreenSettings


def edid(width_mm: int, height_mm: int) -> bytes:
    """An EDID 1.4 block of a 1920 x 1080 panel of this size."""
    block = bytearray(128)
    block[:8] = bytes.fromhex("00ffffffffffff00")
    block[54:56] = (14850).to_bytes(2, "little")
    block[66], block[67] = width_mm & 0xFF, height_mm & 0xFF
    block[68] = (width_mm >> 8) << 4 | height_mm >> 8
    block[127] = -sum(block) % 256
    return bytes(block)


def plugged(drm: Path, connector: str, told: bytes | None, status: str = "connected") -> None:
    folder = drm / connector
    folder.mkdir(parents=True)
    (folder / "status").write_text(status + "\n", encoding="ascii")
    if told is not None:
        (folder / "edid").write_bytes(told)


@given(st.integers(1, 4095), st.integers(1, 4095))
def test_the_size_is_what_the_display_tells(width: int, height: int) -> None:
    assert size_of(edid(width, height)) == (width, height)


@given(st.binary(max_size=300))
def test_nonsense_from_a_display_is_no_size(told: bytes) -> None:
    assert size_of(told) is None


@pytest.mark.parametrize("at", [0, 54, 66, 127])
def test_a_damaged_edid_is_no_size(at: int) -> None:
    told = bytearray(edid(476, 268))
    told[at] ^= 0x55
    assert size_of(bytes(told)) is None


def test_only_what_is_plugged_in_is_a_display(tmp_path: Path) -> None:
    plugged(tmp_path, "card0-DP-1", edid(476, 268))
    plugged(tmp_path, "card0-HDMI-A-1", b"")
    plugged(tmp_path, "card0-VGA-1", None, status="disconnected")
    (tmp_path / "version").write_text("drm", encoding="ascii")
    assert list(displays(tmp_path)) == [Display("card0-DP-1", (476, 268)), Display("card0-HDMI-A-1", None)]


def test_a_panel_as_the_settings_have_it_is_well_also_turned(tmp_path: Path) -> None:
    plugged(tmp_path, "card0-DP-1", edid(476, 268))
    row = check_screen(ScreenSettings(), tmp_path)
    assert (row.state, row.code) == ("ok", None)
    assert "476 x 268 mm" in row.detail


def test_a_panel_of_another_size_is_told_with_what_to_measure(tmp_path: Path) -> None:
    plugged(tmp_path, "card0-DP-1", edid(697, 392))
    row = check_screen(ScreenSettings(), tmp_path)
    assert (row.state, row.code) == ("notice", None)
    assert "697 x 392 mm" in row.detail and "Measure" in row.what_to_do


def test_a_dark_machine_is_told(tmp_path: Path) -> None:
    row = check_screen(ScreenSettings(), tmp_path / "none")
    assert row.state == "notice" and "cable" in row.what_to_do
