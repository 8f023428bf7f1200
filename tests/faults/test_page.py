"""docs/faults.md says what the tables have, and nothing besides."""

from pathlib import Path

import pytest

from tests.faults.page import PAGE, Row, read_page, write_page
from tests.faults.tables import TABLES
from tests.faults.written import Rows

ROW = Row(
    "fault", "**sees** `picture`", "hears", "", "reader fault CARD-01; CARD-01: do this", "nothing", "1.2"
)


def test_the_page_has_every_fault_of_the_tables_in_order_and_no_other(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("write_faults", default=None) is not None:
        pytest.skip("the page is being written")
    assert list(read_page()) == [fault.name for _, faults in TABLES for fault in faults]


def test_the_page_says_at_its_beginning_what_it_is_and_what_makes_it() -> None:
    _, _, beginning, *_ = PAGE.read_text(encoding="utf-8").splitlines()
    assert "make faults" in beginning


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "faults.md"
    write_page(file, [("One", [ROW])])
    assert read_page(file) == {"fault": ROW}


def test_a_fault_the_page_does_not_have_or_tells_otherwise_is_not_let_pass() -> None:
    written = next(iter(read_page().values()))
    Rows(writing=False).take(Row(**{**vars(written), "seconds": "9.9"}))
    for other in (ROW, Row(**{**vars(written), "hears": "nothing"})):
        with pytest.raises(AssertionError, match="make faults"):
            Rows(writing=False).take(other)
