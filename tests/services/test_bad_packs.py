"""Whatever lies in the folder is named by file and line, in little time and memory; the others load."""

import resource
import time
from pathlib import Path

import pytest
import yaml

from kiosk.services.held import check_against
from kiosk.services.packs import check_packs, load_catalogue

EVERY = Path(__file__).parent / "every_kind"
SHOP = (EVERY / "shop.yaml").read_text("utf-8")
SECONDS = 5
MEGABYTES = 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "categories.yaml").write_text((EVERY / "categories.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "good.yaml").write_text(SHOP.replace("id: shop", "id: good", 1), "utf-8")
    return tmp_path


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(SHOP.splitlines(), 1) if text in line)


def what_is_wrong(folder: Path, old: str, new: str) -> list[tuple[int, str]]:
    assert SHOP.count(old) == 1, old
    (folder / "bad.yaml").write_text(SHOP.replace(old, new), "utf-8")
    catalogue = load_catalogue(folder)
    assert [service.id for service in catalogue.services] == ["good"]
    assert {error.file for error in catalogue.errors} == {"bad.yaml"}
    return [(error.line, error.what) for error in catalogue.errors]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("when: {field: helpers, is: yes}", "when: {field: nobody, is: yes}",
         "field: there is no step «nobody»"),
        ("when: {field: helpers, is: yes}", "when: {field: how-many, at_least: 2}",
         "when: goes round in a circle: how-many → how-many"),
        ("when: {field: helpers, is: yes}", "when: {field: capital, at_least: 2}",
         "when: «capital» is asked later"),
        ("when: {field: helpers, is: yes}", "when: {field: helpers}",
         "when: exactly one of is, in, has,"),
        ("when: {field: helpers, is: yes}", "when: {is: yes}",
         "field is missing"),
        ("when: {field: helpers, is: yes}", "when: {field: helpers, is: yes, has: yes}",
         "when: exactly one of"),
        ("when: {field: helpers, is: yes}", "when: {field: helpers, is: maybe}",
         "is: true or false"),
        ("when: {field: helpers, is: yes}", "when: {field: helpers, at_least: 2}",
         "at_least: not for a yes-no"),
        ("when: {field: helpers, is: yes}", "when: {field: trade, is: rice}",
         "is: «rice» is none of its options"),
        ("when: {field: helpers, is: yes}", "when: {field: goods, is: food}",
         "is: not for a several"),
        ("when: {field: helpers, is: yes}", "when: {all: []}",
         "all: at least 1"),
        ("when: {field: helpers, is: yes}", "when: yes",
         "when: keys and values, not true or false"),
        ("low: today", "low: tomorrow", "low: a day such as 2026-11-23"),
        ("low: today", "low: +2y", "high: before low"),
        ("low: today", "low: 2026-02-30", "low: a day such as"),
        ("low: 0.01", "low: 0.001", "low: a plain number"),
        ("low: 0.01", "low: 500001", "high: below low"),
        ("at_most: 2\n", "at_most: 9\n", "at_most: there are 3 options"),
        ("at_least: 1\n", "at_least: 3\n", "at_least: more than at_most"),
        ("prefill: card.address", "prefill: card.photo", "prefill: there is no card field «photo»"),
        ("prefill: card.address", "prefill: card.birth", "prefill: «birth» is not in needs"),
        ("prefill: card.address", "prefill: card.name", "prefill: the card's name is no answer to a place"),
        ("prefill: card.address", "prefill: address", "write it as card.address or held.phone"),
        ("    prefill: held.phone\n", "", "ask: if-unknown needs prefill"),
        ('mask: "####-@@-**"', 'mask: "----"', "mask: «----»"),
        ('mask: "####-@@-**"', 'mask: "####-@@-**"\n    prefill: held.x\n    icon: tractor',
         "no icon «tractor»"),
        ("categories: [trade]", "categories: [farming]", "categories: there is no category «farming»"),
        ("categories: [trade]", "categories: trade", "categories: a list, not text"),
        ("  en: [shop, business licence]\n", "", "language en is missing"),
        ("  en: [shop, business licence]\n", "  en: shop\n", "en: a list, not text"),
        ("paper: certificate", "paper: diploma", "there is no paper «diploma»"),
        ("      kind: code", "      kind: several", "there is no row kind «several»"),
        ("  - id: tax", "  - id: market", "id: «market» stands here twice"),
        ("kind: apply", "kind: sell", "there is no kind of service «sell»"),
        ("kind: apply", "kind: guide", "unknown key «steps»"),
        ("kind: apply", "kind: guide", "pages is missing"),
        ("  - id: sign\n", "  - id: sign\n    optional: true\n", "optional: a signature cannot be left out"),
        ("promised_days: 3", "signature: true\npromised_days: 3", "signature: a step asks for it already"),
        ("    promised_days: 2", "    promised_days: soon", "promised_days: a whole number, not text"),
        ("  - field: number", "  - field: social_card", "needs: no card has all of these fields"),
    ],
)  # fmt: skip
def test_a_fault_of_the_pack_is_named(folder: Path, old: str, new: str, what: str) -> None:
    found = what_is_wrong(folder, old, new)
    assert any(what in told for _, told in found), found
    assert all(line > 0 for line, _ in found), found


