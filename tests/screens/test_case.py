"""A case is shown as far as the platform says it is; what is personal of it is not said to the room."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.central.answers import ApplicationHeld, CaseChanged, CaseState, NotGranted, Progress, Why
from kiosk.central.questions import AskApplication, Correct, Withdraw
from kiosk.documents.receipt import ReceiptContent
from kiosk.errand_questions import Wish
from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import CHINESE, UYGHUR, Language
from kiosk.language.values import Code, Day, Message, Moment, Words
from kiosk.papers import PrinterRole
from kiosk.visit_events import Answered, CardRead, NotAnswered, PaperPrinted
from screens.progress import CaseSlab
from screens.theme import Modes, Panel, TextStep
from screens.widgets.case_map import BranchBar, BranchColumn
from screens.widgets.picture import Picture
from tests.recording_ports import HOLDER, NOW, every_service
from tests.screens.cases import (
    ACCEPTED,
    BY_CARD,
    BY_CODE,
    CODE,
    DONE,
    NOTE,
    PARALLEL,
    PROMISED,
    STATUTORY,
    WORKING,
    changed,
    code_unknown,
    correcting,
    found,
    in_state,
    many,
    open_case,
    withdrawing,
)
from tests.screens.face import AGRI, ANSWERS, Face, FaceMaker, visible

FHD = Panel(1920, 1080, 476, 268)
each_language = pytest.mark.parametrize("language", [UYGHUR, CHINESE], ids=lambda language: language.tag)


def pictures(face: Face) -> set[str]:
    return {widget.name for widget in visible(face.root) if isinstance(widget, Picture)}


def read_all(face: Face) -> set[str]:
    """What stands on all pages."""
    texts, pages = set(face.texts()), face.screen.pages
    assert pages is not None
    while not pages.last:
        pages.turn()
        face.step()
        texts |= set(face.texts())
    return texts


def personal(case_words: Sequence[Words], face: Face) -> list[str]:
    """Which of the words were said."""
    return [face.words(words) for words in case_words if words in face.heard().parts]


# The list


def test_cases_stand_below_each_other_each_with_its_state_in_picture_and_word_and_its_day(face: Face) -> None:
    many(face, count=2)
    assert face.shown == "progress"
    first, second = face.visit.cases
    assert face.reads(first.title) and face.reads(second.title)
    assert face.reads(f"case.state.{first.state}") and face.reads(f"case.state.{second.state}")
    assert face.reads(Message("case.promised", {"day": Day(PROMISED)}))
    assert {"clock", "pen"} <= pictures(face)
    places = face.elements()
    assert places["case:1"].y > places["case:2"].y
    face.touch("case:2")
    assert face.shown == "case"
    assert face.visit.case is second and face.reads(second.title)
    face.touch("bar:back")
    assert face.shown == "progress"
    face.touch("forward")
    assert face.shown == "rating"


@pytest.mark.parametrize("panel", [Panel(1080, 1920, 268, 476), FHD, Panel(1024, 768, 304, 228)])
def test_every_case_is_on_some_page(open_face: FaceMaker, panel: Panel) -> None:
    face = open_face(panel=panel, modes=Modes(step=TextStep.LARGE))
    many(face, count=9)
    seen: set[str] = set()
    for _ in range(9):
        on_page = {name for name in face.elements() if name.startswith("case:")}
        assert len(on_page) < face.app.look.choices
        seen |= on_page
        if "more" in face.elements():
            face.touch("more")
    assert seen == {f"case:{number}" for number in range(1, 10)}


def answered(face: Face, answer: Progress | NotGranted | CaseChanged | ApplicationHeld) -> None:
    """The platform's answer to what was asked last."""
    assert face.visit.question is not None
    face.post(Answered(face.visit.id, face.visit.question.request_id, answer))


def by_card(face: Face) -> None:
    """Up to where the platform is asked with the card."""
    face.bring_up()
    face.visit.choose_service(every_service().service(BY_CARD))
    face.go("card")
    face.post(CardRead(face.visit.id, HOLDER))
    face.touch("forward")
    assert face.shown == "asking-outcome"


