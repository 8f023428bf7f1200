"""One way in, and it imports no more than what was asked for."""

import importlib
import subprocess
import sys

import pytest

from kiosk.__main__ import COMMANDS
from tests.commands.conftest import Typed


def test_without_a_command_it_is_wrong_usage(kiosk: Typed) -> None:
    assert kiosk().code == 2
    assert kiosk("dance").code == 2
    assert kiosk("--json", "doctor").code == 2


def test_help_names_every_command(kiosk: Typed) -> None:
    answered = kiosk("--help")
    assert answered.code == 0
    assert all(name in answered.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_explain_itself(kiosk: Typed, name: str) -> None:
    assert kiosk(name, "--help").code == 0
    assert kiosk(name, "--nonsense").code == 2
    assert callable(importlib.import_module(f"kiosk.commands.{name}").run)


@pytest.mark.parametrize("name", ["run", "demo", "render"])
def test_neither_the_host_nor_a_single_part_imports_a_face(name: str) -> None:
    """The face belongs to visit processes."""
    code = f"import sys, kiosk.commands.{name}; sys.exit('kivy' in sys.modules or 'screens' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