def test_conditions_that_look_at_each_other_are_a_circle(folder: Path) -> None:
    text = SHOP.replace("kind: yes-no", "kind: yes-no\n    when: {field: capital, at_least: 1}")
    text = text.replace("low: 0.01", "low: 0.01\n    when: {field: helpers, is: true}")
    (folder / "bad.yaml").write_text(text, "utf-8")
    errors = [error for error in check_packs(folder) if "circle" in error.what]
    assert [error.what for error in errors] == [
        "when: goes round in a circle: helpers → capital → helpers",
        "when: goes round in a circle: capital → helpers → capital",
    ]
    assert errors[0].line == line_of("kind: yes-no") + 1


def test_a_fault_stands_at_its_line(folder: Path) -> None:
    at = line_of("when: {any: [")
    told = what_is_wrong(folder, "{any: [{field: goods, has: food}", "{any: [{field: nothing, has: food}")
    assert told == [(at, "field: there is no step «nothing»")]


def made(folder: Path, **changed: object) -> str:
    """What is told of a pack without needs and with one yes-no, in which this was changed."""
    pack = yaml.safe_load(SHOP) | {"id": "bad", "needs": []}
    pack["steps"] = [step for step in pack["steps"] if step["kind"] == "yes-no"]
    (folder / "bad.yaml").write_text(yaml.safe_dump(pack | changed, allow_unicode=True), "utf-8")
    return " ".join(error.what for error in check_packs(folder))


def step(kind: str, **keys: object) -> dict[str, object]:
    words = {"ug": "نېمە؟", "kk": "Не?", "zh-Hans": "什么？", "en": "What?"}
    return {"id": kind, "kind": kind, "question": words, "label": {**words}, **keys}


@pytest.mark.parametrize(
    ("kind", "keys", "what"),
    [
        ("certificate", {}, "a card has to say"),
        ("appointment", {}, "asks for one slot"),
        ("appointment", {"steps": [step("slot", optional=True)]}, "neither optional nor when"),
        ("appointment", {"steps": [step("slot")], "departments": []}, "departments: at least one"),
        ("ticket", {"departments": []}, "departments: at least one"),
        ("progress", {}, "by a step of kind receipt-code"),
        ("progress", {"steps": [step("receipt-code", optional=True)]}, "neither optional nor when"),
    ],
)
def test_a_journey_has_what_it_lives_by(folder: Path, kind: str, keys: dict[str, object], what: str) -> None:
    assert what in made(folder, kind=kind, **keys)


@pytest.mark.parametrize("kind", ["name", "id-number", "phone", "bank-card"])
def test_a_query_asks_for_nothing_that_a_person_is_found_by(folder: Path, kind: str) -> None:
    told = made(folder, kind="query", steps=[step("credit-code"), step(kind)])
    assert told == f"kind: a query asks for no {kind}: nobody is looked up"


def test_a_query_takes_no_card_and_no_signature(folder: Path) -> None:
    query = {"kind": "query", "steps": [step("credit-code")]}
    assert made(folder, **query) == ""
    needs = yaml.safe_load(SHOP)["needs"]
    for wrong in ({"needs": needs}, {"signature": True}, {"steps": [step("credit-code"), step("signature")]}):
        assert "neither a card nor a signature" in made(folder, **{**query, **wrong})


# What is too much

