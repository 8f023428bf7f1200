"""The fuzzer itself: it finds what it is there to find, and finds it again."""

import pytest

from devices.idcard.protocol import ReplyScanner
from tests.fuzz.__main__ import main
from tests.fuzz.run import chunk, fuzz
from tests.fuzz.surfaces import SURFACES


def test_some_thousand_mutated_frames_give_no_exception_and_nothing_wrong() -> None:
    tallies = fuzz(10_000, seed=1, jobs=1)
    assert tallies.keys() == SURFACES.keys()
    assert all(tally.clean for tally in tallies.values()), tallies
    assert sum(tally.frames for tally in tallies.values()) >= 10_000
    assert all(tally.read and (tally.refused or "line" in name) for name, tally in tallies.items())


def test_one_reading_alone_would_have_given_wrong_data() -> None:
    assert chunk(("SAM_V readings of a card", 0, 4000), seed=1).wrong_once


def test_the_same_seed_does_the_same_again() -> None:
    which = ("SAM_V text blocks", 3, 500)
    assert chunk(which, seed=7) == chunk(which, seed=7) != chunk(which, seed=8)


def test_wrong_data_are_counted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    # One reading is believed.
    monkeypatch.setattr(
        "devices.idcard.agreement.Agreement.agreed", property(lambda self: (self._readings or [None])[-1])
    )
    assert chunk(("SAM_V readings of a card", 0, 4000), seed=1).wrong
    assert main(["--frames", "8000", "--jobs", "1"]) == 1
    assert "readings of a card" in capsys.readouterr().out


def test_exceptions_are_counted_and_told_without_the_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(self: ReplyScanner, data: bytes) -> None:
        raise ValueError(f"SECRET {data!r}")

    monkeypatch.setattr(ReplyScanner, "feed", breaks)
    assert main(["--frames", "200", "--jobs", "1"]) == 1
    told = capsys.readouterr().out
    assert "ValueError in breaks" in told
    assert "SECRET" not in told


def test_a_clean_run_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--frames", "1000", "--seed", "3", "--jobs", "2"]) == 0
    assert "seed 3" in capsys.readouterr().out
