"""Whatever lies in the folder is named by file and line, in little time and memory; the others load."""

import json
import os
import resource
import time
from pathlib import Path

import pytest
import yaml

from kiosk.services.held import check_against
from kiosk.services.packs import check_packs, load_catalogue
from kiosk.services.service import FieldKind
from kiosk.services.validation import check_answer

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
        ("categories: [trade]", "categories: trade", "categories: a list, not text"),
        ("  en: [shop, business licence]\n", "", "language en is missing"),
        ("  en: [shop, business licence]\n", "  en: shop\n", "en: a list, not text"),
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


def department(**keys: object) -> dict[str, object]:
    name = {"ug": "تارماق", "kk": "Тарау", "zh-Hans": "部门", "en": "Office"}
    return {"icon": "office", "name": name, **keys}


def paper(kind: str | None, row: str = "text") -> dict[str, object]:
    result: dict[str, object] = {"rows": [{"id": "row", "kind": row, "label": step("")["label"]}]}
    return result if kind is None else {"paper": kind, **result}


@pytest.mark.parametrize(
    ("kind", "keys", "what"),
    [
        ("certificate", {"result": paper("certificate")}, "a card has to say"),
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


def test_progress_by_a_card_needs_its_number_whatever_else_it_asks(folder: Path) -> None:
    progress = {"kind": "progress", "steps": [step("receipt-code")]}
    name, number, _ = yaml.safe_load(SHOP)["needs"]
    told = made(folder, **progress, needs=[name])
    assert told == "needs: a card is of use only by its «number»"
    assert made(folder, **progress, needs=[name, number]) == made(folder, **progress) == ""


def test_whoever_queues_or_books_is_told_apart_by_the_id_of_the_department(folder: Path) -> None:
    nameless = [department(), department(id="tax"), department()]
    for journey in ({"kind": "ticket"}, {"kind": "appointment", "steps": [step("slot")]}):
        assert made(folder, **journey, departments=nameless).count("id is missing") == 2
        assert made(folder, **journey, departments=[department(id="tax")]) == ""
    # An application that asks for a time of somebody, too.
    assert "id is missing" in made(folder, steps=[step("slot")], departments=[department()])
    assert made(folder, departments=[department(), department()]) == ""


FACES = [
    {"id": f"grade-{grade}", "icon": f"face-{grade}", "label": step("")["label"]} for grade in range(5, 0, -1)
]


def rating(**keys: object) -> dict[str, object]:
    return {"kind": "rating", "steps": [step("choice", options=FACES, **keys)]}


def test_a_rating_is_five_faces_and_asks_nobody_who_they_are(folder: Path) -> None:
    assert made(folder, **rating()) == ""
    grade = step("choice", options=FACES)
    assert made(folder, kind="rating", steps=[grade, step("text", max_length=200, optional=True)]) == ""
    needs = yaml.safe_load(SHOP)["needs"]
    for wrong, what in (
        (rating() | {"needs": needs}, "neither a card nor a signature"),
        (rating() | {"signature": True}, "neither a card nor a signature"),
        (rating(optional=True), "nothing without it"),
        ({"kind": "rating", "steps": []}, "steps: at least 1"),
        ({"kind": "rating"}, "begins with a choice of five"),
        ({"kind": "rating", "steps": [step("choice", options=FACES[:4])]}, "a choice of five"),
        ({"kind": "rating", "steps": [step("choice", options=FACES[::-1])]}, "a choice of five"),
        ({"kind": "rating", "steps": [grade, step("phone", optional=True)]}, "asks for no phone"),
        ({"kind": "rating", "steps": [grade, step("text", max_length=9)]}, "need not say more"),
    ):
        assert what in made(folder, **wrong), (wrong, what)


# Nobody is looked up


def query(*steps: dict[str, object], **keys: object) -> dict[str, object]:
    return {"kind": "query", "steps": [*steps], "result": paper(None), **keys}


PUBLIC = {
    "credit-code": {}, "code": {"mask": "####-@@"}, "choice": {"options": FACES}, "yes-no": {}, "date": {},
    "several": {"options": FACES}, "number": {"low": 1, "high": 999_999_999}, "amount": {},
}  # fmt: skip


@pytest.mark.parametrize("kind", list(FieldKind))
def test_a_query_asks_for_nothing_that_a_person_is_found_by(folder: Path, kind: FieldKind) -> None:
    lengths = {FieldKind.DIGITS: {"length": 18}, FieldKind.TEXT: {"max_length": 40}}
    words = step("")["question"]
    others = {FieldKind.DECLARATION: {"text": words}, FieldKind.ATTACHMENT: {"paper": words}}
    keys = {**PUBLIC, **lengths, **others}.get(kind, {})
    told = made(folder, **query(step("credit-code"), {**step(kind.value, **keys), "id": "x"}))
    if kind in PUBLIC:
        assert told == ""
    else:
        assert f"kind: a query asks for no {kind}: nobody is looked up" in told


@pytest.mark.parametrize(
    "mask",
    [
        "#################*", "##################", "######-########-####", "######/########/###@",
        "###########", "###-####-####", "1##########", "1##-####-####", "************", "####-####-####-####",
        "###################", "6222-####-####-####-###", "ID#################*", "TEL-###-####-####",
        "##-#################*", "####################-###########", "@@@-############-@",
    ],
)  # fmt: skip
def test_no_mask_of_a_query_takes_the_number_of_a_person(folder: Path, mask: str) -> None:
    told = made(folder, **query(step("code", mask=mask)))
    assert told == "mask: a phone, bank card or ID number fits in: nobody is looked up"
    assert made(folder, steps=[step("code", mask=mask)]) == ""


@pytest.mark.parametrize("mask", ["####-######-##-##-######", "####-@@-**", "@######", "##########"])
def test_a_query_takes_the_codes_of_what_is_nobody(folder: Path, mask: str) -> None:
    assert made(folder, **query(step("code", mask=mask))) == ""


@pytest.mark.parametrize("kind", ["name", "id-number", "phone"])
def test_a_query_shows_of_nobody_who_they_are(folder: Path, kind: str) -> None:
    told = made(folder, **query(step("credit-code"), result=paper(None, kind)))
    assert told == f"kind: there is no public row kind «{kind}»"


def test_a_query_takes_no_card_and_no_signature(folder: Path) -> None:
    assert made(folder, **query(step("credit-code"))) == ""
    needs = yaml.safe_load(SHOP)["needs"]
    for wrong in ({"needs": needs}, {"signature": True}):
        assert "neither a card nor a signature" in made(folder, **query(step("credit-code"), **wrong))


# The paper


def test_a_service_says_of_its_paper_only_what_is_read(folder: Path) -> None:
    needs = yaml.safe_load(SHOP)["needs"]
    certificate = {"kind": "certificate", "needs": needs}
    for kind in ("certificate", "statement"):
        assert made(folder, **certificate, result=paper(kind)) == ""
    slip = {"title": step("")["label"]}
    assert made(folder, kind="ticket", result=slip) == ""
    assert made(folder, kind="appointment", steps=[step("slot")], result=slip) == ""
    for wrong, what in (
        ({**certificate, "result": paper("diploma")}, "there is no paper «diploma»"),
        ({**certificate, "result": paper("ticket")}, "there is no paper «ticket»"),
        ({**certificate, "result": paper("statement", "several")}, "there is no row kind «several»"),
        ({**certificate, "result": {"paper": "certificate"}}, "rows is missing"),
        (query(step("credit-code"), result=paper("statement")), "unknown key «paper»"),
        ({"kind": "ticket", "result": paper(None)}, "unknown key «rows»"),
        ({"result": paper("statement")}, "unknown key «result»"),
        ({**rating(), "result": slip}, "unknown key «result»"),
    ):
        assert what in made(folder, **wrong), (wrong, what)


# Questions that somebody can answer


@pytest.mark.parametrize(
    ("kind", "keys", "what"),
    [
        ("amount", {"high": 0}, "high: below low, 0.01"),
        ("amount", {"low": 100_000_000}, "low: above the largest, 99999999.99"),
        ("number", {"low": -5, "high": -1}, "low: not below 0"),
        ("number", {"low": 0, "high": -1}, "high: not below 0"),
        ("number", {"low": 0.1, "high": 0.9}, "high: no number with 0 decimals lies between"),
        (
            "number",
            {"low": 1.25, "high": 1.29, "decimals": 1},
            "high: no number with 1 decimals lies between",
        ),
        ("number", {"low": 0.1, "high": 1}, ""),
        ("number", {"low": 1.25, "high": 1.3, "decimals": 1}, ""),
        ("number", {"low": 0, "high": 0}, ""),
        ("amount", {"low": 0, "high": 0}, ""),
    ],
)
def test_every_question_has_an_answer(folder: Path, kind: str, keys: dict[str, object], what: str) -> None:
    told = made(folder, steps=[step(kind, **keys)])
    assert what in told and bool(told) is bool(what), told


def test_who_need_not_choose_any_may_choose_none(folder: Path) -> None:
    several = step("several", options=FACES, at_least=0)
    assert made(folder, steps=[several]) == ""
    field = load_catalogue(folder).service("bad").field("several")
    assert field.optional and check_answer(field, "") == ""


# What lies in the folder besides packs


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "units.yaml", "categories.yaml"])
def test_what_is_no_file_is_named_and_takes_nothing_else_away(folder: Path, name: str) -> None:
    def told() -> set[str]:
        errors = [error for error in load_catalogue(folder).errors if error.file == name]
        assert [service.id for service in load_catalogue(folder).services] == ["good"]
        return {error.what for error in errors}

    file = folder / name
    file.unlink(missing_ok=True)
    file.mkdir()
    assert told() == {"not a file"}
    file.rmdir()
    os.mkfifo(file)
    assert told() == {"not a file"}
    file.unlink()
    file.symlink_to("nowhere")
    assert told() == {"cannot be read: No such file or directory"}
    file.unlink()
    file.symlink_to(name)
    assert told() == {"cannot be read: Too many levels of symbolic links"}


