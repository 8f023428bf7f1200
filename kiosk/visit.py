"""One resident's visit: everything personal lives in this object and dies with its process.

The visit holds what was chosen, read and entered, and asks its ports to work. Ports work in threads
of their own and answer with events (visit_events.py) through `post`; the face takes them on its own
thread with `take_events`. Nothing here blocks and nothing here is kept.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import count
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from kiosk.application import Draft, Stroke, Submission, confirm
from kiosk.central.answers import (
    Answer,
    ApplicationHeld,
    CaseChanged,
    CaseProgress,
    HeldValues,
    Progress,
)
from kiosk.failures import Failure
from kiosk.holder import needed_fields
from kiosk.language.languages import Language
from kiosk.papers import PaperContent, PrinterRole
from kiosk.services.cards import CardField, CardKind
from kiosk.services.prefill import prefilled, steps_to_show, taken_again
from kiosk.services.service import Field, FieldKind, Service
from kiosk.visit_events import (
    Accepted,
    Answered,
    CardFound,
    CardNotRead,
    CardRead,
    CardReaderState,
    HeadphonesChanged,
    InputDeviceState,
    Kept,
    NotAccepted,
    NotAnswered,
    NotDelivered,
    NotKept,
    PaperEvent,
    PaperMoved,
    PaperNotComposed,
    PaperNotPrinted,
    PaperPrinted,
    PreviewReady,
    PrinterState,
    VisitEvent,
)
from kiosk.visit_ports import Ports, Site
from kiosk.visit_progress import CardProgress, Delivery, Paper, PaperProgress, QuestionProgress, Sought

if TYPE_CHECKING:
    from kiosk.central.questions import Request
    from kiosk.errand_questions import Wish


@dataclass
class Visit:
    """The state of one visit. ``now`` gives aware local time, ``new_id`` a fresh visit id."""

    id: str
    ports: Ports
    site: Site
    now: Callable[[], datetime]
    language: Language
    service: Service | None = None
    draft: Draft | None = None
    sought: Sought = field(default_factory=Sought)
    readers: dict[CardKind, CardReaderState] = field(default_factory=dict)
    card: CardProgress = field(default_factory=CardProgress)
    # The steps whose answers were known before they were asked.
    known: frozenset[str] = frozenset()
    department: str = ""
    question: QuestionProgress | None = None
    # The cases that were found, the one that is looked at, and the application of it that is corrected.
    cases: tuple[CaseProgress, ...] = ()
    case: CaseProgress | None = None
    correcting: ApplicationHeld | None = None
    # Which of several papers was chosen.
    which_paper: int = 0
    signature: tuple[Stroke, ...] = ()
    signed_by_touch: bool = False
    submission: Submission | None = None
    delivery: Delivery = Delivery.NONE
    acceptance: Accepted | None = None
    delivery_failure: Failure | None = None
    refusal: NotAccepted | None = None
    printers: dict[PrinterRole, PrinterState] = field(default_factory=dict)
    printing: PaperProgress = field(default_factory=PaperProgress)
    # Whether the question for a grade was there, answered or not.
    rating_over: bool = False
    headphones: bool = False
    failures: list[str] = field(default_factory=list)
    wake: Callable[[], None] = lambda: None
    # By what the case was found, while it is corrected.
    _found_by: tuple[Service, Draft] | None = field(default=None, repr=False)
    # The number of the card that the draft was begun with.
    _begun_by: str = field(default="", repr=False)
    _inbox: SimpleQueue[VisitEvent] = field(default_factory=SimpleQueue)
    _papers: Iterator[int] = field(default_factory=partial(count, 1), compare=False)

    # From the ports' threads.

    def post(self, event: VisitEvent) -> None:
        """Hands an event over from any thread; an ended visit's event is dropped when taken."""
        self._inbox.put(event)
        self.wake()

    # On the face's thread.

    def take_events(self) -> list[VisitEvent]:
        """The events that came since the last call, already applied to this visit."""
        events: list[VisitEvent] = []
        while True:
            try:
                event = self._inbox.get_nowait()
            except Empty:
                return events
            if event.visit == self.id and not self._is_of_another_paper(event):
                self._apply(event)
                events.append(event)

    def _is_of_another_paper(self, event: VisitEvent) -> bool:
        """Whether it tells of a paper that is not the shown one any more."""
        return isinstance(event, PaperEvent) and event.paper != self.printing.paper

    def choose_service(self, service: Service) -> None:
        """Begins an errand anew; what an earlier choice had collected is let go."""
        self.stop_card()
        self.service = service
        self.draft = Draft(service)
        self.card = CardProgress()
        self.known = frozenset()
        self.department = ""
        self.question = None
        self.cases = ()
        self.case = None
        self.correcting = None
        self._found_by = None
        self._begun_by = ""
        self._unsign()
        self._unconfirm()

    def _unsign(self) -> None:
        self.signature = ()
        self.signed_by_touch = False

    def _unconfirm(self) -> None:
        self.submission = None
        self.delivery = Delivery.NONE
        self.acceptance = None
        self.delivery_failure = None
        self.refusal = None
        self.printing = PaperProgress()
        self.rating_over = False

    def mend(self) -> None:
        """What the platform did not take is changed and handed in anew, with all that was entered.

        It is signed anew at the end; a signature that was one of the questions is an answer, and stays.
        """
        if self.service is None or self.service.signature:
            self._unsign()
        self._unconfirm()

    def correct(self, service: Service, application: ApplicationHeld) -> None:
        """Begins to correct what was applied for. Of the card it takes the number alone, which proves whose
        it is: what else the platform holds of its holder stays as it was.

        Answers that this version of the service does not take are left open, and it is signed anew.
        """
        if self.card.holder is None or self.service is None or self.draft is None:
            raise RuntimeError("an application is corrected with the card only")
        self._found_by = self._found_by or (self.service, self.draft)
        self.service = service
        taken = taken_again(service, application.answers, today=self.now().date())
        answers = {
            step: text for step, text in taken.items() if service.field(step).kind is not FieldKind.SIGNATURE
        }
        number = {CardField.NUMBER.value: self.card.holder.number}
        self.draft = Draft(service, answers).with_holder(number)
        self.known = frozenset(answers)
        self.correcting = application
        self._unsign()
        self._unconfirm()

    def stop_correcting(self) -> None:
        """Back to looking at the case; what was changed and not sent is let go."""
        if self.correcting is None or self._found_by is None:
            return
        self.service, self.draft = self._found_by
        self.known = frozenset()
        self.correcting = self._found_by = None
        self._unsign()
        self._unconfirm()

    def may_change(self, step: Field) -> bool:
        """Whether an answer may be given anew: of what was applied for already, the platform says which."""
        application = self.correcting
        return application is None or step.id in application.may_change or step.id not in self.known

    def start_card(self) -> None:
        """Asks for the card; called when the screen has said what it is read for."""
        if self.service is None:
            raise RuntimeError("no service was chosen")
        self.card = CardProgress()
        self.ports.card_reader.start_reading(
            self.id,
            self.service.cards,
            newest_address=any(need.field is CardField.ADDRESS for need in self.service.needs),
        )

    def stop_card(self) -> None:
        self.ports.card_reader.stop_reading()

    def cards_taken(self, service: Service) -> Sequence[CardKind]:
        """The cards that can be read here now for this service, as far as is known."""
        return [kind for kind in service.cards if self._reader_failure(kind) is None]

    def card_trouble(self, service: Service) -> Failure | None:
        """Why none of the cards that would do can be read now; None if one can, or none is needed."""
        if not service.cards or self.cards_taken(service):
            return None
        states = [self.readers[kind] for kind in service.cards]
        return min(states, key=lambda state: not state.fitted).failure

    def _reader_failure(self, kind: CardKind) -> Failure | None:
        state = self.readers.get(kind)
        return None if state is None else state.failure

    @property
    def is_anothers(self) -> bool:
        """Whether what is filled in belongs to another card than the one that was read last."""
        holder = self.card.holder
        return bool(self._begun_by) and (holder is None or holder.number != self._begun_by)

    def take_over_holder(self) -> None:
        """Puts of the card into the draft what the service needs, and nothing else. With another card the
        errand begins anew: of the holder before, nothing is left in it."""
        if self.service is None or self.draft is None or self.card.holder is None:
            raise RuntimeError("no card was read for a service")
        if self.is_anothers:
            card = self.card
            self.choose_service(self.service)
            self.card = card
        holder = self.card.holder
        if holder is None or self.draft is None:
            raise RuntimeError("no card was read for a service")
        self._begun_by = holder.number
        self.draft = self.draft.with_holder(
            needed_fields(holder, (need.field for need in self.service.needs))
        )
        self._prefill({})

    def _prefill(self, held: Mapping[str, str]) -> None:
        """What the card says or the platform holds is not asked again; what was entered stays."""
        if self.service is None or self.draft is None:
            raise RuntimeError("no service was chosen")
        known = prefilled(self.service, self.draft.holder, held, today=self.now().date())
        for step, text in known.items():
            if step not in self.draft.answers:
                self.draft = self.draft.with_answer(step, text)
                self.known |= {step}

    @property
    def steps(self) -> Sequence[Field]:
        """The questions of this errand as far as it is filled in, in their order."""
        return steps_to_show(self.service, self.answers, self.known) if self.service else ()

    @property
    def unanswered(self) -> Sequence[Field]:
        """The questions that must be answered before this is handed in, and are not."""
        asked = self.service.asked(self.answers) if self.service else ()
        return [step for step in asked if not step.optional and step.id not in self.answers]

    def answer(self, step: Field, text: str) -> None:
        """Keeps the checked, normalised answer of one step; an empty one (optional) is none at all."""
        if self.draft is None:
            raise RuntimeError("no service was chosen")
        self.draft = self.draft.with_answer(step.id, text) if text else self.draft.without_answer(step.id)

    @property
    def answers(self) -> Mapping[str, str]:
        return self.draft.answers if self.draft else {}

    @property
    def signed(self) -> tuple[Stroke, ...] | None:
        """What was drawn, where a signature is asked for with these answers."""
        if self.service is None or not self.signature:
            return None
        steps = self.service.asked(self.answers)
        asked = self.service.signature or any(step.kind is FieldKind.SIGNATURE for step in steps)
        return self.signature if asked else None

    def confirm(self) -> None:
        """The resident has said yes: makes the key, and has it sealed, kept and delivered."""
        if self.draft is None or self.service is None:
            raise RuntimeError("no service was chosen")
        if self.submission is None:
            asked = self.service.asked(self.draft.answers)
            self.submission = confirm(
                self.draft.only({step.id for step in asked}),
                signature=self.signed,
                print_language=self.language.tag,
                confirmed_at=self.now(),
                kiosk_id=self.site.kiosk_id,
            )
        self.delivery = Delivery.KEEPING
        self.ports.printing.watch(self.id, self.language)
        self.ports.sender.send(self.id, self.submission)

    def printer_trouble(self, *roles: PrinterRole) -> Failure | None:
        """Why none of these printers can be used now; None if one can, as far as is known."""
        states = [self.printers.get(role) for role in roles]
        failing = [state for state in states if state is not None and state.failure is not None]
        if len(failing) < len(states):
            return None
        return min(failing, key=lambda state: not state.fitted).failure

    def show_paper(self, content: PaperContent) -> None:
        """Asks how it will look; nothing is printed yet."""
        self.printing = PaperProgress(f"paper-{next(self._papers)}", content)
        self.ports.printing.preview(self.id, self.printing.paper, content)

    def turn_paper(self) -> None:
        """Asks for the next page of the paper that is shown, and after its last for the first."""
        progress = self.printing
        if progress.content is None or progress.preview is None:
            raise RuntimeError("no paper is shown")
        progress.page = progress.page % progress.preview.pages + 1
        self.ports.printing.preview(self.id, progress.paper, progress.content, progress.page)

    def print_paper(self) -> None:
        """Prints the paper that is shown."""
        paper, content = self.printing.paper, self.printing.content
        if content is None:
            raise RuntimeError("no paper is shown")
        self.printing = PaperProgress(paper, content, self.printing.preview, Paper.PRINTING)
        self.ports.printing.print_paper(self.id, paper, content)

    def leave_paper(self, screen: str) -> None:
        """The resident goes on; until the visit ends it may still come out."""
        self.printing.left_at = screen

    def ask(self, request: "Request") -> str:
        """Asks the platform, and gives the id that the answer will come under.

        RuntimeError for a request about somebody whose card was not read in this errand.
        """
        from kiosk.central.questions import may_ask

        if not may_ask(request, self.card.holder.number if self.card.holder else None):
            raise RuntimeError("a request about somebody whose card was not read here")
        return self.ports.asker.ask(self.id, request)

    def ask_again(self, request_id: str) -> None:
        """The same request once more, after it was not answered."""
        self.ports.asker.ask_again(request_id)

    def wish(self, wish: "Wish") -> None:
        """Asks the platform what the errand needs at this turn; see `question`.

        What was asked before, with the same in it, and not answered is asked again under its id: it may be
        done already. What is done is not asked for a second time.
        """
        from kiosk.errand_questions import Wish, request_for

        request, asked = request_for(self, wish), self.question
        if asked is not None and asked.request == request:
            if asked.is_done:
                return
            if asked.failure is not None:
                asked.failure, asked.left = None, False
                self.ask_again(asked.request_id)
                return
        # The paper of what was answered before is none of what is asked now.
        self.printing = PaperProgress()
        if wish is Wish.OUTCOME:
            self.cases, self.case = (), None
        self.question = QuestionProgress(wish, self.ask(request), request=request)

    def leave_question(self) -> None:
        """The resident goes on without the answer."""
        if self.question is not None and self.question.answer is None:
            self.question.left = True

    def choose_paper(self, which: int) -> None:
        """Of several that the platform holds."""
        self.which_paper = which
        self.printing = PaperProgress()

    def rate(self, grade: int) -> None:
        """One of five grades (5 = very satisfied), sent without any link to the person or the case."""
        if self.service is not None:
            self.ports.sender.rate(self.service.id, grade)

    def _apply(self, event: VisitEvent) -> None:
        match event:
            case CardReaderState(card=kind, failure=failure, fitted=fitted):
                if fitted and failure != self._reader_failure(kind):
                    self._note(failure)
                self.readers[kind] = event
            case CardFound():
                self.card.reading = True
                self.card.failure = None
            case CardRead(holder=holder):
                self.card = CardProgress(holder=holder)
            case CardNotRead(failure=failure):
                self.card.reading = False
                self.card.failure = failure
                self._note(failure)
            case PrinterState(printer=role, failure=failure, fitted=fitted):
                before = self.printers.get(role)
                if fitted and (before is None or before.failure != failure):
                    self._note(failure)
                self.printers[role] = event
            case HeadphonesChanged(plugged_in=plugged_in):
                self.headphones = plugged_in
                self.ports.voice.set_headphones(plugged_in)
            case InputDeviceState(failure=failure):
                self._note(failure)
            case Answered(request_id=request_id, answer=answer):
                self._answered(request_id, answer)
            case NotAnswered(request_id=request_id, failure=failure):
                self._note(failure)
                if self.question is not None and self.question.request_id == request_id:
                    self.question.failure = failure
            case PreviewReady(preview=preview):
                self.printing.preview = preview
            case PaperMoved(to=role):
                self.printing.on = role
            case PaperPrinted(on=role):
                self.printing.on = role
                self.printing.state = Paper.PRINTED
            case PaperNotPrinted(failure=failure, may_be_out=may_be_out):
                self.printing.may_be_out = may_be_out
                self._not_printed(failure)
            case PaperNotComposed(failure=failure):
                self._not_printed(failure)
            case _ if self.submission is None:
                pass
            case Kept() | NotKept() | Accepted() | NotAccepted() | NotDelivered():
                if event.key == self.submission.key:
                    self._apply_delivery(event)

    def _answered(self, request_id: str, answer: Answer) -> None:
        if self.question is None or self.question.request_id != request_id:
            return
        if self.question.left:
            # Asked for once more, it is asked anew.
            self.question = None
            return
        self.question.answer = answer
        self.question.failure = None
        self.which_paper = 0
        match answer:
            case HeldValues(values=values):
                self._prefill(values)
            case Progress(cases=cases):
                self.cases = cases
                self.case = cases[0] if len(cases) == 1 else None
            case CaseChanged(case=case):
                self.case = case
                number = case.case_number
                self.cases = tuple(case if one.case_number == number else one for one in self.cases)

    def _not_printed(self, failure: Failure) -> None:
        self.printing.state = Paper.FAILED
        self.printing.failure = failure
        self._note(failure)

    def _apply_delivery(self, event: Kept | NotKept | Accepted | NotAccepted | NotDelivered) -> None:
        match event:
            case Kept():
                self.delivery = Delivery.KEPT
            case NotKept(failure=failure):
                self.delivery = Delivery.NOT_KEPT
                self.delivery_failure = failure
                self._note(failure)
            case Accepted():
                self.delivery = Delivery.ACCEPTED
                self.acceptance = event
            case NotAccepted(failure=failure):
                self.delivery = Delivery.REFUSED
                self.delivery_failure = failure
                self.refusal = event
                self._note(failure)
            case NotDelivered(failure=failure):
                # An acceptance that arrived meanwhile is the newer truth.
                if self.delivery is not Delivery.ACCEPTED:
                    self.delivery = Delivery.NOT_DELIVERED
                    self.delivery_failure = failure
                    self._note(failure)

    def _note(self, failure: Failure | None) -> None:
        if failure is not None:
            self.failures.append(failure.code.value)
