"""Made-up PIV cards and the authority that issues them, with keys made when they are asked for.

A chip speaks the real protocol: it signs whatever it is given, as a card's key 9E does without a PIN.
"""

import gzip
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from devices.smartcard.apdu import without_le
from devices.smartcard.simulated_cards import answer_to_reset
from devices.smartcard.staffcard.certificate import PIV_CARD_AUTHENTICATION
from devices.smartcard.staffcard.protocol import (
    APPLICATION,
    CARD_AUTHENTICATION_CERTIFICATE,
    CARD_AUTHENTICATION_KEY,
    CERTIFICATE,
    CERTIFICATE_INFO,
    CHALLENGE,
    DATA,
    DYNAMIC,
    SIGNATURE,
)
from devices.smartcard.staffcard.tlv import element_in, tlv

_DONE = b"\x90\x00"
_LONGEST_PIECE = 256
_CURVES = {"secp256r1": 0x11, "secp384r1": 0x14}
_YEAR = timedelta(days=365)

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class KeyKind(StrEnum):
    """What keys PIV knows for card authentication."""

    RSA_2048 = "rsa2048"
    P256 = "p256"
    P384 = "p384"


def make_key(kind: KeyKind) -> PrivateKey:
    """A new key."""
    match kind:
        case KeyKind.RSA_2048:
            return rsa.generate_private_key(65537, 2048)
        case KeyKind.P256:
            return ec.generate_private_key(ec.SECP256R1())
        case KeyKind.P384:
            return ec.generate_private_key(ec.SECP384R1())


@dataclass(frozen=True)
class MadeUpCertificate:
    """What a made-up card's certificate says, besides its key."""

    serial: int = 0x1A2B3C
    before: timedelta = _YEAR
    after: timedelta = _YEAR
    purpose: x509.ObjectIdentifier | None = PIV_CARD_AUTHENTICATION
    signs: bool = True
    authority: bool = False
    unknown: bool = False
    """It has a critical extension nobody knows."""
    short_digest: bool = False
    """It is signed over a shorter digest than is taken."""


class SimulatedAuthority:
    """An issuer of staff cards. ``now`` is what its certificates' days are counted from."""

    def __init__(self, now: datetime, name: str = "Made-up staff authority") -> None:
        self._now = now
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.certificate = self._issue(
            self._key.public_key(), MadeUpCertificate(serial=1, purpose=None, authority=True), self._name
        )

    @property
    def pem(self) -> bytes:
        """Its certificate, as a file holds it."""
        return self.certificate.public_bytes(Encoding.PEM)

    def issue(self, key: PrivateKey, says: MadeUpCertificate | None = None) -> bytes:
        """A card's certificate, DER."""
        # A real one has no name either.
        issued = self._issue(key.public_key(), says or MadeUpCertificate(), x509.Name([]))
        return issued.public_bytes(Encoding.DER)

    def _issue(
        self,
        key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
        says: MadeUpCertificate,
        subject: x509.Name,
    ) -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature=says.signs,
            key_cert_sign=says.authority,
            crl_sign=says.authority,
            content_commitment=False,
            key_encipherment=not says.signs,
            data_encipherment=False,
            key_agreement=False,
            encipher_only=False,
            decipher_only=False,
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key)
            .serial_number(says.serial)
            .not_valid_before(self._now - says.before)
            .not_valid_after(self._now + says.after)
            .add_extension(usage, critical=True)
        )
        if says.authority:
            builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        if says.purpose is not None:
            builder = builder.add_extension(x509.ExtendedKeyUsage([says.purpose]), critical=True)
        if says.unknown:
            unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("2.25.1"), b"")
            builder = builder.add_extension(unknown, critical=True)
        return builder.sign(self._key, hashes.SHA224() if says.short_digest else hashes.SHA256())


@dataclass
class PivChip:
    """The chip of a PIV card. ``certificate``: DER, None for none; ``key`` may be another than is in it.

    ``packed``: the certificate is gzipped. ``t1``: block protocol, where data comes as far as it fits.
    """

    certificate: bytes | None
    key: PrivateKey
    packed: bool = False
    t1: bool = False
    challenges: list[bytes] = field(default_factory=list)
    _selected: bool = field(default=False, init=False)
    _chain: bytes = field(default=b"", init=False)
    _waiting: bytes = field(default=b"", init=False)

    def reset(self) -> None:
        """Power off, on, or reset: nothing is selected."""
        self._selected, self._chain, self._waiting = False, b"", b""

    def atr(self) -> bytes:
        """Answer to reset."""
        return answer_to_reset(b"PIV", t1=self.t1)

    def answer(self, command: bytes) -> bytes:
        """To one command."""
        if len(command) < len("CIPPL") or (not self.t1 and command != without_le(command)):
            return b"\x67\x00"
        brought = command[5 : 5 + command[4]]
        match command[1]:
            case 0xC0:
                return self._fetch(command[4] or _LONGEST_PIECE)
            case 0xA4:
                self._selected = brought.startswith(APPLICATION)
                found = tlv(0x61, tlv(0x4F, APPLICATION[5:]) + tlv(0x79, tlv(0x4F, APPLICATION[:5])))
                return self._give(found) if self._selected else b"\x6a\x82"
            case _ if not self._selected:
                return b"\x6d\x00"
            case 0xCB:
                asked = element_in(brought, 0x5C)
                if asked != CARD_AUTHENTICATION_CERTIFICATE or self.certificate is None:
                    return b"\x6a\x82"
                return self._give(self._object(self.certificate))
            case 0x87:
                return self._authenticate(command, brought)
        return b"\x6d\x00"

    def _object(self, certificate: bytes) -> bytes:
        held = gzip.compress(certificate, mtime=0) if self.packed else certificate
        info = tlv(CERTIFICATE_INFO, bytes([self.packed]))
        return tlv(DATA, tlv(CERTIFICATE, held) + info + tlv(0xFE, b""))

    def _authenticate(self, command: bytes, brought: bytes) -> bytes:
        self._chain += brought
        if command[0] & 0x10:
            return _DONE
        template, self._chain = self._chain, b""
        challenge = element_in(template, DYNAMIC, CHALLENGE)
        if (command[2], command[3]) != (self._algorithm(), CARD_AUTHENTICATION_KEY) or challenge is None:
            return b"\x6a\x80"
        self.challenges.append(challenge)
        return self._give(tlv(DYNAMIC, tlv(SIGNATURE, self._signed(challenge))))

    def _algorithm(self) -> int:
        return 0x07 if isinstance(self.key, rsa.RSAPrivateKey) else _CURVES[self.key.curve.name]

    def _signed(self, challenge: bytes) -> bytes:
        if isinstance(self.key, rsa.RSAPrivateKey):
            private = self.key.private_numbers()
            modulus = private.public_numbers.n
            return pow(int.from_bytes(challenge, "big"), private.d, modulus).to_bytes(256, "big")
        of_its_size = (
            hashes.SHA384() if self.key.key_size > hashes.SHA256.digest_size * 8 else hashes.SHA256()
        )
        return self.key.sign(challenge, ec.ECDSA(Prehashed(of_its_size)))

    def _give(self, data: bytes) -> bytes:
        self._waiting = data
        return self._fetch(_LONGEST_PIECE) if self.t1 else self._left()

    def _fetch(self, length: int) -> bytes:
        piece, self._waiting = self._waiting[:length], self._waiting[length:]
        return piece + self._left()

    def _left(self) -> bytes:
        if not self._waiting:
            return _DONE
        return bytes([0x61, len(self._waiting) if len(self._waiting) < _LONGEST_PIECE else 0])
