"""A picture with its words that also shows when something is wrong."""

from typing import Any

from kivy.app import App
from kivy.properties import BooleanProperty, StringProperty

from screens.theme import TextStep
from screens.widgets.beside import Illustrated
from screens.widgets.slab import Card


class KeptPicture(Card):
    """A picture with a height of its own."""

    picture = StringProperty("")


class Warned(Illustrated):
    """While it is ``bad``, the picture stands on the ground of what is wrong.

    ``kept``: upright, where the largest words would drive the picture out, a small one comes before them.
    """

    bad = BooleanProperty(False)
    kept = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        self._kept = KeptPicture()
        super().__init__(**kwargs)
        self.on_bad()

    def on_kept(self, *_: object) -> None:
        look = App.get_running_app().look
        if self.kept and look.tall and look.step is TextStep.LARGEST:
            self.pages.remove_block(self._illustration)
            self.pages.add_widget(self._kept)

    def on_picture(self, row: Illustrated, picture: str) -> None:
        super().on_picture(row, picture)
        self._kept.picture = picture

    def on_bad(self, *_: object) -> None:
        for card in (self._illustration, self._kept):
            card.fill = "bad_soft" if self.bad else "acc_soft"
            card.border = "bad" if self.bad else "acc_soft"
