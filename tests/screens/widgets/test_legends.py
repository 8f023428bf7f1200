"""Legends lie side by side on their pages, each as the engine draws it."""

from math import ceil

from kiosk.input.keyboards import keyboards_for
from kiosk.language.languages import RESIDENT_LANGUAGES, language_by_tag
from kiosk.text.engine import TextStyle
from screens.widgets.legends import PAGE, Legend, LegendStore
from tests.screens.face import Face


def pixels_of(legend: Legend) -> bytes:
    """RGBA, rows from the top."""
    page = legend.page
    left, top = round(legend.texels[0] * page.width), round(legend.texels[1] * page.height)
    whole = page.pixels
    begins = [4 * ((top + row) * page.width + left) for row in range(legend.height)]
    return b"".join(whole[begin : begin + 4 * legend.width] for begin in begins)


def test_every_legend_keeps_its_picture_whatever_is_drawn_after_it(face: Face) -> None:
    assert face.root
    engine, store = face.app.engine, LegendStore()
    asked = {
        (key.legend, size, True, language.tag)
        for language in RESIDENT_LANGUAGES
        for layout in keyboards_for("text", language)
        for key in layout.keys
        for size in (54.0, 31.0)
        if key.legend
    }
    legends = {one: store.legend(engine, *one) for one in sorted(asked)}
    assert len(store) == len(asked) > 200
    assert len({legend.page for legend in legends.values()}) > 1
    for (text, size, bold, tag), legend in legends.items():
        laid = engine.lay_out(text, language_by_tag(tag), TextStyle(size, bold))
        width, height = ceil(laid.width), ceil(laid.height)
        assert (legend.width, legend.height) == (width, height)
        assert pixels_of(legend) == bytes(laid.draw((1, 1, 1, 1), width=width, height=height)), text


def test_a_legend_larger_than_a_page_has_one_of_its_own(face: Face) -> None:
    assert face.root
    store = LegendStore()
    long = store.legend(face.app.engine, "ئۆچۈرۈش " * 20, 60, False, "ug")
    assert long.width == long.page.width > PAGE
    assert store.legend(face.app.engine, "ب", 60, False, "ug").width < PAGE
