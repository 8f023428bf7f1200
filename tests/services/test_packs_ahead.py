"""Visits get the packs as they were read before, unless they have changed, and none changes what is kept."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.services.packs import load_catalogue
from kiosk.services.packs_ahead import PacksAhead

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "kiosk" / "sandbox" / "catalogue"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLES, tmp_path / "packs"))


@pytest.fixture
def packs(folder: Path) -> Iterator[PacksAhead]:
    packs = PacksAhead(folder)
    packs.read()
    yield packs
    packs.close()


def written(packs: PacksAhead) -> bool:
    """Whether what is kept can be written to."""
    try:
        os.pwrite(packs._memory, b"somebody", 0)
    except PermissionError:
        return False
    return True


def test_what_was_read_is_what_is_there_with_every_fault_and_its_line(folder: Path) -> None:
    (folder / "broken.yaml").write_text("id: broken\nversion: three\n", encoding="utf-8")
    packs = PacksAhead(folder)
    packs.read()
    catalogue = packs.catalogue()
    packs.close()
    assert catalogue == load_catalogue(folder)
    assert ("broken.yaml", 2) in {(error.file, error.line) for error in catalogue.errors}


def test_a_visit_that_gets_it_needs_no_reader_of_yaml() -> None:
    program = f"""
import sys
from pathlib import Path
from kiosk.services.packs_ahead import PacksAhead
packs = PacksAhead(Path({str(SAMPLES)!r}))
packs.read()
print(len(packs.catalogue().services), "yaml" in sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    assert ran.stdout.split() == [str(len(load_catalogue(SAMPLES).services)).encode(), b"False"]


def test_a_pack_that_has_changed_counts_as_it_is_now(folder: Path, packs: PacksAhead) -> None:
    assert packs.catalogue().service("suggestion").version != 77
    pack = folder / "suggestion.yaml"
    lines = pack.read_text("utf-8").splitlines()
    pack.write_text(
        "\n".join("version: 77" if line.startswith("version:") else line for line in lines), "utf-8"
    )
    assert packs.catalogue().service("suggestion").version == 77


def test_a_pack_that_was_exchanged_for_one_of_the_same_size_and_time_is_noticed(
    folder: Path, packs: PacksAhead
) -> None:
    pack = folder / "suggestion.yaml"
    before = pack.stat()
    other = folder / "suggestion.new"
    other.write_bytes(pack.read_bytes().replace(b"id: suggestion", b"id: suggestiom"))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(pack)
    assert "suggestiom" in {service.id for service in packs.catalogue().services}


def test_packs_that_came_or_went_are_noticed(folder: Path, packs: PacksAhead) -> None:
    (folder / "late.yml").write_text("id: late\n", encoding="utf-8")
    assert ("late.yml", "name it .yaml") in {(error.file, error.what) for error in packs.catalogue().errors}
    (folder / "suggestion.yaml").unlink()
    assert "suggestion" not in {service.id for service in packs.catalogue().services}
    shutil.rmtree(folder)
    assert [error.what for error in packs.catalogue().errors] == ["there is no such folder"]


def test_a_link_that_leads_nowhere_takes_nothing_away_and_may_lead_somewhere_later(folder: Path) -> None:
    target = folder / "late.pack"
    (folder / "late.yaml").symlink_to(target)
    packs = PacksAhead(folder)
    packs.read()
    with pytest.MonkeyPatch.context() as only_what_is_kept:
        only_what_is_kept.setattr(packs, "_loaded", pytest.fail)
        assert [error.file for error in packs.catalogue().errors] == ["late.yaml"]
        assert len(packs.catalogue().services) == len(load_catalogue(SAMPLES).services)
    # What changes beside it is noticed all the same.
    (folder / "progress.yaml").unlink()
    assert "progress" not in {service.id for service in packs.catalogue().services}
    text = (folder / "suggestion.yaml").read_text("utf-8")
    target.write_text(text.replace("id: suggestion", "id: late", 1), encoding="utf-8")
    assert packs.catalogue().errors == ()
    assert packs.catalogue().service("late")
    packs.close()


def test_a_folder_that_is_not_there_is_told_and_may_come_later(tmp_path: Path) -> None:
    packs = PacksAhead(tmp_path / "packs")
    packs.read()
    assert [error.what for error in packs.catalogue().errors] == ["there is no such folder"]
    shutil.copytree(SAMPLES, tmp_path / "packs")
    assert packs.catalogue() == load_catalogue(SAMPLES)
    packs.close()


def test_nothing_can_be_left_in_it_for_the_next_visit(packs: PacksAhead) -> None:
    assert not written(packs)
    with pytest.raises(PermissionError):
        os.ftruncate(packs._memory, 0)
    assert fcntl.fcntl(packs._memory, fcntl.F_GET_SEALS) & fcntl.F_SEAL_SEAL


def test_where_nothing_was_read_the_visit_reads(folder: Path) -> None:
    packs = PacksAhead(folder)
    assert packs.catalogue() == load_catalogue(folder)
    packs.close()
