"""`kiosk simulate reader` and `kiosk simulate printer`: a device's simulator by hand, until Ctrl-C."""

import argparse
import json
import signal
from pathlib import Path
from threading import Event

from devices.idcard.simulated_cards import MadeUpCard, block_of, card_from_description
from devices.idcard.simulator import SCRIPTS, ReaderSimulator
from devices.idcard.simulator_control import SimulatorControl
from devices.receipt.simulator import ReceiptPrinterSimulator
from kiosk.commands.answer import WORKED, add_json, tell
from kiosk.commands.arguments import new_file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    devices = parser.add_subparsers(dest="device", required=True, metavar="DEVICE")
    reader = devices.add_parser(
        "reader", help="a card reader on a pseudo-terminal, with a made-up card on it"
    )
    reader.add_argument(
        "--card", type=_card, default=MadeUpCard(), metavar="JSON", help="what is on the card"
    )
    reader.add_argument("--empty", action="store_true", help="no card lies on it")
    reader.add_argument("--fault", choices=sorted(SCRIPTS), default="none", help="what goes wrong")
    reader.add_argument("--baud", type=int, default=115200, metavar="N")
    reader.add_argument("--link", type=Path, metavar="PATH", help="a path that points to its port")
    reader.add_argument("--control", type=Path, metavar="SOCKET", help="where cards are laid and lifted")
    add_json(reader)
    printer = devices.add_parser("printer", help="a receipt printer on a TCP port")
    printer.add_argument(
        "--out", type=new_file, required=True, metavar="F.png", help="where its last page is put"
    )
    add_json(printer)


def run(arguments: argparse.Namespace) -> int:
    ended = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    if arguments.device == "printer":
        return _printer(arguments, ended)
    return _reader(arguments, ended)


def _reader(arguments: argparse.Namespace, ended: Event) -> int:
    with ReaderSimulator(arguments.baud, link=arguments.link) as reader:
        reader.play(SCRIPTS[arguments.fault])
        if not arguments.empty:
            reader.lay(block_of(arguments.card))
        tell(arguments.json, {"port": reader.path}, [f"the reader is on {reader.path}"])
        if arguments.control is None:
            ended.wait()
        else:
            with SimulatorControl(reader, arguments.control):
                ended.wait()
    return WORKED


def _printer(arguments: argparse.Namespace, ended: Event) -> int:
    with ReceiptPrinterSimulator(arguments.out.write_bytes) as printer:
        tell(arguments.json, {"address": printer.address}, [f"the printer is on {printer.address}"])
        ended.wait()
    return WORKED


def _card(given: str) -> MadeUpCard:
    try:
        return card_from_description(json.loads(given))
    except (ValueError, TypeError, AttributeError) as wrong:
        raise argparse.ArgumentTypeError(f"no such card: {wrong}") from None
