"""The scanner's window."""

import gc
from collections.abc import Iterator

import pytest

from tests.overflow.window import prepare

prepare()

from tests.overflow.finding import Setting  # noqa: E402  the window's settings come before Kivy's parts
from tests.overflow.states import LongFace  # noqa: E402


@pytest.fixture(scope="package", autouse=True)
def _nothing_is_collected() -> Iterator[None]:
    """A screen is 15 000 objects in circles: to look through them costs more than to make them."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def face() -> Iterator[LongFace]:
    """A face in Kazakh at the guide."""
    face = LongFace(Setting("kk"))
    face.go("guide")
    yield face
    face.close()
