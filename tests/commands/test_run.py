"""`kiosk run` starts only where it can."""

from collections.abc import Callable
from pathlib import Path

from kiosk.commands.running import face_environment
from kiosk.data_folder import DataFolder, HeldDataFolder, hold_data_folder
from tests.commands.conftest import Typed


def test_a_second_kiosk_on_one_data_folder_is_refused(kiosk: Typed, config: Callable[..., Path]) -> None:
    file = config()
    first = hold_data_folder(file.parent / "data")
    assert isinstance(first, HeldDataFolder)
    answered = kiosk("run", "--config", file)
    first.release()
    assert answered.code == 1
    assert answered.err.startswith("RUN-01: ")


def test_an_outbox_that_cannot_be_used_is_named_before_anything_is_shown(
    kiosk: Typed, config: Callable[..., Path]
) -> None:
    file = config()
    (file.parent / "data").mkdir()
    (file.parent / "data" / "outbox.sqlite").write_bytes(b"no database at all" * 100)
    answered = kiosk("run", "--config", file)
    assert answered.code == 1
    assert answered.err.startswith("OUT-01: ")


def test_every_error_of_the_settings_is_told(kiosk: Typed, config: Callable[..., Path]) -> None:
    answered = kiosk("run", "--config", config("[cards]\n[visit]\nidle_s = 'x'\n"))
    assert answered.code == 1
    assert answered.err.count("CFG-01") == 3
    assert "cards: unknown key" in answered.err
    assert "visit.idle_s: must be a number" in answered.err


def test_kivy_reads_and_writes_nothing_outside_the_data_folder(tmp_path: Path) -> None:
    wanted = face_environment(DataFolder(tmp_path), {})
    assert wanted["KIVY_HOME"] == str(tmp_path / "kivy")
    assert wanted["KIVY_NO_FILELOG"] == wanted["KIVY_NO_ARGS"] == wanted["KIVY_NO_CONFIG"] == "1"
    assert wanted["SDL_VIDEODRIVER"] == "offscreen"
    assert "SDL_VIDEODRIVER" not in face_environment(DataFolder(tmp_path), {"WAYLAND_DISPLAY": "wayland-0"})
