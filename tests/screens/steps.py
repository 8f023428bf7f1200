"""A service with a step of every kind, in the words of the sandbox's services; and its screens' states."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial

from kiosk.central.answers import NotGranted, Slot, Slots, Why
from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import ALL_LANGUAGES
from kiosk.language.values import Terms
from kiosk.services.packs import Catalogue
from kiosk.services.service import Field, FieldKind, Option
from kiosk.visit_events import Answered, NotAnswered
from tests.recording_ports import NOW, every_service, sample_services
from tests.screens.face import AGRI, Face

State = tuple[str, Callable[[Face], None]]

# Five working days, the first with more times than a page has.
TIMES = {1: 14, 2: 3, 3: 1, 4: 6, 7: 2}
NONE_FREE = Slots((Slot(NOW.replace(tzinfo=None) + timedelta(days=1), 0),))
FIRST_DAY = (NOW + timedelta(days=1)).date()


def free_times() -> Slots:
    """Half hours from nine on, as the platform gives them."""
    nine = datetime(NOW.year, NOW.month, NOW.day, 9, 0)
    return Slots(
        tuple(
            Slot(nine + timedelta(days=day, minutes=30 * number), 2)
            for day, count in TIMES.items()
            for number in range(count)
        )
    )


@cache
def every_kind() -> Catalogue:
    """One service; each step is called as its kind, and asked in the longest words that a service has."""
    service = sample_services().service(AGRI)
    steps = tuple(_step(kind) for kind in FieldKind)
    return Catalogue((replace(service, steps=steps),), ())


def only(*kinds: FieldKind, **changes: object) -> Catalogue:
    """A service that asks these kinds and nothing else."""
    service = every_kind().service(AGRI)
    steps = tuple(replace(service.field(kind.value), **changes) for kind in kinds)  # type: ignore[arg-type]
    # Signed once: as one of the questions, or at the end.
    signed = FieldKind.SIGNATURE not in kinds
    return Catalogue((replace(service, steps=steps, signature=signed),), ())


def _step(kind: FieldKind) -> Field:
    asked = [step for service in every_service().services for step in service.steps]
    # A signature is asked for nowhere yet.
    words = FieldKind.DECLARATION if kind is FieldKind.SIGNATURE else kind
    found = max((step for step in asked if step.kind is words), key=_length)
    return replace(found, id=kind.value, kind=kind, when=None, prefill=None)


def _length(step: Field) -> int:
    texts = [step.question, step.text, step.paper, step.example, *(option.label for option in step.options)]
    return sum(len(text.words["kk"]) for text in texts if text is not None)


def options(count: int) -> tuple[Option, ...]:
    return tuple(
        Option(f"o{number}", None, Terms({language.tag: f"{number}" for language in ALL_LANGUAGES}))
        for number in range(count)
    )


def answer_slots(face: Face, slots: Slots) -> None:
    asked = face.visit.question
    assert asked is not None
    face.post(Answered(face.visit.id, asked.request_id, slots))


def fail_slots(face: Face, code: FailureCode = FailureCode.PLATFORM_UNREACHABLE) -> None:
    asked = face.visit.question
    assert asked is not None
    face.post(NotAnswered(face.visit.id, asked.request_id, Failure(code)))


def deny_slots(face: Face, why: Why, *reasons: Terms) -> None:
    asked = face.visit.question
    assert asked is not None
    face.post(Answered(face.visit.id, asked.request_id, NotGranted(why, reasons)))


def _at(kind: FieldKind) -> State:
    return f"step-{kind}", lambda face: face.go("step", kind.value)


def _touched(kind: FieldKind, keys: Sequence[str], face: Face) -> None:
    face.go("step", kind.value)
    face.touch(*keys)


def _typed(kind: FieldKind, text: str, face: Face) -> None:
    face.go("step", kind.value)
    face.type(text)


def _refused(kind: FieldKind, text: str, face: Face) -> None:
    _typed(kind, text, face)
    face.touch("forward")


def _all_goods(face: Face) -> None:
    face.go("step", FieldKind.SEVERAL.value)
    for option in face.screen.service.field(FieldKind.SEVERAL.value).options[:2]:
        face.touch(f"choice:{option.id}")


def _ask_slots(face: Face) -> None:
    face.visit.question = None
    face.app.forget_entries()
    face.go("step", FieldKind.SLOT.value)


def _slots(slots: Slots, keys: Sequence[str], face: Face) -> None:
    _ask_slots(face)
    answer_slots(face, slots)
    face.touch(*keys)


def _slots_failed(face: Face) -> None:
    _ask_slots(face)
    fail_slots(face)


def _slots_denied(face: Face) -> None:
    _ask_slots(face)
    deny_slots(face, Why.OLD_VERSION)


def _slots_late(face: Face) -> None:
    _ask_slots(face)
    face.pass_time(11)


# A number that is nobody's: the division was never given to a place.
ID_NUMBER, ACCOUNT, CREDIT_CODE = "659999198704120024", "6222020000000000000", "91659999ma0000000y"

KIND_STATES: tuple[State, ...] = (
    *(_at(kind) for kind in FieldKind if kind is not FieldKind.SLOT),
    ("step-several chosen", _all_goods),
    ("step-several missing", partial(_touched, FieldKind.SEVERAL, ("forward",))),
    ("step-yes-no chosen", partial(_touched, FieldKind.YES_NO, ("choice:yes",))),
    ("step-amount typed", partial(_typed, FieldKind.AMOUNT, "99999999.99")),
    ("step-amount wrong", partial(_refused, FieldKind.AMOUNT, "1.2.3")),
    ("step-date part", partial(_typed, FieldKind.DATE, "2026")),
    ("step-date typed", partial(_typed, FieldKind.DATE, "20261123")),
    ("step-date wrong", partial(_refused, FieldKind.DATE, "18990230")),
    ("step-bank-card typed", partial(_typed, FieldKind.BANK_CARD, ACCOUNT)),
    ("step-bank-card wrong", partial(_refused, FieldKind.BANK_CARD, ACCOUNT[:-1] + "1")),
    ("step-credit-code typed", partial(_typed, FieldKind.CREDIT_CODE, CREDIT_CODE)),
    ("step-credit-code wrong", partial(_refused, FieldKind.CREDIT_CODE, CREDIT_CODE[:-1] + "w")),
    ("step-id-number typed", partial(_typed, FieldKind.ID_NUMBER, ID_NUMBER)),
    ("step-id-number wrong", partial(_refused, FieldKind.ID_NUMBER, ID_NUMBER[:-1])),
    ("step-code part", partial(_typed, FieldKind.CODE, "12")),
    ("step-receipt-code wrong", partial(_refused, FieldKind.RECEIPT_CODE, "7k4q")),
    ("step-signature missing", partial(_touched, FieldKind.SIGNATURE, ("forward",))),
    ("step-signature cannot", partial(_touched, FieldKind.SIGNATURE, ("sign:cannot",))),
    ("step-slot", _ask_slots),
    ("step-slot late", _slots_late),
    ("step-slot failed", _slots_failed),
    ("step-slot denied", _slots_denied),
    ("step-slot none", partial(_slots, NONE_FREE, ())),
    ("step-slot days", partial(_slots, free_times(), ())),
    ("step-slot times", partial(_slots, free_times(), (f"day:{FIRST_DAY}",))),
    ("step-slot chosen", partial(
        _slots, free_times(), (f"day:{FIRST_DAY}", f"choice:{FIRST_DAY}T09:30"),
    )),
)  # fmt: skip
