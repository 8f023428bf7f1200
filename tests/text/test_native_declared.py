"""The declarations that are imported are those of native.h, and every library has them."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

from kiosk.text.native import ffi, native

ROOT = Path(__file__).parents[2]
HEADER = ROOT / "deploy" / "text" / "native.h"


def declare() -> ModuleType:
    spec = importlib.util.spec_from_file_location("declare", ROOT / "deploy" / "text" / "declare.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_declarations_are_those_of_the_header() -> None:
    made = declare()
    assert made.DECLARED.read_text(encoding="utf-8") == made.declared()


def test_every_function_of_the_header_is_in_the_machines_libraries() -> None:
    names = re.findall(r"\b((?:cairo|pango|g|Fc)[A-Za-z_]+)\(", HEADER.read_text(encoding="utf-8"))
    assert len(names) > 80
    assert [name for name in names if not hasattr(native, name)] == []


def test_nothing_reads_c_while_a_kiosk_starts() -> None:
    """A table has no parser; cffi's own FFI would bring one."""
    assert type(ffi).__module__ == "_cffi_backend"
