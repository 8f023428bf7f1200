"""`kiosk card read` and `kiosk card staff`: one card in a reader, as JSON or in words.

Ethnicity and photo do not exist here.
"""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

from devices.card_failure import CardNotRead
from devices.idcard import as_json as identity
from devices.idcard.card import CardAnswer
from devices.idcard.reader import read_card as read_identity_card
from devices.idcard.transport import BAUDS
from devices.smartcard.socialcard import as_json as social
from devices.smartcard.socialcard.card import SocialCardAnswer
from devices.smartcard.socialcard.reader import read_card as read_social_card
from devices.smartcard.staffcard import as_json as staff
from devices.smartcard.staffcard.answer import StaffCardAnswer, StaffCardRefused
from devices.smartcard.staffcard.certificate import Trust, authorities_in, revoked_in
from devices.smartcard.staffcard.reader import check_staff_card
from kiosk.commands.answer import FAILED, WORKED, add_json, tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    read = actions.add_parser("read", help="wait for a resident's card and read it")
    reader = read.add_mutually_exclusive_group(required=True)
    reader.add_argument("--serial", metavar="PORT", help="a SAM_V module: a resident ID card")
    reader.add_argument("--pcsc", nargs="?", const="", metavar="READER", help=_PCSC)
    read.add_argument(
        "--baud", type=int, choices=BAUDS, metavar="N", help="the serial port's (default: found out)"
    )
    _add_wait(read)
    add_json(read)
    checked = actions.add_parser(
        "staff",
        help="wait for a staff card (PIV) and let it prove itself",
        description="Prints the serial number of the card's certificate: which card it is, not whose.",
    )
    checked.add_argument("--pcsc", nargs="?", const="", required=True, metavar="READER", help=_PCSC)
    checked.add_argument(
        "--ca", type=_authorities, required=True, metavar="FILE", help="who issues staff cards (PEM)"
    )
    checked.add_argument(
        "--revoked",
        type=_revoked,
        default=frozenset(),
        metavar="FILE",
        help="serial numbers, one a line in hexadecimal, of cards that are not taken any more",
    )
    _add_wait(checked)
    add_json(checked)


_PCSC = "a chip card in a PC/SC reader; READER is a part of the reader's name (default: any)"


def run(arguments: argparse.Namespace) -> int:
    return _staff(arguments) if arguments.action == "staff" else _read(arguments)


def _read(arguments: argparse.Namespace) -> int:
    today = datetime.now().astimezone().date()
    if arguments.serial is None:
        of_social_card = read_social_card(arguments.pcsc, wait=arguments.wait)
        return _tell(arguments, social.answer_as_json(of_social_card, today), of_social_card)
    of_identity_card = read_identity_card(arguments.serial, arguments.baud, wait=arguments.wait)
    return _tell(arguments, identity.answer_as_json(of_identity_card, today), of_identity_card)


def _staff(arguments: argparse.Namespace) -> int:
    trust = Trust(arguments.ca, arguments.revoked)
    answer = check_staff_card(arguments.pcsc, trust, datetime.now(UTC), wait=arguments.wait)
    return _tell(arguments, staff.answer_as_json(answer), answer)


def _tell(
    arguments: argparse.Namespace,
    told: dict[str, object],
    answer: CardAnswer | SocialCardAnswer | StaffCardAnswer,
) -> int:
    if isinstance(answer, CardNotRead | StaffCardRefused):
        tell(arguments.json, told, [f"{told['code']}: {told['status']}: {answer.detail}"])
        return FAILED
    card = told["card"]
    if isinstance(card, dict):
        tell(arguments.json, told, [f"{name}: {value}" for name, value in card.items()])
    else:
        tell(arguments.json, told, [f"{told['status']}: {card}"])
    return WORKED


def _add_wait(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--wait", type=float, default=10.0, metavar="S", help="seconds to wait for a card")


def _authorities(given: str) -> tuple[x509.Certificate, ...]:
    try:
        return authorities_in(Path(given).read_bytes())
    except (OSError, ValueError) as wrong:
        raise argparse.ArgumentTypeError(f"{given}: {wrong}") from None


def _revoked(given: str) -> frozenset[int]:
    try:
        return revoked_in(Path(given).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as wrong:
        raise argparse.ArgumentTypeError(f"{given}: {wrong}") from None
