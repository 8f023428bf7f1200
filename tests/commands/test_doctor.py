"""`kiosk doctor` names every part, its state, and what to do."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devices.headphones.simulator import HeadphonesSimulator
from devices.idcard.simulator import SCRIPTS, ReaderSimulator
from devices.keypad.simulator import KeypadSimulator
from devices.receipt.simulator import ReceiptPrinterSimulator
from kiosk.commands.checks import check_clock
from kiosk.journal import Journal, VisitBegun
from kiosk.sandbox.platform.process import PlatformProcess
from tests.commands.conftest import Typed

PARTS = [
    "config", "locales", "fonts", "rare characters", "keyboards", "pinyin", "handwriting", "voice", "sound",
    "clock", "data folder", "outbox", "services", "screen", "card reader",
    "chip card reader", "receipt printer", "keypad",
    "headphone socket", "A4 printer", "receipt paper", "central link",
]  # fmt: skip


def test_a_machine_that_is_well(kiosk: Typed, config: Callable[..., Path], tmp_path: Path) -> None:
    with (
        ReaderSimulator() as reader,
        ReceiptPrinterSimulator() as printer,
        KeypadSimulator() as keypad,
        HeadphonesSimulator() as headphones,
        PlatformProcess(tmp_path / "platform") as platform,
    ):
        file = config(
            f'[id_card]\nport = "{reader.path}"\n[receipt_printer]\naddress = "{printer.address}"\n'
            f'[keypad]\npath = "{keypad.path}"\n[headphones]\npath = "{headphones.path}"\n'
            '[speech]\nsink = "none"\n'
        )
        text = file.read_text(encoding="utf-8")
        text = text.replace("http://127.0.0.1:9", platform.address.url).replace(
            "very-secret", platform.address.token
        )
        file.write_text(text, encoding="utf-8")
        answered = kiosk("doctor", "--config", file, "--json")
    assert [row["name"] for row in answered.object["rows"]] == PARTS
    assert {row["name"]: row["code"] for row in answered.object["rows"] if row["code"]} == {}
    assert answered.code == 0
    assert platform.address.token not in answered.out


def test_each_part_that_is_ill_has_its_code_and_advice(kiosk: Typed, config: Callable[..., Path]) -> None:
    with ReaderSimulator() as reader, ReceiptPrinterSimulator() as printer:
        reader.play(SCRIPTS["mute"])
        printer.fault(cover_open=True)
        file = config(
            f'[id_card]\nport = "{reader.path}"\n[receipt_printer]\naddress = "{printer.address}"\n'
            '[keypad]\npath = "/dev/input/none"\n[headphones]\npath = "/dev/input/none"\n'
            '[speech]\nsink = "none"\n'
        )
        file.write_text(file.read_text().replace("kiosk/sandbox/catalogue", "nowhere"), encoding="utf-8")
        answered = kiosk("doctor", "--config", file, "--json")
    assert answered.code == 1
    ill = {row["name"]: row["code"] for row in answered.object["rows"] if row["state"] == "failed"}
    assert ill == {
        "services": "SVC-01",
        "card reader": "CARD-01",
        "receipt printer": "PRN-03",
        "keypad": "KEY-01",
        "headphone socket": "JACK-01",
        "central link": "NET-01",
    }
    assert all(row["what_to_do"] for row in answered.object["rows"] if row["state"] == "failed")
    devices = {row["name"]: row["device"] for row in answered.object["rows"] if "device" in row}
    assert devices == {
        "card reader": "fault",
        "receipt printer": "fault",
        "keypad": "absent",
        "headphone socket": "absent",
    }
    assert "very-secret" not in answered.out


def test_without_settings_the_rest_is_looked_at_all_the_same(kiosk: Typed, tmp_path: Path) -> None:
    answered = kiosk("doctor", "--config", tmp_path / "none.toml", "--json")
    assert answered.code == 1
    rows = {row["name"]: row for row in answered.object["rows"]}
    assert rows["config"]["code"] == "CFG-01"
    assert {"locales", "fonts", "voice", "clock"} <= rows.keys()


def test_a_clock_behind_the_last_thing_that_happened_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Journal(tmp_path / "journal", now=lambda: datetime(2099, 1, 1, tzinfo=UTC)).write(VisitBegun())
    assert check_clock(tmp_path).code == "CLK-01"
    assert check_clock(None).code is None
