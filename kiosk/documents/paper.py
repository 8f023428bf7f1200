"""From a content to a paper: dots, a PDF, or a file of either kind."""

from pathlib import Path

from kiosk.documents.certificate import CertificateContent, certificate_paper
from kiosk.documents.errand_paper import ApplicationContent, application_paper, receipt_paper
from kiosk.documents.from_json import KINDS, Content
from kiosk.documents.page_model import Paper
from kiosk.documents.pages import compose, pages_pdf, pages_picture
from kiosk.documents.pdf import to_pdf
from kiosk.documents.preview import Preview
from kiosk.documents.raster import Dots, to_dots, to_image
from kiosk.documents.receipt import ReceiptContent
from kiosk.documents.receipt_layout import receipt_sheet
from kiosk.documents.sheet import Sheet
from kiosk.documents.slip import SlipContent, slip_paper
from kiosk.documents.slip_layout import slip_sheet
from kiosk.documents.statement import StatementContent, statement_paper
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.text.engine import TextEngine

_ON_THE_ROLL = frozenset({"receipt", "slip"})


def receipt_raster(
    content: ReceiptContent | SlipContent, catalogues: Catalogues, engine: TextEngine
) -> Dots | Failure:
    """For the receipt printer: 576 dots a row. TXT-01 if a character cannot be printed."""
    sheet = _roll_sheet(content, catalogues, engine)
    return _unprintable(sheet) or to_dots(sheet)


def dots_preview(dots: Dots) -> Preview:
    """The dots that the receipt printer would get, as a picture."""
    picture = to_image(dots).convert("RGB")
    return Preview(picture.width, picture.height, picture.tobytes())


def receipt_pdf(
    content: ReceiptContent | SlipContent, catalogues: Catalogues, engine: TextEngine
) -> bytes | Failure:
    """The same paper as a PDF of one page. TXT-01 if a character cannot be printed."""
    sheet = _roll_sheet(content, catalogues, engine)
    return _unprintable(sheet) or to_pdf(sheet)


def _roll_sheet(content: ReceiptContent | SlipContent, catalogues: Catalogues, engine: TextEngine) -> Sheet:
    if isinstance(content, SlipContent):
        return slip_sheet(content, catalogues, engine)
    return receipt_sheet(content, catalogues, engine)


def a4_paper(content: Content) -> Paper:
    """What stands on A4: of a receipt too, where there is no roll to print it on."""
    match content:
        case ReceiptContent():
            return receipt_paper(content)
        case SlipContent():
            return slip_paper(content)
        case ApplicationContent():
            return application_paper(content)
        case CertificateContent():
            return certificate_paper(content)
        case StatementContent():
            return statement_paper(content)


def write_document(
    kind: str, content: Content, catalogues: Catalogues, engine: TextEngine, out: Path
) -> Path | Failure:
    """Write a paper to ``out``, a .pdf or a .png (of A4: all pages, one below the other).

    ``kind`` "receipt" and "slip" are for the roll, all others are A4. On TXT-01 nothing is written. Raises
    ValueError for another ending, OSError where the file cannot be written.
    """
    if out.suffix.lower() not in (".pdf", ".png"):
        ending = out.suffix.lower() or "a file without ending"
        raise ValueError(f"a document is written as .pdf or .png, not as {ending}")
    as_pdf = out.suffix.lower() == ".pdf"
    if kind not in KINDS:
        raise ValueError(f"there is no document of the kind {kind}")
    if kind in _ON_THE_ROLL:
        if not isinstance(content, ReceiptContent | SlipContent):
            raise ValueError("this content does not go on the roll")
        sheet = _roll_sheet(content, catalogues, engine)
        failure = _unprintable(sheet)
        if failure is not None:
            return failure
        if as_pdf:
            out.write_bytes(to_pdf(sheet))
        else:
            to_image(to_dots(sheet)).save(out, "PNG", dpi=(203, 203))
        return out
    composed = compose(a4_paper(content), catalogues, engine)
    if isinstance(composed, Failure):
        return composed
    out.write_bytes(pages_pdf(composed) if as_pdf else pages_picture(composed))
    return out


def _unprintable(sheet: Sheet) -> Failure | None:
    """A paper with a hole in a name is worse than none."""
    if not sheet.missing_glyphs:
        return None
    # Not which: it may be of somebody's name.
    return Failure(FailureCode.GLYPH_MISSING, f"{sheet.missing_glyphs} characters that no bundled font has")
