"""A composed paper as a PDF: letters as the text engine set them, and as text that can be read out of it.

ReportLab writes the file; its own shaping is wrong for Uyghur and is not used. It is imported here on
demand only: a visit that prints no PDF does not pay for it. Into the file goes what stands on the paper and
nothing else: no name of a machine, no time of its making (the same paper is the same file).
"""

import io
import math
from typing import Any

from kiosk.documents.pdf_structure import Structure
from kiosk.documents.pdf_text import PdfFonts, shown_text
from kiosk.documents.sheet import (
    DOTS_PER_INCH,
    FURNITURE,
    Block,
    Element,
    Ink,
    Item,
    PenLine,
    PlacedText,
    Polygon,
    Sheet,
)

_POINT = 72 / DOTS_PER_INCH  # of a dot
# A hair more, so that whole dots never fall short of themselves: a viewer that draws at the printer's
# resolution cuts off the fractions of where a letter stands, and would put whole lines a dot too high.
_DRAWN_POINT = math.ceil(_POINT * 1e6) / 1e6
SIDE = 32  # blank paper left and right of what an 80 mm printer can reach, dots
_VERSION = (1, 7)


def to_pdf(sheet: Sheet, *further: Sheet, side: int = SIDE) -> bytes:
    """A page for every sheet, with ``side`` dots of blank paper left and right of it, and with the first
    sheet's title and language. As it is, a page is as wide as the roll."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas: Any = Canvas(file, lang=sheet.language.tag, invariant=1, pdfVersion=_VERSION)
    canvas.setTitle(sheet.title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("kiosk")
    canvas.setProducer("kiosk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    # Reaching into ReportLab, whose version is pinned: it has no public way to bring fonts of one's own
    # making or to tag what is drawn, and begins every page by naming Helvetica, which is not embedded.
    canvas._preamble = "1 0 0 1 0 0 cm"
    document = canvas._doc
    fonts, structure = PdfFonts(), Structure(sheet.language)
    for number, page in enumerate((sheet, *further)):
        _draw(page, canvas, fonts, structure, side)
        canvas.showPage()
        _finish(document.Pages.pages[-1], number)
        structure.end_page()
    resources = document.idToObject["BasicFonts"].dict
    resources.clear()
    for font in fonts.used:
        resources[font.name] = font.write_into(document)
    structure.write_into(document)
    canvas.save()
    return file.getvalue()


def _finish(page: Any, number: int) -> None:
    """What ReportLab does not know of a page: its place in the structure; and no detour over ASCII, which
    would cost more time than all the rest."""
    from reportlab.pdfbase import pdfdoc

    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents, page.Tabs = number, pdfdoc.PDFName("S")
    page.Contents = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])


def _draw(sheet: Sheet, canvas: Any, fonts: PdfFonts, structure: Structure, side: int) -> None:
    # Rounded down: a viewer that draws at the printer's resolution rounds up to whole dots.
    width, height = (
        math.floor(dots * _POINT * 1000) / 1000 for dots in (sheet.width + 2 * side, sheet.height)
    )
    canvas.setPageSize((width, height))
    bottom = height - sheet.height * _DRAWN_POINT  # measured from the top of the page, as the print is
    canvas.addLiteral(f"{_DRAWN_POINT:.6f} 0 0 {_DRAWN_POINT:.6f} {side * _DRAWN_POINT:.6f} {bottom:.6f} cm")
    marked: Element | None = None
    for item in sheet.items:
        element = item.element or (Element("P") if isinstance(item, PlacedText) else FURNITURE)
        if element is not marked:
            if marked is not None:
                canvas.addLiteral("EMC")
            canvas.addLiteral(structure.begin(element))
            marked = element
        if isinstance(item, PlacedText):
            structure.say(element, item.laid, slice(*item.lines))
        for operation in _drawn(item, sheet, fonts):
            canvas.addLiteral(operation)
    if marked is not None:
        canvas.addLiteral("EMC")


def _drawn(item: Item, sheet: Sheet, fonts: PdfFonts) -> list[str]:
    height = sheet.height
    match item:
        case Block(x, y, width, tall, ink):
            return [f"{_fill(ink)} {x} {height - y - tall} {width} {tall} re f"]
        case Polygon(corners, ink):
            return [f"{_fill(ink)} {_path(corners, height)} h f"]
        case PenLine(points, width, ink):
            # A tap without a movement is a dot.
            path = _path(points if len(points) > 1 else points * 2, height)
            return [f"q {_fill(ink).upper()} {width} w 1 J 1 j {path} S Q"]
        case PlacedText():
            return shown_text(item, height, fonts, _fill(item.ink), rtl=sheet.language.rtl)


def _path(corners: tuple[tuple[int, int], ...], height: int) -> str:
    return " ".join(f"{x} {height - y} {'l' if number else 'm'}" for number, (x, y) in enumerate(corners))


def _fill(ink: Ink) -> str:
    red, green, blue = ink
    if red == green == blue:
        return f"{red / 255:.3g} g"
    return f"{red / 255:.3f} {green / 255:.3f} {blue / 255:.3f} rg"
