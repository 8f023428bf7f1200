"""Rating: five faces, and a way to leave it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from kiosk.language.values import Message, Words
from screens.longest_word import longest_word_px
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep
from screens.widgets.beside import Beside
from screens.widgets.slab import Slab

GRADES = (5, 4, 3, 2, 1)
# Design pixels between slabs, and between a slab's edge and what is in it.
GAP, PADDING = 20, 14
# Design pixels of a panel's width that are not for the work: the margins, and lying the bar.
MARGINS, BAR = 96, 232


@dataclass(frozen=True)
class Arrangement:
    """How the five stand: so many beside each other, the face above or beside its words, in a role's letters.

    Design pixels: ``smile`` the side of its picture, ``least`` the lowest a slab may be.
    """

    columns: int
    above: bool
    role: str
    smile: int
    least: int

    @property
    def beside_words(self) -> int:
        """Design pixels of a slab's width that are not for words."""
        return 2 * PADDING if self.above else 3 * PADDING + self.smile + 16


UPRIGHT = {
    step: Arrangement(1, above=False, role="choice", smile=124, least=least)
    for step, least in ((TextStep.NORMAL, 190), (TextStep.LARGE, 180), (TextStep.LARGEST, 150))
}
# The first that the words fit into is taken, else the last.
LOW = (
    Arrangement(5, above=True, role="label", smile=124, least=300),
    Arrangement(2, above=False, role="label", smile=92, least=132),
)
LYING = (
    Arrangement(5, above=True, role="label", smile=164, least=340),
    Arrangement(5, above=True, role="label", smile=124, least=280),
    Arrangement(3, above=False, role="label", smile=92, least=150),
    Arrangement(3, above=False, role="floor", smile=76, least=132),
    Arrangement(2, above=False, role="label", smile=92, least=132),
)


class GradeSlab(Slab):
    """One face with its words."""

    grade = NumericProperty(5)
    chosen = BooleanProperty(False)
    role = StringProperty("choice")
    # Design pixels.
    smile = NumericProperty(124)
    least = NumericProperty(132)
    # Whether the tick stands at the far end, and not on the face.
    far_tick = BooleanProperty(False)
    # Pixels.
    needed = NumericProperty(0)


class GradeLine(GradeSlab):
    """The words behind the face."""


class GradeCard(GradeSlab):
    """The words below the face."""


class RatingScreen(Screen):
    can_go_back = False

    def build(self) -> None:
        self._grade: int | None = None
        look = self.app.look
        plan = UPRIGHT[look.step] if look.tall else self._fitting(LYING if look.wide else LOW)
        self._slabs = [self._slab(grade, plan) for grade in GRADES]
        for first in range(0, len(GRADES), plan.columns):
            row = Beside(most=plan.columns).put(*self._slabs[first : first + plan.columns])
            self.ids.pages.add_widget(row)
        self.page(self.ids.pages)

    def header(self) -> tuple[str, Words]:
        return "rating", Message("rating.title")

    def sentence(self) -> Words:
        return Message("rating.sentence")

    def also_spoken(self) -> tuple[Words, ...]:
        return (Message("rating.hint"), *(Message(f"rating.{grade}") for grade in GRADES))

    def forward_key(self) -> ForwardKey | None:
        return ForwardKey("rating.send") if self._grade is not None else None

    def second_key(self) -> ForwardKey:
        return ForwardKey("rating.skip", arrow=False)

    def forwarded(self) -> None:
        if self._grade is not None:
            self.visit.rate(self._grade)
        self._over()

    def seconded(self) -> None:
        self._over()

    def _over(self) -> None:
        self.visit.rating_over = True
        self.app.go("done")

    def _slab(self, grade: int, plan: Arrangement) -> GradeSlab:
        kind = GradeCard if plan.above else GradeLine
        slab = kind(
            grade=grade,
            element_id=f"grade:{grade}",
            role=plan.role,
            smile=plan.smile,
            least=plan.least,
            far_tick=self.app.look.tall,
        )
        slab.called = Message(f"rating.{grade}")
        slab.fbind("on_release", self._chosen)
        return slab

    def _chosen(self, slab: GradeSlab) -> None:
        self._grade = int(slab.grade)
        for other in self._slabs:
            other.chosen = other is slab
        self.app.say((Message(f"rating.{self._grade}"),), str(self._grade))
        self.app.refresh()

    def _fitting(self, plans: Sequence[Arrangement]) -> Arrangement:
        return next((plan for plan in plans if self._has_room(plan)), plans[-1])

    @property
    def _work_width(self) -> float:
        look = self.app.look
        return look.panel.width_px - look.px(MARGINS + BAR if look.wide else MARGINS)

    def _has_room(self, plan: Arrangement) -> bool:
        """Whether no word of the grades has to be divided."""
        look = self.app.look
        width = self._work_width / plan.columns - look.px(GAP) - look.px(plan.beside_words)
        words = [self.app.text(Message(f"rating.{grade}")) for grade in GRADES]
        size = look.type(plan.role)
        return longest_word_px(words, look.language, self.app.engine, size=size) <= width
