"""The languages a resident can choose, and English for maintainers."""

from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """One language in one script.

    ``tag`` is the BCP 47 tag that travels; ``folder`` its folder below locales/ (Babel's form);
    ``spoken_with`` the tag of the language whose strings are spoken for it.
    """

    tag: str
    folder: str
    direction: Direction
    spoken_with: str

    @property
    def rtl(self) -> bool:
        return self.direction == "rtl"


UYGHUR = Language("ug", "ug", "rtl", "ug")
KAZAKH_ARABIC = Language("kk-Arab", "kk_Arab", "rtl", "kk")
KAZAKH = Language("kk", "kk", "ltr", "kk")
CHINESE = Language("zh-Hans", "zh_Hans", "ltr", "zh-Hans")
ENGLISH = Language("en", "en", "ltr", "en")

# In the order the attract screen shows them.
RESIDENT_LANGUAGES = (UYGHUR, CHINESE, KAZAKH_ARABIC, KAZAKH)
ALL_LANGUAGES = (*RESIDENT_LANGUAGES, ENGLISH)

_BY_TAG = {language.tag: language for language in ALL_LANGUAGES}


def language_by_tag(tag: str) -> Language:
    """The language of a BCP 47 tag; KeyError for one that is not offered."""
    return _BY_TAG[tag]