def test_one_case_is_shown_at_once(face: Face) -> None:
    by_card(face)
    answered(face, Progress((open_case(face),)))
    assert face.shown == "case"
    # And back by what it was found.
    face.touch("bar:back")
    assert face.shown == "card_confirm"


def test_several_are_chosen_from(face: Face) -> None:
    by_card(face)
    case = open_case(face)
    answered(face, Progress((case, replace(case, case_number="659000-2026-A000002"))))
    assert face.shown == "progress"


@pytest.mark.parametrize("answer", [Progress(()), NotGranted(Why.NOT_FOUND)])
def test_that_there_is_none_is_said_kindly(face: Face, answer: Progress | NotGranted) -> None:
    by_card(face)
    answered(face, answer)
    assert face.shown == "progress"
    assert face.sentence() == face.words("progress.none")
    assert face.reads("progress.none_note") and "progress.none_note" in face.heard_keys()
    face.touch("forward")
    assert face.shown == "rating"


def test_a_code_that_is_not_known_yet_may_be_on_its_way_and_can_be_typed_again(face: Face) -> None:
    code_unknown(face)
    assert face.sentence() == face.words("progress.unknown")
    assert face.reads("progress.on_its_way") and face.reads("progress.check_code")
    assert face.heard_keys() == ["progress.unknown", "progress.check_code", "progress.on_its_way"]
    assert "bad_soft" not in {getattr(widget, "fill", "") for widget in visible(face.root)}
    face.touch("forward")
    assert face.shown == "step-receipt-code"
    face.touch("forward")
    assert face.shown == "asking-outcome"
    answered(face, Progress((open_case(face),)))
    assert face.shown == "case"


def test_what_an_earlier_code_found_is_not_shown_for_the_next(face: Face) -> None:
    found(face, open_case(face), by=BY_CODE)
    face.touch("bar:back", "forward")
    assert face.shown == "asking-outcome"
    answered(face, NotGranted(Why.NOT_FOUND))
    assert face.shown == "progress" and face.visit.case is None
    assert face.sentence() == face.words("progress.unknown")


# One case


@each_language
def test_a_case_says_its_state_in_word_and_picture_and_when_it_is_done(
    open_face: FaceMaker, language: Language
) -> None:
    face = open_face(language=language)
    found(face, open_case(face))
    case = face.visit.case
    assert case is not None
    assert face.reads(case.title) and face.reads("case.state.in-progress") and "pen" in pictures(face)
    assert face.reads(Message("case.number", {"number": Code(case.case_number)}))
    assert face.reads(Message("case.accepted_at", {"moment": Moment(case.accepted_at)}))
    assert face.reads(Message("case.promised", {"day": Day(PROMISED)}))
    assert face.reads(Message("case.statutory", {"day": Day(STATUTORY)}))
    assert case.accepted_at < ACCEPTED


@pytest.mark.parametrize("state", CaseState)
def test_every_state_has_its_word_and_its_picture(face: Face, state: CaseState) -> None:
    in_state(face, state)
    assert face.reads(f"case.state.{state}")
    signs = {
        CaseState.RECEIVED: "clock",
        CaseState.IN_PROGRESS: "pen",
        CaseState.MORE_NEEDED: "document-add",
        CaseState.APPROVED: "check",
        CaseState.DECLINED: "cross",
        CaseState.DONE: "check",
        CaseState.WITHDRAWN: "document-back",
    }
    assert signs[state] in pictures(face)


@pytest.mark.parametrize("state", [CaseState.DONE, CaseState.DECLINED, CaseState.WITHDRAWN])
def test_what_is_over_promises_no_day(face: Face, state: CaseState) -> None:
    in_state(face, state)
    assert face.words(Message("case.promised", {"day": Day(PROMISED)})) not in read_all(face)


