"""Pages: what is only read: the leaves of a guide with their pictures, and announcements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kivy.clock import Clock
from kivy.properties import NumericProperty, ObjectProperty

from kiosk.central.answers import Announcement, Announcements
from kiosk.language.values import Day, Message, Number, Words
from screens.journey import Place
from screens.screen import ForwardKey, Screen, spoken_value
from screens.widgets.line_pieces import pieces
from screens.widgets.notice import Notice
from screens.widgets.slab import Slab
from screens.widgets.words import Paragraph

if TYPE_CHECKING:
    from screens.app import KioskApp

NEWS = "announcement"
# So many lines of a text stay together: on the smallest panel a page has room for them.
LINES = 3
# Pieces of a panel's width: a column that is narrower is not laid out yet.
NARROW = 4
# Where it is kept what is read.
_READING = "pages read"


@dataclass(frozen=True)
class Leaf:
    """A page to read. ``title`` None: the errand's own."""

    picture: str
    text: Words
    title: Words | None = None
    day: date | None = None


class LeafText(Paragraph):
    """A few lines of what is read."""


class EntrySlab(Slab):
    """An announcement to choose: its title and its day."""

    title = ObjectProperty(None, allownone=True)
    day = ObjectProperty(None, allownone=True)
    # Pixels.
    needed = NumericProperty(0)


@dataclass(frozen=True)
class Reading:
    """What is read: decided when it is opened, and the same under the reader until it is left.

    ``about``: the errand and what was asked for it; ``entries``: what the platform announces, the newest
    first; ``is_older``: it did not answer, and what the machine has was here before.
    """

    about: tuple[str, str]
    entries: Sequence[Announcement]
    is_older: bool


def reading(app: "KioskApp") -> Reading:
    """What was decided before about the same, or what there is now."""
    visit, kept = app.visit, app.entries.get(_READING)
    service, question = visit.service, visit.question
    about = (service.id if service is not None else "", question.request_id if question is not None else "")
    if isinstance(kept, Reading) and kept.about == about:
        return kept
    answer = question.answer if question is not None else None
    entries = answer.entries if isinstance(answer, Announcements) else ()
    newest_first = sorted(entries, key=lambda entry: entry.day, reverse=True)
    now = Reading(about, newest_first, is_older=question is not None and answer is None)
    app.entries[_READING] = now
    return now


def pages_screen(app: "KioskApp", place: Place) -> Screen:
    """Several announcements are chosen from; all else is read. The step of a place is the announcement."""
    several = len(reading(app).entries) > 1
    return AnnouncementsScreen(app, place) if several and place.step is None else LeafScreen(app, place)


class LeafScreen(Screen):
    """Leaf after leaf by the forward key; the last one's is done."""

    # Nothing is handed in: there is no path to it.
    stone = None

    def build(self) -> None:
        self._reading = reading(self.app)
        self._leaves = self._all_leaves()
        kept: int = self.app.entries.get(self._kept_under, 0)
        self._number = min(kept, len(self._leaves) - 1)
        self.ids.work.picture = self.picture()
        # Lines are broken when there is a width to break them at.
        self.ids.work.pages.fbind("width", Clock.create_trigger(self._write, -1))
        self.page(self.ids.work.pages)

    def _all_leaves(self) -> Sequence[Leaf]:
        entries = self._reading.entries
        if entries:
            entry = entries[int(self.place.step or 0)]
            return (Leaf(NEWS, entry.text, entry.title, entry.day),)
        pages = self.service.pages
        leaves = [Leaf(page.picture, page.text, page.title) for page in pages]
        return leaves or (Leaf(NEWS, Message("pages.none")),)

    def _write(self, _elapsed: float) -> None:
        pages, look = self.ids.work.pages, self.app.look
        if pages.width < look.panel.width_px / NARROW or any(
            isinstance(block, LeafText) for block in pages.blocks
        ):
            return
        if self._standing is not None:
            pages.add_widget(Notice(picture="clock", message=self._standing))
        if self._leaf.day is not None:
            pages.add_widget(LeafText(text=self.app.value_text(Day(self._leaf.day)), role="label"))
        shown = self.app.text(self._leaf.text)
        for text in pieces(self.app, shown, role="key", width=pages.width, lines=LINES):
            pages.add_widget(LeafText(text=text, role="key"))

    @property
    def _leaf(self) -> Leaf:
        return self._leaves[self._number]

    @property
    def _kept_under(self) -> str:
        return f"{self.place.name} leaf"

    @property
    def _standing(self) -> Message | None:
        """On the first leaf: that the platform did not answer, and this was here before."""
        return Message("pages.standing") if self._reading.is_older and self._number == 0 else None

    @property
    def _is_last(self) -> bool:
        return self._number == len(self._leaves) - 1

    def picture(self) -> str:
        return self._leaf.picture

    def sentence(self) -> Words:
        return self._leaf.title or self.service.title

    def also_spoken(self) -> Sequence[Words]:
        day = () if self._leaf.day is None else (spoken_value(Day(self._leaf.day)),)
        standing = () if self._standing is None else (self._standing,)
        return (*standing, *day, self._leaf.text)

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        # A leaf that takes several pages is still one of so many leaves.
        if self._reads_on and len(self._leaves) > 1:
            return self._read_on(self._number + 1), None
        return super().row_keys()

    def _read_on(self, number: int) -> ForwardKey:
        return ForwardKey("page.on", values={"page": Number(number), "pages": Number(len(self._leaves))})

    def forward_key(self) -> ForwardKey:
        if not self._is_last:
            return self._read_on(self._number + 2)
        return ForwardKey("pages.done" if self.place.step is None else "pages.others")

    def forwarded(self) -> None:
        if not self._is_last:
            self._turn(1)
        elif self.place.step is None:
            self.app.go("done")
        else:
            self.app.open(Place("pages"))

    def went_back(self) -> None:
        if self._number:
            self._turn(-1)
        elif self.place.step is None:
            self.app.go("back")
        else:
            self.app.open(Place("pages"))

    def _turn(self, by: int) -> None:
        self.app.entries[self._kept_under] = self._number + by
        self.app.redraw()


class AnnouncementsScreen(Screen):
    """Announcements by title and day; one is read, or none."""

    # Nothing is handed in: there is no path to it.
    stone = None

    def build(self) -> None:
        self._entries = reading(self.app).entries
        pages = self.ids.pages
        for number, entry in enumerate(self._entries):
            slab = EntrySlab(title=entry.title, day=Day(entry.day), element_id=f"entry:{number}")
            slab.called = entry.title
            slab.fbind("on_release", lambda _, number=number: self.app.open(Place("pages", str(number))))
            pages.add_widget(slab)
        choices = self.app.look.choices
        if len(self._entries) > choices:
            # One choice is the key for more.
            pages.most = choices - 1
        self.page(pages)

    def sentence(self) -> Words:
        return Message("pages.which")

    def also_spoken(self) -> Sequence[Words]:
        return [entry.title for entry in self._entries]

    def forward_key(self) -> ForwardKey:
        return ForwardKey("pages.done")

    def forwarded(self) -> None:
        self.app.go("done")
