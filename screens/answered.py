"""On with what the platform has answered, in time or late."""

from typing import TYPE_CHECKING

from kiosk.central.answers import ApplicationHeld, NotGranted, Why

if TYPE_CHECKING:
    from screens.app import KioskApp


def go_on_with_answer(app: "KioskApp") -> None:
    """To the screen of what was answered; what was applied for is filled in again first."""
    question = app.visit.question
    if question is not None and isinstance(question.answer, ApplicationHeld):
        _begin_correction(app, question.answer)
    app.go("answered")


def _begin_correction(app: "KioskApp", application: ApplicationHeld) -> None:
    """What was handed in can be corrected where its service is still offered here."""
    visit = app.visit
    service = next((one for one in app.services if one.id == application.service_id), None)
    if visit.question is None:
        raise RuntimeError("nothing was asked")
    if service is None:
        visit.question.answer = NotGranted(Why.SERVICE_GONE)
    elif visit.card.holder is None:
        visit.question.answer = NotGranted(Why.CARD_NEEDED)
    else:
        app.forget_steps()
        visit.correct(service, application)
