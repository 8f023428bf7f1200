"""Every message there is, as it is shown and as it is spoken: for who records, checks or reviews the voice.

Messages come from the catalogues by their key, the words of service packs as ``service:<id>:<field path>``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType

from kiosk.language.catalogue import Catalogues, placeholders
from kiosk.language.display import display
from kiosk.language.languages import Language, language_by_tag
from kiosk.language.values import Code, Day, Message, Moment, Number, Phone, Terms, Text, Value, Words
from kiosk.services.service import Field, Service
from kiosk.speech.pack_manifest import text_digest
from kiosk.speech.words import spoken
from kiosk.text.isolation import without_isolates

# The order of a visit, then what stands on every screen; a group that is not named here comes last.
GROUPS = (
    "attract", "language", "services", "search", "guide", "pages", "card", "personal", "counter", "asking",
    "not_answered", "not_granted", "step", "field", "answer", "sex", "date", "day", "weekday", "slot",
    "review", "sign", "save", "saved", "sending", "department", "ticket", "booked", "papers", "found",
    "progress", "case", "changed", "withdraw", "result", "receipt", "slip", "copy", "rating", "gone",
    "timeout", "leave", "help", "letters", "bar", "volume", "home", "stone", "page", "key", "handwriting",
    "candidate", "keypad", "spoken",
    "fail",
)  # fmt: skip
# What stands on paper only.
PAPERS = ("paper", "script")


@dataclass(frozen=True)
class SpokenMessage:
    """One message in one language.

    ``shown``: without direction marks. ``spoken``: empty where there is nothing to say. ``dynamic``: it has
    values, here samples, or is itself only ever the value of another; so it cannot be recorded.
    ``on_paper``: it is printed and never said. ``as_written``: it is said as it is written, but for signs.
    """

    key: str
    shown: str
    spoken: str
    dynamic: bool = False
    on_paper: bool = False
    as_written: bool = True

    @property
    def recordable(self) -> bool:
        return bool(self.spoken) and not self.dynamic and not self.on_paper

    @property
    def screen(self) -> str:
        """The first part of the key: a screen, a bar, or a service."""
        return group_of(self.key)


@dataclass(frozen=True)
class Recordable:
    """One text to be recorded once, whatever the number of messages that say it."""

    spoken: str
    messages: tuple[SpokenMessage, ...]

    @property
    def key(self) -> str:
        """The first message's; its file is named after it."""
        return self.messages[0].key


def spoken_messages(
    language: Language, catalogues: Catalogues, services: Sequence[Service]
) -> tuple[SpokenMessage, ...]:
    """All of them, screen by screen, then service by service."""
    samples = sample_values(catalogues)
    keys = catalogues.patterns[language.tag]
    messages = [_message(key, language, catalogues, samples) for key in sorted(keys, key=_group_order)]
    for service in services:
        for path, terms, dynamic in _terms_of(service):
            key = f"service:{service.id}:{path}"
            messages.append(_spoken_message(key, terms, language, catalogues, dynamic))
    return tuple(messages)


def recordables(messages: Sequence[SpokenMessage]) -> tuple[Recordable, ...]:
    """What a recorded pack can hold, each text once."""
    by_text: dict[bytes, list[SpokenMessage]] = {}
    for message in messages:
        if message.recordable:
            by_text.setdefault(text_digest(message.spoken), []).append(message)
    return tuple(Recordable(same[0].spoken, tuple(same)) for same in by_text.values())


def group_of(key: str) -> str:
    return key.rpartition(":")[0] if key.startswith("service:") else key.partition(".")[0]


def sample_values(catalogues: Catalogues) -> Mapping[str, Value]:
    """A value for every placeholder of the catalogues, by its name."""

    def words(key: str) -> Terms:
        return Terms({tag: patterns[key] for tag, patterns in catalogues.patterns.items()})

    return MappingProxyType(
        {
            "amount": Number(Decimal("12.5")),
            "code": Code("A-102"),
            "count": Number(11),
            "day": Day(date(2026, 3, 15)),
            "days": Number(3),
            "department": words("result.office"),
            "example": Text("12.5"),
            "first": Day(date(2026, 3, 15)),
            "high": Number(1000),
            "last": Day(date(2026, 4, 15)),
            "level": Number(4),
            "low": Number(1),
            "machine": Code("K-0001"),
            "minutes": Number(10),
            "moment": Moment(datetime(2026, 3, 15, 10, 30, tzinfo=UTC)),
            "most": Number(10),
            "number": Number(2),
            "page": Number(1),
            "pages": Number(2),
            "phone": Phone("12345"),
            "promised": Number(3),
            "statutory": Number(15),
            "total": Number(6),
            "value": Day(date(2026, 3, 15)),
            "what": words("field.birth"),
            "words": words("attract.greeting"),
        }
    )


def _group_order(key: str) -> int:
    group = group_of(key)
    if group in GROUPS:
        return GROUPS.index(group)
    return len(GROUPS) + (1 if group in PAPERS else 0)


def _message(
    key: str, language: Language, catalogues: Catalogues, samples: Mapping[str, Value]
) -> SpokenMessage:
    names = placeholders(catalogues.pattern(key, language))
    message = Message(key, {name: samples[name] for name in names} if names else None)
    return _spoken_message(key, message, language, catalogues, bool(names))


def _spoken_message(
    key: str, words: Words, language: Language, catalogues: Catalogues, dynamic: bool
) -> SpokenMessage:
    said = spoken(words, language, catalogues, reveal_personal=True)
    written = display(words, language_by_tag(language.spoken_with), catalogues)
    return SpokenMessage(
        key,
        without_isolates(display(words, language, catalogues)),
        said,
        dynamic,
        on_paper=group_of(key) in PAPERS,
        as_written=_letters(written) == _letters(said),
    )


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _terms_of(service: Service) -> Iterator[tuple[str, Terms, bool]]:
    """Field path, words, and whether they are only ever said inside another message."""
    yield "title", service.title, False
    yield "second_line", service.second_line, False
    yield "guide", service.guide, False
    yield "why", service.why, False
    for need in service.needs:
        yield f"needs.{need.field}.reason", need.reason, False
    for number, material in enumerate(service.materials, 1):
        yield f"materials.{number}.name", material.name, False
    for number, department in enumerate(service.departments, 1):
        yield f"departments.{number}.name", department.name, False
    for number, who in enumerate(service.eligibility, 1):
        yield f"eligibility.{number}", who, False
    for name, terms in (("review", service.review), ("done", service.done)):
        if terms is not None:
            yield name, terms, False
    for step in service.steps:
        yield from _terms_of_step(step)
    path = "result"
    if service.result.title is not None:
        yield f"{path}.title", service.result.title, False
    for row in service.result.rows:
        yield f"{path}.rows.{row.id}.label", row.label, False
    path = "pages"
    for number, page in enumerate(service.pages, 1):
        yield f"{path}.{number}.text", page.text, False
        if page.title is not None:
            yield f"{path}.{number}.title", page.title, False


def _terms_of_step(step: Field) -> Iterator[tuple[str, Terms, bool]]:
    path = f"steps.{step.id}"
    yield f"{path}.question", step.question, False
    yield f"{path}.label", step.label, False
    if step.example is not None:
        yield f"{path}.example", step.example, True
    for name, terms in (("text", step.text), ("paper", step.paper)):
        if terms is not None:
            yield f"{path}.{name}", terms, False
    if step.unit is not None:
        yield f"{path}.unit", step.unit, True
    for option in step.options:
        yield f"{path}.options.{option.id}.label", option.label, False
