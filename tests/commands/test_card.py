"""`kiosk card read` against a reader on a pseudo-terminal."""

from pathlib import Path

import pytest

from devices.idcard.simulated_cards import ETHNICITY_MARK, MadeUpCard, block_of
from devices.idcard.simulator import SCRIPTS, ReaderSimulator
from tests.commands.conftest import Typed


def test_a_card_is_read_as_json_without_ethnicity_and_photo(kiosk: Typed) -> None:
    with ReaderSimulator(paced=False) as reader:
        reader.lay(block_of(MadeUpCard(valid_to=None)))
        answered = kiosk("card", "read", "--serial", reader.path, "--json")
        photo = reader.photo
    assert answered.code == 0
    assert answered.object == {
        "status": "read",
        "card": {
            "kind": "resident",
            "name": "样本·测试",
            "number": "659999199003072028",
            "sex": "female",
            "birth": "1990-03-07",
            "address": "样本地区测试县模拟路1号",
            "authority": "测试县公安局",
            "valid_from": "2016-05-04",
            "valid_to": None,
            "name_may_be_cut": False,
            "expired": False,
        },
    }
    assert ETHNICITY_MARK not in answered.out + answered.err
    assert photo[:16].hex() not in answered.out + answered.err


@pytest.mark.parametrize(
    ("script", "status", "code"),
    [
        ("mute", "service-down", "CARD-01"),
        ("garbled", "unreadable", "CARD-04"),
        ("wrong-card", "wrong-card", "CARD-05"),
        ("removed", "removed", "CARD-06"),
    ],
)
def test_each_way_to_fail_has_its_name(kiosk: Typed, script: str, status: str, code: str) -> None:
    with ReaderSimulator(paced=False) as reader:
        reader.lay(block_of(MadeUpCard()))
        reader.play(SCRIPTS[script])
        answered = kiosk("card", "read", "--serial", reader.path, "--json")
    assert answered.code == 1
    assert answered.object == {"status": status, "code": code}


def test_an_empty_reader_has_no_card(kiosk: Typed) -> None:
    with ReaderSimulator(paced=False) as reader:
        answered = kiosk("card", "read", "--serial", reader.path, "--wait", 0, "--json")
    assert (answered.code, answered.object) == (1, {"status": "no-card", "code": "CARD-03"})


def test_without_a_reader_it_says_so(kiosk: Typed, tmp_path: Path) -> None:
    no_reader = {"status": "no-reader", "code": "CARD-02"}
    assert kiosk("card", "read", "--serial", tmp_path / "none", "--json").object == no_reader
    assert "CARD-02: no-reader" in kiosk("card", "read", "--serial", tmp_path / "none").out


def test_a_reader_has_to_be_named(kiosk: Typed) -> None:
    assert kiosk("card", "read").code == 2
    assert kiosk("card", "read", "--serial", "/dev/ttyS0", "--pcsc").code == 2
    assert kiosk("card", "read", "--serial", "/dev/ttyS0", "--baud", "7").code == 2
