"""What the review shows is what is sent: an answer to a step that is not asked any more is in neither."""

from pathlib import Path

from kiosk.language.languages import UYGHUR
from kiosk.services.packs import load_catalogue
from kiosk.services.samples import sample_answers
from kiosk.visit_receipt import sent_rows
from tests.recording_ports import HOLDER, Recording, catalogues, make_visit

SHOP = load_catalogue(Path(__file__).parent / "every_kind").service("shop")


def test_an_answer_that_is_not_asked_for_any_more_is_neither_shown_nor_sent() -> None:
    ports = Recording()
    visit = make_visit(ports, UYGHUR)
    visit.choose_service(SHOP)
    visit.card.holder = HOLDER
    visit.take_over_holder()
    for step_id, answer in sample_answers(SHOP, UYGHUR, visit.now().date()).items():
        visit.answer(SHOP.field(step_id), answer)
    labels = {id(label) for label, _ in sent_rows(visit, catalogues())}
    assert id(SHOP.field("how-many").label) in labels
    visit.answer(SHOP.field("helpers"), "no")
    labels = {id(label) for label, _ in sent_rows(visit, catalogues())}
    assert id(SHOP.field("how-many").label) not in labels
    visit.confirm()
    assert visit.submission is not None
    assert "how-many" not in visit.submission.answers
    assert visit.submission.answers["helpers"] == "no"
    assert {step.id for step in SHOP.asked(visit.submission.answers)} == set(visit.submission.answers)
