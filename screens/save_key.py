"""The key to finish at the counter what was filled in here."""

from collections.abc import Callable

from kivy.properties import NumericProperty

from kiosk.services.service import Journey
from kiosk.visit import Visit
from screens.screen import ForwardKey
from screens.widgets.slab import SecondarySlab

SAVE = ForwardKey("save.key", arrow=False)
_FORMS = frozenset({Journey.APPLY, Journey.COMPLAINT})


def can_be_saved(visit: Visit) -> bool:
    """Whether something is being filled in that a counter could go on with."""
    service = visit.service
    return (
        service is not None
        and service.kind in _FORMS
        and visit.correcting is None
        and visit.submission is None
        # Without the card that it was begun with, it is nobody's to save.
        and not visit.is_anothers
        and bool(visit.answers)
    )


class SaveKey(SecondarySlab):
    """Hands it over to the counter, under a code."""

    # Pixels.
    least = NumericProperty(0)

    def __init__(self, save: Callable[[], None], picture: str = "office") -> None:
        super().__init__(key=SAVE.key, picture=picture, element_id="save")
        self.called = SAVE.words
        self.fbind("on_release", lambda *_: save())
