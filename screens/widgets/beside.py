"""What stands beside something else: blocks in a row, and a picture with its words."""

from typing import Any

from kivy.app import App
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from screens.theme import TextStep
from screens.widgets.mirrored import MirroredBox
from screens.widgets.pages import Illustration, Pages

# How wide a picture beside words is, where the words are 1.
PICTURE_SHARE = 0.5


class Beside(MirroredBox):
    """Blocks beside each other, all as high as the highest of them ``needed``; a block of `Pages`.

    ``most``: how many have room in it; where there are fewer, their places stay empty.
    """

    most = NumericProperty(1)

    def __init__(self, **kwargs: Any) -> None:
        self._needing: list[Widget] = []
        super().__init__(size_hint_y=None, **kwargs)
        self.spacing = App.get_running_app().look.px(20)

    def put(self, *widgets: Widget) -> "Beside":
        """The blocks, from the reading start."""
        for widget in widgets:
            widget.size_hint_y = 1
            widget.fbind("needed", self._as_high_as_the_highest)
            self._needing.append(widget)
            self.add_widget(widget)
        for _ in range(int(self.most) - len(widgets)):
            self.add_widget(Widget())
        self._as_high_as_the_highest()
        return self

    def _as_high_as_the_highest(self, *_: object) -> None:
        self.height = max(widget.needed for widget in self._needing)


class Rows(BoxLayout):  # type: ignore[misc]
    """Rows above each other that stay on one page; a block of `Pages`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, **kwargs)
        self.spacing = App.get_running_app().look.px(20)
        self.bind(minimum_height=self.setter("height"))

    def put(self, *rows: Widget) -> "Rows":
        for row in rows:
            self.add_widget(row)
        return self


class Illustrated(MirroredBox):
    """A large picture and the words to it, which are the blocks of ``pages``.

    Upright the picture stands above the words and gives way where they need its room, lying it stands beside
    them; low down there is none, for the stage shows the screen's picture.
    """

    picture = StringProperty("")
    # Design pixels.
    side = NumericProperty(480)
    # Whether even the largest words have room beside a picture.
    short = BooleanProperty(False)

    def __init__(self, **kwargs: Any) -> None:
        look = App.get_running_app().look
        self.pages = Pages(spacing=look.px(20))
        self._illustration = Illustration(size_hint_x=PICTURE_SHARE if look.wide else 1)
        super().__init__(**kwargs)
        self.spacing = look.px(28)
        if look.wide:
            self.padding = 0, look.px(10), 0, 0
            super().add_widget(self._illustration)
        elif look.tall:
            self.pages.add_widget(self._illustration)
        super().add_widget(self.pages)
        self.on_short()

    def add_widget(self, widget: Widget, *args: Any, **kwargs: Any) -> None:
        """Another block of words."""
        self.pages.add_widget(widget)

    def on_picture(self, _row: "Illustrated", picture: str) -> None:
        self._illustration.picture = picture

    def on_side(self, _row: "Illustrated", side: float) -> None:
        self._illustration.side = side

    def on_short(self, *_: object) -> None:
        look = App.get_running_app().look
        wanted = look.wide and (self.short or look.step is not TextStep.LARGEST)
        if wanted and self._illustration.parent is None:
            super().add_widget(self._illustration, index=len(self.children))
        elif not wanted:
            self.words_only()

    def words_only(self) -> None:
        """Lying, the words have the whole width."""
        if self._illustration.parent is self:
            self.remove_widget(self._illustration)

    def instead(self, card: Widget) -> None:
        """A card in the picture's place. Never left out: where there is no picture, it is the last block."""
        if self._illustration.parent is self:
            self.words_only()
            card.size_hint_x, card.size_hint_y = PICTURE_SHARE, 1
            super().add_widget(card, index=len(self.children))
            return
        if self._illustration in self.pages.blocks:
            self.pages.remove_block(self._illustration)
        self.pages.add_widget(card)
