"""kiosk.toml is read once, and everything wrong with it is named at once."""

from pathlib import Path

import pytest

from kiosk.config import ConfigWrong, Settings, load_settings
from kiosk.data_folder import HeldDataFolder, hold_data_folder
from kiosk.failures import Failure, FailureCode

DEPLOYED = Path(__file__).parent.parent / "deploy" / "kiosk.toml"
RIGHT = """
[kiosk]
id = "T-1"
data = "data"
help_phone = "12345"
[central]
url = "http://127.0.0.1:8000"
public_key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
token = "very-secret"
[services]
folder = "/srv/services"
"""


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_right_file_gives_settings_with_paths_below_its_own_folder(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, RIGHT))
    assert isinstance(settings, Settings)
    assert settings.kiosk.data == tmp_path / "data"
    assert settings.services.folder == Path("/srv/services")
    assert settings.central.public_key == bytes(32)
    assert settings.central.answer_wait_s == 20
    assert settings.visit.idle_s == 60
    assert settings.id_card.port == ""
    assert settings.keypad.path == ""
    assert settings.speech.packs is None


def test_the_deployed_example_is_right() -> None:
    assert isinstance(load_settings(DEPLOYED), Settings)


def test_every_error_is_named_at_once(tmp_path: Path) -> None:
    text = (
        RIGHT.replace('id = "T-1"', 'id = "T 1"')
        .replace('token = "very-secret"\n', "")
        .replace("AAAA=", "AA==")
    )
    text += """
[visit]
idle_s = "long"
warning_s = 0
patience = 3
[id_card]
baud = 115200.5
port = "hid:12"
[speech]
sink = "radio"
[screen]
windowed = 1
theme = "pink"
[cards]
"""
    wrong = load_settings(written(tmp_path, text))
    assert isinstance(wrong, ConfigWrong)
    assert wrong.code is FailureCode.CONFIG_WRONG
    assert {problem.key for problem in wrong.problems} == {
        "kiosk.id",
        "central.token",
        "central.public_key",
        "visit.idle_s",
        "visit.warning_s",
        "visit.patience",
        "id_card.baud",
        "id_card.port",
        "speech.sink",
        "screen.windowed",
        "screen.theme",
        "cards",
    }
    assert all(str(tmp_path / "kiosk.toml") in line and "CFG-01" in line for line in wrong.lines())


def test_the_voice_packs_lie_where_the_file_says_or_nowhere(tmp_path: Path) -> None:
    places = {"voices": tmp_path / "voices", "/srv/voices": Path("/srv/voices"), "": None}
    for written_as, meant in places.items():
        settings = load_settings(written(tmp_path, RIGHT + f'[speech]\npacks = "{written_as}"\n'))
        assert isinstance(settings, Settings)
        assert settings.speech.packs == meant


def test_voice_packs_that_are_no_path_are_named(tmp_path: Path) -> None:
    wrong = load_settings(written(tmp_path, RIGHT + "[speech]\npacks = 3\n"))
    assert isinstance(wrong, ConfigWrong)
    assert [problem.key for problem in wrong.problems] == ["speech.packs"]


@pytest.mark.parametrize("value", ["nan", "-1", "1e9", "true"])
def test_a_time_that_is_no_time_is_refused(tmp_path: Path, value: str) -> None:
    wrong = load_settings(written(tmp_path, RIGHT + f"[visit]\nidle_s = {value}\n"))
    assert isinstance(wrong, ConfigWrong)
    assert [problem.key for problem in wrong.problems] == ["visit.idle_s"]


@pytest.mark.parametrize(
    ("screen", "keys", "says"),
    [
        # A digit too many; a telephone's.
        ("width_mm = 268\nheight_mm = 2000", ["screen.height_mm"], "measure the height"),
        ("width_mm = 53\nheight_mm = 94", ["screen.width_mm", "screen.height_mm"], "measure the width"),
        # Width and height of another way to hang it.
        ("width_mm = 476\nheight_mm = 268", ["screen.width_mm, screen.height_mm"], "measure both sides"),
        ("width_px = 1920\nheight_px = 1080", ["screen.width_mm, screen.height_mm"], "as it hangs"),
    ],
)
def test_a_panel_that_cannot_be_is_refused_with_what_to_measure(
    tmp_path: Path, screen: str, keys: list[str], says: str
) -> None:
    wrong = load_settings(written(tmp_path, RIGHT + "[screen]\n" + screen))
    assert isinstance(wrong, ConfigWrong)
    assert (wrong.code, [problem.key for problem in wrong.problems]) == (FailureCode.CONFIG_WRONG, keys)
    assert says in "; ".join(wrong.lines()) and "ruler" in "; ".join(wrong.lines())


