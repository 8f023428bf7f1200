"""The candidate row: what fits on a page, which way the pages lie, and what a touch takes."""

import pytest

from kiosk.input.candidates import Candidate
from kiosk.language.languages import CHINESE, KAZAKH, UYGHUR, Language
from kiosk.language.values import Message, Terms
from screens.theme import TextStep
from screens.widgets.candidate_row import MOST, CandidateRow
from screens.widgets.words import Words
from tests.screens.face import Face, FaceMaker
from tests.screens.panels import each_panel, each_step, face_on


class Shown:
    """A row in the middle of the window, and what was taken from it."""

    def __init__(self, face: Face, *texts: str, width: int = 984, above: int = 700) -> None:
        self.face = face
        self.taken: list[Candidate] = []
        self.row = CandidateRow(self.taken.append, size_hint=(None, None), width=width, pos=(48, above))
        face.root.add_widget(self.row)
        self.offer(*texts)

    def offer(self, *texts: str) -> None:
        self.row.candidates = tuple(Candidate(text, len(text)) for text in texts)
        self.face.step()

    def numbered(self) -> list[str]:
        """Ids of the candidates on the page, in order of their numbers."""
        ids = [element_id for element_id in self.face.elements() if element_id.startswith("candidate:")]
        return sorted(element_id for element_id in ids if element_id[-1].isdigit())

    def page(self) -> list[str]:
        """What can be read on the page, in order."""
        by_id = {key.element_id: key.text for key in self.row.children if getattr(key, "text", "")}
        return [by_id[element_id] for element_id in self.numbered()]


def test_what_was_touched_is_taken(face: Face) -> None:
    shown = Shown(face, "身份证", "身份", "省份")
    assert shown.page() == ["身份证", "身份", "省份"]
    assert {"身份证", "身份", "省份"} <= set(face.texts(shown.row))
    face.touch("candidate:2")
    assert [candidate.text for candidate in shown.taken] == ["身份"]


def test_each_is_big_enough_for_a_finger_and_none_is_cut(face: Face) -> None:
    Shown(face, "一", "身份证", "新疆维吾尔自治区")
    for element_id, element in face.elements().items():
        if element_id.startswith("candidate:"):
            assert element.width >= 96
            assert element.height >= 96
            assert element.x >= 48
            assert element.x + element.width <= 48 + 984
    for label in face.labels():
        if label.text in ("一", "身份证", "新疆维吾尔自治区"):
            assert label.texture_size[0] <= label.width
            assert label.texture_size[1] <= 124


@pytest.mark.parametrize("language", [UYGHUR, KAZAKH], ids=lambda language: language.tag)
def test_the_first_stands_where_reading_begins(open_face: FaceMaker, language: Language) -> None:
    face = open_face(language=language)
    Shown(face, "身份", "省份")
    first, second = (face.elements()[f"candidate:{number}"] for number in (1, 2))
    assert (first.x > second.x) == language.rtl


def test_pages_go_on_to_the_last_candidate_and_back(face: Face) -> None:
    texts = [chr(0x4E00 + number) for number in range(2 * MOST + 1)]
    shown = Shown(face, *texts)
    seen = shown.page()
    assert 1 < len(seen) <= MOST
    assert not face.offers("candidate:back")
    while face.offers("candidate:next"):
        face.touch("candidate:next")
        seen += shown.page()
    assert seen == texts
    while face.offers("candidate:back"):
        face.touch("candidate:back")
    assert shown.page() == texts[: len(shown.page())]


def test_page_keys_stay_in_their_place_and_are_not_there_for_one_page(face: Face) -> None:
    shown = Shown(face, *(chr(0x4E00 + number) for number in range(20)))
    places = [face.elements()[f"candidate:{way}"] for way in ("back", "next")]
    face.touch("candidate:next")
    moved = [face.elements()[f"candidate:{way}"] for way in ("back", "next")]
    assert [(element.x, element.width) for element in places] == [
        (element.x, element.width) for element in moved
    ]
    shown.offer("一", "二")
    assert "candidate:next" not in face.elements()
    assert shown.page() == ["一", "二"]


def test_another_letter_begins_with_the_first_page_again(face: Face) -> None:
    shown = Shown(face, *(chr(0x4E00 + number) for number in range(20)))
    face.touch("candidate:next", "candidate:next")
    shown.offer(*(chr(0x5000 + number) for number in range(20)))
    assert shown.page()[0] == chr(0x5000)
    assert not face.offers("candidate:back")


def test_long_candidates_have_a_page_to_themselves_and_one_that_fits_nowhere_is_left_out(face: Face) -> None:
    shown = Shown(face, "字" * 40, "新疆维吾尔自治区", "新疆", "新")
    assert shown.page()[0] == "新疆维吾尔自治区"
    assert "字" * 40 not in face.texts(shown.row)


def test_nothing_offered_shows_nothing_and_keeps_its_height(face: Face) -> None:
    shown = Shown(face, "一")
    height = shown.row.height
    shown.offer()
    assert (shown.numbered(), shown.row.height) == ([], height)
    assert not [element_id for element_id in face.elements() if element_id.startswith("candidate:")]


def test_a_narrower_row_has_more_pages(face: Face) -> None:
    shown = Shown(face, *(chr(0x4E00 + number) for number in range(7)))
    before = len(shown.page())
    shown.row.width = 600
    face.step()
    assert 0 < len(shown.page()) < before


def test_each_can_be_spoken_and_what_was_typed_is_personal(open_face: FaceMaker) -> None:
    face = open_face(language=CHINESE)
    shown = Shown(face, *(chr(0x4E00 + number) for number in range(20)))
    called = {key.element_id: key.called for key in shown.row.children if getattr(key, "element_id", "")}
    assert called["candidate:next"] == Message("candidate.next")
    assert called["candidate:back"] == Message("candidate.back")
    first = called["candidate:1"]
    assert isinstance(first, Terms)
    assert first.personal
    assert face.words(first) == chr(0x4E00)


@each_panel
@each_step
def test_every_candidate_is_drawn_whole_and_no_key_leaves_the_row(
    open_face: FaceMaker, where: str, step: TextStep
) -> None:
    face = face_on(open_face, where, step, language=CHINESE)
    panel = face.app.look.panel
    texts = (chr(0x4E00 + number) * (1 + number % 3) for number in range(20))
    row = Shown(face, *texts, width=panel.width_px - 96, above=panel.height_px // 2).row
    face.step(4)
    for key in row.children:
        assert row.x - 1 <= key.x and key.right <= row.right + 1
    words = [words for words in row.walk(restrict=True) if isinstance(words, Words)]
    assert words
    for one in words:
        assert 0 < one.texture_size[0] <= one.width + 1 and one.texture_size[1] <= one.height + 1
