"""`kiosk outbox status`: how much waits to be delivered; no personal data is in there to be shown."""

import argparse

from kiosk.central.outbox import Outbox, OutboxStatus, OutboxUnavailable
from kiosk.commands.answer import add_config, add_json, refuse, settings_of, tell
from kiosk.data_folder import DataFolder
from kiosk.failures import Failure


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    status = actions.add_parser("status", help="how much waits, was delivered, was refused")
    add_config(status)
    add_json(status)


def run(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments, as_json=arguments.json)
    if isinstance(settings, int):
        return settings
    file = DataFolder(settings.kiosk.data).outbox
    if not file.exists():
        # Asking must not make one: nothing has ever been confirmed here.
        return _tell(arguments.json, OutboxStatus(waiting=0, delivered=0, refused=0, oldest_s=None))
    try:
        outbox = Outbox(file)
        status = outbox.status()
        outbox.close()
    except OutboxUnavailable as unavailable:
        return refuse(arguments.json, Failure(unavailable.code, unavailable.detail))
    return _tell(arguments.json, status)


def _tell(as_json: bool, status: OutboxStatus) -> int:
    oldest = None if status.oldest_s is None else round(status.oldest_s, 1)
    answer = {
        "waiting": status.waiting,
        "delivered": status.delivered,
        "refused": status.refused,
        "oldest_s": oldest,
    }
    return tell(as_json, answer, (f"{name}: {value}" for name, value in answer.items() if value is not None))
