"""What is said of a choice when it is touched."""

from kiosk.language.values import Message, Words
from kiosk.services.service import Field
from kiosk.visit import Visit


def said_choice(visit: Visit, field: Field, name: Words, *, chosen: bool) -> Words:
    """Its name; where the answer is personal and others might hear it, only that something was chosen."""
    if field.personal and not visit.headphones:
        return Message("step.chosen" if chosen else "keypad.not_chosen")
    return name
