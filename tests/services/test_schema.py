"""The published schema and the tables of the manual say what the reader goes by, and nothing else."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.language.languages import ALL_LANGUAGES
from kiosk.services.checking import Checker
from kiosk.services.faults import Faults
from kiosk.services.format import SERVICE
from kiosk.services.packs import check_packs, load_catalogue, load_folder
from kiosk.services.samples import sample_answers
from kiosk.services.schema import key_tables, service_schema
from tests.services.json_schema import faults

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
MANUAL = (DOCS / "services.md").read_text("utf-8")
SCHEMA = service_schema()
SAMPLES = HERE.parents[1] / "kiosk" / "sandbox" / "catalogue"
SERVICES = [*load_folder(HERE / "every_kind").pack.services, *load_folder(SAMPLES).pack.services]
UNITS = {"mu": {"ug": "مو", "kk": "му", "kk-Arab": "مۋ", "zh-Hans": "亩", "en": "mu"}}


def is_read(service: Any) -> bool:
    noted = Faults("a pack")
    Checker(noted, UNITS).check(SERVICE, service, ())
    return not noted


def fits(service: Any) -> bool:
    return next(faults(SCHEMA, service, SCHEMA), None) is None


def test_the_published_schema_is_the_one_of_the_format() -> None:
    published = json.loads((DOCS / "service.schema.json").read_text("utf-8"))
    assert published == json.loads(json.dumps(SCHEMA)), (
        "run: kiosk services schema > docs/service.schema.json"
    )


def test_the_manual_has_the_tables_of_the_format() -> None:
    between = MANUAL.split("<!-- kiosk services keys -->\n")[1].split("<!-- end -->")[0]
    assert between == key_tables(), "put in docs/services.md what `kiosk services keys` prints"


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service["id"])
def test_what_is_read_fits_the_schema(service: dict[str, Any]) -> None:
    assert list(faults(SCHEMA, service, SCHEMA)) == []
    assert is_read(service)


def places(value: Any, route: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if route:
        yield route
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in parts:
        yield from places(inner, (*route, name))


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**6), st.sampled_from(["", "x", "phone", "{", "a b", "Ю"]),
    st.just([]), st.just({}), st.just(["x", "x"]), st.just({"field": "x", "is": "y"}),
)  # fmt: skip


@given(data=st.data())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_reader_takes_nothing_that_the_schema_refuses(data: st.DataObject) -> None:
    service = deepcopy(dict(data.draw(st.sampled_from(SERVICES))))
    route = data.draw(st.sampled_from(list(places(service))))
    section: Any = service
    for part in route[:-1]:
        section = section[part]
    match data.draw(st.sampled_from(["change", "remove", "add"])):
        case "change":
            section[route[-1]] = data.draw(JUNK)
        case "remove":
            del section[route[-1]]
        case "add" if isinstance(section, dict):
            section[data.draw(st.sampled_from(["colour", "kind", "optional", "low"]))] = data.draw(JUNK)
    if is_read(service):
        assert list(faults(SCHEMA, service, SCHEMA)) == []


@given(data=st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_lacks_a_key_or_has_another_the_schema_refuses_as_the_reader_does(data: st.DataObject) -> None:
    service = deepcopy(dict(data.draw(st.sampled_from(SERVICES))))
    sections = [(), *(route for route in places(service) if isinstance(_at(service, route), dict))]
    section = _at(service, data.draw(st.sampled_from(sections)))
    name = data.draw(st.sampled_from(sorted(section)))
    section["colour" if data.draw(st.booleans()) else name] = section.pop(name)
    assert fits(service) is is_read(service)


def _at(value: Any, route: tuple[Any, ...]) -> Any:
    for part in route:
        value = value[part]
    return value


# The manual


def examples() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", MANUAL, re.DOTALL)


def test_the_example_of_the_manual_is_a_service_without_a_fault(tmp_path: Path) -> None:
    whole = next(text for text in examples() if text.startswith("id:"))
    (tmp_path / "tree-felling.yaml").write_text(whole, "utf-8")
    assert check_packs(tmp_path) == []
    service = load_catalogue(tmp_path).service("tree-felling")
    for language in ALL_LANGUAGES:
        from datetime import date

        assert sample_answers(service, language, date(2026, 5, 4))["own"] == "agreed"


def test_the_other_examples_of_the_manual_are_right_too(tmp_path: Path) -> None:
    whole = next(text for text in examples() if text.startswith("id:"))
    (tmp_path / "one.yaml").write_text(
        whole.replace("version: 1", "version: 1\ncategories: [forest]", 1), "utf-8"
    )
    for name in ("units.yaml", "categories.yaml"):
        text = next(text for text in examples() if text.startswith(f"# {name}"))
        (tmp_path / name).write_text(text, "utf-8")
    assert check_packs(tmp_path) == []
    catalogue = load_catalogue(tmp_path)
    assert [part.id for part in catalogue.within("")] == ["farming"]
    assert [part.id for part in catalogue.within("farming")] == ["forest"]
    assert [part.id for part in catalogue.within("forest")] == ["tree-felling"]


def test_every_condition_of_the_manual_is_one() -> None:
    import yaml

    from kiosk.services.shapes import Named

    conditions = next(text for text in examples() if text.startswith("when:"))
    for line in conditions.splitlines():
        noted = Faults("the manual")
        Checker(noted, {}).check(Named("condition"), yaml.safe_load(line)["when"], ())
        assert not noted, line