def test_a_wrong_panel_is_named_beside_every_other_error(tmp_path: Path) -> None:
    text = RIGHT.replace('id = "T-1"', 'id = "T 1"') + "[screen]\nwidth_mm = 2680"
    wrong = load_settings(written(tmp_path, text))
    assert isinstance(wrong, ConfigWrong)
    assert {problem.key for problem in wrong.problems} == {"kiosk.id", "screen.width_mm"}


@pytest.mark.parametrize(
    ("width_px", "height_px", "width_mm", "height_mm"),
    [
        (1080, 1920, 268, 476), (1920, 1080, 476, 268), (1280, 800, 331.7, 207.3), (1024, 768, 304, 228),
        # Measured with a ruler, and a monitor that stretches.
        (1080, 1920, 260, 480), (1280, 1024, 376, 301), (2160, 3840, 393, 698),
    ],
)  # fmt: skip
def test_panels_that_are_sold_are_taken(
    tmp_path: Path, width_px: int, height_px: int, width_mm: float, height_mm: float
) -> None:
    screen = f"[screen]\n{width_px = }\n{height_px = }\n{width_mm = }\n{height_mm = }"
    assert isinstance(load_settings(written(tmp_path, RIGHT + screen)), Settings)


@pytest.mark.parametrize(
    "attract", ["interval_s = -1", "voice_from = 25", "volume = 1.5", "voice_to = 20.5", "hours = 3"]
)
def test_an_invitation_that_cannot_be_is_refused(tmp_path: Path, attract: str) -> None:
    wrong = load_settings(written(tmp_path, RIGHT + "[attract]\n" + attract))
    assert isinstance(wrong, ConfigWrong)
    assert [problem.key for problem in wrong.problems] == ["attract." + attract.split()[0]]


@pytest.mark.parametrize("text", ["screen = 3", "[[screen]]\nwidth_mm = 1"])
def test_a_screen_that_is_no_table_is_named(tmp_path: Path, text: str) -> None:
    wrong = load_settings(written(tmp_path, text + "\n" + RIGHT if text[0] == "s" else RIGHT + text))
    assert isinstance(wrong, ConfigWrong)
    assert "screen" in {problem.key for problem in wrong.problems}


@pytest.mark.parametrize("text", ["[kiosk", "\udcff", "[kiosk]\nid = 'a'\nid = 'b'"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert isinstance(load_settings(file), ConfigWrong)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    wrong = load_settings(tmp_path / "nowhere.toml")
    assert isinstance(wrong, ConfigWrong)
    assert "No such file" in wrong.lines()[0]


def test_a_wrong_value_is_not_repeated_and_a_secret_is_not_shown(tmp_path: Path) -> None:
    wrong = load_settings(written(tmp_path, RIGHT.replace('"very-secret"', "[1, 'very-secret']")))
    assert isinstance(wrong, ConfigWrong)
    assert "very-secret" not in "".join(wrong.lines())
    right = load_settings(written(tmp_path, RIGHT))
    assert "very-secret" not in repr(right)


def test_a_second_kiosk_on_one_data_folder_is_refused(tmp_path: Path) -> None:
    first = hold_data_folder(tmp_path / "data")
    assert isinstance(first, HeldDataFolder)
    second = hold_data_folder(tmp_path / "data")
    assert isinstance(second, Failure)
    assert second.code is FailureCode.SECOND_KIOSK
    first.release()
    third = hold_data_folder(tmp_path / "data")
    assert isinstance(third, HeldDataFolder)
    third.release()


def test_the_data_folder_is_the_kiosks_alone(tmp_path: Path) -> None:
    held = hold_data_folder(tmp_path / "data")
    assert isinstance(held, HeldDataFolder)
    assert held.folder.path.stat().st_mode & 0o077 == 0
    held.release()
