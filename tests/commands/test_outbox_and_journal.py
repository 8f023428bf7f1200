"""`kiosk outbox status` and `kiosk journal show` tell how much and what, never who."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kiosk.central.outbox import Outbox
from kiosk.central.port import Kind
from kiosk.journal import Journal, VisitBegun, VisitEnded
from tests.commands.conftest import Typed


def test_an_outbox_is_counted(kiosk: Typed, config: Callable[..., Path]) -> None:
    file = config()
    empty = {"waiting": 0, "delivered": 0, "refused": 0, "oldest_s": None}
    assert kiosk("outbox", "status", "--config", file, "--json").object == empty
    # Asking has made nothing.
    assert not (file.parent / "data").exists()
    (file.parent / "data").mkdir()
    outbox = Outbox(file.parent / "data" / "outbox.sqlite")
    for key in ("a", "b", "c"):
        outbox.put(key, Kind.APPLICATION, b"sealed")
    outbox.mark_delivered("a")
    outbox.mark_refused("b")
    outbox.close()
    counted = kiosk("outbox", "status", "--config", file, "--json").object
    assert {name: counted[name] for name in ("waiting", "delivered", "refused")} == {
        "waiting": 1,
        "delivered": 1,
        "refused": 1,
    }
    assert 0 <= counted["oldest_s"] < 60


def test_an_outbox_that_is_none_is_named(kiosk: Typed, config: Callable[..., Path]) -> None:
    file = config()
    (file.parent / "data").mkdir()
    (file.parent / "data" / "outbox.sqlite").write_bytes(b"no database at all" * 100)
    answered = kiosk("outbox", "status", "--config", file, "--json")
    assert (answered.code, answered.object["failure"]["code"]) == (1, "OUT-01")


def test_the_journal_is_shown_oldest_first(kiosk: Typed, config: Callable[..., Path]) -> None:
    file = config()
    journal = Journal(file.parent / "data" / "journal", now=lambda: datetime(2026, 3, 1, 12, tzinfo=UTC))
    journal.write(VisitBegun())
    journal.write(VisitEnded("left"))
    assert kiosk("journal", "show", "--config", file).out.splitlines() == [
        "2026-03-01T12:00:00Z visit-begun",
        '2026-03-01T12:00:00Z visit-ended how="left"',
    ]
    shown = kiosk("journal", "show", "--config", file, "--json").object["entries"]
    assert shown[1] == {"at": "2026-03-01T12:00:00Z", "event": "visit-ended", "how": "left"}
