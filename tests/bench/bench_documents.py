"""Papers: the receipt as dots and on the wire, an A4 page composed and written, its preview, the import."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from figure import Figure
from measuring import repeated, tell

from devices.receipt.protocol import Raster, print_job
from kiosk.documents.errand_paper import ApplicationContent
from kiosk.documents.pages import Pages, compose, pages_pdf, pages_preview
from kiosk.documents.paper import a4_paper, receipt_raster
from kiosk.documents.raster import Dots
from kiosk.documents.receipt import ReceiptContent
from kiosk.documents.statement import Payment, StatementContent
from kiosk.documents.warming import warm
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import UYGHUR
from kiosk.language.values import Day, IdNumber, Message, Name, Terms, Text
from kiosk.text.engine import open_engine

ERRAND = Terms({"ug": "دۇكان ئېچىش كىنىشكىسى", "zh-Hans": "个体工商户营业执照"})
OFFICE = Terms({"ug": "بازار نازارەت قىلىش ئىدارىسى", "zh-Hans": "市场监督管理局"})
NAME, NUMBER = "ئايگۈل تۇرسۇن", "659999199003150026"
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
TYPICAL = ReceiptContent(
    language=UYGHUR,
    standing="accepted",
    number="482-715",
    service=ERRAND,
    applicant=NAME,
    id_number=NUMBER,
    handed_in_at=NOW,
    promised_day=date(2026, 11, 26),
    statutory_day=date(2026, 12, 14),
    departments=(OFFICE,),
    sent=(
        (Message("field.name"), Name(NAME)),
        (Message("field.number"), IdNumber(NUMBER)),
        (Message("field.birth"), Day(date(1990, 3, 15))),
        (Message("field.address"), Text("某某县某某乡某某村一组12号")),
        (ERRAND, ERRAND),
    ),
    why=ERRAND,
    progress="482-715",
    help_phone="0990-000-0000",
    machine="K-0427",
    sample=True,
)
SIGNATURE = tuple(
    tuple((40 * stroke + point, (7 * point) % 60) for point in range(40)) for stroke in range(4)
)
IMPORTED = "import time; at = time.perf_counter(); import {}; print((time.perf_counter() - at) * 1000)"


def imported(module: str) -> float:
    """Milliseconds that importing it takes in a process of its own."""
    done = subprocess.run([sys.executable, "-c", IMPORTED.format(module)], stdout=subprocess.PIPE, check=True)
    return float(done.stdout)


def main() -> None:
    engine = open_engine()
    catalogues = load_catalogues(Path(__file__).parents[2] / "locales")

    def dots(content: ReceiptContent) -> Dots:
        made = receipt_raster(content, catalogues, engine)
        assert isinstance(made, Dots)
        return made

    def on_the_wire(content: ReceiptContent, *, slow: bool = False) -> float:
        return sum(map(len, print_job(Raster(*dots(content)), compact=slow))) / 1000

    warmed = repeated(lambda: warm(UYGHUR, catalogues, engine, on_roll=True), 1, warm=0)
    tell(Figure("a paper of nobody's, while it is being sent", "ms", warmed))
    first = repeated(lambda: dots(TYPICAL), 1, warm=0)
    tell(Figure("receipt to dots, the first of a visit", "ms", first, reach=40))
    tell(Figure("receipt to dots", "ms", repeated(lambda: dots(TYPICAL), 30), reach=40))
    short = replace(TYPICAL, sent=(), why=None)
    tell(Figure("receipt on the wire, without answers", "kB", (on_the_wire(short),), reach=40))
    tell(Figure("receipt on a slow wire, without answers", "kB", (on_the_wire(short, slow=True),), reach=40))
    tell(Figure("receipt on the wire, five answers", "kB", (on_the_wire(TYPICAL),)))

    def composed(content: ApplicationContent | StatementContent) -> Pages:
        made = compose(a4_paper(content), catalogues, engine)
        assert isinstance(made, Pages)
        return made

    application = ApplicationContent(TYPICAL, SIGNATURE, NOW)
    payments = tuple(
        Payment(date.fromordinal(730_000 + day), ERRAND, Decimal(day + 100)) for day in range(1100)
    )
    statement = StatementContent(
        UYGHUR, ERRAND, "P-1", NAME, NUMBER, (), payments, OFFICE, "", "", "K-0427", NOW, True
    )  # fmt: skip
    pages = composed(application)
    count = len(pages.sheets)
    cold = repeated(lambda: pages_pdf(composed(application)), 1, warm=0)
    tell(Figure("application as PDF, the first of a visit", "ms", cold))
    per_page = tuple(time / count for time in repeated(lambda: pages_pdf(composed(application)), 20))
    tell(Figure("application composed and written, a page", "ms", per_page, reach=60))
    tell(
        Figure("page's preview, 900 px wide", "ms", repeated(lambda: pages_preview(pages.sheets[0], 900), 20))
    )
    long = len(composed(statement).sheets)
    tell(
        Figure(
            f"statement of {long} pages", "ms", repeated(lambda: pages_pdf(composed(statement)), 3, warm=1)
        )
    )
    tell(Figure("papers' import", "ms", tuple(imported("kiosk.documents.paper") for _ in range(5))))
    tell(Figure("PDF writer's import", "ms", tuple(imported("reportlab.pdfgen.canvas") for _ in range(5))))


main()
