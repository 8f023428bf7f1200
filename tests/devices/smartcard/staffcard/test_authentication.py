"""A card is accepted when it signs a fresh challenge with the key of a certificate of ours, never else."""

import gzip
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.card_failure import CardFailure, CardNotRead
from devices.smartcard.apdu import without_le
from devices.smartcard.simulated_cards import bank_chip, transit_chip
from devices.smartcard.socialcard.simulated_cards import social_chip
from devices.smartcard.staffcard.answer import StaffCardAccepted, StaffCardRefused, StaffFailure
from devices.smartcard.staffcard.as_json import answer_as_json
from devices.smartcard.staffcard.authentication import authenticate
from devices.smartcard.staffcard.certificate import Trust
from devices.smartcard.staffcard.protocol import certificate_in, get_certificate, select_application, sign
from devices.smartcard.staffcard.simulated_card import (
    KeyKind,
    MadeUpCertificate,
    PivChip,
    PrivateKey,
    SimulatedAuthority,
    make_key,
)
from devices.smartcard.staffcard.tlv import tlv
from devices.smartcard.transmit import CardLostError, Transmit
from tests.devices.smartcard.staffcard.conftest import NOW

ACCEPTED = StaffCardAccepted("1a2b3c")


def line_to(chip: PivChip) -> Transmit:
    """As a reader carries it over the chip's protocol."""
    return chip.answer if chip.t1 else lambda command: chip.answer(without_le(command))


@pytest.fixture
def chip(keys: dict[KeyKind, PrivateKey], authority: SimulatedAuthority) -> PivChip:
    key = keys[KeyKind.P256]
    return PivChip(authority.issue(key), key, t1=True)


def failure_of(transmit: Transmit, trust: Trust) -> CardFailure | StaffFailure:
    answer = authenticate(transmit, trust, NOW)
    assert isinstance(answer, StaffCardRefused), answer
    return answer.failure


def test_the_commands_are_those_of_the_standard() -> None:
    assert select_application().hex() == "00a4040009a0000003080000100000"
    assert get_certificate().hex() == "00cb3fff055c035fc10100"
    assert sign(0x11, b"\xaa" * 32)[0].hex() == "0087119e267c2482008120" + "aa" * 32 + "00"
    first, last = sign(0x07, bytes(256))
    assert (first[:5].hex(), last[:5].hex()) == ("1087079eff", "0087079e0b")
    assert first[5:].startswith(bytes.fromhex("7c820106820081820100"))


@pytest.mark.parametrize("t1", [False, True])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kind", KeyKind)
def test_a_card_of_ours_is_accepted_with_every_kind_of_key(
    kind: KeyKind,
    packed: bool,
    t1: bool,
    keys: dict[KeyKind, PrivateKey],
    authority: SimulatedAuthority,
    trust: Trust,
) -> None:
    chip = PivChip(authority.issue(keys[kind]), keys[kind], packed=packed, t1=t1)
    assert authenticate(line_to(chip), trust, NOW) == ACCEPTED


@pytest.mark.parametrize("kind", KeyKind)
def test_a_copied_certificate_without_its_key_is_refused(
    kind: KeyKind, keys: dict[KeyKind, PrivateKey], authority: SimulatedAuthority, trust: Trust
) -> None:
    copied = PivChip(authority.issue(keys[kind]), make_key(kind))
    assert failure_of(line_to(copied), trust) is StaffFailure.CHALLENGE_FAILED
    other = keys[KeyKind.P384 if kind is KeyKind.P256 else KeyKind.P256]
    assert failure_of(line_to(PivChip(copied.certificate, other)), trust) is StaffFailure.CHALLENGE_FAILED


@pytest.mark.parametrize("kind", KeyKind)
def test_no_challenge_is_ever_given_twice(
    kind: KeyKind, keys: dict[KeyKind, PrivateKey], authority: SimulatedAuthority, trust: Trust
) -> None:
    chip = PivChip(authority.issue(keys[kind]), keys[kind])
    for _ in range(10):
        assert authenticate(line_to(chip), trust, NOW) == ACCEPTED
    assert len(set(chip.challenges)) == 10
    assert {len(challenge) for challenge in chip.challenges} == {
        {KeyKind.RSA_2048: 256, KeyKind.P256: 32, KeyKind.P384: 48}[kind]
    }


def test_what_a_card_said_before_is_refused_the_next_time(chip: PivChip, trust: Trust) -> None:
    said: list[bytes] = []

    def listening(command: bytes) -> bytes:
        said.append(chip.answer(command))
        return said[-1]

    assert authenticate(listening, trust, NOW) == ACCEPTED
    replayed = iter(said)
    assert failure_of(lambda _: next(replayed), trust) is StaffFailure.CHALLENGE_FAILED


