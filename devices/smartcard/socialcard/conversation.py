"""One card's reading, from selecting the application to the checked answer; whatever line it goes over."""

from typing import Protocol

from devices.card_failure import CardFailure, CardNotRead
from devices.smartcard.apdu import NO_SUCH_APPLICATION, RefusedError, Words, ask, expect_done
from devices.smartcard.socialcard.card import SocialCardAnswer, card_from_records, generation_of
from devices.smartcard.socialcard.protocol import (
    CARD_FILE,
    PERSON_FILE,
    Tag,
    read_record,
    select_application,
    select_file,
    value_of,
)
from devices.smartcard.transmit import Transmit

_FREE_GENERATIONS = (1, 2)


class IssuerModule(Protocol):
    """The place for a vendor library that opens cards which are read only after an exchange of keys."""

    def generations(self) -> frozenset[int]:
        """Which generations of cards it opens."""

    def open(self, transmit: Transmit) -> bool:
        """Prove to the chip, its application selected, that it may be read; whether the chip agreed."""


def read_chip(transmit: Transmit, module: IssuerModule | None = None) -> SocialCardAnswer:
    """Read the card, a second time if the first fails on the way: it may have been swapped for another.

    Everything in the answer is of one card: the card number is asked for again at the end. Raises nothing but
    the CardLostError of ``transmit``.
    """
    answer = _read_once(transmit, module)
    if isinstance(answer, CardNotRead) and answer.failure is CardFailure.UNREADABLE:
        return _read_once(transmit, module)
    return answer


def _read_once(transmit: Transmit, module: IssuerModule | None) -> SocialCardAnswer:
    try:
        selected = ask(transmit, select_application())
        if selected.words in NO_SUCH_APPLICATION:
            return CardNotRead(CardFailure.WRONG_KIND, "no social-security application on this card")
        expect_done(selected, "application")
        return _read_application(transmit, module)
    except RefusedError as refused:
        return CardNotRead(CardFailure.UNREADABLE, str(refused))


def _read_application(transmit: Transmit, module: IssuerModule | None) -> SocialCardAnswer:
    expect_done(ask(transmit, select_file(CARD_FILE)), "card file")
    records = {Tag.VERSION: _record(transmit, Tag.VERSION)}
    generation = generation_of(records[Tag.VERSION])
    if generation is None:
        return CardNotRead(CardFailure.UNREADABLE, "does not add up: version")
    if generation not in _FREE_GENERATIONS:
        if module is None or generation not in module.generations():
            return _needs_module(generation)
        if not module.open(transmit):
            return CardNotRead(CardFailure.UNREADABLE, "the card did not accept the issuer's module")
        expect_done(ask(transmit, select_file(CARD_FILE)), "card file")
    try:
        for tag in (Tag.ISSUED, Tag.EXPIRES, Tag.CARD_NUMBER):
            records[tag] = _record(transmit, tag)
        expect_done(ask(transmit, select_file(PERSON_FILE)), "person file")
        for tag in (Tag.NUMBER, Tag.NAME):
            records[tag] = _record(transmit, tag)
        records[Tag.MORE_NAME] = _record(transmit, Tag.MORE_NAME, missing=True)
        expect_done(ask(transmit, select_file(CARD_FILE)), "card file")
        if _record(transmit, Tag.CARD_NUMBER) != records[Tag.CARD_NUMBER]:
            return CardNotRead(CardFailure.UNREADABLE, "the card was swapped while it was read")
    except RefusedError as refused:
        if refused.words == Words.SECURITY:
            return _needs_module(generation)
        raise
    return card_from_records(records)


def _record(transmit: Transmit, tag: Tag, *, missing: bool = False) -> bytes:
    """A record's value; b"" for one that is not there, if it may be missing."""
    name = tag.name.lower()
    response = ask(transmit, read_record(tag))
    if missing and response.words in (Words.NO_RECORD, Words.NOT_FOUND):
        return b""
    expect_done(response, name)
    if missing and not response.data:
        return b""
    value = value_of(tag, response.data)
    if value is None:
        raise RefusedError(f"lengths do not add up: {name}")
    return value


def _needs_module(generation: int) -> CardNotRead:
    detail = f"this card's generation ({generation}) needs the issuer's module"
    return CardNotRead(CardFailure.NEEDS_ISSUER_MODULE, detail)