@pytest.mark.parametrize(("panel", "step", "kind"), [
    (Panel(1080, 1920, 268, 476), TextStep.NORMAL, BranchColumn),
    (Panel(1080, 1920, 268, 476), TextStep.LARGEST, BranchBar),
    (FHD, TextStep.NORMAL, BranchBar),
])  # fmt: skip
def test_each_office_has_its_own_state_and_day(
    open_face: FaceMaker, panel: Panel, step: TextStep, kind: type[BranchBar | BranchColumn]
) -> None:
    face = open_face(panel=panel, modes=Modes(step=step))
    found(face, open_case(face, *PARALLEL))
    pages = face.screen.pages
    assert pages is not None
    walked = [widget for block in pages.blocks for widget in block.walk(restrict=True)]
    offices = [widget for widget in walked if isinstance(widget, kind) and widget.state is not None]
    case = face.visit.case
    assert case is not None
    assert [widget.name for widget in offices] == [branch.department for branch in case.branches]
    assert [face.words(widget.state) for widget in offices] == [
        face.words(f"case.state.{state}") for state in PARALLEL
    ]
    days = [Message("spoken.value", {"value": Day(DONE)})]
    days += [Message("case.promised", {"day": Day(PROMISED)})] * 2
    assert [widget.day or getattr(widget, "note", None) for widget in offices] == days
    # What waits its turn has a dashed frame, what is done a ground of its own.
    assert [widget.dashed for widget in offices] == [False, False, True]
    assert len({widget.fill for widget in offices}) == 3


def test_more_than_three_offices_stand_below_each_other(face: Face) -> None:
    found(face, open_case(face, *PARALLEL, WORKING))
    assert not [widget for widget in visible(face.root) if isinstance(widget, BranchColumn)]
    case = face.visit.case
    assert case is not None
    texts = read_all(face)
    assert {face.words(branch.department) for branch in case.branches} <= texts


def test_what_the_resident_has_to_do_comes_first(face: Face) -> None:
    in_state(face, CaseState.MORE_NEEDED, note=True)
    texts = face.texts(face.screen)
    assert texts.index(face.words(NOTE)) < texts.index(face.words("case.state.more-needed"))


def test_which_case_it_is_is_not_said_to_the_room(face: Face) -> None:
    for show in (lambda: many(face, 3), lambda: in_state(face, CaseState.DECLINED, note=True),
                 lambda: withdrawing(face)):  # fmt: skip
        show()
        case = face.visit.case or face.visit.cases[0]
        words = (case.title, Message(f"case.state.{case.state}"), NOTE)
        assert personal(words, face) == []
        assert case.case_number not in str(face.ports.voice.said)
        assert "review.on_screen" in face.heard_keys()
        # Asked for, it is.
        face.touch("bar:listen", "bar:listen")
        assert case.title in face.heard().parts
        assert face.heard().reveal_personal
        face.ports.voice.said.clear()


def test_by_the_keypad_a_case_is_called_by_its_place_in_the_list(face: Face) -> None:
    many(face, 2)
    slabs = [widget for widget in visible(face.root) if isinstance(widget, CaseSlab)]
    assert {slab.called.key for slab in slabs} == {"progress.errand"}


# What can be done with it


def test_it_can_be_corrected_and_withdrawn_where_the_platform_allows_it_and_the_card_was_read(
    face: Face,
) -> None:
    found(face, open_case(face))
    assert face.offers("case:correct") and face.offers("case:withdraw")
    found(face, replace(open_case(face), may_correct=False))
    assert not face.offers("case:correct") and face.offers("case:withdraw")
    found(face, replace(open_case(face), may_withdraw=False))
    assert face.offers("case:correct") and not face.offers("case:withdraw")
    # The code of a receipt may be anybody's who found it.
    found(face, open_case(face), by=BY_CODE)
    assert not face.offers("case:correct") and not face.offers("case:withdraw")
    assert face.offers("second")


def test_what_is_not_offered_here_is_corrected_elsewhere(face: Face) -> None:
    found(face, replace(open_case(face), service_id="elsewhere"))
    assert not face.offers("case:correct") and face.offers("case:withdraw")


def test_a_service_that_takes_no_number_cannot_show_what_was_applied_for(face: Face) -> None:
    found(face, replace(open_case(face), service_id="suggestion"))
    assert not face.offers("case:correct")


