"""Kivy without a display and without traces; it reads these settings when it is first imported."""

import atexit
import os
import shutil
import tempfile

_KIVY_HOME = tempfile.mkdtemp(prefix="kivy-home-")
atexit.register(shutil.rmtree, _KIVY_HOME, ignore_errors=True)
os.environ.update(
    SDL_VIDEODRIVER="offscreen",
    KIVY_NO_ARGS="1",
    KIVY_NO_CONFIG="1",
    KIVY_NO_FILELOG="1",
    KIVY_LOG_MODE="PYTHON",
    KIVY_HOME=_KIVY_HOME,
)
