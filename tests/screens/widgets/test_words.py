"""Words look as their role and tone say, or a rule; they wrap where they stand."""

import pytest
from kivy.lang import Builder

from kiosk.language.languages import KAZAKH, UYGHUR, Language
from screens.theme import colour
from screens.widgets.settling import settle
from screens.widgets.words import CentredWords, FittedWords, Paragraph, ShortParagraph, Words
from tests.screens.face import Face, FaceMaker

LONG = "قايسى ئىشىڭىزنى بېجىرمەكچى؟ " * 4


def test_role_and_tone_decide_size_and_colour_and_may_change(face: Face) -> None:
    look = face.root and face.app.look
    words = Words(text="ھە", role="title", tone="prim")
    assert (words.font_size, tuple(words.color)) == (look.type("title"), look.c("prim"))
    words.role, words.tone = "bar", "bad"
    assert (words.font_size, tuple(words.color)) == (look.type("bar"), look.c("bad"))
    assert (words.line_height, words.text_language) == (look.line_height, "ug")


def test_a_rule_may_say_otherwise(face: Face) -> None:
    assert face.root
    words = Builder.load_string("Words:\n    font_size: 99\n    line_height: 2\n    text_language: 'kk'\n")
    assert (words.font_size, words.line_height, words.text_language) == (99, 2, "kk")


def test_a_new_text_or_colour_is_drawn(face: Face) -> None:
    words = Words(text="ھە", size=(400, 200), pos=(100, 800), size_hint=(None, None))
    face.root.clear_widgets()
    face.root.add_widget(words)
    pictures = []
    for change in ({}, {"text": "ياق"}, {"tone": "bad"}, {"role": "title"}, {"text": ""}):
        for name, value in change.items():
            setattr(words, name, value)
        face.step()
        pictures.append(face.picture().crop((100, 920, 500, 1120)))
    assert len({picture.tobytes() for picture in pictures}) == len(pictures)
    assert pictures[-1].getcolors(1) is not None
    bad = tuple(round(255 * part) for part in colour(face.app.look.theme.palette.bad)[:3])
    assert bad in {found for _, found in pictures[2].getcolors(1 << 20) or ()}


@pytest.mark.parametrize("kind", [Paragraph, CentredWords])
def test_lines_are_broken_when_there_is_a_width(face: Face, kind: type[Words]) -> None:
    assert face.root
    words = kind(text=LONG)
    settle(words)
    assert words.texture is None
    words.width = 500
    settle(words)
    assert words.texture_size[0] == 500 and words.texture_size[1] > 2 * words.font_size
    words.text = ""
    settle(words)
    assert words.texture is None and list(words.texture_size) == [0, 0]


@pytest.mark.parametrize("language", [UYGHUR, KAZAKH], ids=lambda language: language.tag)
def test_fitted_words_are_as_wide_as_they_need_and_no_wider_than_most(
    open_face: FaceMaker, language: Language
) -> None:
    assert open_face(language=language).root
    words = FittedWords(text=LONG, most=5000)
    settle(words)
    natural = words.width
    assert 500 < natural < 5000 and words.texture_size[1] < 2 * words.font_size
    words.most = natural / 2
    settle(words)
    assert words.width == natural / 2 and words.texture_size[1] > 2 * words.font_size


def test_what_would_take_more_lines_than_it_may_is_set_smaller(face: Face) -> None:
    look = face.root and face.app.look
    sizes = {}
    for text in ("قايسى؟", LONG):
        words = ShortParagraph(text=text, role="title", smaller="bar", most_lines=2, bold=True)
        words.width = 600
        settle(words)
        sizes[text] = words.font_size
    assert sizes == {"قايسى؟": look.type("title"), LONG: look.type("bar")}


def test_it_grows_again_when_its_words_become_few(face: Face) -> None:
    look = face.root and face.app.look
    words = ShortParagraph(text=LONG, role="title", smaller="bar", most_lines=2)
    words.width = 600
    settle(words)
    words.text = "قايسى؟"
    settle(words)
    assert words.font_size == look.type("title")
