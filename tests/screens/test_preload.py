"""What is imported before a fork has no thread, no window and nothing that the first picture can spare."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from screens import registry

ROOT = Path(__file__).parents[2]
LOOK = """
import json, os, sys
import {module}
print(json.dumps({{
    "threads": len(os.listdir("/proc/self/task")),
    "modules": sorted(sys.modules),
    "mapped": open("/proc/self/maps").read(),
}}))
"""


def after_importing(module: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK.format(module=module)], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def first() -> dict[str, object]:
    return after_importing("screens.preload_first, kiosk.commands.preload")


@pytest.fixture(scope="module")
def all_of_it() -> dict[str, object]:
    return after_importing("screens.preload_first, screens.preload, kiosk.commands.preload_later")


def test_no_thread_is_left(first: dict[str, object], all_of_it: dict[str, object]) -> None:
    assert first["threads"] == all_of_it["threads"] == 1


def test_no_window_is_opened(first: dict[str, object], all_of_it: dict[str, object]) -> None:
    for looked in (first, all_of_it):
        assert "kivy.core.window" not in str(looked["modules"])


def test_the_attract_screen_waits_for_no_other(first: dict[str, object]) -> None:
    modules = first["modules"]
    assert isinstance(modules, list)
    assert "screens.attract" in modules
    spared = {
        "screens.guide",
        "screens.receipt",
        "screens.rating",
        "devices.idcard.worker",
        "cn2an",
        "pycparser",
    }
    spared |= {"reportlab", "requests", "numpy", "kiosk.sandbox.resident", "miniaudio"}
    spared |= {"screens.stops", "screens.step_entry", "screens.widgets.text_field", "kiosk.sending", "yaml"}
    spared |= {"kiosk.central.sealing", "cryptography", "kiosk.input.pinyin", "kiosk.input.handwriting"}
    assert spared & set(modules) == set()


def test_a_visit_that_is_forked_later_imports_nothing_for_its_first_keys(
    all_of_it: dict[str, object],
) -> None:
    assert {"screens.stops", "screens.step_entry", "kiosk.sending", "kiosk.input.pinyin"} <= set(
        str(all_of_it["modules"]).split("'")
    )


def test_the_graphics_driver_is_linked_where_the_machine_has_one(first: dict[str, object]) -> None:
    drivers = [*Path("/usr/lib").glob("*-linux-gnu/dri/swrast_dri.so")]
    if not drivers:
        pytest.skip("this machine draws with another driver")
    assert "swrast_dri.so" in str(first["mapped"]) or "libgallium" in str(first["mapped"])


def test_the_first_rules_are_all_that_the_attract_screen_and_the_stage_name() -> None:
    """A widget whose rule is not read yet would be made all the same, and be empty."""
    screens = ROOT / "screens"
    first = {screens / file for file in registry._RULES_OF_THE_FIRST}
    files = (screens / f"{name}.{kind}" for name in ("attract", "stage") for kind in ("kv", "py"))
    named = "".join(file.read_text("utf-8") for file in files)
    later: set[str] = set()
    for file in {*screens.glob("*.kv"), *screens.glob("widgets/*.kv")} - first:
        later |= set(re.findall(r"^<-?(\w+)", file.read_text("utf-8"), re.MULTILINE))
    assert later & set(re.findall(r"\b[A-Z]\w+", named)) == set()
