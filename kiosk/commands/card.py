"""`kiosk card read`: one card on the reader, as JSON or in words. Ethnicity and photo do not exist here."""

import argparse
from datetime import datetime

from devices.idcard.as_json import answer_as_json
from devices.idcard.reader import read_card
from devices.idcard.transport import BAUDS
from kiosk.commands.answer import FAILED, WORKED, add_json, refuse, tell
from kiosk.failures import Failure, FailureCode


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    read = actions.add_parser("read", help="wait for a card and read it")
    reader = read.add_mutually_exclusive_group(required=True)
    reader.add_argument("--serial", metavar="PORT", help="a SAM_V module on a serial port")
    reader.add_argument("--pcsc", nargs="?", const="", metavar="READER", help="a PC/SC reader")
    read.add_argument("--baud", type=int, choices=BAUDS, default=BAUDS[0], metavar="N")
    read.add_argument("--wait", type=float, default=10.0, metavar="S", help="seconds to wait for a card")
    add_json(read)


def run(arguments: argparse.Namespace) -> int:
    if arguments.serial is None:
        if arguments.json:
            no_reader = {"status": "no-reader", "code": FailureCode.CARD_NO_READER.value}
            tell(True, no_reader, ())
            return FAILED
        return refuse(False, Failure(FailureCode.CARD_NO_READER, "PC/SC readers cannot be used yet"))
    answer = answer_as_json(
        read_card(arguments.serial, arguments.baud, wait=arguments.wait), datetime.now().astimezone().date()
    )
    tell(arguments.json, answer, _lines(answer))
    return WORKED if answer["status"] == "read" else FAILED


def _lines(answer: dict[str, object]) -> list[str]:
    card = answer.get("card")
    if not isinstance(card, dict):
        return [f"{answer['code']}: {answer['status']}"]
    return [f"{name}: {value}" for name, value in card.items()]
