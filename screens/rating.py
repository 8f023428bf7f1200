"""Rating: five faces, and a way to leave it."""

from kivy.properties import BooleanProperty, NumericProperty

from kiosk.language.values import Message, Words
from screens.screen import ForwardKey, Screen
from screens.widgets.slab import Slab

GRADES = (5, 4, 3, 2, 1)


class GradeSlab(Slab):
    """One face with its words."""

    grade = NumericProperty(5)
    chosen = BooleanProperty(False)


class RatingScreen(Screen):
    can_go_back = False

    def build(self) -> None:
        self._grade: int | None = None
        for grade in GRADES:
            slab = GradeSlab(grade=grade, element_id=f"grade:{grade}")
            slab.called = Message(f"rating.{grade}")
            slab.fbind("on_release", self._chosen)
            self.ids.grades.add_widget(slab)

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
        self.app.go("done")

    def seconded(self) -> None:
        self.app.go("done")

    def _chosen(self, slab: GradeSlab) -> None:
        self._grade = int(slab.grade)
        for other in self.ids.grades.children:
            other.chosen = other is slab
        self.visit.ports.voice.say(
            (Message(f"rating.{self._grade}"),), self.visit.language, label=f"rating-{self._grade}"
        )
        self.app.refresh()
