"""The second key among the words, where two keys beside each other would take half the height."""

from typing import TYPE_CHECKING

from kivy.properties import BooleanProperty

from screens.theme import TextStep
from screens.widgets.slab import SecondarySlab

if TYPE_CHECKING:
    from screens.screen import ForwardKey, Screen


class SecondBlock(SecondarySlab):
    """The second key as the last block of `Pages`, in the largest letters; otherwise it is in the row.

    The row is as high on every page: one that grew on the last page would turn back to the one before. So it
    holds one key, and where there is no forward key the second has it on the last page.
    """

    # Whether it takes no room now.
    hidden = BooleanProperty(True)

    def __init__(self, screen: "Screen") -> None:
        super().__init__(element_id="second")
        self._one_in_row = screen.app.look.step is TextStep.LARGEST
        self.fbind("on_release", lambda *_: screen.app.act("second"))
        self.offer(screen)

    def offer(self, screen: "Screen") -> None:
        """Takes over what the screen declares as its keys now."""
        key = screen.second_key() if self._one_in_row and screen.forward_key() is not None else None
        self.hidden = key is None
        if key is not None:
            self.words = self.called = key.words
            self.picture = key.picture

    def in_row(
        self, forward: "ForwardKey | None", second: "ForwardKey | None"
    ) -> tuple["ForwardKey | None", "ForwardKey | None"]:
        """The keys that are left for the row."""
        return forward, None if self._one_in_row and forward is not None else second
