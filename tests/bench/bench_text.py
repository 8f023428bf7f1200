"""The text engine: start, a line, a paragraph against Pango's own C path, the fonts' size."""

from math import ceil
from pathlib import Path

from figure import Figure
from measuring import repeated, tell

import kiosk.text
from kiosk.language.languages import UYGHUR
from kiosk.text.engine import TextEngine, TextStyle, open_engine
from kiosk.text.native import ffi, native

PARAGRAPH = (
    "ئىلتىماسىڭىز تېخى يېتىپ بارمىدى، ساقلاپ قويۇلدى، تور كەلسە بۇ ئۈسكۈنە ئۆزى قايتا يوللايدۇ. "
    "تالونىڭىزنى ساقلاپ قويۇڭ، بۇ نومۇر بىلەن خالىغان كۆزنەكتىن سورىيالايسىز، "
    "قايتا ئىلتىماس قىلىش كېرەك ئەمەس."
)
SIZE, WIDTH = 42, 1000


def ours(engine: TextEngine) -> None:
    laid = engine.lay_out(PARAGRAPH, UYGHUR, TextStyle(SIZE), width=WIDTH)
    laid.draw((0, 0, 0, 1), width=WIDTH, height=ceil(laid.height))


def c_path(engine: TextEngine) -> None:
    """The same paragraph with nothing but Pango's and cairo's own calls, into a picture of its own."""
    text = PARAGRAPH.encode()
    context = engine.context(UYGHUR, "rtl")
    layout = native.pango_layout_new(context)
    native.pango_layout_set_font_description(layout, engine.description(UYGHUR, "rtl", TextStyle(SIZE)))
    native.pango_layout_set_width(layout, WIDTH * 1024)
    native.pango_layout_set_text(layout, text, len(text))
    height = ffi.new("int *")
    native.pango_layout_get_pixel_size(layout, ffi.NULL, height)
    surface = native.cairo_image_surface_create(0, WIDTH, height[0])
    target = native.cairo_create(surface)
    native.pango_cairo_show_layout(target, layout)
    native.cairo_surface_flush(surface)
    native.cairo_destroy(target)
    native.cairo_surface_destroy(surface)
    native.g_object_unref(layout)


def main() -> None:
    tell(Figure("text engine start", "ms", repeated(open_engine, 20, warm=1), reach=50))
    engine = open_engine()
    mine, theirs = [], []
    for _ in range(40):
        mine += repeated(lambda: ours(engine), 1, warm=1)
        theirs += repeated(lambda: c_path(engine), 1, warm=1)
    tell(Figure("3-line Uyghur paragraph, laid out and drawn", "ms", tuple(mine)))
    tell(Figure("the same by Pango's own C path", "ms", tuple(theirs)))
    ratios = tuple(a / b for a, b in zip(sorted(mine), sorted(theirs), strict=True))
    tell(Figure("ours against Pango's C path", "x", ratios, reach=1.5))
    fonts = sum(file.stat().st_size for file in (Path(kiosk.text.__path__[0]) / "fonts").glob("*.ttf"))
    tell(Figure("bundled fonts", "MB", (fonts / 1e6,), reach=20))


main()
