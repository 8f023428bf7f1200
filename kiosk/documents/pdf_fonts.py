"""Fonts inside a PDF: every glyph knows which characters it stands for.

A font is embedded as a composite font (Type 0, CIDFontType2, Identity-H) of just the glyphs used. Each
pair of a glyph and its characters gets a number (CID) of its own, because one shape can stand for different
letters; so what is copied, searched or read aloud from the paper is what was written.
Source: ISO 32000-1, 9.7 and 9.10.3.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from struct import pack
from typing import Any

from kiosk.documents.truetype import TrueTypeFile

_SYMBOLIC = 4
_PER_SECTION = 100  # entries of a bfchar section


@dataclass(frozen=True)
class Shown:
    """A glyph and the characters it stands for; ``glyph`` None: characters without ink of their own.
    ``advance``: where the next one is, in thousandths of the em."""

    glyph: int | None
    text: str
    advance: int


class EmbeddedFont:
    """One face of one document: collects what is used, then writes itself into it."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._file = TrueTypeFile(path)
        self._cids: dict[Shown, int] = {}

    def cid(self, shown: Shown) -> int:
        """The number to show it under."""
        return self._cids.setdefault(shown, len(self._cids) + 1)

    def write_into(self, document: Any) -> Any:
        """Add the font to a ReportLab PDFDocument; returns the reference for the page's resources."""
        from reportlab.pdfbase import pdfdoc

        metrics = self._file.metrics()
        cut = self._file.cut(shown.glyph for shown in self._cids if shown.glyph is not None)
        numbers = [0] + [cut.blank if s.glyph is None else cut.numbers[s.glyph] for s in self._cids]
        base = pdfdoc.PDFName(f"{_tag(self._cids)}+{metrics.name}")
        file = pdfdoc.PDFStream(content=cut.file, filters=[pdfdoc.PDFZCompress])
        file.dictionary["Length1"] = len(cut.file)
        to_glyphs = pdfdoc.PDFStream(
            content=pack(f">{len(numbers)}H", *numbers), filters=[pdfdoc.PDFZCompress]
        )
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": _SYMBOLIC,
                "FontBBox": pdfdoc.PDFArray(metrics.box),
                "ItalicAngle": 0,
                "Ascent": metrics.ascent,
                "Descent": metrics.descent,
                "CapHeight": metrics.ascent,
                "StemV": 80,
                "FontFile2": document.Reference(file),
            }
        )
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": document.Reference(descriptor),
                "DW": 1000,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([shown.advance for shown in self._cids])]),
                "CIDToGIDMap": document.Reference(to_glyphs),
            }
        )
        to_unicode = pdfdoc.PDFStream(content=self._to_unicode(), filters=[pdfdoc.PDFZCompress])
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": base,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(to_unicode),
            }
        )
        return document.Reference(font)

    def _to_unicode(self) -> bytes:
        entries = [f"<{cid:04X}> <{_utf16(shown.text)}>" for shown, cid in self._cids.items() if shown.text]
        return "\n".join(_character_map(entries)).encode("ascii")


def _character_map(entries: list[str]) -> Iterator[str]:
    yield "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap"
    yield "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
    yield "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def"
    yield "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
    for start in range(0, len(entries), _PER_SECTION):
        section = entries[start : start + _PER_SECTION]
        yield f"{len(section)} beginbfchar"
        yield from section
        yield "endbfchar"
    yield "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _tag(cids: Iterable[object]) -> str:
    """Six capitals that tell one cut of a face from another (9.6.4); the same for the same glyphs."""
    from hashlib import sha256

    digest = sha256(repr(list(cids)).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
