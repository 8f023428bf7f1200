"""Finding an errand among all of the sandbox's, and reading: the states of those screens."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from kiosk.central.answers import Announcement, Announcements
from kiosk.errand_questions import Wish
from kiosk.failures import Failure, FailureCode
from kiosk.language.values import Terms
from kiosk.services.cards import CardKind
from kiosk.visit_events import Answered, CardReaderState, NotAnswered
from screens.journey import Place
from screens.screen import Screen
from tests.screens.face import Face

State = tuple[str, Callable[[Face], None]]

GUIDE, NEWS = "online-safety", "announcements"
# With the most to know, and with the least.
GUIDES = ("sole-trader", "tax-quota-change", "project-state")
# The first letters of what several services are called, in each language; Chinese by its sound.
LETTERS = {"ug": "با", "kk-Arab": "با", "kk": "ба", "zh-Hans": "bu"}


def look_into(face: Face, category: str) -> None:
    """Opens a group of services."""
    face.bring_up()
    face.app.open(Place("services", category))
    face.step()


def search_for(face: Face, text: str | None = None) -> Screen:
    """Types what is looked for; by default what finds several."""
    face.app.entries.clear()
    face.go("search")
    face.type(LETTERS[face.visit.language.tag] if text is None else text)
    return face.screen


def announce(face: Face, count: int, *, times: int = 1) -> Sequence[Announcement]:
    """The platform announces this much; each text as long as it is said so many times."""
    service = face.choose(NEWS)
    entries = tuple(
        Announcement(f"news-{number}", date(2026, 4, 1 + number), page.title or service.title, page.text)
        for number, page in enumerate(service.pages[number % len(service.pages)] for number in range(count))
    )
    longer = tuple(
        replace(
            entry, text=Terms({tag: " ".join([words] * times) for tag, words in entry.text.words.items()})
        )
        for entry in entries
    )
    face.visit.wish(Wish.OUTCOME)
    assert face.visit.question is not None
    face.post(Answered(face.visit.id, face.visit.question.request_id, Announcements(longer)))
    face.go("pages")
    return longer


def no_answer(face: Face) -> None:
    """The platform says nothing: what the pack has is shown."""
    face.choose(NEWS)
    face.visit.wish(Wish.OUTCOME)
    assert face.visit.question is not None
    failure = Failure(FailureCode.PLATFORM_UNREACHABLE)
    face.post(NotAnswered(face.visit.id, face.visit.question.request_id, failure))
    face.go("pages")


def _readers(face: Face, failure: Failure | None) -> None:
    face.bring_up()
    face.post(*(CardReaderState(face.visit.id, kind, failure) for kind in CardKind))


def _barred(face: Face) -> None:
    _readers(face, Failure(FailureCode.CARD_NO_READER))
    look_into(face, "support")


def _barred_found(face: Face) -> None:
    _readers(face, Failure(FailureCode.CARD_NO_READER))
    search_for(face)


def _group(category: str, face: Face) -> None:
    _readers(face, None)
    look_into(face, category)


def _all(face: Face) -> None:
    search_for(face)
    face.touch("forward")


def _empty(face: Face) -> None:
    face.app.entries.clear()
    face.go("search")


def _nothing(face: Face) -> None:
    search_for(face, LETTERS[face.visit.language.tag] * 5)


def _guide(service: str, face: Face) -> None:
    face.choose(service)
    face.go("guide")


def _leaf(number: int, face: Face) -> None:
    face.choose(GUIDE)
    face.app.entries["pages leaf"] = number
    face.go("pages")


def _one_of_many(face: Face) -> None:
    announce(face, 3, times=6)
    face.app.open(Place("pages", "1"))
    face.step()


FINDING_STATES: tuple[State, ...] = (
    ("groups", lambda face: face.go("services")),
    ("group barred", _barred),
    *((f"group {name}", partial(_group, name)) for name in ("support", "trade", "notices")),
    ("search", _empty), ("search found", search_for), ("search barred", _barred_found),
    ("search nothing", _nothing), ("search all", _all),
    *((f"guide {name}", partial(_guide, name)) for name in GUIDES),
    *((f"leaf {number}", partial(_leaf, number)) for number in (0, 5, 7)),
    ("announcements", lambda face: announce(face, 9)), ("announcement", _one_of_many),
    ("announcements none", lambda face: announce(face, 0)), ("announcements standing", no_answer),
)  # fmt: skip
