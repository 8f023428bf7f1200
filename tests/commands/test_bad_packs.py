"""Each bad pack in a folder is named with its file and line, and the kiosk offers the others."""

import json
import shutil
import time
from pathlib import Path

import pytest

from kiosk.commands.bundled import SANDBOX_SERVICES
from tests.commands.conftest import Typed

SECONDS = 5
PACK = "sole-trader"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "packs"
    shutil.copytree(SANDBOX_SERVICES, folder)
    return folder


def spoil(folder: Path, old: str, new: str) -> int:
    """Changes one line of a pack; gives its number."""
    file = folder / f"{PACK}.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "what", "below"),
    [
        ("when: {field: at-home, is: true}", "when: {field: home, answered: true}",
         "when: goes round in a circle: home → home", 0),
        ("when: {field: at-home, is: true}", "when: {field: flat, is: true}",
         "field: there is no step «flat»", 0),
        ("kk: Үйде тижарат жасау, ", "", "language kk is missing", 0),
        ("signature: true", "signature: true\ncolour: red", "unknown key «colour»", 1),
    ],
    ids=["loop", "unknown field", "language", "unknown key"],
)  # fmt: skip
def test_a_bad_pack_is_named_and_the_others_are_offered(
    kiosk: Typed, folder: Path, old: str, new: str, what: str, below: int
) -> None:
    line = spoil(folder, old, new) + below
    checked = kiosk("services", "check", folder)
    assert checked.code == 1
    [told] = checked.out.splitlines()
    assert told.startswith(f"SVC-01 {PACK}.yaml:{line}: ")
    assert what in told
    listed = kiosk("services", "list", "--folder", folder, "--json").object
    assert PACK not in [service["id"] for service in listed["services"]]
    assert len(listed["services"]) == 18


def test_a_pack_of_50_megabytes_is_named_at_once(kiosk: Typed, folder: Path) -> None:
    (folder / "large.yaml").write_bytes(b"id: large\n# " + b"x" * 50_000_000)
    (folder / "large.json").write_bytes(b'{"id": "' + b"x" * 50_000_000 + b'"}')
    started = time.process_time()
    checked = kiosk("services", "check", folder, "--json")
    assert time.process_time() - started < SECONDS
    named = {error["file"]: error["what"] for error in checked.object["errors"]}
    assert set(named) == {"large.yaml", "large.json"}
    assert all("larger than" in what for what in named.values())
    assert len(kiosk("services", "list", "--folder", folder, "--json").object["services"]) == 19


def test_an_older_pack_than_the_one_held_is_named(kiosk: Typed, folder: Path, tmp_path: Path) -> None:
    held = tmp_path / "held"
    shutil.copytree(folder, held)
    file = held / f"{PACK}.yaml"
    file.write_text(file.read_text("utf-8").replace("version: 1", "version: 2"), "utf-8")
    checked = kiosk("services", "check", folder, "--held", held)
    assert checked.code == 1
    assert "version 1 of «sole-trader» is older than 2, which is held" in checked.out
    assert f"SVC-01 {PACK}.yaml:" in checked.out


def test_a_query_that_looks_people_up_is_named(kiosk: Typed, folder: Path) -> None:
    file = folder / "company-credit.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("kind: credit-code", "kind: id-number"), "utf-8")
    line = text[: text.index("kind: credit-code")].count("\n") + 1
    assert f"SVC-01 company-credit.yaml:{line}: kind: a query asks for no id-number" in (
        kiosk("services", "check", folder).out
    )


def test_a_demo_of_packs_with_faults_names_them_and_begins_nothing(
    kiosk: Typed, folder: Path, tmp_path: Path
) -> None:
    line = spoil(folder, "when: {field: at-home, is: true}", "when: {field: flat, is: true}")
    out = tmp_path / "out"
    ended = kiosk("demo", "--catalogue", folder, "--out", out)
    assert ended.code == 1
    assert ended.err.startswith("SVC-01")
    assert f"{PACK}.yaml:{line}: field: there is no step «flat»" in ended.err
    assert not out.exists()
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no service packs" in kiosk("demo", "--catalogue", empty, "--out", out).err


def test_all_services_are_listed_with_what_they_are_for(kiosk: Typed) -> None:
    listed = json.loads(kiosk("services", "list", "--folder", SANDBOX_SERVICES, "--json").out)
    kinds = [service["kind"] for service in listed["services"]]
    assert len(kinds) == 19
    assert set(kinds) == {
        "apply", "appointment", "ticket", "progress", "certificate", "query", "complaint", "rating",
        "announcement", "guide",
    }  # fmt: skip
