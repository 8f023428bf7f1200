"""What there is to see and to hear of a fault: on the real screen, and put into words in English."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.language.display import display
from kiosk.language.languages import ENGLISH, RESIDENT_LANGUAGES
from kiosk.language.values import Code, Message, Words
from kiosk.pipe import DeviceIs
from kiosk.speech.words import spoken
from kiosk.text.isolation import without_isolates
from screens.widgets.notice import Notice
from tests.faults.page import Row, advice
from tests.recording_ports import catalogues
from tests.screens.face import Face, visible

_KEYS = ("forward", "second")
# Each visit's receipt code is another; on the page stands this one.
_A_CODE = "7K4Q-2M9X"


@dataclass(frozen=True)
class Seen:
    """A fault as a resident and the staff meet it; words in English. ``code``: "" where none is shown."""

    sentence: str
    advice: Sequence[str]
    code: str
    picture: str
    heard: Sequence[str]
    ways: Sequence[str]
    devices: Sequence[DeviceIs]

    def row(self, fault: str, seconds: float | None) -> Row:
        """For docs/faults.md. ``seconds``: None where it is never over."""
        sees = [f"**{self.sentence}**", *self.advice, self.code and f"({self.code})", f"`{self.picture}`"]
        codes = dict.fromkeys(code for code in (self.code, *(state.code for state in self.devices)) if code)
        states = ", ".join(_words_of(state) for state in self.devices)
        return Row(
            fault=fault,
            sees=" ".join(filter(None, sees)),
            hears=" ".join(self.heard),
            ways=" · ".join(self.ways),
            staff="; ".join(filter(None, [states, *(f"{code}: {advice(code)}" for code in codes)])),
            lost="nothing",
            seconds="–" if seconds is None else f"{seconds:.1f}",
        )


def see(face: Face, devices: Sequence[DeviceIs]) -> Seen:
    """The screen as it stands. Whatever is put into words stands there in the visit's language."""
    screen, submission = face.screen, face.visit.submission

    def english(words: Words) -> str:
        own = _english(words)
        return own if submission is None else own.replace(submission.receipt_code, _A_CODE)

    assert face.sentence() == face.words(screen.sentence())
    notices = [one for one in visible(screen) if isinstance(one, Notice) and one.message is not None]
    words = [words for notice in notices for words in (notice.message, notice.note) if words]
    codes = [notice.code for notice in notices if notice.code]
    assert all(face.reads(one) for one in (*words, *codes))
    return Seen(
        sentence=english(screen.sentence()),
        advice=tuple(english(one) for one in words),
        code="".join(_code_in(code) for code in codes),
        picture=screen.picture(),
        heard=tuple(english(words) for words in _heard(face)),
        ways=_ways_on(face),
        devices=tuple(devices),
    )


def codes_shown(face: Face) -> Sequence[str]:
    """The codes for the staff that stand on the screen."""
    notices = [one for one in visible(face.screen) if isinstance(one, Notice)]
    return [_code_in(notice.code) for notice in notices if notice.code]


def _ways_on(face: Face) -> Sequence[str]:
    ways = []
    for element_id, key in zip(_KEYS, face.screen.row_keys(), strict=True):
        assert face.offers(element_id) == (key is not None)
        if key is not None:
            assert face.reads(key.words)
            ways.append(_english(key.words))
    return tuple(ways)


def _heard(face: Face) -> Sequence[Words]:
    """What is being said; in every other language the voice would have got the same to say."""
    heard, own = face.heard(), face.visit.language
    assert heard.language == own
    for language in RESIDENT_LANGUAGES:
        face.visit.language = language
        face.app.speak()
        again = face.heard()
        assert again.language == language
        assert all(spoken(one, language, catalogues(), reveal_personal=False).strip() for one in again.parts)
        assert face.app.screen is not None and again.parts[0] == face.app.screen.sentence()
    face.visit.language = own
    return tuple(heard.parts)


def _code_in(message: Message) -> str:
    (code,) = (value for value in (message.values or {}).values() if isinstance(value, Code))
    return code.text


def _english(words: Words) -> str:
    return without_isolates(display(words, ENGLISH, catalogues()))


def _words_of(state: DeviceIs) -> str:
    return " ".join(filter(None, (state.device, state.state, state.code)))
