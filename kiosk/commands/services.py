"""`kiosk services check DIR` and `kiosk services list`: the service packs."""

import argparse
import sys
from pathlib import Path

from kiosk.commands.answer import CONFIGS, FAILED, add_config, add_json, settings_of, tell
from kiosk.commands.bundled import SANDBOX_SERVICES
from kiosk.services.listing import error_list, listing
from kiosk.services.packs import check_packs, load_catalogue


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="every fault of every pack in a folder")
    check.add_argument("folder", type=Path, metavar="DIR")
    add_json(check)
    listing = actions.add_parser("list", help="the services that are offered here")
    add_config(listing)
    listing.add_argument(
        "--folder", type=Path, metavar="DIR", help="this folder instead of the configured one"
    )
    add_json(listing)


def run(arguments: argparse.Namespace) -> int:
    return _check(arguments) if arguments.action == "check" else _list(arguments)


def _check(arguments: argparse.Namespace) -> int:
    errors = check_packs(arguments.folder)
    lines = [f"{error.code} {error}" for error in errors] or ["no faults"]
    code = tell(arguments.json, {"errors": error_list(errors)}, lines)
    return FAILED if errors else code


def _list(arguments: argparse.Namespace) -> int:
    folder = arguments.folder
    if folder is None and arguments.config == CONFIGS[-1] and not arguments.config.exists():
        print("no kiosk is configured here: these are the sandbox's services", file=sys.stderr)
        folder = SANDBOX_SERVICES
    if folder is None:
        settings = settings_of(arguments, as_json=arguments.json)
        if isinstance(settings, int):
            return settings
        folder = settings.services.folder
    catalogue = load_catalogue(folder)
    lines = [f"{service.id} {service.version}: {service.title.words['en']}" for service in catalogue.services]
    lines += [f"{error.code} {error}" for error in catalogue.errors]
    code = tell(arguments.json, listing(catalogue), lines)
    return FAILED if catalogue.errors else code
