"""`kiosk demo` as it is typed: whole visits through the real screens.

The first resident finds the platform out of reach and goes with an honest receipt; the next start
delivers what waits, and its own resident is accepted.
"""

import json
import os
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.commands.bundled import ROOT
from kiosk.commands.sandbox_kiosk import sandbox_platform, sandbox_settings
from kiosk.commands.simulated_world import WorldAddress
from kiosk.config import load_settings
from kiosk.data_folder import HeldDataFolder, hold_data_folder

SUBSIDY = [
    "attract", "language", "services", "services-support", "guide", "card", "card_confirm", "step-crop",
    "step-area", "step-village", "step-phone", "step-bank-card", "review", "sign", "result", "receipt",
    "rating", "gone",
]  # fmt: skip


def kiosk(*words: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "kiosk", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, "SDL_VIDEODRIVER": "offscreen"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def result_of(out: Path) -> Any:
    return json.loads((out / "result.json").read_text(encoding="utf-8"))


def outbox(out: Path) -> Any:
    return json.loads(kiosk("outbox", "status", "--config", out / "kiosk.toml", "--json").stdout)


def seen_screens(result: Any) -> list[str]:
    """The screens without the one that may flash by."""
    return [screen for screen in result["screens"] if screen != "sending"]


@pytest.mark.timeout(240)
def test_what_could_not_be_delivered_is_said_so_and_the_next_start_delivers_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = kiosk("demo", "--offline", "--language", "kk-Arab", "--out", out)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    received = result_of(out)
    assert received["outcome"] == "received"
    assert received["case"] is None
    assert received["failures"] == ["NET-01"]
    assert (received["language"], received["service"]) == ("kk-Arab", "agri-subsidy")
    assert seen_screens(received) == SUBSIDY
    assert outbox(out)["waiting"] == 2
    left_behind(out, received)

    ended = kiosk("demo", "--language", "zh-Hans", "--service", "suggestion", "--out", out)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "of an earlier run 2 wait to be delivered" in ended.stdout
    accepted = result_of(out)
    assert accepted["outcome"] == "accepted"
    assert accepted["case"]
    assert accepted["failures"] == []
    # This errand needs neither card nor signature, and asks for neither.
    assert not {"card", "card_confirm", "sign"} & set(accepted["screens"])
    status = outbox(out)
    assert (status["waiting"], status["delivered"], status["refused"]) == (0, 4, 0)
    left_behind(out, accepted)
    journal = kiosk("journal", "show", "--config", out / "kiosk.toml").stdout
    assert journal.count(" visit-ended how=") == 2
    assert "visit-process-died" not in journal


def left_behind(out: Path, result: Any) -> None:
    """What a demo leaves: a picture of each screen, the receipt twice, what was spoken, how long it took."""
    pictures = sorted(file.name for file in (out / "screens").iterdir())
    assert pictures == [f"{number:02d}-{name}.png" for number, name in enumerate(result["screens"], 1)]
    for picture in pictures:
        image = Image.open(out / "screens" / picture)
        assert image.size == (1080, 1920)
        # Drawn: neither black nor one colour.
        assert len(image.resize((54, 96)).getcolors(54 * 96) or []) > 4, picture
    assert Image.open(out / "receipt.png").width == 576
    assert (out / "receipt.pdf").read_bytes().startswith(b"%PDF")
    spoken = sorted((out / "speech").iterdir())
    assert len(spoken) >= len(seen_screens(result))
    for file in spoken:
        with wave.open(str(file)) as sound:
            assert sound.getnframes() > 0
    assert all(isinstance(ms, int) for ms in result["timings_ms"].values())
    assert {"attract", "attract_again"} <= result["timings_ms"].keys()


def test_a_demo_that_cannot_be_is_wrong_usage(tmp_path: Path) -> None:
    assert kiosk("demo", "--language", "en", "--out", tmp_path).returncode == 2
    assert kiosk("demo", "--service", "none", "--out", tmp_path).returncode == 2
    assert kiosk("demo", "--visits", "0", "--out", tmp_path).returncode == 2


@pytest.mark.timeout(240)
def test_what_the_platform_refuses_is_mended_without_entering_it_again(tmp_path: Path) -> None:
    ended = kiosk("demo", "--brisk", "--platform", "refuses-once", "--language", "kk", "--out", tmp_path)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    result = result_of(tmp_path)
    assert (result["outcome"], result["failures"]) == ("accepted", ["NET-03"])
    screens = seen_screens(result)
    refused = screens.index("result")
    assert screens[refused:] == ["result", "review", "sign", "result", "receipt", "rating", "gone"]


@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    ("how", "outcomes"),
    [
        (["--offline"], {"queue-ticket": "not-answered", "progress-by-code": "not-answered"}),
        (["--platform", "service-gone"], {"queue-ticket": "not-granted", "suggestion": "refused"}),
    ],
    ids=["offline", "gone"],
)
def test_an_errand_that_cannot_be_done_now_says_so_and_can_be_left(
    tmp_path: Path, how: list[str], outcomes: dict[str, str]
) -> None:
    services = [word for service in outcomes for word in ("--service", service)]
    ended = kiosk("demo", "--brisk", *how, *services, "--out", tmp_path)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    results = result_of(tmp_path)["visits"]
    assert {result["service"]: result["outcome"] for result in results} == outcomes
    for result in results:
        assert result["stuck_at"] is None
        assert {"not_answered", "not_granted", "result"} & set(result["screens"])
        assert result["papers"] == []


def test_a_demo_does_not_disturb_one_that_is_running_there(tmp_path: Path) -> None:
    (tmp_path / "screens").mkdir()
    running = hold_data_folder(tmp_path / "sandbox" / "kiosk")
    assert isinstance(running, HeldDataFolder)
    ended = kiosk("demo", "--out", tmp_path)
    running.release()
    assert (ended.returncode, ended.stderr[:6]) == (1, "RUN-01")
    assert (tmp_path / "screens").is_dir()


def test_the_sandbox_platform_keeps_its_key_from_run_to_run(tmp_path: Path) -> None:
    """What was sealed for it offline must open at the next start."""
    with sandbox_platform(tmp_path, offline=True) as first:
        pass
    with sandbox_platform(tmp_path, offline=False) as second:
        assert second.public_key == first.public_key
        assert second.token == first.token


def test_the_sandboxs_settings_are_settings_as_any_other(tmp_path: Path) -> None:
    world = WorldAddress("/dev/pts/7", "tcp://127.0.0.1:9100", tmp_path / "world.sock")
    with sandbox_platform(tmp_path, offline=True) as platform:
        settings = sandbox_settings(tmp_path, world, platform, windowed=False)
    assert load_settings(tmp_path / "kiosk.toml") == settings
    assert settings.id_card.port == "/dev/pts/7"
    # It holds the token.
    assert (tmp_path / "kiosk.toml").stat().st_mode & 0o077 == 0