def test_withdrawing_is_asked_once_more_and_done_once(face: Face) -> None:
    withdrawing(face)
    assert face.reads("withdraw.what") and face.reads("withdraw.later")
    face.touch("forward")
    assert face.shown == "case" and face.ports.asker.asked == []
    face.touch("case:withdraw", "second")
    assert face.shown == "asking-withdrawal"
    ((_, request),) = face.ports.asker.asked
    case = face.visit.case
    assert isinstance(request, Withdraw) and case is not None
    assert request.case.case_number == case.case_number
    gone = replace(case, state=CaseState.WITHDRAWN, may_correct=False, may_withdraw=False)
    answered(face, CaseChanged(gone))
    assert face.shown == "case_changed"
    assert face.sentence() == face.words("changed.withdrawn")
    assert face.reads("case.state.withdrawn")
    assert not face.offers("bar:back")
    assert face.visit.case == gone and face.visit.cases == (gone,)
    face.touch("forward")
    assert face.shown == "rating"


def test_a_withdrawal_without_an_answer_is_asked_again_under_its_id(face: Face) -> None:
    withdrawing(face)
    face.touch("second")
    question = face.visit.question
    assert question is not None
    face.post(NotAnswered(face.visit.id, question.request_id, Failure(FailureCode.PLATFORM_TOO_SLOW)))
    assert face.shown == "not_answered"
    face.app.go("retry")
    face.step()
    assert face.shown == "asking-withdrawal"
    assert face.ports.asker.again == [question.request_id]
    assert len(face.ports.asker.asked) == 1


# Correcting


def test_what_was_applied_for_is_filled_in_and_only_what_may_be_changed_has_a_key(face: Face) -> None:
    in_state(face, WORKING)
    face.touch("case:correct")
    assert face.shown == "asking-application"
    ((_, request),) = face.ports.asker.asked
    assert isinstance(request, AskApplication)
    service = every_service().service(AGRI)
    held = {step.id: ANSWERS[step.id] for step in service.steps}
    answered(face, ApplicationHeld(AGRI, service.version, held, frozenset({"area"})))
    assert face.shown == "review"
    assert dict(face.visit.answers) == held
    changes = {name for name in face.elements() if name.startswith("change:")}
    assert changes == {"change:area"}
    assert face.words("review.correct") in face.texts()
    face.touch("change:area", *["key:delete"] * 4)
    face.type("3")
    face.touch("forward", "forward")
    # The service wants a signature.
    assert face.shown == "sign"
    face.sign()
    face.touch("forward")
    assert face.shown == "asking-correction"
    correction = face.ports.asker.asked[-1][1]
    assert isinstance(correction, Correct)
    assert dict(correction.form.answers) == {**held, "area": "3"}
    # What else the platform holds of the applicant stays as it was.
    assert dict(correction.form.holder) == {"number": HOLDER.number}
    assert correction.form.signature
    assert face.ports.sender.sent == []
    case = face.visit.case
    assert case is not None
    answered(face, CaseChanged(replace(case, note=NOTE)))
    assert face.shown == "case_changed"
    assert face.sentence() == face.words("changed.corrected")
    assert face.words(NOTE) in read_all(face)


def test_who_goes_back_from_correcting_looks_at_the_case_again_and_nothing_was_sent(face: Face) -> None:
    correcting(face)
    face.touch("change:crop", "choice:melon", "forward")
    assert face.visit.answers["crop"] == "melon"
    face.touch("bar:back")
    assert face.shown == "case"
    assert face.visit.correcting is None
    assert face.visit.service is not None and face.visit.service.id == BY_CARD
    assert face.ports.asker.asked == [] == face.ports.sender.sent
    # The next question is the list's again, with the card as before.
    face.touch("case:withdraw", "second")
    request = face.ports.asker.asked[-1][1]
    assert isinstance(request, Withdraw)


def test_what_this_version_of_the_service_does_not_take_is_asked_before_it_is_sent(face: Face) -> None:
    in_state(face, WORKING)
    service = every_service().service(AGRI)
    held = {**{step.id: ANSWERS[step.id] for step in service.steps}, "crop": "tea", "gone": "x"}
    face.touch("case:correct")
    answered(face, ApplicationHeld(AGRI, service.version + 1, held, frozenset({"area"})))
    assert face.shown == "review"
    assert "crop" not in face.visit.answers and "gone" not in face.visit.answers
    face.touch("forward")
    assert face.shown == "step-crop"
    face.touch("choice:cotton", "forward")
    assert face.shown == "review"
    face.touch("forward")
    assert face.shown == "sign"


