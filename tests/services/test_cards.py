"""Which card a service can do with."""

from itertools import combinations

from kiosk.services.cards import GIVES, CardField, CardKind, cards_that_give


def test_a_card_is_enough_exactly_when_it_gives_every_field() -> None:
    for count in range(len(CardField) + 1):
        for fields in combinations(CardField, count):
            enough = set(cards_that_give(fields))
            assert enough == {kind for kind in CardKind if all(field in GIVES[kind] for field in fields)}


def test_name_and_number_stand_on_either_card_and_the_rest_on_one() -> None:
    both = (CardKind.IDENTITY, CardKind.SOCIAL_SECURITY)
    assert cards_that_give([CardField.NAME, CardField.NUMBER]) == both
    assert cards_that_give([CardField.ADDRESS]) == (CardKind.IDENTITY,)
    assert cards_that_give([CardField.SOCIAL_CARD, CardField.NAME]) == (CardKind.SOCIAL_SECURITY,)
    assert cards_that_give([CardField.SOCIAL_CARD, CardField.ADDRESS]) == ()
