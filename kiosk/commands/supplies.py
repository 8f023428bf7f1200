"""`kiosk supplies`: what is left of paper and toner, and how staff say that something was filled."""

import argparse

from kiosk.commands.answer import add_config, add_json, refuse, settings_of, tell
from kiosk.commands.supply_checks import (
    NAMES,
    UNREADABLE,
    fitted_supplies,
    sentence,
    supply_settings,
    told_unreadable,
)
from kiosk.config import Settings
from kiosk.failures import Failure, FailureCode
from kiosk.staff.supplies import Estimate, Supply, estimate
from kiosk.staff.supplies_file import SuppliesUnreadable, leave_note, supplies_folder, supplies_now
from kiosk.staff.supply_keeper import local_day

_UNITS = {Supply.RECEIPT: "mm", Supply.PAPER: "sheets", Supply.TONER: "percent"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help="what is left, and for how many days")
    filled = actions.add_parser("refilled", help="say that something is full again")
    filled.add_argument("supply", choices=list(Supply), metavar="SUPPLY", help=", ".join(Supply))
    for action in (show, filled):
        add_config(action)
        add_json(action)


def run(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments, as_json=arguments.json)
    if isinstance(settings, int):
        return settings
    if arguments.action == "refilled":
        return _refilled(settings, Supply(arguments.supply), arguments.json)
    return _show(settings, arguments.json)


def _show(settings: Settings, as_json: bool) -> int:
    limits = supply_settings(settings)
    supplies = supplies_now(supplies_folder(settings.kiosk.data), limits)
    if isinstance(supplies, SuppliesUnreadable):
        return refuse(as_json, Failure(UNREADABLE, told_unreadable(supplies)))
    today = local_day()
    estimates = [estimate(supplies, supply, limits, today) for supply in fitted_supplies(settings)]
    lines = [f"{one.level:8}{NAMES[one.supply]}: {sentence(one)}" for one in estimates]
    return tell(
        as_json, {"supplies": [_as_object(one) for one in estimates]}, lines or ["no printer is fitted"]
    )


def _refilled(settings: Settings, supply: Supply, as_json: bool) -> int:
    """A note for the kiosk, which takes it up within seconds, or when it is next started."""
    folder = supplies_folder(settings.kiosk.data)
    try:
        leave_note(folder, supply)
    except OSError as error:
        failure = Failure(
            FailureCode.OUTBOX_UNAVAILABLE,
            f"{folder.path}: {error.strerror}; has a kiosk ever run here, and may you write to it?",
        )
        return refuse(as_json, failure)
    return tell(as_json, {"refilled": supply}, [f"{NAMES[supply]}: counted as full from now on"])


def _as_object(estimated: Estimate) -> dict[str, object]:
    return {
        "supply": estimated.supply,
        "level": estimated.level,
        "left": estimated.left,
        "unit": _UNITS[estimated.supply],
        "papers_left": estimated.papers,
        "days_left": estimated.days,
    }
