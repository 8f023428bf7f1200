"""Pango, Cairo and Fontconfig as C sees them.

What is used of them is declared in deploy/text/native.h. The declarations are imported ready made: cffi would
read them as C for 40 ms, every time a kiosk starts.
"""

from typing import Any

from kiosk.text import native_declared

ffi: Any = native_declared.ffi
# One handle for all: what a library needs is searched with it (dlsym(3)).
native: Any = ffi.dlopen("libpangocairo-1.0.so.0")

# Taken up here once: reading a type from its name costs more the first time.
STRING_OUT, INTEGER_OUT, INTEGERS_OUT = (ffi.typeof(name) for name in ("char **", "int *", "int **"))
RECTANGLE_OUT, CHARACTERS_OUT = (ffi.typeof(name) for name in ("PangoRectangle *", "FcCharSet **"))
ATTRIBUTE, LOG_ATTRIBUTES = (ffi.typeof(name) for name in ("Attribute *", "LogAttr *"))
PIXELS = ffi.typeof("unsigned char *")

UNIT = 1024  # PANGO_SCALE
GLYPH_EMPTY = 0x0FFFFFFF
ELLIPSIS_FLAG = 2  # PANGO_ANALYSIS_FLAG_IS_ELLIPSIS
GLYPH_UNKNOWN_FLAG = 0x10000000
TO_THE_END = 0xFFFFFFFF  # PANGO_ATTR_INDEX_TO_TEXT_END


def owned_object(pointer: Any) -> Any:
    """The GObject ``pointer`` with its one reference given to Python."""
    return ffi.gc(pointer, native.g_object_unref)
