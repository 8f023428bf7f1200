"""The platform's own key pair and the token it gives its kiosks, kept in its data folder."""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from kiosk.central.sealing import KeyPair, keypair_of


def platform_keypair(folder: Path) -> KeyPair:
    """The key pair of this data folder, made when it is first asked for."""
    raw = _kept(folder / "platform.key", X25519PrivateKey.generate().private_bytes_raw())
    return keypair_of(X25519PrivateKey.from_private_bytes(raw))


def kiosk_token(folder: Path) -> str:
    """The bearer token of this data folder's kiosks, made when it is first asked for."""
    return _kept(folder / "kiosk.token", secrets.token_urlsafe(24).encode()).decode()


def _kept(file: Path, fresh: bytes) -> bytes:
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as made:
            made.write(fresh)
    return file.read_bytes()