def test_a_file_that_may_not_be_read_or_is_gone_meanwhile_takes_nothing_else_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As somebody else than root meets it."""
    (folder / "mine.yaml").write_text(SHOP, "utf-8")
    opened = os.open
    for refused in (PermissionError(13, "Permission denied"), FileNotFoundError(2, "No such file")):

        def open_others(path: Path, *given: int, why: OSError = refused) -> int:
            if Path(path).name == "mine.yaml":
                raise why
            return opened(path, *given)

        monkeypatch.setattr(os, "open", open_others)
        catalogue = load_catalogue(folder)
        assert [service.id for service in catalogue.services] == ["good"]
        assert [str(error) for error in catalogue.errors] == [
            f"mine.yaml:0: cannot be read: {refused.strerror}"
        ]


def test_a_file_that_is_given_by_its_name_is_a_pack_or_named(folder: Path) -> None:
    assert check_packs(folder / "good.yaml") == []
    (folder / "notes.txt").write_text("notes", "utf-8")
    assert [str(error) for error in check_packs(folder / "notes.txt")] == ["notes.txt:0: name it .yaml"]


# What is too much

NOTS = b'{"steps": [{"kind": "phone", "when": ' + b'{"not": ' * 300 + b"1" + b"}" * 300 + b"}]}"


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def keys(count: int, of: int = 1) -> bytes:
    """An object of so many keys, each so many times."""
    return json.dumps(dict.fromkeys([f"k{n}" for n in range(count)], 1)).encode()[:-1] + (
        b', "k0": 1' * (count * (of - 1)) + b"}"
    )


def sections(count: int, keys: int) -> bytes:
    """A bundle of services that have nothing but keys that nobody knows."""
    service = {f"k{n}": 1 for n in range(keys)}
    return json.dumps({"kiosk_services": 1, "services": [service] * count}).encode()


def lists(depth: int) -> bytes:
    return b'{"a": ' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


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
        ("deeper.yaml", b"a:\n" + b"- " * 50_000 + b"x", "nested too deep"),
        ("dashes.yaml", b"a:\n" + b"-  " * 80_000 + b"x", "nested too deep"),
        ("questions.yaml", b"?  " * 80_000 + b"x", "nested too deep"),
        ("tabs.yaml", b"a:\n" + b"-\t" * 80_000 + b"x", "not "),
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
        ("keys.yaml", "".join(f"k{n}: 1\n" for n in range(20_000)).encode(), "more than 1000 keys"),
        ("keys.json", keys(100_000), "more than 1000 keys"),
        ("inner.json", b'{"id": ' + keys(100_000) + b"}", "more than 1000 keys"),
        ("pairs.json", keys(50_000, of=2), "more than 1000 keys"),
        ("sections.json", sections(300, keys=900), "unknown key «k0»"),
        ("nothing.json", b'{"\\u0000twice": 5}', "stands here twice"),
        *[(f"{depth}.json", lists(depth), "nested too deep") for depth in (41, 200, *range(960, 1001, 3))],
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


TITLE = "{ug: سودا, kk: Сауда, zh-Hans: 经商, en: Trade}"


@pytest.mark.parametrize(
    ("within", "outermost"),
    [({"trade": "nowhere"}, {"trade"}), ({"trade": "trade"}, {"trade"}),
     ({"trade": "land", "land": "trade"}, {"trade", "land"}),
     ({"trade": "land", "land": "all"}, {"trade", "all"})],
    ids=["nowhere", "itself", "circle", "too deep"],
)  # fmt: skip
def test_a_category_in_a_wrong_place_hides_no_service(
    folder: Path, within: dict[str, str], outermost: set[str]
) -> None:
    names = dict.fromkeys(["trade", *within.values()])
    lines = [
        f"{name}: {{icon: shop, title: {TITLE}" + (f", within: {within[name]}}}" if name in within else "}")
        for name in names
        if name != "nowhere"
    ]
    (folder / "categories.yaml").write_text("\n".join(lines), "utf-8")
    # One service in each.
    for name in names:
        text = SHOP.replace("id: shop", f"id: in-{name}", 1).replace("[trade]", f"[{name}]")
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    catalogue = load_catalogue(folder)
    assert any("within: " in error.what for error in catalogue.errors)
    seen = {one.id for one in catalogue.within("")}
    assert outermost <= seen
    for _ in range(2):
        seen |= {one.id for group in seen for one in catalogue.within(group)}
    assert {service.id for service in catalogue.services} == {"good", *(f"in-{name}" for name in names)}
    assert {service.id for service in catalogue.services} <= seen


@pytest.mark.parametrize("category", ["farming", "trade"])
def test_a_service_stays_where_its_category_is_none(folder: Path, category: str) -> None:
    """Not there at all, or left out for a fault of its own."""
    (folder / "categories.yaml").write_text("trade: {icon: tractor}", "utf-8")
    (folder / "good.yaml").write_text(
        SHOP.replace("id: shop", "id: good", 1).replace("[trade]", f"[{category}]"), "utf-8"
    )
    catalogue = load_catalogue(folder)
    assert [one.id for one in catalogue.within("")] == ["good"]
    assert f"good.yaml:{line_of('categories:')}: categories: there is no category «{category}»" in [
        str(error) for error in catalogue.errors
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


def test_what_is_wrong_with_what_is_held_is_told(folder: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "nope"
    assert [str(error) for error in check_against(folder, nowhere)] == ["nope:0: there is no such folder"]
    held = tmp_path / "held"
    held.mkdir()
    (held / "categories.yaml").write_text((EVERY / "categories.yaml").read_text("utf-8"), "utf-8")
    text = SHOP.replace("id: shop", "id: good", 1).replace("version: 4", "version: 5")
    (held / "pack.yaml").write_text(text.replace("minutes: 12", "minutes: soon"), "utf-8")
    told = [str(error) for error in check_against(folder, held)]
    assert told == [
        f"held/pack.yaml:{line_of('minutes:')}: minutes: a whole number, not text",
        f"good.yaml:{line_of('id: shop')}: version: version 4 of «good» is older than 5, which is held",
    ]


def test_the_number_of_a_held_pack_with_a_fault_counts_in_one_file_too(folder: Path, tmp_path: Path) -> None:
    held = tmp_path / "held.json"
    held.write_text('{"kiosk_services": 1, "services": [7, {"id": "good", "version": 5}]}', "utf-8")
    told = [str(error) for error in check_against(folder, held)]
    assert "version 4 of «good» is older than 5" in told[-1]
    assert told[0].startswith("held.json:1: ")
