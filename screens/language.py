"""Language: the same four languages, at the beginning of a visit or from the bar of any screen."""

from typing import Any

from kivy.clock import Clock

from kiosk.language.languages import RESIDENT_LANGUAGES, language_by_tag
from kiosk.language.values import Message, Words
from screens.attract import LanguageSlab
from screens.screen import Screen
from screens.theme import TextStep

# Design pixels: how high a slab may grow where there is room.
TALLEST = 250


class LanguageScreen(Screen):
    """Every language stands in itself, so that each finds its own whatever is shown now, and hears it."""

    spoken_in = RESIDENT_LANGUAGES

    def build(self) -> None:
        look, grid = self.app.look, self.ids.languages
        self._level_soon = Clock.create_trigger(self._level, -1)
        grid.cols = 2 if look.wide and look.step is not TextStep.LARGEST else 1
        # Low down, and where letters are too large for the panel, the room is needed for the names.
        begins = not look.reach and (look.step is TextStep.NORMAL or look.stones_named)
        for language in RESIDENT_LANGUAGES:
            slab = LanguageSlab(tag=language.tag, begins=begins)
            if not begins:
                side = look.px(36)
                slab.padding = side, 0, side, look.px(10)
            slab.fbind("on_release", self._chosen)
            slab.fbind("needed", self._level_soon)
            grid.add_widget(slab)
        self.fbind("height", self._level_soon)

    def header(self) -> tuple[str, Words]:
        return "language", Message("bar.language")

    def sentence(self) -> Words:
        return Message("language.sentence")

    def went_back(self) -> None:
        self.app.start_again()

    def _level(self, *_: Any) -> None:
        """Every language takes as much room as the one that needs most, and more where there is some."""
        grid = self.ids.languages
        rows = len(grid.children) // grid.cols
        share = (self.height - grid.padding[1] - (rows - 1) * grid.spacing[1]) / rows
        needed = max(slab.needed for slab in grid.children)
        grid.row_default_height = max(needed, min(share, self.app.look.px(TALLEST)))

    def _chosen(self, slab: LanguageSlab) -> None:
        self.app.choose_language(language_by_tag(slab.tag))
