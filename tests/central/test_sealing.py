"""Only the receiver opens an envelope, and only as what it was sealed for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.central.sealing import (
    Binding,
    NotOpened,
    SealFault,
    generate_keypair,
    key_id,
    open_sealed,
    seal,
)

KEYS = generate_keypair()
BINDING = Binding("application", "K-1", "0b8f")
ENVELOPE = seal(b"what was confirmed", KEYS.public, BINDING)


@given(st.binary(max_size=3000), st.text(), st.text(), st.text())
def test_what_was_sealed_is_what_is_opened(contents: bytes, purpose: str, kiosk: str, key: str) -> None:
    # Lone surrogates are no text that anybody can type.
    binding = Binding(*(part.encode("utf-8", "replace").decode() for part in (purpose, kiosk, key)))
    assert open_sealed(seal(contents, KEYS.public, binding), [KEYS], binding) == contents


def test_the_same_contents_never_give_the_same_envelope() -> None:
    assert seal(b"what was confirmed", KEYS.public, BINDING) != ENVELOPE


@given(st.integers(0, len(ENVELOPE) - 1), st.integers(1, 255))
def test_one_changed_byte_anywhere_and_it_does_not_open(place: int, change: int) -> None:
    damaged = bytearray(ENVELOPE)
    damaged[place] ^= change
    assert isinstance(open_sealed(bytes(damaged), [KEYS], BINDING), NotOpened)


@given(st.integers(0, len(ENVELOPE) - 1))
def test_an_envelope_cut_short_does_not_open(length: int) -> None:
    assert isinstance(open_sealed(ENVELOPE[:length], [KEYS], BINDING), NotOpened)


@given(st.binary(max_size=200))
def test_no_bytes_at_all_break_the_opening(junk: bytes) -> None:
    assert isinstance(open_sealed(junk, [KEYS], BINDING), NotOpened)


def test_another_key_is_named_unknown() -> None:
    assert open_sealed(ENVELOPE, [generate_keypair()], BINDING) == NotOpened(SealFault.UNKNOWN_KEY)


def test_a_new_version_is_named_unknown() -> None:
    assert open_sealed(b"\2" + ENVELOPE[1:], [KEYS], BINDING) == NotOpened(SealFault.UNKNOWN_VERSION)


def test_a_key_id_that_points_to_the_wrong_key_does_not_help() -> None:
    other = generate_keypair()
    forged = ENVELOPE[:1] + bytes.fromhex(other.id) + ENVELOPE[9:]
    assert open_sealed(forged, [other, KEYS], BINDING) == NotOpened(SealFault.DAMAGED)


def test_among_several_keys_the_right_one_is_found() -> None:
    assert open_sealed(ENVELOPE, [generate_keypair(), KEYS], BINDING) == b"what was confirmed"


@pytest.mark.parametrize(
    "other",
    [
        Binding("rating", "K-1", "0b8f"),
        Binding("application", "K-2", "0b8f"),
        Binding("application", "K-1", "0b90"),
        # The same letters, otherwise divided.
        Binding("application", "K-10", "b8f"),
    ],
)
def test_an_envelope_opens_for_no_other_purpose_kiosk_or_key(other: Binding) -> None:
    assert open_sealed(ENVELOPE, [KEYS], other) == NotOpened(SealFault.DAMAGED)


def test_a_public_key_of_no_use_is_refused_before_anything_is_sealed() -> None:
    for useless in (b"", b"short", bytes(32)):
        with pytest.raises(ValueError):
            seal(b"", useless, BINDING)


def test_the_private_key_shows_in_no_repr() -> None:
    assert KEYS.private.private_bytes_raw().hex() not in repr(KEYS)
    assert "private" not in repr(KEYS)
    assert KEYS.id == key_id(KEYS.public)
