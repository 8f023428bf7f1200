"""Faults in time, played with a clock that a test turns."""

from pathlib import Path

import pytest

from devices.idcard.card import CardFailure, CardRead
from devices.idcard.reader import Patience, read_card
from devices.idcard.simulator import ReaderSimulator
from devices.idcard.simulator_control import obey
from devices.idcard.timeline import Moment, play_timeline, timeline

PLAYED = """
# a card, then trouble
0.5  lay {"name": "样本"}
1.2 fault mute
3 unplug
3 plug
"""


def test_lines_are_read_with_their_numbers() -> None:
    assert timeline(PLAYED.splitlines())[:2] == (
        Moment(3, 0.5, 'lay {"name": "样本"}'),
        Moment(4, 1.2, "fault mute"),
    )


@pytest.mark.parametrize(
    "text", ["lay {}", "x lay", "1", "1 ", "2 lift\n1 lift", "-1 lift", "nan lift", "inf lift"]
)
def test_a_line_that_is_none_is_told_before_anything_is_played(text: str) -> None:
    done: list[str] = []
    with pytest.raises(ValueError, match="line "):
        play_timeline(["0 lift", *text.splitlines()], lambda line: done.append(line) or "ok", lambda _: False)
    assert done == []


def test_commands_are_played_at_their_times() -> None:
    now, played = 0.0, []

    def wait(seconds: float) -> bool:
        nonlocal now
        now += seconds
        return False

    def heed(line: str) -> str:
        played.append((round(now, 6), line))
        return "ok"

    play_timeline(PLAYED.splitlines(), heed, wait)
    assert [when for when, _ in played] == [0.5, 1.2, 3.0, 3.0]
    assert [line for _, line in played][1:] == ["fault mute", "unplug", "plug"]


def test_it_ends_when_waiting_says_so() -> None:
    played: list[str] = []
    play_timeline(["0 lift", "9 lift"], lambda line: played.append(line) or "ok", lambda seconds: seconds > 1)
    assert played == ["lift"]


def test_a_command_that_is_refused_names_its_line(reader: ReaderSimulator) -> None:
    with pytest.raises(ValueError, match="line 2: error no such command"):
        play_timeline(["0 lift", "0 dance"], lambda line: obey(reader, line), lambda _: None)


def test_a_reader_is_swapped_pulled_out_and_plugged_in_again_by_a_timeline(
    tmp_path: Path, patience: Patience, impatience: Patience
) -> None:
    seen: list[str] = []

    def look(_: float) -> None:
        answer = read_card(reader.path, wait=0, patience=impatience if len(seen) == 3 else patience)
        seen.append(answer.card.name if isinstance(answer, CardRead) else answer.failure)

    lines = [
        "1 lay {\"name\": \"样本\"}", "2 swap {\"name\": \"别人\"}", "3 fault mute", "4 fault none",
        "4 unplug", "5 plug", "6 lift", "7 path",
    ]  # fmt: skip
    with ReaderSimulator(paced=False, link=tmp_path / "reader") as reader:
        play_timeline(lines, lambda line: obey(reader, line), look)
    assert seen == [
        CardFailure.NO_CARD,
        "样本",
        "别人",
        CardFailure.SERVICE_DOWN,
        "别人",
        CardFailure.NO_READER,
        "别人",
        CardFailure.NO_CARD,
    ]


def test_a_card_is_swapped_only_for_one_that_lies_there(reader: ReaderSimulator) -> None:
    assert obey(reader, "swap {}").startswith("error ")
    assert obey(reader, "lay {}") == "ok"
    assert obey(reader, 'swap {"sex": "male"}') == "ok"
