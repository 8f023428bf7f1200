"""Help says how this machine is used and whom to ask, over any screen."""

from kiosk.language.values import Message, Phone
from kiosk.visit_ports import VOLUME_LEVELS
from screens.help import ROWS, VolumeLevel
from tests.recording_ports import SITE
from tests.screens.face import Face


def test_it_shows_and_says_how_it_works_and_whom_to_ask(face: Face) -> None:
    face.go("guide")
    face.touch("bar:help")
    assert face.shown == "help"
    phone = Message("help.phone", {"phone": Phone(SITE.help_phone)})
    for words in (*(Message(key) for _, key in ROWS), phone):
        assert face.reads(words)
        assert words in face.heard().parts


def test_it_gives_the_screen_back_as_it_was(face: Face) -> None:
    for key in ("forward", "bar:back"):
        face.go("step", "area")
        face.type("7")
        face.touch("bar:help", key)
        assert face.shown == "step-area"
    face.touch("forward")
    assert face.visit.answers["area"] == "77"


def test_it_shows_how_loud_the_voice_is(face: Face) -> None:
    face.go("guide")
    face.touch("bar:help")
    level = face.find(VolumeLevel)
    assert level.level == face.ports.voice.volume == 4
    face.touch("volume.softer")
    assert level.level == face.ports.voice.volume == 3
    for _ in range(VOLUME_LEVELS):
        face.touch("volume.louder")
    assert level.level == VOLUME_LEVELS
