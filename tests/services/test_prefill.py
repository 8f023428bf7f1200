"""What the card or the platform knows is not asked again, unless the step wants it confirmed."""

from datetime import date
from pathlib import Path

from kiosk.services.packs import load_catalogue
from kiosk.services.prefill import prefilled, steps_to_show, taken_again

SHOP = load_catalogue(Path(__file__).parent / "every_kind").service("shop")
TODAY = date(2026, 5, 4)
CARD = {"name": "阿依古丽", "number": "659999198704120024", "address": "样本县测试乡模拟村3组17号"}


def test_what_is_known_is_filled_in() -> None:
    assert prefilled(SHOP, CARD, {"phone": "138 0000 0000"}, today=TODAY) == {
        "where": CARD["address"],
        "phone": "13800000000",
    }
    assert prefilled(SHOP, {}, {}, today=TODAY) == {}


def test_what_is_held_but_is_no_answer_is_asked() -> None:
    assert prefilled(SHOP, {}, {"phone": "0990-1234567"}, today=TODAY) == {}
    assert prefilled(SHOP, {"address": "长" * 41}, {}, today=TODAY) == {}


def test_only_a_step_that_says_so_is_skipped_and_only_where_it_is_known() -> None:
    known = prefilled(SHOP, CARD, {"phone": "13800000000"}, today=TODAY)
    shown = {step.id for step in steps_to_show(SHOP, known, known)}
    assert "phone" not in shown
    assert "where" in shown
    assert "phone" in {step.id for step in steps_to_show(SHOP, {}, {})}


def test_of_what_was_sent_once_is_left_what_is_still_an_answer() -> None:
    sent = {"phone": "13800000000", "where": CARD["address"], "gone": "x"}
    assert taken_again(SHOP, sent, today=TODAY) == {"phone": "13800000000", "where": CARD["address"]}
    assert taken_again(SHOP, {"phone": "0990-1234567"}, today=TODAY) == {}
    for step in SHOP.steps:
        # An option or an answer that this version does not have is none.
        assert step.id not in taken_again(SHOP, {step.id: "\u0000"}, today=TODAY)