def test_a_card_swapped_between_certificate_and_challenge_is_refused(
    chip: PivChip, keys: dict[KeyKind, PrivateKey], authority: SimulatedAuthority, trust: Trust
) -> None:
    key = keys[KeyKind.P384]
    other = PivChip(authority.issue(key, MadeUpCertificate(serial=9)), key, t1=True)
    other.answer(select_application())

    def swapped(command: bytes) -> bytes:
        return (other if command[1] == 0x87 else chip).answer(command)

    assert failure_of(swapped, trust) is StaffFailure.CHALLENGE_FAILED


def test_cards_of_another_kind_are_named_so(trust: Trust) -> None:
    for chip in (bank_chip(), transit_chip(), social_chip()):
        assert failure_of(chip.answer, trust) is CardFailure.WRONG_KIND


def test_a_piv_card_without_a_certificate_for_this_is_another_kind(chip: PivChip, trust: Trust) -> None:
    chip.certificate = None
    assert failure_of(chip.answer, trust) is CardFailure.WRONG_KIND


def test_a_card_of_others_is_never_given_a_challenge(chip: PivChip) -> None:
    assert failure_of(chip.answer, Trust(())) is StaffFailure.UNKNOWN_ISSUER
    assert not chip.challenges


def test_a_line_that_ends_ends_the_conversation(chip: PivChip, trust: Trust) -> None:
    def ends(command: bytes) -> bytes:
        if command[1] == 0x87:
            raise CardLostError(CardNotRead(CardFailure.REMOVED, "pulled"))
        return chip.answer(command)

    with pytest.raises(CardLostError, match="pulled"):
        authenticate(ends, trust, NOW)


@pytest.mark.parametrize("words", ["6982", "6a80", "6a88", "6d00", "9000", "", "6100", "7c0282009000"])
def test_a_card_that_does_not_sign_is_refused(words: str, chip: PivChip, trust: Trust) -> None:
    asked_to_sign: list[bytes] = []

    def dull(command: bytes) -> bytes:
        if command[1] == 0x87 or asked_to_sign:
            asked_to_sign.append(command)
            return bytes.fromhex(words)
        return chip.answer(command)

    assert failure_of(dull, trust) is StaffFailure.CHALLENGE_FAILED


def test_a_small_object_that_unpacks_to_a_huge_one_is_refused() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    assert certificate_in(tlv(0x53, tlv(0x70, bomb) + tlv(0x71, b"\x01"))) is None
    assert certificate_in(tlv(0x53, tlv(0x70, gzip.compress(b"x") + b"y") + tlv(0x71, b"\x01"))) is None
    assert certificate_in(tlv(0x53, tlv(0x70, b"no gzip") + tlv(0x71, b"\x01"))) is None
    assert certificate_in(tlv(0x53, tlv(0x70, b"x") + tlv(0x71, b"\x02"))) is None
    assert certificate_in(tlv(0x53, tlv(0x70, b"x"))) == b"x"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.binary(max_size=60), max_size=30))
def test_no_answers_of_a_chip_are_accepted_or_raise(answers: list[bytes]) -> None:
    line = iter(answers)
    assert isinstance(authenticate(lambda _: next(line, b"\x90\x00"), _TRUST, NOW), StaffCardRefused)


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 12), st.integers(0, 257), st.integers(1, 255))
def test_one_flipped_byte_anywhere_never_makes_another_card_of_it(nth: int, at: int, flip: int) -> None:
    count: Iterator[int] = iter(range(1, 1000))

    def flipping(command: bytes) -> bytes:
        answer = bytearray(_CHIP.answer(command))
        if next(count) == nth and at < len(answer):
            answer[at] ^= flip
        return bytes(answer)

    answer = authenticate(flipping, _TRUST, NOW)
    assert isinstance(answer, StaffCardRefused) or answer == ACCEPTED


def test_answers_are_printed_with_their_names() -> None:
    assert answer_as_json(ACCEPTED) == {"status": "accepted", "card": "1a2b3c"}
    revoked = answer_as_json(StaffCardRefused(StaffFailure.REVOKED, "x"))
    assert revoked == {"status": "refused", "code": "STAFF-03"}
    removed = answer_as_json(StaffCardRefused(CardFailure.REMOVED, "x"))
    assert removed == {"status": "removed", "code": "CARD-06"}


def test_nothing_of_the_certificate_but_its_number_leaves(chip: PivChip, trust: Trust) -> None:
    asked: set[bytes] = set()

    def noting(command: bytes) -> bytes:
        if command[1] == 0xCB:
            asked.add(command[5:10])
        return chip.answer(command)

    assert repr(authenticate(noting, trust, NOW)) == "StaffCardAccepted(card='1a2b3c')"
    assert asked == {b"\x5c\x03\x5f\xc1\x01"}


_AUTHORITY = SimulatedAuthority(NOW)
_KEY = make_key(KeyKind.P256)
_CHIP = PivChip(_AUTHORITY.issue(_KEY), _KEY, t1=True)
_TRUST = Trust((_AUTHORITY.certificate,))
