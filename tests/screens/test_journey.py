"""Whole visits as scripts: which screen is there, and what is touched on it."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from kiosk.documents.errand_paper import ApplicationContent
from kiosk.failures import Failure, FailureCode
from kiosk.input.keyboards import letters_for
from kiosk.language.languages import RESIDENT_LANGUAGES, UYGHUR, Language
from kiosk.papers import PrinterRole
from kiosk.visit_events import (
    CardFound,
    CardNotRead,
    Kept,
    NotAccepted,
    NotDelivered,
    PaperNotPrinted,
    PaperPrinted,
    PrinterState,
)
from kiosk.visit_ports import Ending
from kiosk.visit_progress import Delivery
from tests.recording_ports import HOLDER
from tests.screens.face import AGRI, SUGGESTION, Face, FaceMaker

Act = str | Callable[[Face], None]


class Step(NamedTuple):
    """On a screen: the elements touched, or what somebody else does."""

    screen: str
    acts: tuple[Act, ...]


def on(screen: str, *acts: Act) -> Step:
    return Step(screen, acts)


def walk(face: Face, script: list[Step]) -> None:
    """Follows a script; every screen must be the one it names."""
    for screen, acts in script:
        assert face.shown == screen
        for act in acts:
            face.touch(act) if isinstance(act, str) else act(face)


# What others do on the way


def card_read(face: Face) -> None:
    face.post(CardFound(face.visit.id))
    face.lay_card()


def card_removed(face: Face) -> None:
    face.post(CardFound(face.visit.id), CardNotRead(face.visit.id, Failure(FailureCode.CARD_REMOVED)))


def kept(face: Face) -> None:
    face.post(Kept(face.visit.id, face.key))


def accepted(face: Face) -> None:
    face.post(face.accepted())


def unreachable(face: Face) -> None:
    failure = Failure(FailureCode.PLATFORM_UNREACHABLE)
    face.post(NotDelivered(face.visit.id, face.key, failure))


def refused(face: Face) -> None:
    face.post(NotAccepted(face.visit.id, face.key, Failure(FailureCode.PLATFORM_REFUSED)))


def printed(face: Face) -> None:
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, PrinterRole.RECEIPT))


def copied(face: Face) -> None:
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, PrinterRole.PAPERS))


def a4_is_ready(face: Face) -> None:
    face.post(PrinterState(face.visit.id, PrinterRole.PAPERS, None))


def no_paper(face: Face) -> None:
    face.post(
        PaperNotPrinted(face.visit.id, face.visit.printing.paper, Failure(FailureCode.PRINTER_PAPER_OUT))
    )


def signed(face: Face) -> None:
    face.sign()


def read_to_the_end(face: Face) -> None:
    """Every page of a screen, and on."""
    screen = face.shown
    while face.shown == screen:
        face.touch("forward")


def some_letters(face: Face) -> None:
    """Three letters of the keyboard that is there, whatever the language."""
    rows = letters_for(face.visit.language).rows
    face.touch(*(row[1].element_id for row in rows[1:4]))


def keys(text: str) -> tuple[str, ...]:
    return tuple(f"key:{sign}" for sign in text)


# The ways


def beginning(language: Language, service: str) -> list[Step]:
    return [
        on("attract", "begin"),
        on("language", f"language:{language.tag}"),
        on("services", f"service:{service}"),
        on("guide", read_to_the_end),
    ]


CARD = [on("card", card_read), on("card_confirm", "forward")]
AGRI_FORM = [
    on("step-crop", "choice:cotton", "forward"),
    on("step-area", *keys("12.5"), "forward"),
    on("step-village", some_letters, "forward"),
    on("step-phone", *keys("13900000000"), "forward"),
    on("step-bank-card", *keys("4821"), "forward"),
]
SUGGESTION_FORM = [
    on("step-topic", "choice:waiting", "forward"),
    on("step-place", some_letters, "forward"),
    on("step-text", some_letters, "forward"),
    on("step-phone", "forward"),
]
SIGNED = [on("review", read_to_the_end), on("sign", signed, "forward")]
SENT = [on("sending", kept, accepted), on("result", "forward")]
PAPER = [on("receipt", "forward", printed, "forward")]
GOODBYE = [on("rating", "grade:5", "forward"), on("gone", "forward")]


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_a_whole_visit_in_every_language(open_face: FaceMaker, language: Language) -> None:
    face = open_face()
    walk(face, beginning(language, AGRI) + CARD + AGRI_FORM + SIGNED + SENT + PAPER + GOODBYE)
    assert face.ended is Ending.FINISHED
    assert face.ports.host.told[-2:] == ["begun", Ending.FINISHED]
    ((_, submission),) = face.ports.sender.sent
    assert dict(submission.holder) == {"name": HOLDER.name, "number": HOLDER.number}
    village = "".join(row[1].writes for row in letters_for(language).rows[1:4])
    assert submission.answers["village"].casefold() == village
    assert {**submission.answers, "village": ""} == {
        "crop": "cotton", "area": "12.5", "village": "", "phone": "13900000000", "bank-card": "4821",
    }  # fmt: skip
    assert (submission.print_language, len(submission.signature or ())) == (language.tag, 1)
    ((_, receipt),) = face.ports.printing.printed
    assert (receipt.language, receipt.standing) == (language, "accepted")
    assert face.ports.sender.ratings == [(AGRI, 5)]
    assert {said.language for said in face.ports.voice.said[3:]} == {language}


def test_a_service_without_card_and_signature(face: Face) -> None:
    review = [on("review", "forward")]
    walk(face, beginning(UYGHUR, SUGGESTION) + SUGGESTION_FORM + review + SENT + PAPER + GOODBYE)
    assert face.ports.card_reader.starts == []
    ((_, submission),) = face.ports.sender.sent
    assert (dict(submission.holder), submission.signature) == ({}, None)
    assert "phone" not in submission.answers


def test_the_platform_cannot_be_reached(face: Face) -> None:
    offline = [on("sending", kept, unreachable), on("result", "forward")]
    walk(face, beginning(UYGHUR, AGRI) + CARD + AGRI_FORM + SIGNED + offline + PAPER + GOODBYE)
    ((_, receipt),) = face.ports.printing.printed
    assert face.visit.submission is not None
    assert (receipt.standing, receipt.number) == ("received", face.visit.submission.receipt_code)
    assert (face.ended, face.visit.delivery) == (Ending.FINISHED, Delivery.NOT_DELIVERED)


def test_the_platform_refuses(face: Face) -> None:
    refusal = [on("sending", kept, refused), on("result", "second")]
    walk(face, beginning(UYGHUR, AGRI) + CARD + AGRI_FORM + SIGNED + refusal + GOODBYE)
    assert face.ports.printing.printed == []
    assert face.ended is Ending.FINISHED


def test_what_was_sent_is_printed_too_where_there_is_a_printer_for_it(face: Face) -> None:
    receipt = [on("receipt", a4_is_ready, "forward", printed, "forward")]
    copy = [on("copy_offer", "second"), on("copy", "forward", copied, "forward")]
    way = beginning(UYGHUR, AGRI) + CARD + AGRI_FORM + SIGNED + SENT
    walk(face, way + receipt + copy + GOODBYE)
    (_, first), (_, second) = face.ports.printing.printed
    assert isinstance(second, ApplicationContent) and second.receipt == first
    assert second.signature == face.visit.signature


def test_who_wants_no_copy_goes_on_with_one_touch(face: Face) -> None:
    receipt = [on("receipt", a4_is_ready, "forward", printed, "forward"), on("copy_offer", "forward")]
    walk(face, beginning(UYGHUR, SUGGESTION) + SUGGESTION_FORM + [on("review", "forward")] + SENT + receipt)
    assert face.shown == "rating"


def test_the_card_is_taken_away_and_there_is_no_paper_and_no_rating(face: Face) -> None:
    card = [on("card", card_removed, card_read), on("card_confirm", "forward")]
    end = [on("receipt", "forward", no_paper, "forward"), on("rating", "second"), on("gone", "forward")]
    walk(face, beginning(UYGHUR, AGRI) + card + AGRI_FORM + SIGNED + SENT + end)
    assert face.visit.failures == ["CARD-06", "PRN-02"]
    assert face.ports.sender.ratings == []


def test_the_way_back_through_every_screen_and_on_again_keeps_every_answer(face: Face) -> None:
    walk(face, beginning(UYGHUR, AGRI) + CARD + AGRI_FORM + [on("review", "forward")])
    back = [
        "sign", "review", "step-bank-card", "step-phone", "step-village", "step-area", "step-crop",
        "card_confirm",
    ]  # fmt: skip
    walk(face, [on(screen, "bar:back") for screen in back])
    answers = dict(face.visit.answers)
    walk(face, CARD)
    walk(face, [on(f"step-{step}", "forward") for step in ("crop", "area", "village", "phone", "bank-card")])
    assert face.shown == "review"
    assert dict(face.visit.answers) == answers and len(answers) == 5
    walk(face, [on("review", "bar:back"), *(on(screen, "bar:back") for screen in back[2:])])
    walk(face, [on("card", "bar:back"), on("guide", "bar:back"), on("services", "bar:back")])
    walk(face, [on("language", "bar:back")])
    assert face.ended is Ending.LEFT


WAY = [
    *beginning(UYGHUR, AGRI)[1:], *CARD, *AGRI_FORM, *SIGNED, *SENT, *PAPER, *GOODBYE[:-1], on("gone")
]  # fmt: skip


def test_help_and_leaving_are_there_on_every_screen_and_staying_loses_nothing(face: Face) -> None:
    face.touch("begin")
    for step in WAY:
        assert face.shown == step.screen
        face.touch("bar:help", "bar:back")
        if face.visit.service is not None and face.visit.submission is None:
            face.touch("bar:leave")
            assert face.shown == "leave"
            face.touch("forward")
        else:
            assert face.offers("bar:leave")
        walk(face, [step])
    assert face.shown == "gone"


@pytest.mark.parametrize("stop", ["card", "step-phone", "sign", "sending", "receipt"])
def test_who_leaves_is_gone_and_nothing_is_sent_that_was_not_confirmed(face: Face, stop: str) -> None:
    face.touch("begin")
    walk(face, WAY[: [step.screen for step in WAY].index(stop)])
    face.touch("bar:leave")
    confirmed = stop in ("sending", "receipt")
    if not confirmed:
        face.touch("second")
    assert face.ended is Ending.LEFT
    assert len(face.ports.sender.sent) == confirmed
    assert not face.ports.card_reader.reading
