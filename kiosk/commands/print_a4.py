"""`kiosk print FILE.pdf --printer ROLE`: a document on an A4 printer, until that says that it is printed."""

import argparse
import io

from devices.printer.jobs import A4Printer, Seconds, printer_state
from devices.printer.last_paper import LastPaper
from devices.printer.printing import NotPrinted, print_pdf
from kiosk.commands.a4_printers import ROLES, a4_printers
from kiosk.commands.answer import refuse, settings_of, tell
from kiosk.data_folder import DataFolder
from kiosk.failures import Failure, FailureCode


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--printer", choices=ROLES, metavar="ROLE", help=f"A4: {', '.join(ROLES)}")
    parser.add_argument("--queue", metavar="IPP", help="its queue, ipp://…, instead of the configured")
    parser.add_argument(
        "--device", metavar="IPP", help="the printer itself, ipp://…, instead of the configured"
    )


def run(arguments: argparse.Namespace) -> int:
    role = arguments.printer or ROLES[0]
    last: LastPaper | None = None
    if arguments.queue and arguments.device:
        printer: A4Printer | None = A4Printer(role, arguments.queue, arguments.device)
    else:
        settings = settings_of(arguments, as_json=arguments.json)
        if isinstance(settings, int):
            return settings
        printer = a4_printers(settings).get(role)
        if printer is not None:
            last = LastPaper(DataFolder(settings.kiosk.data).paper_failure(printer.role))
    if printer is None:
        failure = Failure(FailureCode.PRINTER_NOT_FITTED, f"no printer for {role} is configured")
        return refuse(arguments.json, failure)
    if arguments.status:
        return _status(printer, arguments.json)
    try:
        document = test_page() if arguments.file is None else arguments.file.read_bytes()
    except OSError as error:
        wrong = Failure(FailureCode.A4_JOB_FAILED, f"{arguments.file}: {error.strerror}")
        return refuse(arguments.json, wrong)
    printed = print_pdf(printer, document)
    if last is not None:
        last.note(printed)
    if isinstance(printed, NotPrinted):
        return refuse(arguments.json, Failure(FailureCode(printed.failure.value), printed.detail))
    answer = {"status": "printed", "printer": role, "warnings": list(printed.warnings)}
    return tell(arguments.json, answer, ["printed", *printed.warnings])


def _status(printer: A4Printer, as_json: bool) -> int:
    state = printer_state(printer, Seconds(answer=3.0))
    if state.failure is not None:
        return refuse(as_json, Failure(FailureCode(state.failure.value), state.detail))
    supplies = {supply.name: supply.level for supply in state.supplies}
    answer = {
        "status": "ready",
        "printer": printer.role,
        "warnings": list(state.warnings),
        "supplies": supplies,
    }
    levels = [f"{name}: {level} %" for name, level in supplies.items() if level is not None]
    return tell(as_json, answer, ["ready", *state.warnings, *levels])


def test_page() -> bytes:
    """A4 with a frame 5 mm from its edges and a scale of greys."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    width, height = A4
    canvas.rect(5 * mm, 5 * mm, width - 10 * mm, height - 10 * mm)
    for step in range(10):
        canvas.setFillGray(step / 10)
        canvas.rect((25 + 16 * step) * mm, 200 * mm, 16 * mm, 30 * mm, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return file.getvalue()
