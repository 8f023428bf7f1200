"""Of a card a service gets what it needs, and there is nothing else to get."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.holder import HolderCard, needed_fields
from kiosk.services.cards import CardField
from tests.recording_ports import HOLDER


@given(st.sets(st.sampled_from(list(CardField))))
def test_exactly_the_needed_fields_are_given(needed: set[CardField]) -> None:
    assert set(needed_fields(HOLDER, needed)) == {field.value for field in needed}


def test_every_field_is_given_as_the_card_has_it_dates_in_iso_form() -> None:
    assert needed_fields(HOLDER, CardField) == {
        "name": HOLDER.name,
        "number": HOLDER.number,
        "sex": "female",
        "birth": "1987-04-12",
        "address": HOLDER.address,
        "authority": HOLDER.authority,
        "valid_to": "2037-05-09",
        "social_card": "",
    }


def test_a_card_without_end_has_an_empty_end() -> None:
    assert needed_fields(replace(HOLDER, valid_to=None), [CardField.VALID_TO]) == {"valid_to": ""}


@pytest.mark.parametrize(("valid_to", "expired"), [
    (date(2026, 5, 3), True), (date(2026, 5, 4), False), (date(2026, 5, 5), False), (None, False),
])  # fmt: skip
def test_a_card_is_valid_through_its_last_day(valid_to: date | None, expired: bool) -> None:
    assert replace(HOLDER, valid_to=valid_to).expired(date(2026, 5, 4)) == expired


def test_a_holder_is_this_and_no_more() -> None:
    assert {field.name for field in fields(HolderCard)} == {
        "kind", "name", "number", "sex", "birth", "address", "authority", "valid_to",
        "name_may_be_cut", "social_card", "card",
    }  # fmt: skip
