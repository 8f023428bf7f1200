"""Whether a card's certificate is one of ours, valid, and meant for card authentication (RFC 5280, FIPS 201).

A card's certificate has to be issued directly by one of the configured authorities. Nothing of its names is
looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from string import hexdigits
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtensionOID, ObjectIdentifier

from devices.smartcard.staffcard.answer import StaffCardRefused, StaffFailure

PIV_CARD_AUTHENTICATION = ObjectIdentifier("2.16.840.1.101.3.6.8")

CardKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey

_Kind = TypeVar("_Kind", bound=x509.ExtensionType)

_RSA_BITS = 2048
_CURVES = (ec.SECP256R1, ec.SECP384R1)
_HASHES = (hashes.SHA256, hashes.SHA384, hashes.SHA512)
# What a critical extension may be: those we check, and those that say nothing about the key's use.
_UNDERSTOOD = frozenset(
    {
        ExtensionOID.BASIC_CONSTRAINTS,
        ExtensionOID.KEY_USAGE,
        ExtensionOID.EXTENDED_KEY_USAGE,
        ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
        ExtensionOID.CERTIFICATE_POLICIES,
    }
)
_NO_CERTIFICATE = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""How the library says that bytes are no certificate it can take."""


@dataclass(frozen=True)
class Trust:
    """Who issues staff cards, and the serial numbers of cards (not of people) that are not taken any more."""

    authorities: tuple[x509.Certificate, ...]
    revoked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class StaffCertificate:
    """A certificate of ours. ``card``: its serial number in lower hexadecimal."""

    card: str
    key: CardKey


class _NotTakenError(Exception):
    def __init__(self, failure: StaffFailure, detail: str) -> None:
        super().__init__(detail)
        self.refused = StaffCardRefused(failure, detail)


def authorities_in(pem: bytes) -> tuple[x509.Certificate, ...]:
    """The authorities in a PEM file, one or more. ValueError, naming what is wrong, if one is none."""
    try:
        found = tuple(x509.load_pem_x509_certificates(pem))
        authority = [_is_authority(certificate) for certificate in found]
    except _NO_CERTIFICATE:
        raise ValueError("no certificates in PEM form") from None
    if not all(authority):
        raise ValueError("one of the certificates may not issue others")
    return found


def revoked_in(text: str) -> frozenset[int]:
    """Serial numbers in hexadecimal, one a line, colons and # remarks allowed. ValueError names the line."""
    numbers: set[int] = set()
    for at, line in enumerate(text.splitlines(), start=1):
        digits = line.split("#")[0].replace(":", "").strip()
        if not digits:
            continue
        if not set(digits) <= set(hexdigits):
            raise ValueError(f"line {at} is no serial number in hexadecimal")
        numbers.add(int(digits, 16))
    return frozenset(numbers)


def check_certificate(der: bytes, trust: Trust, now: datetime) -> StaffCertificate | StaffCardRefused:
    """Whether this certificate is to be believed at ``now`` (with its zone). Never raises."""
    try:
        return _checked(x509.load_der_x509_certificate(der), trust, now)
    except _NotTakenError as not_taken:
        return not_taken.refused
    except _NO_CERTIFICATE:
        return StaffCardRefused(StaffFailure.NOT_FOR_THIS, "the certificate cannot be understood")


def _checked(certificate: x509.Certificate, trust: Trust, now: datetime) -> StaffCertificate:
    issuers = [authority for authority in trust.authorities if _issued(authority, certificate)]
    if not issuers:
        raise _NotTakenError(StaffFailure.UNKNOWN_ISSUER, "no authority of ours has issued this card")
    if not any(_valid(issuer, now) for issuer in issuers):
        raise _NotTakenError(StaffFailure.NOT_VALID_NOW, "by our clock the issuing authority is not valid")
    if not _valid(certificate, now):
        raise _NotTakenError(
            StaffFailure.NOT_VALID_NOW, "by our clock the card is not valid yet, or not any more"
        )
    _check_use(certificate)
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey) or not _is_taken(key):
        raise _NotTakenError(StaffFailure.NOT_FOR_THIS, "a kind of key that is not taken")
    if certificate.serial_number <= 0:
        raise _NotTakenError(StaffFailure.NOT_FOR_THIS, "the certificate has no serial number")
    if certificate.serial_number in trust.revoked:
        raise _NotTakenError(StaffFailure.REVOKED, "the card is revoked")
    return StaffCertificate(f"{certificate.serial_number:x}", key)


def _issued(authority: x509.Certificate, certificate: x509.Certificate) -> bool:
    if not isinstance(certificate.signature_hash_algorithm, _HASHES):
        return False
    try:
        certificate.verify_directly_issued_by(authority)
    except (InvalidSignature, *_NO_CERTIFICATE):
        return False
    return True


def _valid(certificate: x509.Certificate, now: datetime) -> bool:
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc


def _check_use(certificate: x509.Certificate) -> None:
    constraints = _extension(certificate, x509.BasicConstraints)
    usage = _extension(certificate, x509.KeyUsage)
    purposes = _extension(certificate, x509.ExtendedKeyUsage)
    fits = (
        not (constraints is not None and constraints.ca)
        and (usage is not None and usage.digital_signature)
        and (purposes is None or PIV_CARD_AUTHENTICATION in purposes)
        and not _unknown_critical(certificate.extensions)
    )
    if not fits:
        raise _NotTakenError(StaffFailure.NOT_FOR_THIS, "the certificate is not for card authentication")


def _is_authority(certificate: x509.Certificate) -> bool:
    constraints = _extension(certificate, x509.BasicConstraints)
    usage = _extension(certificate, x509.KeyUsage)
    return (
        constraints is not None
        and constraints.ca
        and (usage is None or usage.key_cert_sign)
        and not _unknown_critical(certificate.extensions)
    )


def _is_taken(key: CardKey) -> bool:
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size == _RSA_BITS
    return isinstance(key.curve, _CURVES)


def _unknown_critical(extensions: Iterable[x509.Extension[x509.ExtensionType]]) -> bool:
    return any(extension.critical and extension.oid not in _UNDERSTOOD for extension in extensions)


def _extension(certificate: x509.Certificate, kind: type[_Kind]) -> _Kind | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
