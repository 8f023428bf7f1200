"""`kiosk say` speaks into a file, or shows what it would say."""

import wave
from pathlib import Path

import pytest

from tests.commands.conftest import Typed


@pytest.mark.parametrize(
    ("language", "text"),
    [("ug", "ياخشىمۇسىز 12"), ("kk", "Сәлем 12"), ("kk-Arab", "سالەم"), ("zh-Hans", "您好12")],
)
def test_a_text_becomes_a_sound(kiosk: Typed, tmp_path: Path, language: str, text: str) -> None:
    out = tmp_path / "a.wav"
    answered = kiosk("say", text, "--language", language, "--out", out, "--json")
    assert answered.code == 0
    assert "12" not in answered.object["text"]
    with wave.open(str(out)) as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(
            answered.object["seconds"], abs=0.01
        )
        assert sound.getnframes() > 0


def test_phonemes_are_shown(kiosk: Typed) -> None:
    answered = kiosk("say", "您好", "--language", "zh-Hans", "--phonemes", "--json")
    assert answered.code == 0
    assert "n'i" in answered.object["phonemes"]


def test_a_text_can_be_said_more_slowly(kiosk: Typed, tmp_path: Path) -> None:
    usual, slow = (
        kiosk("say", "Сәлем", "--language", "kk", "--out", tmp_path / "a.wav", "--json", *more)
        for more in ((), ("--slow",))
    )
    assert slow.object["seconds"] > 1.25 * usual.object["seconds"]


def test_a_text_of_another_script_is_not_spelled_out(kiosk: Typed, tmp_path: Path) -> None:
    out = tmp_path / "a.wav"
    assert kiosk("say", "这是中文句子", "--language", "ug", "--out", out).code == 1
    assert not out.exists()
