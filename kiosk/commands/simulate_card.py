"""`kiosk simulate card`: a PC/SC service of its own with a virtual reader and a made-up chip card in it."""

import argparse
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from devices.smartcard.simulated_cards import bank_chip, transit_chip
from devices.smartcard.simulated_service import SOCKET_VARIABLE, SimulatedService, SimulatedServiceError
from devices.smartcard.socialcard.simulated_cards import (
    MadeUpSocialCard,
    social_card_from_description,
    social_chip,
)
from devices.smartcard.staffcard.simulated_card import (
    KeyKind,
    MadeUpCertificate,
    PivChip,
    SimulatedAuthority,
    make_key,
)
from devices.smartcard.virtual_card import SCRIPTS, Chip
from kiosk.commands.answer import WORKED, add_json, refuse, tell
from kiosk.commands.arguments import new_file
from kiosk.failures import Failure, FailureCode

_KINDS = ("social", "staff", "bank", "transit")
_FLAWS = ("none", "expired", "copied", "unknown-issuer")
_DAY = timedelta(days=1)


def add_arguments(card: argparse.ArgumentParser) -> None:
    card.description = (
        "Starts a PC/SC service of its own, in its own namespaces, with a virtual reader and a made-up card "
        f"in it. A program that has the printed {SOCKET_VARIABLE} in its environment uses that service."
    )
    card.add_argument("--kind", choices=_KINDS, default="social", help="which card (default: social)")
    card.add_argument("--t1", action="store_true", help="it speaks T=1 instead of T=0")
    card.add_argument("--fault", choices=sorted(SCRIPTS), default="none", help="what goes wrong")
    card.add_argument("--empty", action="store_true", help="no card is in the reader")
    card.add_argument("--after", type=float, default=0.0, metavar="S", help="it is put in after S seconds")
    card.add_argument("--for", type=float, dest="stays", metavar="S", help="it is pulled S seconds later")
    card.add_argument(
        "--card",
        type=_social_card,
        default=MadeUpSocialCard(),
        metavar="JSON",
        help="what is on a social-security card",
    )
    card.add_argument(
        "--ca", type=new_file, metavar="FILE", help="where the authority of a staff card is written (PEM)"
    )
    card.add_argument(
        "--key", choices=list(KeyKind), type=KeyKind, default=KeyKind.P256, help="a staff card's"
    )
    card.add_argument("--serial", type=_serial, default=0x1A2B3C, metavar="HEX", help="a staff card's")
    card.add_argument("--flaw", choices=_FLAWS, default="none", help="what is wrong with a staff card")
    add_json(card)


def run(arguments: argparse.Namespace, ended: Event) -> int:
    """Until ``ended``."""
    with SimulatedService() as service:
        try:
            service.start()
        except SimulatedServiceError as cannot:
            return refuse(arguments.json, Failure(FailureCode.CARD_SERVICE_DOWN, str(cannot)))
        chip = _chip(arguments)
        script = SCRIPTS[arguments.fault]
        card = service.lay(chip, script) if not arguments.empty and not arguments.after else None
        setting = f"{SOCKET_VARIABLE}={service.socket_path}"
        tell(arguments.json, {SOCKET_VARIABLE: str(service.socket_path)}, [setting])
        if arguments.after and not ended.wait(arguments.after):
            card = service.lay(chip, script)
        if card is not None:
            # It is pulled when its time has come, or when all ends.
            with card:
                ended.wait(arguments.stays)
        ended.wait()
    return WORKED


def _chip(arguments: argparse.Namespace) -> Chip:
    match arguments.kind:
        case "bank":
            return bank_chip()
        case "transit":
            return transit_chip()
        case "staff":
            return _staff_chip(arguments.key, arguments.serial, arguments.flaw, arguments.ca, t1=arguments.t1)
    return social_chip(arguments.card, t1=arguments.t1)


def _staff_chip(kind: KeyKind, serial: int, flaw: str, ca: Path | None, *, t1: bool) -> PivChip:
    now = datetime.now(UTC)
    authority = SimulatedAuthority(now)
    if ca is not None:
        ca.write_bytes(authority.pem)
    key = make_key(kind)
    issuer = SimulatedAuthority(now) if flaw == "unknown-issuer" else authority
    after = -_DAY if flaw == "expired" else _DAY
    certificate = issuer.issue(key, MadeUpCertificate(serial=serial, after=after))
    return PivChip(certificate, make_key(kind) if flaw == "copied" else key, t1=t1)


def _social_card(given: str) -> MadeUpSocialCard:
    try:
        return social_card_from_description(json.loads(given))
    except (ValueError, TypeError, AttributeError) as wrong:
        raise argparse.ArgumentTypeError(f"no such card: {wrong}") from None


def _serial(given: str) -> int:
    number = int(given, 16)
    if number <= 0:
        raise ValueError("a serial number is more than 0")
    return number
