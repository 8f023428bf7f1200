"""Why an answer is not taken."""

from dataclasses import dataclass

from kiosk.language.values import Message, Value


@dataclass(frozen=True)
class FieldFault:
    """Why an answer is not taken, in words for the resident."""

    message: Message


Checked = str | FieldFault


def fault(key: str, **values: Value) -> FieldFault:
    return FieldFault(Message(key, values) if values else Message(key))
