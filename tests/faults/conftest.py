"""Faults are met in one window, by faces whose readers are real; what was seen can be written down."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import Settings, load_settings
from tests.commands.conftest import config
from tests.devices.printer.conftest import room, running, services
from tests.screens.conftest import _in_no_time

# isort: split
# The window's settings come before Kivy's parts.
from tests.faults.card_screen import CardScreen
from tests.faults.page import Row, write_page
from tests.faults.paper_screen import PrintingVisits
from tests.faults.printer_rig import PrinterRig, RigFor
from tests.faults.tables import TABLES
from tests.faults.written import Rows
from tests.screens.face import Face

__all__ = ["_in_no_time", "config", "room", "running", "services"]

_ROWS = pytest.StashKey[Rows]()
_WORKER_ROWS = "faults"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-faults", type=Path, metavar="FILE", help="write what was seen to this page")


def _page_to_write(config: pytest.Config) -> Path | None:
    # Run among all other tests, these come too late to add an option.
    file = config.getoption("write_faults", default=None)
    assert file is None or isinstance(file, Path)
    return file


@pytest.fixture(scope="session")
def rows(pytestconfig: pytest.Config) -> Rows:
    rows = Rows(writing=_page_to_write(pytestconfig) is not None)
    pytestconfig.stash[_ROWS] = rows
    return rows


@pytest.fixture(scope="module")
def screen(_in_no_time: object) -> Iterator[CardScreen]:
    face = Face()
    yield CardScreen(face)
    face.close()


@pytest.fixture(scope="module")
def visits(_in_no_time: object) -> Iterator[PrintingVisits]:
    face = Face()
    yield PrintingVisits(face)
    face.close()


@pytest.fixture
def rig_for(config: Callable[..., Path], request: pytest.FixtureRequest) -> Iterator[RigFor]:
    machine = load_settings(config())
    assert isinstance(machine, Settings)

    with ExitStack() as stack:

        def make(roll: bool, a4: bool) -> PrinterRig:
            room = request.getfixturevalue("room") if a4 else None
            return stack.enter_context(PrinterRig.fitted(machine, roll=roll, room=room))

        yield make


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What was met in another process (pytest-xdist)."""
    rows = node.config.stash.setdefault(_ROWS, Rows(writing=True))
    for values in getattr(node, "workeroutput", {}).get(_WORKER_ROWS, ()):
        rows.take(Row(**values))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """The page is written of a whole run that was green, or not at all."""
    config = session.config
    file, rows = _page_to_write(config), config.stash.get(_ROWS, None)
    if file is None or rows is None:
        return
    if hasattr(config, "workeroutput"):
        config.workeroutput[_WORKER_ROWS] = [asdict(row) for row in rows.met.values()]
    elif exitstatus == pytest.ExitCode.OK:
        _write(file, rows)


def _write(file: Path, rows: Rows) -> None:
    missing = rows.missing(fault.name for _, faults in TABLES for fault in faults)
    if missing:
        raise pytest.UsageError(f"{file} is not written: not met were {', '.join(missing)}")
    write_page(file, [(heading, [rows.met[fault.name] for fault in faults]) for heading, faults in TABLES])
