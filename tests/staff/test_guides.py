"""The guides in pictures of docs/manual-staff.md."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from kiosk.staff.supplies import Supply
from screens.svg import paint, read_svg

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "manual-staff.md"
DRAWN = sorted((ROOT / "docs" / "pictures").glob("staff-*.svg"))
# Of docs/design-language.md: line, tint, paper, ground and edge.
COLOURS = {"#0B4255", "#F5C566", "#FFFFFF", "#F6F1E7", "#B5A688"}


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("staff_pictures", ROOT / "deploy/docs/staff_pictures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_guide_has_its_picture_and_every_picture_its_guide() -> None:
    shown = re.findall(r"!\[[^]]+\]\(pictures/(staff-[a-z0-9-]+\.svg)\)", MANUAL.read_text(encoding="utf-8"))
    assert sorted(shown) == [picture.name for picture in DRAWN]
    assert len(shown) == 6


def test_a_guide_has_as_many_steps_in_words_as_in_pictures(pictures: ModuleType) -> None:
    _, *guides = MANUAL.read_text(encoding="utf-8").split("\n### ")
    assert [len(re.findall(r"^[0-9]\. ", guide, re.MULTILINE)) for guide in guides] == [
        len(steps) for steps in pictures.GUIDES.values()
    ]


def test_the_pictures_are_what_their_script_draws(pictures: ModuleType) -> None:
    drawn = {f"staff-{name}.svg": pictures.strip(steps) for name, steps in pictures.GUIDES.items()}
    assert {picture.name: picture.read_text(encoding="ascii") for picture in DRAWN} == drawn


@pytest.mark.parametrize("picture", DRAWN, ids=lambda picture: picture.stem)
def test_a_picture_is_drawn_in_the_projects_look_and_inside_its_edges(picture: Path) -> None:
    drawing = read_svg(picture.read_text(encoding="ascii"))
    used = {shape.fill for shape in drawing.shapes} | {
        shape.stroke.color for shape in drawing.shapes if shape.stroke is not None
    }
    assert used - {None} == COLOURS
    for shape in drawing.shapes:
        for _, numbers in shape.segments:
            assert all(0 <= x <= drawing.width for x in numbers[::2])
            assert all(0 <= y <= drawing.height for y in numbers[1::2])
    width, height, pixels = paint(drawing, 768, {})
    assert len(set(zip(*[iter(pixels)] * 4, strict=True))) >= len(COLOURS)
    assert (width, height) == (768, 204)


def test_the_manual_names_every_supply_that_can_be_refilled() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    assert all(f"`{supply}`" in text or f"refilled {supply}`" in text for supply in Supply)
