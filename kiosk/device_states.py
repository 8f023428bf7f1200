"""How the devices are, as the running kiosk last knew: for whoever looks after the machine.

A file of one line a device, without anything of a visit in it: not even whether a device is being used.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from kiosk.pipe import DeviceIs
from kiosk.record import from_mapping, to_mapping


def write_device_states(file: Path, states: Iterable[DeviceIs]) -> None:
    """Replaces the file as a whole. Raises OSError where it cannot be written."""
    lines = "".join(json.dumps(to_mapping(state), separators=(",", ":")) + "\n" for state in states)
    new = file.with_name(file.name + ".new")
    new.write_text(lines, encoding="ascii")
    new.replace(file)


def read_device_states(file: Path) -> dict[str, DeviceIs]:
    """By the device's name; empty where there is no such file. A line that is no state is left out."""
    try:
        lines = file.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return {}
    states = (_state(line) for line in lines)
    return {state.device: state for state in states if state is not None}


def _state(line: str) -> DeviceIs | None:
    try:
        given = json.loads(line)
    except ValueError:
        return None
    state = from_mapping(DeviceIs, given) if isinstance(given, dict) else []
    return state if isinstance(state, DeviceIs) else None
