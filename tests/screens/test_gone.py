"""Gone thanks, reminds of the card, says that all is forgotten, and ends the visit."""

from kiosk.visit_ports import Ending
from screens.gone import SLOW_TIMES
from screens.theme import Modes
from tests.screens.face import TIMERS, Face, FaceMaker


def test_it_says_that_this_machine_has_forgotten(face: Face) -> None:
    face.go("gone")
    assert face.sentence() == face.words("gone.sentence")
    assert face.reads("gone.forget")
    assert face.heard_keys() == ["gone.sentence", "gone.forget"]
    assert not face.offers("bar:back")


def test_it_ends_by_itself(face: Face) -> None:
    face.go("gone")
    face.pass_time(TIMERS.gone_s - 1)
    assert face.ended is None
    face.pass_time(2)
    assert face.ended is Ending.FINISHED


def test_where_everything_is_slow_it_stays_longer(open_face: FaceMaker) -> None:
    face = open_face(modes=Modes(simple=True))
    face.go("gone")
    face.pass_time(TIMERS.gone_s * SLOW_TIMES - 1)
    assert face.ended is None
    face.pass_time(1)
    assert face.ended is Ending.FINISHED


def test_a_touch_ends_it_at_once(face: Face) -> None:
    face.go("gone")
    face.touch("forward")
    assert face.ended is Ending.FINISHED
    assert face.ports.host.told.count(Ending.FINISHED) == 1
    assert face.ports.voice.speaking is None
