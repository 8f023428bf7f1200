"""`kiosk print`: a test strip that shows whether every dot of the receipt printer's head works, and A4."""

import argparse
from pathlib import Path

from devices.receipt.printer import NotPrinted, Raster, print_raster, printer_status
from kiosk.commands import print_a4
from kiosk.commands.answer import add_config, add_json, refuse, settings_of, tell
from kiosk.failures import Failure, FailureCode

_WIDTH = 576
_BLOCK = 24


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", type=Path, metavar="FILE.pdf", help="print this on an A4 printer")
    what.add_argument("--test", action="store_true", help="print a test strip, or with --printer a test page")
    what.add_argument("--status", action="store_true", help="only ask the printer how it is")
    parser.add_argument(
        "--address",
        metavar="A",
        help="receipts: tcp://…, serial:///dev/… or usb:///dev/…, instead of the configured",
    )
    print_a4.add_arguments(parser)
    add_config(parser)
    add_json(parser)


def run(arguments: argparse.Namespace) -> int:
    if arguments.file is not None or arguments.printer is not None:
        return print_a4.run(arguments)
    address = arguments.address
    if address is None:
        settings = settings_of(arguments, as_json=arguments.json)
        if isinstance(settings, int):
            return settings
        address = settings.receipt_printer.address
    if not address:
        none = Failure(FailureCode.PRINTER_NOT_FITTED, "no receipt printer is configured")
        return refuse(arguments.json, none)
    if arguments.status:
        status = printer_status(address)
        if status.failure is not None:
            return refuse(arguments.json, Failure(FailureCode(status.failure.value), status.detail))
        answer = {"status": "ready", "paper_near_end": status.paper_near_end}
    else:
        printed = print_raster(address, Raster(_WIDTH, test_strip()))
        if isinstance(printed, NotPrinted):
            return refuse(arguments.json, Failure(FailureCode(printed.failure.value), printed.detail))
        answer = {"status": "printed", "paper_near_end": printed.paper_near_end}
    near_end = ["the paper is near its end"] if answer["paper_near_end"] else []
    return tell(arguments.json, answer, [str(answer["status"]), *near_end])


def test_strip() -> bytes:
    """Rows of 576 dots: a full black bar, a chessboard, one-dot lines, and each dot of the head in turn."""
    row_bytes = _WIDTH // 8
    rows = [b"\xff" * row_bytes] * _BLOCK
    for block in range(4):
        board = bytes(0xFF if (column // 3 + block) % 2 else 0 for column in range(row_bytes))
        rows += [board] * _BLOCK
    rows += [b"\xaa" * row_bytes, b"\x55" * row_bytes] * (_BLOCK // 2)
    for dot in range(0, _WIDTH, 4):
        row = bytearray(row_bytes)
        row[dot // 8] |= 0x80 >> dot % 8
        rows.append(bytes(row))
    return b"".join(rows)
