"""How the devices are, for whoever looks after the machine."""

from pathlib import Path
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from kiosk.device_states import read_device_states, write_device_states
from kiosk.pipe import Device, DeviceIs, State

states = st.builds(
    DeviceIs,
    st.sampled_from(get_args(Device)),
    st.sampled_from(get_args(State)),
    st.sampled_from(["", "KEY-01"]),
)


@given(st.lists(states, unique_by=lambda state: state.device))
def test_what_is_written_is_read_back(tmp_path_factory: object, written: list[DeviceIs]) -> None:
    file = tmp_path_factory.mktemp("data") / "devices.jsonl"  # type: ignore[attr-defined]
    write_device_states(file, written)
    assert list(read_device_states(file).values()) == written


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert read_device_states(tmp_path / "devices.jsonl") == {}


def test_a_line_that_is_no_state_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "devices.jsonl"
    good, unknown = '{"device": "keypad", "state": "ready"}', '{"device": "camera", "state": "ready"}'
    file.write_text("\n".join((good, '{"dev', "[]", unknown, "")))
    assert read_device_states(file) == {"keypad": DeviceIs("keypad", "ready")}


def test_there_is_no_state_that_tells_of_a_visit() -> None:
    assert set(get_args(State)) == {"absent", "ready", "degraded", "fault"}
