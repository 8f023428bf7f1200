"""A screen that is settled stands as it would after its frames, and measured nothing in vain."""

import pytest
from kivy.clock import Clock
from kivy.lang import Builder
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from kiosk.language.languages import CHINESE, UYGHUR, Language
from kiosk.text.engine import TextEngine
from screens.widgets.mirrored import MirroredBox
from screens.widgets.settling import settle
from screens.widgets.words import FittedWords, Paragraph
from tests.screens.face import FaceMaker

LONG = "قايسى ئىشىڭىزنى بېجىرمەكچى؟ " * 6
PLACES = ("attract", "language", "services", "guide", "card_confirm", "review", "sign", "rating", "letters")


def places(widget: Widget) -> list[tuple[str, tuple[float, ...]]]:
    return [
        (type(below).__name__, (*below.pos, *below.size)) for below in widget.walk() if below.size != [0, 0]
    ]


def frame() -> None:
    Clock.tick()
    Builder.sync()
    Clock.tick_draw()


@pytest.mark.parametrize("language", [UYGHUR, CHINESE], ids=lambda language: language.tag)
@pytest.mark.parametrize("name", PLACES)
def test_a_settled_screen_stands_where_frames_would_put_it(
    open_face: FaceMaker, language: Language, name: str
) -> None:
    face = open_face(language=language)
    face.go(name)
    for _ in range(3):
        frame()
    framed = places(face.root)
    # The same screen, new.
    face.app.redraw()
    settle(face.root)
    assert places(face.root) == framed


def test_a_new_box_is_settled_without_a_frame(open_face: FaceMaker) -> None:
    face = open_face()
    face.root.clear_widgets()
    face.step()
    words, beside, below = Paragraph(text=LONG), FittedWords(text="ھە"), Paragraph(text="بىر")
    row = MirroredBox(size_hint_y=None)
    row.fbind("minimum_height", lambda box, height: setattr(box, "height", height))
    column = BoxLayout(orientation="vertical", size_hint=(None, None), size=(600, 900), pos=(100, 50))
    for widget in (words, beside):
        row.add_widget(widget)
    for widget in (row, below, Widget()):
        column.add_widget(widget)
    face.root.add_widget(column)
    settle(column)
    assert row.top == 950 and below.top == row.y
    # The row reads from the right: the long words stand right of the short one, and broken.
    assert words.right == 700 and beside.x == pytest.approx(100) and words.x == pytest.approx(beside.right)
    assert words.height > 3 * below.height and row.height == words.height
    # What was moved by a height found later has taken what is in it along.
    assert words.y == row.y


def test_every_text_is_laid_out_once_or_measured_and_laid_out(
    open_face: FaceMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left to the clock it was three times as many, most of them in one pixel's width."""
    laid: list[tuple[str, float | None]] = []
    real = TextEngine.lay_out

    def counted(engine: TextEngine, text: str, *arguments: object, **options: object) -> object:
        laid.append((text, options.get("width")))  # type: ignore[arg-type]
        return real(engine, text, *arguments, **options)  # type: ignore[arg-type]

    face = open_face()
    column = BoxLayout(orientation="vertical", size_hint=(None, None), size=(600, 1800))
    for number in range(8):
        row = MirroredBox(padding=20)
        row.add_widget(Paragraph(text=f"{number} {LONG}"))
        row.add_widget(FittedWords(text=f"{number}"))
        column.add_widget(row)
    face.root.clear_widgets()
    face.root.add_widget(column)
    monkeypatch.setattr(TextEngine, "lay_out", counted)
    settle(column)
    frame()
    assert len(laid) <= 3 * 8
    assert all(width is None or width > 100 for _, width in laid)
