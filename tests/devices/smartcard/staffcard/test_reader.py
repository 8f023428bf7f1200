"""Staff cards in a virtual reader of a real PC/SC service, over T=0 and T=1."""

from collections.abc import Callable

import pytest

from devices.card_failure import CardFailure
from devices.smartcard.guarded_reading import Patience
from devices.smartcard.simulated_cards import bank_chip
from devices.smartcard.simulated_service import SimulatedService
from devices.smartcard.staffcard.answer import StaffCardAccepted, StaffCardRefused, StaffFailure
from devices.smartcard.staffcard.certificate import Trust
from devices.smartcard.staffcard.reader import check_staff_card
from devices.smartcard.staffcard.simulated_card import (
    KeyKind,
    MadeUpCertificate,
    PivChip,
    PrivateKey,
    SimulatedAuthority,
    make_key,
)
from devices.smartcard.virtual_card import SCRIPTS, Fate
from tests.devices.smartcard.staffcard.conftest import NOW

Made = Callable[..., PivChip]


@pytest.fixture
def card(keys: dict[KeyKind, PrivateKey], authority: SimulatedAuthority) -> Made:
    def made(kind: KeyKind = KeyKind.P256, **says: int) -> PivChip:
        return PivChip(authority.issue(keys[kind], MadeUpCertificate(**says)), keys[kind])  # type: ignore[arg-type]

    return made


@pytest.mark.parametrize("t1", [False, True])
@pytest.mark.parametrize("kind", [KeyKind.RSA_2048, KeyKind.P384])
def test_a_card_of_ours_is_accepted_over_both_protocols(
    service: SimulatedService, card: Made, trust: Trust, patience: Patience, kind: KeyKind, t1: bool
) -> None:
    chip = card(kind, serial=0xABC)
    chip.t1 = t1
    with service.lay(chip):
        assert check_staff_card("", trust, NOW, patience=patience) == StaffCardAccepted("abc")


def test_each_way_to_fail_has_its_name(
    service: SimulatedService, card: Made, trust: Trust, patience: Patience, impatience: Patience
) -> None:
    def failure_of(patience: Patience = patience) -> CardFailure | StaffFailure:
        answer = check_staff_card("", trust, NOW, wait=5, patience=patience)
        assert isinstance(answer, StaffCardRefused)
        return answer.failure

    with service.lay(bank_chip()):
        assert failure_of() is CardFailure.WRONG_KIND
    copied = card()
    copied.key = make_key(KeyKind.P256)
    with service.lay(copied):
        assert failure_of() is StaffFailure.CHALLENGE_FAILED
    with service.lay(card(), {3: Fate.PULLED}):
        assert failure_of() is CardFailure.REMOVED
    with service.lay(card(), SCRIPTS["mute"]):
        assert failure_of(impatience) is CardFailure.UNREADABLE


def test_without_card_reader_or_service_it_says_so(service: SimulatedService, trust: Trust) -> None:
    def failure_of(reader: str = "") -> CardFailure | StaffFailure:
        answer = check_staff_card(reader, trust, NOW, wait=0)
        assert isinstance(answer, StaffCardRefused)
        return answer.failure

    assert failure_of() is CardFailure.NO_CARD
    assert failure_of("Another") is CardFailure.NO_READER
    service.stop()
    assert failure_of() is CardFailure.SERVICE_DOWN
