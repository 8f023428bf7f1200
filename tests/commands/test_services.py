"""`kiosk services` packs, finds, compares and draws packs, and tells their format."""

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from kiosk.commands.bundled import SANDBOX_SERVICES
from kiosk.language.languages import RESIDENT_LANGUAGES
from kiosk.services.schema import key_tables, service_schema
from tests.commands.conftest import Typed

EVERY = Path(__file__).parents[1] / "services" / "every_kind"


def test_a_folder_is_packed_into_a_file_that_says_the_same(kiosk: Typed, tmp_path: Path) -> None:
    file = tmp_path / "services.json"
    packed = kiosk("services", "pack", EVERY, "--out", file, "--json")
    assert (packed.code, packed.object["services"]) == (0, 1)
    assert packed.object["bytes"] == file.stat().st_size
    assert kiosk("services", "check", file).out == "no faults\n"
    written = kiosk("services", "list", "--folder", EVERY, "--json")
    assert kiosk("services", "list", "--folder", file, "--json").object == written.object
    [service] = written.object["services"]
    assert (service["kind"], service["categories"], service["paper"]) == ("apply", ["trade"], None)
    assert {"id": "phone", "kind": "phone", "optional": False, "prefill": "held.phone"} in service["steps"]
    assert [category["id"] for category in written.object["categories"]] == ["trade"]


def test_nothing_is_packed_that_has_a_fault_or_is_older(kiosk: Typed, tmp_path: Path) -> None:
    folder = tmp_path / "packs"
    shutil.copytree(EVERY, folder)
    pack, file = folder / "shop.yaml", tmp_path / "services.json"
    pack.write_text(pack.read_text("utf-8").replace("version: 4", "version: 3"), "utf-8")
    for action in (("check", folder), ("pack", folder, "--out", file)):
        refused = kiosk("services", *action, "--held", EVERY)
        assert refused.code == 1
        assert "shop.yaml:2: version: version 3 of «shop» is older than 4" in refused.out + refused.err
    pack.write_text("id: shop\n", "utf-8")
    refused = kiosk("services", "pack", folder, "--out", file, "--json")
    assert refused.code == 1
    assert refused.object["failure"]["code"] == "SVC-01"
    assert "shop.yaml:1: version is missing" in refused.object["failure"]["more"]
    assert not file.exists()


def test_services_are_found_by_what_is_typed(kiosk: Typed) -> None:
    found = kiosk("services", "find", "tljfe", "--language", "zh-Hans", "--folder", EVERY, "--json")
    assert found.object == {"services": []}
    found = kiosk("services", "find", "دۇكان", "--language", "ug", "--folder", EVERY, "--json")
    assert (found.code, found.object) == (0, {"services": ["shop"]})
    told = kiosk("services", "find", "补贴", "--language", "zh-Hans")
    assert told.out == "agri-subsidy: 农业补贴\n"


def test_the_format_is_told(kiosk: Typed) -> None:
    assert json.loads(kiosk("services", "schema").out) == json.loads(json.dumps(service_schema()))
    assert kiosk("services", "keys").out == key_tables()


def test_a_preview_draws_the_screens_of_a_service_in_every_language(kiosk: Typed, tmp_path: Path) -> None:
    drawn = kiosk(
        "services", "preview", SANDBOX_SERVICES, "--service", "suggestion", "--out", tmp_path, "--json"
    )
    assert (drawn.code, drawn.object["not_drawn"]) == (0, [])
    pictures = drawn.object["pictures"]
    for language in RESIDENT_LANGUAGES:
        names = [name.rpartition("/")[2] for name in pictures if f"/{language.tag}/" in name]
        assert names == [
            "01-guide.png", "02-step-topic.png", "03-step-place.png", "04-step-text.png", "05-step-phone.png",
            "06-review.png",
        ]  # fmt: skip
    with Image.open(tmp_path / pictures[0]) as picture:
        assert picture.size == (1080, 1920)
        assert len(picture.getcolors(maxcolors=1 << 20) or ()) > 10


def spoiled(tmp_path: Path, old: str, new: str) -> Path:
    """The folder of a sample with one change."""
    folder = tmp_path / "packs"
    folder.mkdir()
    for name in ("suggestion.yaml", "categories.yaml", "units.yaml"):
        shutil.copy(SANDBOX_SERVICES / name, folder)
    pack = folder / "suggestion.yaml"
    text = pack.read_text("utf-8")
    assert text.count(old) == 1
    pack.write_text(text.replace(old, new), "utf-8")
    return folder


# Between these no day lies, which nobody can say before it is asked.
PAST = "kind: date\n    low: today\n    high: 2020-01-01"


def test_a_step_that_no_answer_is_known_for_is_named_where_it_is_drawn(kiosk: Typed, tmp_path: Path) -> None:
    folder = spoiled(tmp_path, "kind: phone", PAST)
    assert kiosk("services", "check", folder).code == 0
    words = ["--language", "zh-Hans", "--json"]
    drawn = kiosk("services", "preview", folder, "--out", tmp_path / "out", *words)
    assert drawn.code == 1
    [missed] = drawn.object["not_drawn"]
    assert missed["screen"] == "suggestion/zh-Hans"
    assert "no answer in zh-Hans is known for the step «phone»" in missed["why"]


def test_a_step_that_no_answer_is_known_for_is_named_before_a_demo_begins(
    kiosk: Typed, tmp_path: Path
) -> None:
    folder = spoiled(tmp_path, "kind: phone", PAST)
    pack = folder / "suggestion.yaml"
    pack.write_text(pack.read_text("utf-8").replace("    optional: true\n", ""), "utf-8")
    out = tmp_path / "out"
    ended = kiosk("demo", "--catalogue", folder, "--out", out)
    assert ended.code == 1
    assert "suggestion: no answer in ug is known for the step «phone»" in ended.err
    assert not out.exists()


@pytest.mark.parametrize("words", [["--service", "nothing"], []])
def test_a_preview_of_nothing_is_refused(kiosk: Typed, tmp_path: Path, words: list[str]) -> None:
    folder = SANDBOX_SERVICES if words else tmp_path / "none"
    assert kiosk("services", "preview", folder, "--out", tmp_path / "out", *words).code == 1