NOTS = b'{"steps": [{"kind": "phone", "when": ' + b'{"not": ' * 300 + b"1" + b"}" * 300 + b"}]}"


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bomb(levels: int = 9) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("big.yaml", b"# " + b"x" * 50_000_000, "larger than"),
        ("big.json", b"[" + b"0," * 25_000_000 + b"0]", "larger than"),
        ("lists.json", b'{"a": [' + b"[]," * 3_900_000 + b"0]}", "more than"),
        ("zeros.json", b'{"a": [' + b"0," * 900_000 + b"0]}", "unknown key «a»"),
        ("bomb.yaml", bomb().encode(), "anchors and aliases are not taken"),
        ("round.yaml", b"a: &a\n  b: *a\n", "anchors and aliases are not taken"),
        ("deep.yaml", b"a: " + b"[" * 100_000, "nested too deep"),
        ("deeper.yaml", b"a: " + b"- " * 50_000 + b"x", "nested too deep"),
        ("half.json", b'{"id": "\\ud800"}', "not Unicode"),
        ("half.yaml", b'id: "\\ud800"', "not "),
        ("steps.yaml", "".join(f"{' ' * n}a{n}:\n" for n in range(500)).encode(), "nested too deep"),
        ("deep.json", b'{"a": ' + b"[" * 100_000, "nested too deep"),
        ("nots.json", NOTS, "nested too deep"),
        ("wrong.json", b'{"id": "x",\n"version": 1,,}', "not JSON"),
        ("twice.json", b'{"id": "x",\n"version": 1,\n"version": 2}', "version: stands here twice"),
        ("figures.json", b'{"id": ' + b"9" * 10_000 + b"}", "a number that is none"),
        ("nan.json", b'{"id": "x", "version": NaN}', "version: a whole number"),
        ("list.json", b"[]", "holds no keys and values"),
        ("many.yaml", ("id: x\nsteps: [" + "{}, " * 60 + "]").encode(), "steps: at most 50"),
        ("keys.yaml", "".join(f"k{n}: 1\n" for n in range(20_000)).encode(), "unknown key «k0»"),
        ("newer.json", b'{"kiosk_services": 2, "services": []}', "this program reads 1"),
        ("none.json", b'{"kiosk_services": 1, "services": 7}', "services: a list"),
    ],
)  # fmt: skip
def test_what_is_too_much_is_named_in_little_time_and_memory(
    folder: Path, name: str, content: bytes, what: str
) -> None:
    (folder / name).write_bytes(content)
    before, started = peak(), time.process_time()
    catalogue = load_catalogue(folder)
    assert time.process_time() - started < SECONDS
    assert peak() - before < MEGABYTES
    assert any(error.file == name and what in error.what for error in catalogue.errors), catalogue.errors[:3]
    assert len(catalogue.errors) <= 100
    assert [service.id for service in catalogue.services] == ["good"]


def test_a_fault_in_categories_is_named(folder: Path) -> None:
    title = "{ug: سودا, kk: Сауда, zh-Hans: 经商, en: Trade}"
    text = f"trade: {{icon: shop, title: {title}}}\nland: {{icon: shop, title: {title}, within: nowhere}}\n"
    text += "".join(f"c{n}: {{icon: shop, title: {title}}}\n" for n in range(8))
    (folder / "categories.yaml").write_text(text, "utf-8")
    assert [(error.file, error.line, error.what) for error in check_packs(folder)] == [
        ("categories.yaml", 1, "9 categories in one place, at most 7"),
        ("categories.yaml", 2, "within: there is no other category «nowhere»"),
    ]


# Older than the one held


def test_an_older_pack_and_a_changed_one_under_its_number_are_refused(folder: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (new / "categories.yaml").write_text((EVERY / "categories.yaml").read_text("utf-8"), "utf-8")
    pack = new / "pack.yaml"
    text = SHOP.replace("id: shop", "id: good", 1)
    pack.write_text(text, "utf-8")
    assert check_against(new, folder) == []
    pack.write_text(text.replace("version: 4", "version: 3"), "utf-8")
    assert [str(error) for error in check_against(new, folder)] == [
        f"pack.yaml:{line_of('id: shop')}: version: version 3 of «good» is older than 4, which is held"
    ]
    pack.write_text(text.replace("fee: 12.50", "fee: 13"), "utf-8")
    assert ["still version 4" in error.what for error in check_against(new, folder)] == [True]
    pack.write_text(text.replace("fee: 12.50", "fee: 13").replace("version: 4", "version: 5"), "utf-8")
    assert check_against(new, folder) == []
