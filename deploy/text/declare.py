"""Makes kiosk/text/native_declared.py of native.h: `python deploy/text/declare.py`.

Reading C declarations costs 40 ms, which a kiosk that starts has no use for; read once here, they are a table
that is imported in a millisecond.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cffi import FFI

HERE = Path(__file__).parent
DECLARED = HERE.parents[1] / "kiosk" / "text" / "native_declared.py"
_HEAD = """# Made by deploy/text/declare.py of deploy/text/native.h; not to be edited.
# fmt: off
# ruff: noqa
# mypy: ignore-errors
"""


def declared() -> str:
    """The module's text."""
    ffi = FFI()
    ffi.cdef((HERE / "native.h").read_text(encoding="utf-8"))
    ffi.set_source("kiosk.text.native_declared", None)
    with TemporaryDirectory() as folder:
        made = Path(folder) / "native_declared.py"
        ffi.emit_python_code(str(made))
        return _HEAD + made.read_text(encoding="utf-8").partition("\n")[2]


if __name__ == "__main__":
    sys.exit(0 if DECLARED.write_text(declared(), encoding="utf-8") else 1)
