"""A service pack with a fault is named by file and line and left out; the others can be done."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kiosk.failures import FailureCode
from kiosk.language.languages import ENGLISH
from kiosk.services.cards import CardField
from kiosk.services.listing import error_list, listing
from kiosk.services.packs import check_packs, load_catalogue
from kiosk.services.service import FieldKind

GOOD = """\
id: land
version: 3
icon: agriculture
title: {ug: يەر, kk: Жер, zh-Hans: 土地, en: Land}
second_line: {ug: يەر, kk: Жер, zh-Hans: 土地, en: Land}
guide: {ug: يەر., kk: Жер., zh-Hans: 土地。, en: Land.}
why: {ug: يەر., kk: Жер., zh-Hans: 土地。, en: Land.}
needs:
  - field: name
    reason: {ug: ئىسىم, kk: Ат, zh-Hans: 姓名, en: Name}
materials:
  - icon: phone
    name: {ug: يانفون, kk: Телефон, zh-Hans: 手机, en: Phone}
fee: 12.50
promised_days: 5
statutory_days: 20
minutes: 6
departments:
  - icon: office
    name: {ug: تارماق, kk: Тарау, zh-Hans: 部门, en: Office}
steps:
  - id: area
    kind: number
    question: {ug: قانچە؟, kk: "Неше?", zh-Hans: 多少？, en: "How many?"}
    label: {ug: كۆلىمى, kk: Көлемі, zh-Hans: 面积, en: Area}
    unit: mu
    low: 0.1
    high: 100
    decimals: 1
  - id: crop
    kind: choice
    question: {ug: قايسى؟, kk: "Қайсы?", zh-Hans: 哪种？, en: "Which?"}
    label: {ug: زىرائەت, kk: Дақыл, zh-Hans: 作物, en: Crop}
    options:
      - id: wheat
        label: {ug: بۇغداي, kk: Бидай, zh-Hans: 小麦, en: Wheat}
      - id: cotton
        icon: agriculture
        label: {ug: كېۋەز, kk: Мақта, zh-Hans: 棉花, en: Cotton}
