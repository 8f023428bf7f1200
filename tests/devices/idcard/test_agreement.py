"""Wrong data never: what a line's luck let through is not believed until a second reading says the same."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.idcard.agreement import Agreement
from devices.idcard.card import CardAnswer, CardFailure, CardNotRead, card_from_text
from devices.idcard.protocol import READ, RESET, SELECT
from devices.idcard.reader import Patience, read_card
from devices.idcard.scripts import SCRIPTS, Script
from devices.idcard.simulated_cards import MadeUpCard, resident_block
from devices.idcard.simulator import ReaderSimulator

CARD = resident_block(MadeUpCard())
OTHER = resident_block(replace(MadeUpCard(), name="别人"))
EXPECTED = card_from_text(CARD)


def read(reader: ReaderSimulator, patience: Patience) -> CardAnswer:
    return read_card(reader.path, wait=0, patience=patience)


def failure(answer: CardAnswer) -> CardFailure:
    assert isinstance(answer, CardNotRead), answer
    return answer.failure


def times(reader: ReaderSimulator, request: object = READ) -> int:
    assert hasattr(request, "command")
    return reader.heard.count((request.command, request.parameter))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("flipped", "readings"), [(0, 2), (1, 3), (2, 4)])
def test_two_flips_in_one_column_never_become_data(
    reader: ReaderSimulator, patience: Patience, flipped: int, readings: int
) -> None:
    reader.lay(CARD)
    reader.play(Script(column_flips=flipped))
    assert read(reader, patience) == EXPECTED
    assert times(reader) == readings


def test_a_line_whose_readings_never_agree_is_unreadable_after_four(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(CARD)
    reader.play(SCRIPTS["two-flips"])
    assert failure(read(reader, patience)) is CardFailure.UNREADABLE
    assert times(reader) == 4


def test_two_flips_would_have_passed_for_data_in_one_reading(
    reader: ReaderSimulator, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devices.idcard.serial_line.SerialLine.checked", True)
    reader.lay(CARD)
    reader.play(SCRIPTS["two-flips"])
    answer = read(reader, patience)
    assert not isinstance(answer, CardNotRead)
    assert answer != EXPECTED
    assert times(reader) == 1


def test_a_module_that_gives_a_card_out_once_is_asked_anew(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(CARD)
    reader.play(SCRIPTS["reads-once"])
    assert read(reader, patience) == EXPECTED
    assert (times(reader, RESET), times(reader, SELECT)) == (1, 2)


def test_a_module_that_gives_a_card_out_once_on_a_bad_line_is_asked_as_often_as_it_takes(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(CARD)
    reader.play(Script(reads_once=True, column_flips=2))
    assert read(reader, patience) == EXPECTED
    assert times(reader, SELECT) == 4


def test_a_card_taken_away_between_two_readings_is_removed(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(CARD)
    reader.play(SCRIPTS["removed-between"])
    assert failure(read(reader, patience)) is CardFailure.REMOVED


def test_a_card_swapped_between_two_readings_gives_the_data_of_the_one_that_lies_there(
    reader: ReaderSimulator, patience: Patience
) -> None:
    reader.lay(CARD)
    reader.play(Script(afterwards={(READ, 1): OTHER}))
    assert read(reader, patience) == card_from_text(OTHER)
    assert times(reader) == 4  # the second is refused


@given(st.lists(st.binary(max_size=2), max_size=8), st.integers(1, 3))
def test_an_agreement_is_what_enough_readings_say(readings: list[bytes], wanted: int) -> None:
    agreement = Agreement(wanted)
    assert agreement.agreed is None
    for count, reading in enumerate(readings, start=1):
        agreement.add(reading)
        assert agreement.readings == count
        if agreement.agreed is not None:
            assert readings[:count].count(agreement.agreed) >= wanted
            return
    assert all(readings.count(reading) < wanted for reading in readings)


def test_a_reading_is_in_no_repr() -> None:
    agreement = Agreement(1)
    agreement.add(b"SECRET")
    assert "SECRET" not in repr(agreement)
