"""Pages shows what is only read: leaves with pictures, and what the platform announces."""

from collections.abc import Sequence
from datetime import date

import pytest

from kiosk.central.answers import Announcement, Announcements
from kiosk.language.languages import KAZAKH, UYGHUR
from kiosk.language.values import Day, Terms
from kiosk.visit_events import Answered
from screens.screen import spoken_value
from screens.theme import Modes, TextStep
from screens.widgets.picture import Picture
from tests.recording_ports import every_service
from tests.screens.face import Face, FaceMaker, visible
from tests.screens.finding import GUIDE, NEWS, announce, no_answer
from tests.screens.paging import TIGHT, pages_of

EVERY = {"services": every_service()}
LEAVES = every_service().service(GUIDE).pages


def open_guide(face: Face) -> None:
    face.choose(GUIDE)
    face.go("pages")


def drawn(face: Face) -> set[str]:
    return {picture.name for picture in visible(face.screen) if isinstance(picture, Picture)}


def read_text(face: Face) -> str:
    """All that can be read in the work area, page after page, as one text."""
    return " ".join(text for _ in pages_of(face) for text in face.texts(face.screen))


def test_a_guide_is_opened_without_a_question_and_read_leaf_by_leaf(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    face.go("services")
    face.touch("category:notices", f"service:{GUIDE}")
    for number, leaf in enumerate(LEAVES):
        assert face.shown == "pages"
        assert face.sentence() == face.words(leaf.title or "")
        assert leaf.picture in drawn(face)
        assert leaf.text in face.heard().parts
        assert face.reads("pages.done") == (number == len(LEAVES) - 1)
        face.touch("forward")
    assert face.shown == "gone"
    assert face.ports.asker.asked == []


def test_back_turns_to_the_leaf_before_and_then_to_where_it_was_found(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    face.go("services")
    face.touch("category:notices", f"service:{GUIDE}", "forward", "bar:back")
    assert face.sentence() == face.words(LEAVES[0].title or "")
    face.touch("bar:back")
    assert face.shown == "services-notices"


@pytest.mark.parametrize("where", TIGHT)
def test_everywhere_the_whole_text_of_a_leaf_is_read(open_face: FaceMaker, where: str) -> None:
    panel, modes = TIGHT[where]
    for language in (UYGHUR, KAZAKH):
        face = open_face(panel=panel, modes=modes, language=language, **EVERY)
        (entry,) = announce(face, 1, times=4)
        words = face.words(entry.text)
        assert words in read_text(face)


def test_larger_letters_stay_on_the_leaf(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    open_guide(face)
    face.touch("forward")
    face.app.choose_modes(Modes(TextStep.LARGE))
    face.step()
    assert face.sentence() == face.words(LEAVES[1].title or "")


def test_announcements_stand_by_title_and_day_with_the_newest_first(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    entries = announce(face, 3)
    assert face.sentence() == face.words("pages.which")
    on_screen = [text for text in face.texts(face.screen) if text in map(face.words, _titles(entries))]
    assert on_screen == [face.words(title) for title in reversed(_titles(entries))]
    for entry in entries:
        assert face.reads(spoken_value(Day(entry.day)))
        assert entry.title in face.heard().parts


def _titles(entries: Sequence[Announcement]) -> list[Terms]:
    return [entry.title for entry in entries]


def test_one_of_several_is_read_and_leads_back_to_the_others(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    entries = announce(face, 3)
    face.touch("entry:0")
    assert face.sentence() == face.words(entries[-1].title)
    assert entries[-1].text in face.heard().parts
    face.touch("forward")
    assert face.sentence() == face.words("pages.which")
    face.touch("entry:1", "bar:back", "forward")
    assert face.shown == "gone"


def test_a_single_announcement_is_read_at_once(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    (entry,) = announce(face, 1)
    assert face.sentence() == face.words(entry.title)
    face.touch("forward")
    assert face.shown == "gone"


def test_where_the_platform_does_not_answer_the_pages_of_the_pack_say_that_they_are_older(
    open_face: FaceMaker,
) -> None:
    face = open_face(**EVERY)
    no_answer(face)
    pages = every_service().service(NEWS).pages
    assert face.reads("pages.standing") and "pages.standing" in face.heard_keys()
    assert face.sentence() == face.words(pages[0].title or "")
    face.touch("forward")
    assert not face.reads("pages.standing")


def test_where_it_announces_nothing_the_pack_does_not_claim_to_be_older(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    announce(face, 0)
    assert not face.reads("pages.standing")
    assert face.sentence() == face.words(every_service().service(NEWS).pages[0].title or "")


def test_what_was_announced_before_is_nothing_to_a_guide(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    announce(face, 3)
    open_guide(face)
    assert face.sentence() == face.words(LEAVES[0].title or "")


def test_an_answer_that_comes_late_changes_nothing_under_the_reader(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    no_answer(face)
    pages = every_service().service(NEWS).pages
    question = face.visit.question
    assert question is not None
    entry = Announcement("late", date(2026, 5, 1), every_service().service(GUIDE).title, LEAVES[0].text)
    face.post(Answered(face.visit.id, question.request_id, Announcements((entry, entry))))
    face.touch("bar:help", "bar:back")
    assert face.sentence() == face.words(pages[0].title or "")
    assert face.reads("pages.standing")
    face.touch("forward", "bar:back")
    assert face.sentence() == face.words(pages[0].title or "")
    assert face.reads("pages.standing")


def test_who_opens_the_announcements_anew_reads_what_there_is_then(open_face: FaceMaker) -> None:
    face = open_face(**EVERY)
    no_answer(face)
    announce(face, 3)
    assert face.sentence() == face.words("pages.which")