signature: true
"""
UNITS = "mu: {ug: مو, kk: му, zh-Hans: 亩, en: mu}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "good.yaml").write_text(GOOD.replace("id: land", "id: good"), encoding="utf-8")
    return tmp_path


def broken(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_a_pack_becomes_a_service(folder: Path) -> None:
    service = load_catalogue(folder).service("good")
    assert (service.version, service.icon, service.fee) == (3, "agriculture", Decimal("12.50"))
    assert (service.promised_days, service.statutory_days, service.minutes) == (5, 20, 6)
    assert service.needs_card
    assert [need.field for need in service.needs] == [CardField.NAME]
    area, crop = service.steps
    assert (area.kind, area.low, area.high, area.decimals) == (
        FieldKind.NUMBER,
        Decimal("0.1"),
        Decimal(100),
        1,
    )
    assert area.unit is not None
    assert area.unit.words["zh-Hans"] == "亩"
    assert [option.id for option in crop.options] == ["wheat", "cotton"]
    assert service.field("crop").option("cotton").icon == "agriculture"


def test_kazakh_in_arabic_script_is_derived_unless_it_is_given(folder: Path) -> None:
    text = broken("title: {ug: يەر, kk: Жер,", "title: {ug: يەر, kk: Тіл, kk-Arab: جەر,")
    (folder / "other.yaml").write_text(text, encoding="utf-8")
    catalogue = load_catalogue(folder)
    assert catalogue.errors == ()
    assert catalogue.service("land").title.words["kk-Arab"] == "جەر"
    assert catalogue.service("good").needs[0].reason.words["kk-Arab"] == "ات"


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("version: 3", "version: 3\ncolour: red", 3, "unknown key «colour»"),
        ("    low: 0.1", "    low: 0.1\n    length: 3", 28, "unknown key «length»"),
        ("title: {ug: يەر, kk: Жер, zh", "title: {ug: يەر, zh", 4, "language kk is missing"),
        ("why: {ug: يەر., kk: Жер., zh-Hans: 土地。, en: Land.}\n", "", 1, "why is missing"),
        ("version: 3", "version: three", 2, "version: a whole number, not text"),
        ("version: 3", "version: 0", 2, "version: a whole number from 1"),
        ("fee: 12.50", "fee: free", 14, "fee: a whole number, not text"),
        ("fee: 12.50", "fee: -1", 14, "fee: not below 0"),
        ("fee: 12.50", "fee: 1e3", 14, "fee:"),
        ("signature: true", "signature: maybe", 40, "signature: true or false, not text"),
        ("signature: true", "signature: yes", 40, "signature: true or false, not yes"),
        ("    kind: number", "    kind: slider", 23, "there is no field kind «slider»"),
        ("  - field: name", "  - field: ethnicity", 9, "there is no card field «ethnicity»"),
        ("  - field: name", "  - field: photo", 9, "there is no card field «photo»"),
        ("icon: agriculture\ntitle", "icon: tractor\ntitle", 3, "there is no icon «tractor»"),
        ("  - icon: phone", "  - icon: tractor", 12, "there is no icon «tractor»"),
        ("    unit: mu", "    unit: acre", 26, "there is no unit «acre»"),
        ("  - id: crop", "  - id: area", 30, "id: «area» stands here twice"),
        ("      - id: cotton", "      - id: wheat", 37, "id: «wheat» stands here twice"),
        ("      - id: cotton", "      - id: no", 37, "id: text, not true or false"),
        ("id: land", "id: Land Office", 1, "id: «Land Office»"),
        ("version: 3", "version: 3\nversion: 4", 3, "version: stands here twice"),
        ("statutory_days: 20", "statutory_days: 2", 16, "sooner than promised_days"),
        ("    high: 100", "    high: 0", 28, "high: below low"),
        ('en: "How many?"', 'en: "How many {n}s?"', 24, "no placeholders"),
        ("ug: قانچە؟", "ug: '{n}نى يېزىڭ'", 24, "a suffix hung on a placeholder"),
        ("ug: قانچە؟", "ug: 'قانچە?'", 24, "punctuation"),
        ("ug: قانچە؟", "ug: How", 24, "no Arabic letter"),
        ("ug: قانچە؟", "ug: قـانچە؟", 24, "U+0640"),
        ("ug: قانچە؟", "ug: 12", 24, "ug: text, not a whole number"),
        ("ug: قانچە؟", "ug: ''", 24, "ug: empty"),
        ('en: "How many?"', 'en: "How many?", de: Wie viel', 24, "unknown key «de»"),
        ("why: {ug: يەر., kk: Жер., zh-Hans: 土地。, en: Land.}", "why: Land", 7, "not text"),
        ("  - field: name\n    reason", "    field: name\n    reason", 9, "needs: a list, not"),
        ("materials:\n  - icon", "materials:\n  - phone\n  - icon", 12, "materials: keys and"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line_and_the_others_load(
    folder: Path, old: str, new: str, line: int, what: str
) -> None:
    (folder / "bad.yaml").write_text(broken(old, new), encoding="utf-8")
    catalogue = load_catalogue(folder)
    assert [service.id for service in catalogue.services] == ["good"]
    assert {error.file for error in catalogue.errors} == {"bad.yaml"}
    assert any(error.line == line and what in error.what for error in catalogue.errors), catalogue.errors
    assert {error.code for error in catalogue.errors} == {FailureCode.SERVICE_PACK_ERROR}


@pytest.mark.parametrize("key", ["departments", "steps"])
def test_a_service_without_departments_or_steps_is_none(folder: Path, key: str) -> None:
    pack = yaml.safe_load(GOOD)
    pack[key] = []
    (folder / "bad.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True), encoding="utf-8")
    assert [error.what for error in check_packs(folder)] == [f"{key}: at least 1"]


def test_one_look_names_every_fault_of_a_pack(folder: Path) -> None:
    text = broken("version: 3", "version: x").replace("icon: phone", "icon: tractor")
    (folder / "bad.yaml").write_text(text, encoding="utf-8")
    assert [error.line for error in check_packs(folder)] == [2, 12]


def test_two_packs_of_one_id_leave_the_second_out(folder: Path) -> None:
    (folder / "later.yaml").write_text(GOOD.replace("id: land", "id: good"), encoding="utf-8")
    catalogue = load_catalogue(folder)
    assert [service.id for service in catalogue.services] == ["good"]
    assert [str(error) for error in catalogue.errors] == ["later.yaml:1: id: good.yaml has «good» already"]


@pytest.mark.parametrize("name", ["earlier.yaml", "later.yaml"])
def test_of_two_packs_of_one_id_the_newer_is_offered_whatever_its_file_is_called(
    folder: Path, name: str
) -> None:
    newer = GOOD.replace("id: land", "id: good").replace("version: 3", "version: 4")
    (folder / name).write_text(newer.replace("fee: 12.50", "fee: 13"), encoding="utf-8")
    catalogue = load_catalogue(folder)
    [service] = catalogue.services
    assert (service.version, service.fee) == (4, 13)
    assert [str(error) for error in catalogue.errors] == [
        f"good.yaml:1: id: {name} has «good» already, in version 4: this is 3"
    ]
    assert catalogue.find("Land", ENGLISH) == (service,)


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"id: [a", 1, "not YAML"),
        (b"a: 1\n\tb: 2", 2, "not YAML"),
        (b"- a\n- b", 0, "holds no keys and values"),
        (b"", 0, "holds no keys and values"),
        (b"a: b\n---\nc: d", 2, "not YAML"),
        (b"\xff\xfe", 0, "not UTF-8"),
        (b"a: \x00", 0, "not YAML"),
        (b"[" * 5000, 0, "nested too deep"),
        (b"# " + b"x" * 300_000, 0, "larger than"),
        (b"a: !!python/object:os.system {}", 1, "unknown key «a»"),
    ],
)
def test_a_file_that_is_no_pack_is_named(folder: Path, content: bytes, line: int, what: str) -> None:
    (folder / "bad.yaml").write_bytes(content)
    errors = check_packs(folder)
    assert any(error.line == line and what in error.what for error in errors), errors
    assert [service.id for service in load_catalogue(folder).services] == ["good"]


def test_a_pack_in_a_unit_with_a_fault_is_left_out(folder: Path) -> None:
    (folder / "units.yaml").write_text("mu: {ug: مو, zh-Hans: 亩, en: mu}\n", encoding="utf-8")
    catalogue = load_catalogue(folder)
    assert catalogue.services == ()
    assert [str(error) for error in catalogue.errors] == [
        "good.yaml:26: unit: there is no unit «mu»",
        "units.yaml:1: language kk is missing",
    ]


def test_a_folder_that_is_not_there_and_a_wrong_ending_are_named(tmp_path: Path) -> None:
    assert [error.what for error in check_packs(tmp_path / "packs")] == ["there is no such folder"]
    (tmp_path / "a.yml").write_text(GOOD, encoding="utf-8")
    assert [str(error) for error in check_packs(tmp_path)] == ["a.yml:0: name it .yaml"]


@given(st.data())
def test_no_damaged_pack_is_offered_half(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.getbasetemp() / "damaged"
    folder.mkdir(exist_ok=True)
    (folder / "units.yaml").write_text(UNITS, encoding="utf-8")
    lines = GOOD.splitlines()
    del lines[data.draw(st.integers(0, len(lines) - 1))]
    (folder / "pack.yaml").write_text("\n".join(lines), encoding="utf-8")
    catalogue = load_catalogue(folder)
    for service in catalogue.services:
        for terms in (service.title, service.guide, *(field.question for field in service.steps)):
            assert set(terms.words) == {"ug", "kk", "kk-Arab", "zh-Hans", "en"}
    assert bool(catalogue.services) != bool(catalogue.errors)


def test_the_listing_is_json_with_services_and_faults(folder: Path) -> None:
    (folder / "bad.yaml").write_text(broken("version: 3", "version: x"), encoding="utf-8")
    catalogue = load_catalogue(folder)
    told = json.loads(json.dumps(listing(catalogue)))
    assert [service["id"] for service in told["services"]] == ["good"]
    assert told["services"][0]["needs"] == ["name"]
    assert told["services"][0]["steps"][0] == {"id": "area", "kind": "number", "optional": False}
    assert told["errors"] == error_list(catalogue.errors)
    assert told["errors"][0] == {
        "code": "SVC-01",
        "file": "bad.yaml",
        "line": 2,
        "what": "version: a whole number, not text",
    }
