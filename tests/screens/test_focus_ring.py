"""The ring: 4 and 8 design px in two colours, outside what has the focus, on top of all, never cut off."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from kiosk.language.languages import UYGHUR
from screens.focus_ring import rings
from screens.reading_order import Box
from screens.stops import stops_of
from screens.theme import ColourTheme, Look, Modes, Panel
from tests.screens.face import PANEL, Face, FaceMaker
from tests.screens.keypad_hands import focus_on, press

RINGS = {
    ColourTheme.DAY: (("acc", 4), ("ink", 8)),
    ColourTheme.NIGHT: (("ground", 4), ("acc", 8)),
    ColourTheme.CONTRAST: (("ground", 4), ("acc", 8)),
}
each_theme = pytest.mark.parametrize("theme", ColourTheme)


def box_of_focus(face: Face) -> Box:
    stops = stops_of(face.root, face.visit.language)
    return next(stop.box for stop in stops if stop.id == face.app.focus.element_id)


def colour_at(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """y grows upwards, as in Kivy."""
    pixel = picture.convert("RGB").getpixel((int(x), int(picture.height - 1 - y)))
    assert isinstance(pixel, tuple)
    return pixel


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 2 for a, b in zip(one, other, strict=True))


def bytes_of(look: Look, token: str) -> tuple[int, ...]:
    return tuple(round(part * 255) for part in look.c(token)[:3])


def edges(face: Face, picture: Image.Image, box: Box, out: float) -> list[tuple[int, ...]]:
    """The colours so far outside the middle of each of the four sides."""
    x, y = box.middle
    places = [(x, box.top + out), (x, box.y - out), (box.x - out, y), (box.right + out, y)]
    return [colour_at(picture, *place) for place in places]


@each_theme
def test_the_ring_is_drawn_around_what_has_the_focus(open_face: FaceMaker, theme: ColourTheme) -> None:
    face = open_face(theme=theme)
    face.go("step", "crop")
    focus_on(face, "choice:maize")
    picture, box, look = face.picture(), box_of_focus(face), face.app.look
    out = 0.0
    for token, width in RINGS[theme]:
        wanted = bytes_of(look, token)
        assert all(near(seen, wanted) for seen in edges(face, picture, box, out + width / 2)), token
        out += width


def test_a_key_of_the_keyboard_has_it_too(face: Face) -> None:
    face.go("step", "village")
    focus_on(face, "key:space")
    seen = edges(face, face.picture(), box_of_focus(face), 8)
    assert all(near(colour, bytes_of(face.app.look, "ink")) for colour in seen)


def test_there_is_no_ring_for_who_touches_and_one_ring_for_who_has_the_keypad(face: Face) -> None:
    face.go("guide")
    face.app.focus.draw()
    assert face.app.focus.group.length() == 0
    press(face, "down")
    one_ring = face.app.focus.group.length()
    assert one_ring > 0
    press(face, "down")
    assert face.app.focus.group.length() == one_ring


def test_the_ring_goes_with_its_element_and_to_the_next_screen(face: Face) -> None:
    face.go("step", "crop")
    focus_on(face, "choice:maize")
    before = face.picture()
    place = box_of_focus(face)
    face.app.go("next")
    face.step()
    after = face.picture()
    listen = box_of_focus(face)
    ink = bytes_of(face.app.look, "ink")
    assert near(colour_at(before, place.middle[0], place.top + 8), ink)
    assert near(colour_at(after, listen.middle[0], listen.top + 8), ink)
    assert not near(colour_at(after, place.middle[0], place.top + 8), ink)


def test_a_still_screen_is_not_drawn_again_for_its_ring(face: Face) -> None:
    face.go("guide")
    press(face, "down")
    face.picture()
    before = list(face.app.focus.group.children)
    face.app.focus.draw()
    assert all(one is other for one, other in zip(before, face.app.focus.group.children, strict=True))


panels = some.sampled_from(
    [PANEL, Panel(1920, 1080, 476, 268), Panel(1280, 800, 331.7, 207.3), Panel(1024, 768, 304, 228)]
)


@given(panels, some.sampled_from(ColourTheme), *[some.floats(0, 1)] * 4)
def test_the_ring_is_on_the_panel_whole_and_around_its_element(
    panel: Panel, theme: ColourTheme, x: float, y: float, width: float, height: float
) -> None:
    look = Look(panel, UYGHUR, Modes(theme=theme))
    left, bottom = x * (panel.width_px - 60), y * (panel.height_px - 60)
    around = Box(
        left, bottom, 60 + width * (panel.width_px - left - 60), 60 + height * (panel.height_px - bottom - 60)
    )
    inner, outer = reversed(rings(around, look))
    half = outer.width / 2
    assert outer.box.x - half >= 0 and outer.box.right + half <= panel.width_px
    assert outer.box.y - half >= 0 and outer.box.top + half <= panel.height_px
    # The inner line lies at the outer one's inner side.
    assert outer.box.x + half == pytest.approx(inner.box.x - inner.width / 2)
    out = look.px(4) + look.px(8)
    if around.x >= out and around.right + out <= panel.width_px:
        assert inner.box.x + inner.width / 2 == pytest.approx(around.x)
        assert inner.box.right - inner.width / 2 == pytest.approx(around.right)
