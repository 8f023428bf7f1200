"""The first paper of a visit costs three times what the next does: fonts are opened, letters measured, the
code's writer imported. That is done while the application is on its way."""

from datetime import UTC, date, datetime

from kiosk.documents.pages import compose, page_preview
from kiosk.documents.paper import a4_paper, receipt_raster
from kiosk.documents.receipt import ReceiptContent
from kiosk.failures import Failure
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import ALL_LANGUAGES, Language
from kiosk.language.values import Digits, Message, Terms
from kiosk.text.engine import TextEngine

_SMALL = 300  # pixels: enough to have letters of both scripts drawn


def warm(language: Language, catalogues: Catalogues, engine: TextEngine, *, on_roll: bool) -> None:
    """Draws a receipt of nobody's, and throws it away."""
    content = _nobodys(language, catalogues)
    if on_roll:
        receipt_raster(content, catalogues, engine)
        return
    composed = compose(a4_paper(content), catalogues, engine)
    if not isinstance(composed, Failure):
        page_preview(composed, 1, _SMALL)


def _nobodys(language: Language, catalogues: Catalogues) -> ReceiptContent:
    at = datetime(2000, 1, 1, tzinfo=UTC)
    # A term in bold letters, of both languages.
    term = Terms({each.tag: catalogues.pattern("paper.sent", each) for each in ALL_LANGUAGES})
    return ReceiptContent(
        language=language,
        standing="received",
        number="000-000",
        service=term,
        applicant="0",
        id_number="0",
        handed_in_at=at,
        promised_day=date(2000, 1, 1),
        statutory_day=None,
        departments=(term,),
        sent=((Message("paper.number"), Digits("0123456789")),),
        why=term,
        progress="000-000",
        help_phone="0",
        machine="0",
        sample=True,
    )
