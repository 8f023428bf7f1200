"""What the parts of a PDF are and in which order they are read: its tags (ISO 32000-1, 14.7 and 14.8).

ReportLab has no tags of its own. The letters of a right-to-left line stand in the file as they stand on the
paper, left to right; so every element also says its words in the order of reading (14.9.4), and in which
language they are (14.9.2).
"""

from dataclasses import dataclass, field
from typing import Any

from kiosk.documents.sheet import Element
from kiosk.language.languages import Language
from kiosk.text.layout import LaidOutText

_TYPES = {"ColumnHead": "TH", "RowHead": "TH"}
_SCOPES = {"ColumnHead": "Column", "RowHead": "Row"}


@dataclass(eq=False)
class _Node:
    element: Element
    kids: list["_Node | tuple[int, int]"] = field(default_factory=list)  # (page, number on it)
    texts: list[str] = field(default_factory=list)
    last: LaidOutText | None = None
    written: Any = None


class Structure:
    """The elements of one document, in the order in which they are drawn."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._nodes: dict[Element, _Node] = {}
        self._top: list[_Node] = []
        self._pages: list[list[_Node]] = [[]]  # per page: whose each marked stretch is

    def begin(self, element: Element) -> str:
        """The operator that begins a stretch of ``element`` on the present page; EMC ends it."""
        if element.kind == "Artifact":
            return "/Artifact BMC"
        node, page = self._node(element), self._pages[-1]
        node.kids.append((len(self._pages) - 1, len(page)))
        page.append(node)
        return f"/{_type(element)} <</MCID {len(page) - 1}>> BDC"

    def say(self, element: Element, laid: LaidOutText, lines: slice) -> None:
        """These lines stand in the element."""
        if element.kind == "Artifact":
            return
        node = self._node(element)
        words = "".join(line.text for line in laid.lines[lines])
        if node.texts and node.last is laid:
            node.texts[-1] += words  # a paragraph that goes on overleaf
        else:
            node.texts.append(words)
        node.last = laid

    def end_page(self) -> None:
        self._pages.append([])

    def write_into(self, document: Any) -> None:
        """Add the tree to a ReportLab PDFDocument whose pages are all there."""
        from reportlab.pdfbase import pdfdoc

        pages = [document.Reference(page) for page in document.Pages.pages]
        root = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
        whole = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("StructElem"),
                "S": pdfdoc.PDFName("Document"),
                "P": document.Reference(root),
            }
        )
        whole.dict["K"] = pdfdoc.PDFArray([self._write(node, whole, document, pages) for node in self._top])
        numbers: list[Any] = []
        for number, nodes in enumerate(self._pages[: len(pages)]):
            numbers += [number, pdfdoc.PDFArray([document.Reference(node.written) for node in nodes])]
        root.dict["K"] = document.Reference(whole)
        root.dict["ParentTree"] = document.Reference(pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)}))
        root.dict["ParentTreeNextKey"] = len(pages)
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})

    def _node(self, element: Element) -> _Node:
        if element not in self._nodes:
            node = self._nodes[element] = _Node(element)
            kids: list[Any] = self._top if element.within is None else self._node(element.within).kids
            kids.append(node)
        return self._nodes[element]

    def _write(self, node: _Node, parent: Any, document: Any, pages: list[Any]) -> Any:
        from reportlab.pdfbase import pdfdoc

        element = node.element
        entries: dict[str, Any] = {
            "Type": pdfdoc.PDFName("StructElem"),
            "S": pdfdoc.PDFName(_type(element)),
            "P": document.Reference(parent),
        }
        if element.language not in (None, self._language):
            entries["Lang"] = pdfdoc.PDFString(element.language.tag)
        if element.says:
            entries["Alt"] = pdfdoc.PDFString(element.says)
        elif node.texts:
            entries["ActualText"] = pdfdoc.PDFString(" ".join(node.texts))
        if element.kind in _SCOPES:
            scope = {"O": pdfdoc.PDFName("Table"), "Scope": pdfdoc.PDFName(_SCOPES[element.kind])}
            entries["A"] = pdfdoc.PDFDictionary(scope)
        node.written = pdfdoc.PDFDictionary(entries)
        reference = document.Reference(node.written)
        kids: list[Any] = []
        for kid in node.kids:
            if isinstance(kid, _Node):
                kids.append(self._write(kid, node.written, document, pages))
            else:
                page, number = kid
                marked = {"Type": pdfdoc.PDFName("MCR"), "Pg": pages[page], "MCID": number}
                kids.append(pdfdoc.PDFDictionary(marked))
        node.written.dict["K"] = pdfdoc.PDFArray(kids)
        return reference


def _type(element: Element) -> str:
    return _TYPES.get(element.kind, element.kind)
