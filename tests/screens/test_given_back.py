"""Memory that only the first picture needed is given back, and everything is drawn on as before."""

from screens.given_back import give_back
from tests.screens.face import Face


def test_it_is_drawn_as_before_once_the_shader_compiler_is_gone(face: Face) -> None:
    face.go("guide")
    before = face.picture()
    give_back()
    assert face.picture().tobytes() == before.tobytes()
    # Rounded, textured, lined and clipped things, too.
    face.go("sign")
    assert len(face.picture().getcolors(1 << 24) or ()) > 10
