import pytest

from kiosk.text.engine import TextEngine, open_engine


@pytest.fixture(scope="session")
def engine() -> TextEngine:
    return open_engine()
