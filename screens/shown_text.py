"""Words and values as they are shown in the visit's language."""

from collections.abc import Sequence

from kiosk.language.display import display, display_value, list_text
from kiosk.language.languages import language_by_tag
from kiosk.language.values import Message, Number, Value, Words
from kiosk.text.isolation import isolate_value
from kiosk.visit import Visit
from screens.surroundings import Surroundings


class ShownText:
    """What the kv rules ask the app for when they show words."""

    visit: Visit
    surroundings: Surroundings

    def text(self, words: Words | None) -> str:
        """The words as they are shown in the chosen language."""
        if words is None:
            return ""
        return display(words, self.visit.language, self.surroundings.catalogues)

    def text_in(self, words: Words, tag: str) -> str:
        """The words in a language of their own, as the attract screen shows them all."""
        return display(words, language_by_tag(tag), self.surroundings.catalogues)

    def value_text(self, value: Value) -> str:
        """One value as it is shown."""
        return display_value(value, self.visit.language)

    def list_text(self, texts: Sequence[str]) -> str:
        """Several things as a list in the chosen language."""
        return list_text(texts, self.visit.language)

    def own_text(self, text: str) -> str:
        """A person's own words, kept from turning the line round."""
        return isolate_value(text, "text")

    def question_message(self, question: tuple[int, int] | None) -> Message | None:
        if question is None:
            return None
        return Message("step.question", {"number": Number(question[0]), "total": Number(question[1])})