def test_a_correction_that_comes_too_late_says_so_and_the_case_is_still_there(face: Face) -> None:
    correcting(face)
    face.visit.signed_by_touch = True
    face.touch("forward", "forward")
    assert face.shown == "asking-correction"
    answered(face, NotGranted(Why.TOO_LATE))
    assert face.shown == "not_granted"
    assert face.visit.case is not None


# The receipt, printed again


@pytest.mark.parametrize("by", [BY_CARD, BY_CODE])
def test_the_receipt_is_printed_again_and_says_nothing_of_what_was_applied_for(face: Face, by: str) -> None:
    found(face, open_case(face), by=by)
    case = face.visit.case
    assert case is not None
    face.touch("second")
    assert face.shown == "paper"
    assert face.sentence() == face.words("receipt.see")
    face.touch("forward")
    ((_, content),) = face.ports.printing.printed
    assert isinstance(content, ReceiptContent)
    assert (content.number, content.service) == (case.case_number, case.title)
    assert (content.handed_in_at, content.promised_day) == (case.accepted_at, PROMISED)
    assert (content.applicant, content.id_number, content.sent, content.why) == (None, None, (), None)
    assert content.now is not None and content.now.at == NOW
    assert content.now.state.words[face.visit.language.tag] == face.words("case.state.in-progress")
    # With its code any machine finds it, so the paper says so.
    assert (content.code, content.again) == ((CODE, True) if by == BY_CODE else ("", False))
    for known in (HOLDER.name, HOLDER.number, *ANSWERS.values()):
        assert known not in str(content.__dict__)
    face.post(PaperPrinted(face.visit.id, face.visit.printing.paper, PrinterRole.RECEIPT))
    face.touch("forward")
    assert face.shown == "rating"


def test_looking_elsewhere_does_not_compose_it_again(face: Face) -> None:
    found(face, open_case(face))
    face.touch("second", "bar:help", "forward")
    assert face.shown == "paper"
    assert len(face.ports.printing.previews) == 1


@pytest.mark.parametrize("wish", [Wish.CORRECTION, Wish.WITHDRAWAL])
def test_what_was_changed_is_printed_as_it_stands_now(face: Face, wish: Wish) -> None:
    changed(face, wish)
    face.touch("second")
    assert face.shown == "paper"
    ((_, content),) = face.ports.printing.previews
    assert isinstance(content, ReceiptContent) and content.now is not None
    state = "withdrawn" if wish is Wish.WITHDRAWAL else "in-progress"
    assert content.now.state.words[face.visit.language.tag] == face.words(f"case.state.{state}")


def test_what_was_typed_for_one_correction_does_not_flow_into_another(face: Face) -> None:
    correcting(face)
    face.touch("change:crop", "choice:melon", "bar:back", "bar:back")
    face.visit.signature = (((1, 1), (2, 2)),)
    assert face.shown == "case" and not [name for name in face.app.entries if name.startswith("step-")]
    in_state(face, WORKING)
    face.app.entries["step-crop"] = "melon"
    face.visit.signature = (((1, 1), (2, 2)),)
    face.touch("case:correct")
    held = {step.id: ANSWERS[step.id] for step in every_service().service(AGRI).steps}
    answered(face, ApplicationHeld(AGRI, 1, held, frozenset(held)))
    assert face.shown == "review" and face.visit.signature == ()
    face.touch("change:crop", "forward")
    assert face.visit.answers["crop"] == ANSWERS["crop"]


def test_a_correction_that_is_not_granted_leads_back_to_what_was_entered(face: Face) -> None:
    correcting(face)
    face.visit.signed_by_touch = True
    face.touch("forward", "forward")
    answered(face, NotGranted(Why.TOO_LATE))
    face.touch("bar:back")
    assert face.shown == "review" and face.visit.correcting is not None
