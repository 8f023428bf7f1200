"""A row of what may be meant: big keys with Chinese words, a page at a time."""

from collections.abc import Callable, Sequence
from typing import Any

from kivy.app import App
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty

from kiosk.input.candidates import Candidate
from kiosk.language.languages import ALL_LANGUAGES
from kiosk.language.values import Message, Terms
from screens.widgets.mirrored import MirroredBox
from screens.widgets.slab import Slab

# Candidates on a page at most, and page keys beside them.
MOST = 7
# Design pixels: how high the row is, and where the panel is low.
HEIGHT, LOW = 124, 96
# Design pixels: a page key's width, a candidate's least width, what it has beside its characters, gaps.
PAGE_KEY, NARROWEST, SIDES, GAP = 96, 96, 36, 14
# How high a line of Chinese is, where its characters are 1; and what a candidate has above and below it.
CHINESE_LINE, ENDS = 1.5, 14


class CandidateKey(Slab):
    """One candidate, as wide as its characters need."""

    text = StringProperty("")
    chosen = ObjectProperty(None, allownone=True)
    number = NumericProperty(1)

    def show(self, number: int, candidate: Candidate, *, personal: bool) -> None:
        """``number`` counts from 1 on the page."""
        self.chosen = candidate
        self.number = number
        self.text = candidate.text
        self.element_id = f"candidate:{number}"
        self.called = Terms({language.tag: candidate.text for language in ALL_LANGUAGES}, personal=personal)
        self.width = key_width(candidate)


class PageKey(Slab):
    """To the candidates that have no room, or back; off where there are none."""

    picture = StringProperty("")


class CandidateRow(MirroredBox):
    """Shows ``candidates`` from the first; calls ``take(candidate)`` for the one that was touched.

    A candidate wider than the row is left out: what it is made of comes behind it. ``personal``: candidates
    are not said aloud.
    """

    candidates = ObjectProperty(())
    page = NumericProperty(0)
    personal = BooleanProperty(True)

    def __init__(self, take: Callable[[Candidate], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._take = take
        self._pages: tuple[tuple[Candidate, ...], ...] = ()
        # Made once: making widgets anew for every letter would cost more than a key press may take.
        self._keys = tuple(CandidateKey() for _ in range(MOST))
        for key in self._keys:
            key.fbind("on_release", self._touched)
        self._back, self._next = (
            PageKey(element_id=f"candidate:{way}", picture=picture, called=Message(f"candidate.{way}"))
            for way, picture in (("back", "back"), ("next", "forward"))
        )
        self._back.fbind("on_release", lambda _: self._turn(-1))
        self._next.fbind("on_release", lambda _: self._turn(1))
        self.fbind("candidates", self._share_out)
        self.fbind("width", self._share_out)
        self.fbind("page", self._show)

    def _share_out(self, *_: object) -> None:
        self._pages = pages(self.candidates, self.width)
        if self.page == 0:
            self._show()
        self.page = 0

    def _turn(self, by: int) -> None:
        self.page = min(len(self._pages) - 1, max(0, self.page + by))

    def _show(self, *_: object) -> None:
        self.clear_widgets()
        if not self._pages:
            return
        several = len(self._pages) > 1
        if several:
            self._back.off = self.page == 0
            self.add_widget(self._back)
        shown = self._pages[self.page]
        for number, (key, candidate) in enumerate(zip(self._keys, shown, strict=False), start=1):
            key.show(number, candidate, personal=self.personal)
            self.add_widget(key)
        self.add_widget(_Rest())
        if several:
            self._next.off = self.page == len(self._pages) - 1
            self.add_widget(self._next)

    def _touched(self, key: CandidateKey) -> None:
        self._take(key.chosen)


class _Rest(MirroredBox):
    """What is left of the row, so that the key to the next page stays where it is."""


def key_width(candidate: Candidate) -> float:
    """Pixels: every Chinese character is one em wide."""
    look = App.get_running_app().look
    return float(max(look.px(NARROWEST), len(candidate.text) * look.type("choice") + look.px(SIDES)))


def pages(candidates: Sequence[Candidate], width: float) -> tuple[tuple[Candidate, ...], ...]:
    """Candidates in order, as many to a page as fit into ``width`` pixels beside the page keys."""
    look = App.get_running_app().look
    gap = look.px(GAP)
    # What is left of the row stands between two gaps, too.
    room = width - 2 * look.px(PAGE_KEY) - 3 * gap
    shared: list[list[Candidate]] = []
    left = 0.0
    for candidate in candidates:
        needs = key_width(candidate)
        if needs > room:
            continue
        if not shared or len(shared[-1]) == MOST or needs > left:
            shared.append([])
            left = room
        shared[-1].append(candidate)
        left -= needs + gap
    return tuple(tuple(page) for page in shared)
