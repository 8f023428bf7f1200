"""The one window of tests/screens, and its faces, for the promises about access."""

from tests.screens.conftest import _in_no_time, face, open_face

__all__ = ["_in_no_time", "face", "open_face"]
