"""A certificate of ours, valid, for card authentication, not revoked: else it is refused by name."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.smartcard.staffcard.answer import StaffCardRefused, StaffFailure
from devices.smartcard.staffcard.certificate import (
    StaffCertificate,
    Trust,
    authorities_in,
    check_certificate,
    revoked_in,
)
from devices.smartcard.staffcard.simulated_card import (
    KeyKind,
    MadeUpCertificate,
    PrivateKey,
    SimulatedAuthority,
    make_key,
)
from tests.devices.smartcard.staffcard.conftest import NOW

DAY = timedelta(days=1)
CLIENT_AUTHENTICATION = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.2")

Keys = dict[KeyKind, PrivateKey]


@pytest.fixture(scope="session")
def key(keys: Keys) -> PrivateKey:
    return keys[KeyKind.P256]


def refusal_of(certificate: bytes, trust: Trust) -> StaffFailure:
    answer = check_certificate(certificate, trust, NOW)
    assert isinstance(answer, StaffCardRefused) and isinstance(answer.failure, StaffFailure)
    return answer.failure


@pytest.mark.parametrize("kind", KeyKind)
def test_every_kind_of_key_is_taken(
    kind: KeyKind, keys: Keys, authority: SimulatedAuthority, trust: Trust
) -> None:
    checked = check_certificate(authority.issue(keys[kind]), trust, NOW)
    assert isinstance(checked, StaffCertificate)
    assert (checked.card, checked.key) == ("1a2b3c", keys[kind].public_key())


@pytest.mark.parametrize(
    ("says", "refused"),
    [
        (MadeUpCertificate(before=-DAY), StaffFailure.NOT_VALID_NOW),
        (MadeUpCertificate(after=-DAY), StaffFailure.NOT_VALID_NOW),
        (MadeUpCertificate(purpose=CLIENT_AUTHENTICATION), StaffFailure.NOT_FOR_THIS),
        (MadeUpCertificate(signs=False), StaffFailure.NOT_FOR_THIS),
        (MadeUpCertificate(authority=True), StaffFailure.NOT_FOR_THIS),
        (MadeUpCertificate(unknown=True), StaffFailure.NOT_FOR_THIS),
        (MadeUpCertificate(short_digest=True), StaffFailure.UNKNOWN_ISSUER),
    ],
)
def test_what_the_certificate_says_against_it_is_named(
    says: MadeUpCertificate,
    refused: StaffFailure,
    key: PrivateKey,
    authority: SimulatedAuthority,
    trust: Trust,
) -> None:
    assert refusal_of(authority.issue(key, says), trust) is refused


def test_a_certificate_without_a_purpose_of_its_own_is_taken(
    key: PrivateKey, authority: SimulatedAuthority, trust: Trust
) -> None:
    issued = authority.issue(key, MadeUpCertificate(purpose=None))
    assert isinstance(check_certificate(issued, trust, NOW), StaffCertificate)


def test_an_issuer_of_the_same_name_but_another_key_is_unknown(key: PrivateKey, trust: Trust) -> None:
    assert refusal_of(SimulatedAuthority(NOW).issue(key), trust) is StaffFailure.UNKNOWN_ISSUER
    assert refusal_of(SimulatedAuthority(NOW, "Another").issue(key), trust) is StaffFailure.UNKNOWN_ISSUER


def test_nobody_is_known_where_no_authority_is(key: PrivateKey, authority: SimulatedAuthority) -> None:
    assert refusal_of(authority.issue(key), Trust(())) is StaffFailure.UNKNOWN_ISSUER


def test_one_authority_of_several_is_enough(key: PrivateKey, authority: SimulatedAuthority) -> None:
    other = SimulatedAuthority(NOW, "Another")
    both = Trust(authorities_in(other.pem + authority.pem))
    assert isinstance(check_certificate(authority.issue(key), both, NOW), StaffCertificate)


def test_an_authority_that_has_ended_vouches_for_nobody(key: PrivateKey) -> None:
    ended = SimulatedAuthority(NOW - 500 * DAY)
    issued = ended.issue(key, MadeUpCertificate(after=900 * DAY))
    assert refusal_of(issued, Trust((ended.certificate,))) is StaffFailure.NOT_VALID_NOW


def test_a_revoked_card_is_refused(key: PrivateKey, authority: SimulatedAuthority, trust: Trust) -> None:
    revoked = Trust(trust.authorities, revoked_in("# lost\n1A:2B:3C  # in March\n\n"))
    assert refusal_of(authority.issue(key), revoked) is StaffFailure.REVOKED
    other = authority.issue(key, MadeUpCertificate(serial=5))
    assert isinstance(check_certificate(other, revoked, NOW), StaffCertificate)


@pytest.mark.parametrize("line", ["xyz", "-5", "1_0", "0x1f", "1a 2b"])
def test_a_line_that_is_no_serial_number_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2 "):
        revoked_in(f"1a\n{line}\n")


def test_a_file_that_holds_no_authority_is_refused(key: PrivateKey, authority: SimulatedAuthority) -> None:
    with pytest.raises(ValueError, match="PEM"):
        authorities_in(b"nothing")
    card = x509.load_der_x509_certificate(authority.issue(key)).public_bytes(Encoding.PEM)
    with pytest.raises(ValueError, match="may not issue"):
        authorities_in(authority.pem + card)


def test_a_key_of_another_size_is_not_taken(authority: SimulatedAuthority, trust: Trust) -> None:
    long = rsa.generate_private_key(65537, 3072)
    assert refusal_of(authority.issue(long), trust) is StaffFailure.NOT_FOR_THIS


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_are_taken_for_a_certificate(data: bytes) -> None:
    refusal_of(data, _TRUST)


@pytest.mark.filterwarnings("ignore:Parsed a serial number which wasn't positive")
@settings(max_examples=500, deadline=None)
@given(st.data())
def test_a_certificate_with_any_byte_of_what_is_signed_changed_is_refused(data: st.DataObject) -> None:
    certificate = bytearray(_ISSUED)
    at = data.draw(st.integers(0, len(certificate) - 1))
    certificate[at] ^= data.draw(st.integers(1, 255))
    checked = check_certificate(bytes(certificate), _TRUST, NOW)
    # Behind what is signed, one octet may say how many of the signature's last zero bits count.
    assert isinstance(checked, StaffCardRefused) or (checked.card == "1a2b3c" and at > _SIGNED_TO)


_AUTHORITY = SimulatedAuthority(NOW)
_ISSUED = _AUTHORITY.issue(make_key(KeyKind.P256))
_TRUST = Trust((_AUTHORITY.certificate,))
_SIGNED = x509.load_der_x509_certificate(_ISSUED).tbs_certificate_bytes
_SIGNED_TO = _ISSUED.index(_SIGNED) + len(_SIGNED)
