"""Progress: the cases that were found, the newest first; or, kindly, that there is none."""

from collections.abc import Sequence

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.central.answers import CaseProgress
from kiosk.language.values import Day, Message, Number, Words
from screens.card import PICTOGRAM
from screens.result import ROOMY
from screens.screen import ForwardKey, Screen
from screens.theme import TextStep
from screens.widgets.beside import Beside, Illustrated
from screens.widgets.case_map import CLOSED, LOOKS, state_words
from screens.widgets.notice import Notice
from screens.widgets.pages import Pages
from screens.widgets.second_block import SecondBlock
from screens.widgets.slab import Slab

# The more key is one of the choices of a page.
MORE = 1
# Lying, so many stand beside each other.
BESIDE = 2


class CaseSlab(Slab):
    """One case: what it is about, its state in a word and a sign, and the promised day."""

    sign = StringProperty("")
    title = ObjectProperty(None, allownone=True)
    state_words = ObjectProperty(None, allownone=True)
    day = ObjectProperty(None, allownone=True)
    low = BooleanProperty(False)
    # Pixels.
    needed = NumericProperty(0)


class ProgressScreen(Screen):
    """Which cases they are, is personal: that stands there and is said when asked for."""

    stone = 4

    def build(self) -> None:
        self._second: SecondBlock | None = None
        self._build_list() if self.visit.cases else self._build_none()

    def picture(self) -> str:
        return "progress"

    def sentence(self) -> Words:
        if self.visit.cases:
            return Message("progress.choose")
        return Message("progress.unknown" if self._by_code else "progress.none")

    def also_spoken(self) -> Sequence[Words]:
        return () if self.visit.cases else self._why_none

    def personal_spoken(self) -> Sequence[Words]:
        spoken: list[Words] = []
        for number, case in enumerate(self.visit.cases, 1):
            errand = Message("progress.errand", {"number": Number(number)})
            spoken += [errand, case.title, state_words(case.state), *_days(case)]
        return spoken

    def not_spoken(self) -> Sequence[Words]:
        return (Message("review.on_screen"),) if self.visit.cases else ()

    def forward_key(self) -> ForwardKey:
        if self._by_code and not self.visit.cases:
            return ForwardKey("progress.type_again", "pen", arrow=False)
        return ForwardKey("receipt.done")

    def second_key(self) -> ForwardKey | None:
        again = self._by_code and not self.visit.cases
        return ForwardKey("receipt.done", arrow=False) if again else None

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        keys = super().row_keys()
        return keys if self._second is None else self._second.in_row(*keys)

    def forwarded(self) -> None:
        self.app.go("back" if self.second_key() is not None else "done")

    def seconded(self) -> None:
        self.app.go("done")

    @property
    def _by_code(self) -> bool:
        return self.visit.card.holder is None

    @property
    def _why_none(self) -> Sequence[Words]:
        keys = ("progress.check_code", "progress.on_its_way") if self._by_code else ("progress.none_note",)
        return tuple(Message(key) for key in keys)

    def _build_list(self) -> None:
        pages = Pages(paging="choosing", spacing=self.app.look.px(20))
        slabs = [self._slab(number, case) for number, case in enumerate(self.visit.cases, 1)]
        look = self.app.look
        roomy = look.wide and look.step is TextStep.NORMAL and look.panel.width_px >= look.px(ROOMY)
        beside = BESIDE if roomy else 1
        pages.most = (self.app.look.choices - MORE) // beside
        for first in range(0, len(slabs), beside):
            row = slabs[first : first + beside]
            pages.add_widget(Beside(most=beside).put(*row) if beside > 1 else row[0])
        self.add_widget(pages)
        self.page(pages)

    def _build_none(self) -> None:
        work = Illustrated(picture="progress", side=PICTOGRAM)
        pictures = ("receipt", "clock") if self._by_code else ("clock",)
        blocks: list[Widget] = [
            Notice(picture=picture, message=words)
            for picture, words in zip(pictures, self._why_none, strict=True)
        ]
        self._second = SecondBlock(self)
        for block in (*blocks, self._second):
            work.add_widget(block)
        self.add_widget(work)
        self.page(work.pages)

    def _slab(self, number: int, case: CaseProgress) -> CaseSlab:
        look = LOOKS[case.state]
        slab = CaseSlab(
            element_id=f"case:{number}",
            sign=look.sign,
            title=case.title,
            state_words=state_words(case.state),
            day=next(iter(_days(case)), None),
        )
        # Its name is personal: by ear it is told from the others by its number.
        slab.called = Message("progress.errand", {"number": Number(number)})
        slab.fbind("on_release", lambda _slab: self._chosen(case))
        return slab

    def _chosen(self, case: CaseProgress) -> None:
        self.visit.case = case
        self.app.go("chosen")


def _days(case: CaseProgress) -> Sequence[Words]:
    if case.state in CLOSED or case.promised_day is None:
        return ()
    return (Message("case.promised", {"day": Day(case.promised_day)}),)
