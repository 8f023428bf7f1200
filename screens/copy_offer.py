"""After the receipt, where there is a printer for it: whether what was handed in shall be printed too."""

from collections.abc import Sequence

from kiosk.language.values import Message, Words
from screens.card import LARGE_PICTURE
from screens.screen import ForwardKey, Screen
from screens.widgets.notice import Notice
from screens.widgets.second_block import SecondBlock

NOTE = Message("copy.offer_note")


class CopyOfferScreen(Screen):
    """The forward key goes on without it."""

    stone = 4
    can_go_back = False

    def build(self) -> None:
        work = self.ids.work
        work.picture, work.side = self.picture(), LARGE_PICTURE
        work.add_widget(Notice(picture="document", message=NOTE))
        self._second = SecondBlock(self)
        work.add_widget(self._second)
        self.page(work.pages)

    def picture(self) -> str:
        return "illus-page"

    def sentence(self) -> Words:
        return Message("copy.offer")

    def also_spoken(self) -> Sequence[Words]:
        return (NOTE,)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("receipt.done", arrow=False)

    def second_key(self) -> ForwardKey:
        return ForwardKey("receipt.print", "printer", arrow=False)

    def row_keys(self) -> tuple[ForwardKey | None, ForwardKey | None]:
        return self._second.in_row(*super().row_keys())

    def forwarded(self) -> None:
        self.app.go("done")

    def seconded(self) -> None:
        self.app.go("copy")
