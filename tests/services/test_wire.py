"""Packs travel as one file that is checked once; a file that was changed is checked like any other."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.language.languages import CHINESE
from kiosk.services.packs import check_packs, load_catalogue, load_folder
from kiosk.services.packs_ahead import PacksAhead
from kiosk.services.wire import RULES, RULES_OF_LANGUAGE, _digest, read_checked, wire_text
from tests.services.many import SAMPLES, write_many

EVERY = Path(__file__).parent / "every_kind"
SERVICES, MILLISECONDS = 500, 200


def packed(folder: Path, out: Path) -> Path:
    out.write_bytes(wire_text(load_folder(folder).pack))
    return out


@pytest.mark.parametrize("folder", [EVERY, SAMPLES], ids=lambda folder: folder.name)
def test_what_was_packed_is_what_was_written(folder: Path, tmp_path: Path) -> None:
    catalogue = load_catalogue(packed(folder, tmp_path / "packed.json"))
    written = load_catalogue(folder)
    assert catalogue == written
    assert catalogue.errors == ()
    assert load_catalogue(tmp_path) == written


def test_a_packed_file_needs_no_reader_of_yaml_and_no_check(tmp_path: Path) -> None:
    file = packed(EVERY, tmp_path / "packed.json")
    program = f"""
import sys
from pathlib import Path
from kiosk.services.packs import load_catalogue
catalogue = load_catalogue(Path({str(tmp_path)!r}))
print(len(catalogue.services), "yaml" in sys.modules, "kiosk.services.checking" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True)
    assert ran.stdout.split() == [b"1", b"False", b"False"]
    assert read_checked(file.read_bytes()) is not None


def test_every_module_that_a_pack_is_checked_by_is_in_its_digest() -> None:
    program = """
import sys
import kiosk.services.building, kiosk.services.reading, kiosk.services.search_keys
print(*(name for name in sys.modules if name.startswith(("kiosk.services.", "kiosk.language."))))
"""
    ran = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, check=True)
    rules = {f"kiosk.services.{name}" for name in RULES}
    rules |= {f"kiosk.language.{name}" for name in RULES_OF_LANGUAGE}
    assert set(ran.stdout.split()) == rules


def test_a_file_that_only_says_it_was_checked_is_checked(tmp_path: Path) -> None:
    """Whoever can count a digest can write one."""
    for rest in (b'"services": ' + b"[" * 990 + b"]" * 990 + b"}", b'"services": [{}]}', b"[]}", b'"a": 1}'):
        digest = _digest(rest)
        (tmp_path / "said.json").write_bytes(
            b'{"kiosk_services": 1, "checked": "%s",\n' % digest.encode() + rest
        )
        assert read_checked((tmp_path / "said.json").read_bytes()) is None
        catalogue = load_catalogue(tmp_path)
        assert catalogue.services == () and catalogue.errors


def test_packed_without_its_digest_it_says_the_same(tmp_path: Path) -> None:
    file = packed(EVERY, tmp_path / "packed.json")
    text = file.read_text("utf-8")
    digest = json.loads(text)["checked"]
    file.write_text(text.replace(digest, "0" * 64), "utf-8")
    assert read_checked(file.read_bytes()) is None
    assert load_catalogue(file) == load_catalogue(EVERY)


def test_what_was_changed_after_it_was_packed_is_named_by_file_and_line(tmp_path: Path) -> None:
    file = packed(SAMPLES, tmp_path / "packed.json")
    text = file.read_text("utf-8").replace('"kind":"number"', '"kind":"slider"', 1)
    file.write_text(text, "utf-8")
    catalogue = load_catalogue(file)
    others = [service.id for service in load_catalogue(SAMPLES).services if service.id != "agri-subsidy"]
    assert [service.id for service in catalogue.services] == others
    lines = text.splitlines()
    at = next(number for number, line in enumerate(lines, 1) if "slider" in line)
    assert [(error.file, error.line, error.what) for error in catalogue.errors] == [
        ("packed.json", at, "kind: there is no field kind «slider»")
    ]


def test_one_service_may_be_written_as_json(tmp_path: Path) -> None:
    service = json.loads(packed(SAMPLES, tmp_path / "all.json").read_text("utf-8"))["services"][0]
    (tmp_path / "all.json").unlink()
    del service["search"], service["categories"]
    (tmp_path / "one.json").write_text(json.dumps(service, ensure_ascii=True, indent=2), "utf-8")
    assert load_catalogue(tmp_path).errors == ()
    service["steps"][1]["low"] = "1"
    text = json.dumps(service, ensure_ascii=False, indent=2)
    (tmp_path / "one.json").write_text(text, "utf-8")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if '"low"' in line)
    assert [str(error) for error in check_packs(tmp_path)] == [
        f"one.json:{line}: low: a whole number, not text"
    ]


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_damage_is_believed(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(wire_text(load_folder(SAMPLES).pack))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    assert read_checked(bytes(content)) is None
    (tmp_path / "packed.json").write_bytes(content)
    # And nothing of it ends the program.
    load_catalogue(tmp_path)


def test_hundreds_of_services_load_in_time(tmp_path: Path) -> None:
    write_many(tmp_path / "all.json", SERVICES)
    load_catalogue(tmp_path)
    taken = []
    for _ in range(3):
        started = time.process_time()
        catalogue = load_catalogue(tmp_path)
        taken.append((time.process_time() - started) * 1000)
    assert len(catalogue.services) == SERVICES
    assert min(taken) <= MILLISECONDS, taken


def test_hundreds_of_services_reach_a_visit_in_time(tmp_path: Path) -> None:
    write_many(tmp_path / "all.json", SERVICES)
    packs = PacksAhead(tmp_path)
    packs.read()
    taken = []
    for _ in range(3):
        started = time.process_time()
        catalogue = packs.catalogue()
        taken.append((time.process_time() - started) * 1000)
    packs.close()
    assert min(taken) <= MILLISECONDS, taken
    assert catalogue.find("tdbt", CHINESE)[0].id == "service-0"
