"""What the face needs besides the visit, as one frozen value."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kivy.clock import Clock

from kiosk.input.chinese import ChineseInput
from kiosk.language.catalogue import Catalogues
from kiosk.language.values import Words
from kiosk.services.packs import Catalogue
from kiosk.speech.invitation import Invitation
from kiosk.text.engine import TextEngine
from screens.theme import ColourTheme, Panel


@dataclass(frozen=True)
class Timers:
    """Seconds until the idle warning, its length, how long the goodbye stays, and how long a new
    screen takes no touch: one that comes sooner was meant for the screen before; ``again_s``: how long a key
    takes no second touch, which comes from a trembling hand."""

    idle_s: float
    warning_s: float
    gone_s: float
    touch_rest_s: float = 0.3
    again_s: float = 0.4


@dataclass(frozen=True)
class Surroundings:
    """What the face needs besides the visit. ``crashed`` says that the visit before ended by a fault;
    ``other_ways``: how else than by touch one can begin here, said with the invitation; ``clock`` gives
    monotonic seconds."""

    engine: TextEngine
    catalogues: Catalogues
    services: Catalogue
    panel: Panel
    timers: Timers
    theme: ColourTheme = ColourTheme.DAY
    crashed: bool = False
    invitation: Invitation = field(default_factory=Invitation)
    other_ways: tuple[Words, ...] = ()
    chinese: ChineseInput = field(default_factory=ChineseInput)
    clock: Callable[[], float] = Clock.get_boottime
