"""From a content to a paper: dots, a PDF, or a file of either kind."""

from pathlib import Path

from kiosk.documents.pdf import to_pdf
from kiosk.documents.raster import Dots, to_dots, to_image
from kiosk.documents.receipt import ReceiptContent
from kiosk.documents.receipt_layout import receipt_sheet
from kiosk.documents.sheet import Sheet
from kiosk.failures import Failure, FailureCode
from kiosk.language.catalogue import Catalogues
from kiosk.text.engine import TextEngine


def receipt_raster(content: ReceiptContent, catalogues: Catalogues, engine: TextEngine) -> Dots | Failure:
    """For the receipt printer: 576 dots a row. TXT-01 if a character cannot be printed."""
    sheet = receipt_sheet(content, catalogues, engine)
    return _unprintable(sheet) or to_dots(sheet)


def receipt_pdf(content: ReceiptContent, catalogues: Catalogues, engine: TextEngine) -> bytes | Failure:
    """The same paper as a PDF of one page. TXT-01 if a character cannot be printed."""
    sheet = receipt_sheet(content, catalogues, engine)
    return _unprintable(sheet) or to_pdf(sheet)


def write_document(
    kind: str, content: ReceiptContent, catalogues: Catalogues, engine: TextEngine, out: Path
) -> Path | Failure:
    """Write a paper to ``out``, a .pdf or a .png.

    On TXT-01 nothing is written. Raises ValueError for another kind or another ending, OSError where
    the file cannot be written.
    """
    if kind != "receipt":
        raise ValueError(f"there is no document of the kind {kind}")
    sheet = receipt_sheet(content, catalogues, engine)
    failure = _unprintable(sheet)
    if failure is not None:
        return failure
    match out.suffix.lower():
        case ".pdf":
            out.write_bytes(to_pdf(sheet))
        case ".png":
            to_image(to_dots(sheet)).save(out, "PNG", dpi=(203, 203))
        case ending:
            raise ValueError(
                f"a document is written as .pdf or .png, not as {ending or 'a file without ending'}"
            )
    return out


def _unprintable(sheet: Sheet) -> Failure | None:
    """A paper with a hole in a name is worse than none."""
    if not sheet.missing_glyphs:
        return None
    # Not which: it may be of somebody's name.
    return Failure(FailureCode.GLYPH_MISSING, f"{sheet.missing_glyphs} characters that no bundled font has")
