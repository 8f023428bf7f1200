"""Keys and an authority, made once: RSA keys take their time."""

from datetime import UTC, datetime

import pytest

from devices.smartcard.staffcard.certificate import Trust
from devices.smartcard.staffcard.simulated_card import KeyKind, PrivateKey, SimulatedAuthority, make_key

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture(scope="session")
def keys() -> dict[KeyKind, PrivateKey]:
    return {kind: make_key(kind) for kind in KeyKind}


@pytest.fixture(scope="session")
def authority() -> SimulatedAuthority:
    return SimulatedAuthority(NOW)


@pytest.fixture(scope="session")
def trust(authority: SimulatedAuthority) -> Trust:
    return Trust((authority.certificate,))
