"""Envelopes that only their receiver can open: HPKE (RFC 9180) in base mode.

An envelope is one version byte, the receiver's key id (8 bytes), and what HPKE gives: the encapsulated
key (32 bytes) and the ciphertext. HPKE's ``info`` binds it to the version, its purpose, its kiosk and its
idempotency key, so that an envelope put under another key or in another kiosk's name does not open.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

VERSION = 1
PUBLIC_KEY_LENGTH = 32
_ID_LENGTH = 8
_HEADER_LENGTH = 1 + _ID_LENGTH
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)


@dataclass(frozen=True)
class KeyPair:
    """An X25519 key pair; ``public`` are its 32 raw bytes."""

    private: X25519PrivateKey = field(repr=False, compare=False)
    public: bytes

    @property
    def id(self) -> str:
        return key_id(self.public)


@dataclass(frozen=True)
class Binding:
    """What an envelope belongs to; it opens only where sealer and opener name the same."""

    purpose: str
    kiosk_id: str
    key: str


class SealFault(StrEnum):
    """Why an envelope does not open."""

    TOO_SHORT = "too short"
    UNKNOWN_VERSION = "unknown version"
    UNKNOWN_KEY = "unknown key"
    DAMAGED = "damaged, or sealed for something else"


@dataclass(frozen=True)
class NotOpened:
    fault: SealFault


def generate_keypair() -> KeyPair:
    return keypair_of(X25519PrivateKey.generate())


def keypair_of(private: X25519PrivateKey) -> KeyPair:
    return KeyPair(private, private.public_key().public_bytes_raw())


def key_id(public: bytes) -> str:
    """The id of a public key: the first 8 bytes of its SHA-256, in hex."""
    return sha256(public).digest()[:_ID_LENGTH].hex()


def seal(plaintext: bytes, public: bytes, binding: Binding) -> bytes:
    """The envelope. ValueError where ``public`` is not a usable X25519 public key."""
    sealed = _SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(public), _info(binding))
    return bytes([VERSION]) + bytes.fromhex(key_id(public)) + sealed


def open_sealed(envelope: bytes, keys: Iterable[KeyPair], binding: Binding) -> bytes | NotOpened:
    """What was sealed, with whichever of the keys it was sealed to."""
    if envelope and envelope[0] != VERSION:
        return NotOpened(SealFault.UNKNOWN_VERSION)
    if len(envelope) <= _HEADER_LENGTH:
        return NotOpened(SealFault.TOO_SHORT)
    wanted = envelope[1:_HEADER_LENGTH].hex()
    key = next((pair for pair in keys if pair.id == wanted), None)
    if key is None:
        return NotOpened(SealFault.UNKNOWN_KEY)
    try:
        return _SUITE.decrypt(envelope[_HEADER_LENGTH:], key.private, _info(binding))
    except InvalidTag:
        return NotOpened(SealFault.DAMAGED)


def _info(binding: Binding) -> bytes:
    # Each part with its length before it: no two bindings give the same bytes.
    parts = ("kiosk envelope", str(VERSION), binding.purpose, binding.kiosk_id, binding.key)
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
