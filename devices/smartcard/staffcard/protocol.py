"""What is said to a PIV card (NIST SP 800-73-4 part 2) for card authentication, and what it answers.

Only the certificate for card authentication is ever asked for: the objects with a person's name, picture
and fingerprints (CHUID, 5FC103, 5FC108 …) are not.
"""

import zlib

from devices.smartcard.apdu import chained
from devices.smartcard.staffcard.tlv import element_in, elements_of, tlv

APPLICATION = bytes.fromhex("a00000030800001000")
"""The PIV card application, without its version."""
CARD_AUTHENTICATION_KEY = 0x9E
CARD_AUTHENTICATION_CERTIFICATE = bytes.fromhex("5fc101")
LONGEST_OBJECT = 8192

DATA, CERTIFICATE, CERTIFICATE_INFO = 0x53, 0x70, 0x71
DYNAMIC, CHALLENGE, SIGNATURE = 0x7C, 0x81, 0x82

_PLAIN, _GZIPPED = b"\x00", b"\x01"
_GZIP_WINDOW = 31  # zlib's word for: a gzip header, the largest window


def select_application() -> bytes:
    """The PIV application."""
    return b"\x00\xa4\x04\x00" + bytes([len(APPLICATION)]) + APPLICATION + b"\x00"


def get_certificate() -> bytes:
    """The object with the certificate for card authentication."""
    asked = tlv(0x5C, CARD_AUTHENTICATION_CERTIFICATE)
    return b"\x00\xcb\x3f\xff" + bytes([len(asked)]) + asked + b"\x00"


def certificate_in(data: bytes) -> bytes | None:
    """The certificate (DER) in that object's answer, unpacked if it is packed; None if it does not add up."""
    fields = element_in(data, DATA)
    inside = None if fields is None else elements_of(fields)
    if inside is None or CERTIFICATE not in inside:
        return None
    match inside.get(CERTIFICATE_INFO, _PLAIN):
        case value if value == _PLAIN:
            return inside[CERTIFICATE]
        case value if value == _GZIPPED:
            return _unpacked(inside[CERTIFICATE])
    return None


def sign(algorithm: int, challenge: bytes) -> list[bytes]:
    """The commands by which the card signs ``challenge`` with its card-authentication key."""
    template = tlv(DYNAMIC, tlv(SIGNATURE, b"") + tlv(CHALLENGE, challenge))
    return chained(bytes([0x00, 0x87, algorithm, CARD_AUTHENTICATION_KEY]), template)


def signature_in(data: bytes) -> bytes | None:
    """The signature in the answer to ``sign``."""
    return element_in(data, DYNAMIC, SIGNATURE)


def _unpacked(packed: bytes) -> bytes | None:
    unpacking = zlib.decompressobj(_GZIP_WINDOW)
    try:
        # Never more than this: what is small packed may be huge unpacked.
        plain = unpacking.decompress(packed, LONGEST_OBJECT)
    except zlib.error:
        return None
    return plain if unpacking.eof and not unpacking.unused_data else None
