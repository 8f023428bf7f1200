"""Card authentication (NIST SP 800-73-4 part 1, key reference 9E): the certificate, then a fresh challenge.

A certificate can be copied, the key cannot: a card is accepted only when it signs what it has never seen.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from devices.card_failure import CardFailure
from devices.smartcard.apdu import NO_SUCH_APPLICATION, RefusedError, Response, Words, ask, expect_done
from devices.smartcard.staffcard.answer import (
    StaffCardAccepted,
    StaffCardAnswer,
    StaffCardRefused,
    StaffFailure,
)
from devices.smartcard.staffcard.certificate import (
    CardKey,
    StaffCertificate,
    Trust,
    check_certificate,
)
from devices.smartcard.staffcard.protocol import (
    LONGEST_OBJECT,
    certificate_in,
    get_certificate,
    select_application,
    sign,
    signature_in,
)
from devices.smartcard.transmit import Transmit

_RSA_2048, _P256, _P384 = 0x07, 0x11, 0x14
_RSA_BYTES = 256
# DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2).
_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
_CURVES: Mapping[str, int] = MappingProxyType({"secp256r1": _P256, "secp384r1": _P384})
_NO_SUCH_OBJECT = (Words.NOT_FOUND, Words.NO_RECORD)

_NOT_PIV = StaffCardRefused(CardFailure.WRONG_KIND, "no PIV application on this card")
_NO_CERTIFICATE = StaffCardRefused(CardFailure.WRONG_KIND, "no certificate for card authentication on it")
_NO_PROOF = StaffCardRefused(StaffFailure.CHALLENGE_FAILED, "the card does not prove that it has the key")


@dataclass(frozen=True)
class _Challenge:
    """``digest``: random bytes nobody has signed before. ``block``: how the card is given them."""

    algorithm: int
    digest: bytes
    block: bytes


def authenticate(transmit: Transmit, trust: Trust, now: datetime) -> StaffCardAnswer:
    """Whether this card is one of ours at ``now`` (with its zone). Tried twice if it cannot be read.

    ``transmit`` goes to one card, nobody else's meanwhile. Raises nothing but its CardLostError.
    """
    answer = _authenticate_once(transmit, trust, now)
    if isinstance(answer, StaffCardRefused) and answer.failure is CardFailure.UNREADABLE:
        return _authenticate_once(transmit, trust, now)
    return answer


def _authenticate_once(transmit: Transmit, trust: Trust, now: datetime) -> StaffCardAnswer:
    try:
        selected = ask(transmit, select_application())
        if selected.words in NO_SUCH_APPLICATION:
            return _NOT_PIV
        expect_done(selected, "application")
        told = ask(transmit, get_certificate(), longest=LONGEST_OBJECT)
        if told.words in _NO_SUCH_OBJECT:
            return _NO_CERTIFICATE
        expect_done(told, "certificate")
    except RefusedError as refused:
        return StaffCardRefused(CardFailure.UNREADABLE, str(refused))
    der = certificate_in(told.data)
    if der is None:
        return StaffCardRefused(CardFailure.UNREADABLE, "lengths do not add up: certificate")
    certificate = check_certificate(der, trust, now)
    if isinstance(certificate, StaffCardRefused):
        return certificate
    return _prove(transmit, certificate)


def _prove(transmit: Transmit, certificate: StaffCertificate) -> StaffCardAnswer:
    challenge = _challenge(certificate.key)
    try:
        signature = signature_in(_say_all(transmit, sign(challenge.algorithm, challenge.block)).data)
    except RefusedError:
        return _NO_PROOF
    if signature is None or not _is_signed(certificate.key, signature, challenge.digest):
        return _NO_PROOF
    return StaffCardAccepted(certificate.card)


def _say_all(transmit: Transmit, commands: list[bytes]) -> Response:
    for command in commands[:-1]:
        expect_done(ask(transmit, command), "challenge")
    answer = ask(transmit, commands[-1])
    expect_done(answer, "challenge")
    return answer


def _challenge(key: CardKey) -> _Challenge:
    if isinstance(key, ec.EllipticCurvePublicKey):
        digest = secrets.token_bytes(key.key_size // 8)
        return _Challenge(_CURVES[key.curve.name], digest, digest)
    # The card signs the block as it is: filling it up (PKCS #1 v1.5) is on this side.
    digest = secrets.token_bytes(hashes.SHA256.digest_size)
    end = b"\x00" + _SHA256_INFO + digest
    block = b"\x00\x01" + b"\xff" * (_RSA_BYTES - len(end) - 2) + end
    return _Challenge(_RSA_2048, digest, block)


def _is_signed(key: CardKey, signature: bytes, digest: bytes) -> bool:
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            algorithm = hashes.SHA256() if key.key_size == hashes.SHA256.digest_size * 8 else hashes.SHA384()
            key.verify(signature, digest, ec.ECDSA(Prehashed(algorithm)))
        else:
            key.verify(signature, digest, padding.PKCS1v15(), Prehashed(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True
