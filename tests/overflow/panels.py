"""The panels the program must work on, and what is looked at on each."""

from collections.abc import Iterator, Sequence

from kiosk.language.languages import RESIDENT_LANGUAGES
from screens.theme import ColourTheme, Panel, TextStep
from tests.overflow.finding import Setting
from tests.overflow.pseudo import PSEUDO

PANELS = {
    "1080x1920": Panel(1080, 1920, 268, 476),
    "1920x1080": Panel(1920, 1080, 476, 268),
    "1280x800": Panel(1280, 800, 331.7, 207.3),
    "1024x768": Panel(1024, 768, 304, 228),
}
TALL = "1080x1920"
# A panel and whether everything touchable is to be low, for the command line: 1080x1920-reach.
PLACES = (*((name, False) for name in PANELS), (TALL, True))
LOCALES: Sequence[str] = (*(language.tag for language in RESIDENT_LANGUAGES), *PSEUDO)
STEPS = tuple(step.name for step in TextStep)
THEMES = tuple(theme.name for theme in ColourTheme)


def place_name(panel: str, reach: bool) -> str:
    return f"{panel}-reach" if reach else panel


def laid_out_in(locales: Sequence[str], steps: Sequence[str], places: Sequence[str]) -> Iterator[Setting]:
    """What is laid out, without drawing: colours take no room."""
    for panel, reach in PLACES:
        if place_name(panel, reach) not in places:
            continue
        for locale in locales:
            for step in steps:
                yield Setting(locale, step=step, panel=panel, reach=reach)
            if locale not in PSEUDO and not reach and "NORMAL" in steps:
                yield Setting(locale, panel=panel, simple=True)


def drawn_in(
    locales: Sequence[str], themes: Sequence[str], steps: Sequence[str], places: Sequence[str]
) -> Iterator[Setting]:
    """What is drawn, for its colours: every language in every theme, where there is most room."""
    place = TALL if TALL in places else places[0]
    panel, reach = place.removesuffix("-reach"), place.endswith("-reach")
    step = "NORMAL" if "NORMAL" in steps else steps[0]
    for locale in locales:
        if locale not in PSEUDO:
            for theme in themes:
                yield Setting(locale, step=step, theme=theme, panel=panel, reach=reach)
