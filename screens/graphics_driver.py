"""Mesa's driver mapped and linked before it is needed; nothing of it is called.

Linking it takes as long as drawing a screen, and writes eight megabytes. In the process that visits are
forked from it is done once, and beside the imports. Where names differ, each visit does it for itself.
"""

import ctypes
import os
from pathlib import Path
from threading import Thread

# One file has the drivers of all cards, under many names; newer Mesa links it to its EGL library.
_DRIVERS = ("dri/swrast_dri.so", "libEGL_mesa.so.0")
_LIBRARIES = Path("/usr/lib")


def begin_linking() -> Thread:
    """Links in a thread, which is over when it is joined: a process with a thread must not fork."""
    linking = Thread(target=_link, name="graphics driver")
    linking.start()
    return linking


def _link() -> None:
    # Python's own dlopen keeps the interpreter's lock; as a foreign function it lets the imports go on.
    open_library = ctypes.CDLL(None).dlopen
    open_library.restype = ctypes.c_void_p
    for driver in _DRIVERS:
        for file in _LIBRARIES.glob(f"*-linux-gnu/{driver}"):
            # One of another architecture, say, is not opened.
            open_library(str(file).encode(), ctypes.c_int(os.RTLD_NOW | os.RTLD_LOCAL))
