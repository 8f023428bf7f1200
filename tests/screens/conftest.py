"""One window for all screens of a test process, and a driver for the face in it."""

import gc
from collections.abc import Iterator

import pytest
from kivy.config import Config

# Before the clock and the window read them; no frame waits for the next.
for option, value in (("width", 1080), ("height", 1920), ("maxfps", 0), ("multisamples", 0)):
    Config.set("graphics", option, value)

import screens.preload  # noqa: E402, F401  the text provider stands before any kivy.uix import
from tests.screens.face import Face, FaceMaker  # noqa: E402


@pytest.fixture(scope="package", autouse=True)
def _in_no_time() -> Iterator[None]:
    """Nothing is collected but by the faces, and a face looks at its clock in every frame."""
    gc.disable()
    gc.collect()
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("screens.app.TICK_S", 0.0)
        yield
    gc.enable()


@pytest.fixture
def open_face() -> Iterator[FaceMaker]:
    """Makes faces, one at a time in the one window; closes the last."""
    opened: list[Face] = []

    def make(**options: object) -> Face:
        close()
        face = Face(**options)  # type: ignore[arg-type]
        opened.append(face)
        return face

    def close() -> None:
        while opened:
            opened.pop().close()

    yield make
    close()


@pytest.fixture
def face(open_face: FaceMaker) -> Face:
    """A face in Uyghur at the attract screen."""
    return open_face()
