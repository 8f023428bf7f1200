"""Letters: three colour schemes, seen at once, kept for this visit only."""

import pytest

from screens.letters import COLOURS, LetterChoice
from screens.theme import ColourTheme
from tests.screens.face import Face, FaceMaker


def chosen(face: Face) -> set[str]:
    return {slab.element_id for slab in face.root.walk() if isinstance(slab, LetterChoice) and slab.chosen}


def ground(face: Face) -> str:
    """The colour of the panel's ground as it is drawn, as #RRGGBB."""
    drawn = face.picture()
    return "#" + drawn.crop((4, drawn.height // 2, 5, drawn.height // 2 + 1)).tobytes().hex().upper()


def test_every_choice_is_shown_and_spoken(face: Face) -> None:
    face.go("letters")
    for _, key in COLOURS:
        assert face.reads(key)
        assert key in face.heard_keys()
    assert chosen(face) == {"colour:day"}


@pytest.mark.parametrize("theme", ColourTheme, ids=lambda theme: theme.value)
def test_a_touched_colour_is_drawn_at_once(face: Face, theme: ColourTheme) -> None:
    face.go("letters")
    face.touch("colour:night" if theme is ColourTheme.DAY else "colour:day", f"colour:{theme.value}")
    assert ground(face) == theme.palette.ground
    assert chosen(face) == {f"colour:{theme.value}"}


def test_a_colour_stays_for_the_whole_visit_in_every_language(face: Face) -> None:
    face.go("guide")
    face.touch("bar:letters", "colour:night", "forward", "bar:language", "language:kk")
    assert face.shown == "guide"
    assert face.app.look.theme is ColourTheme.NIGHT


def test_the_next_visit_begins_as_always(open_face: FaceMaker) -> None:
    face = open_face()
    face.go("letters")
    face.touch("colour:contrast")
    assert open_face().app.look.theme is ColourTheme.DAY
