"""Language: the same four languages, at the beginning of a visit or from the bar of any screen."""

from kiosk.language.languages import RESIDENT_LANGUAGES, language_by_tag
from kiosk.language.values import Message, Words
from screens.attract import LanguageSlab
from screens.screen import Screen


class LanguageScreen(Screen):
    """Every language stands in itself, so that each finds its own whatever is shown now."""

    def build(self) -> None:
        for language in RESIDENT_LANGUAGES:
            slab = LanguageSlab(tag=language.tag)
            slab.fbind("on_release", self._chosen)
            self.ids.languages.add_widget(slab)

    def header(self) -> tuple[str, Words]:
        return "language", Message("bar.language")

    def sentence(self) -> Words:
        return Message("language.sentence")

    def went_back(self) -> None:
        self.app.start_again()

    def _chosen(self, slab: LanguageSlab) -> None:
        self.app.choose_language(language_by_tag(slab.tag))
