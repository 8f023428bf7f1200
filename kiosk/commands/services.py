"""`kiosk services`: checks, lists, packs and draws the service packs, and tells their format."""

import argparse
import json
import sys
from pathlib import Path

from kiosk.commands.answer import CONFIGS, FAILED, add_config, add_json, refuse, settings_of, tell
from kiosk.commands.arguments import new_file
from kiosk.commands.bundled import SANDBOX_SERVICES
from kiosk.failures import Failure, FailureCode
from kiosk.language.languages import ALL_LANGUAGES, language_by_tag
from kiosk.services.held import check_against
from kiosk.services.listing import error_list, listing, one_line
from kiosk.services.packs import check_packs, load_catalogue, load_folder
from kiosk.services.wire import wire_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="every fault of every pack in a folder, or of one file")
    check.add_argument("folder", type=Path, metavar="DIR")
    check.add_argument("--held", type=Path, metavar="DIR", help="the packs that these are to replace")
    add_json(check)
    check.set_defaults(act=_check)

    listed = actions.add_parser("list", help="the services that are offered here")
    add_config(listed)
    listed.add_argument(
        "--folder", type=Path, metavar="DIR", help="this folder instead of the configured one"
    )
    add_json(listed)
    listed.set_defaults(act=_list)

    find = actions.add_parser("find", help="the services that are found by what somebody types")
    find.add_argument("text", metavar="TEXT")
    find.add_argument("--language", choices=[language.tag for language in ALL_LANGUAGES], required=True)
    add_config(find)
    find.add_argument("--folder", type=Path, metavar="DIR", help="this folder instead of the configured one")
    add_json(find)
    find.set_defaults(act=_find)

    pack = actions.add_parser("pack", help="all packs of a folder in one file, as it is sent to kiosks")
    pack.add_argument("folder", type=Path, metavar="DIR")
    pack.add_argument("--held", type=Path, metavar="DIR", help="the packs that these are to replace")
    pack.add_argument("--out", type=new_file, required=True, metavar="FILE.json")
    add_json(pack)
    pack.set_defaults(act=_pack)

    preview = actions.add_parser("preview", help="draws the screens of packs in every language")
    preview.add_argument("folder", type=Path, metavar="DIR", help="a folder, or one file")
    preview.add_argument("--out", type=Path, required=True, metavar="DIR")
    preview.add_argument("--service", metavar="ID", help="this service only")
    preview.add_argument("--language", choices=[language.tag for language in ALL_LANGUAGES])
    add_json(preview)
    preview.set_defaults(act=_preview)

    schema = actions.add_parser("schema", help="the JSON Schema of a pack")
    schema.set_defaults(act=_schema)
    keys = actions.add_parser("keys", help="every key of a pack, as a table")
    keys.set_defaults(act=_keys)


def run(arguments: argparse.Namespace) -> int:
    code: int = arguments.act(arguments)
    return code


def _check(arguments: argparse.Namespace) -> int:
    errors = check_packs(arguments.folder)
    if arguments.held is not None:
        errors = sorted([*errors, *check_against(arguments.folder, arguments.held)])
    lines = [f"{error.code} {error}" for error in errors] or ["no faults"]
    code = tell(arguments.json, {"errors": error_list(errors)}, lines)
    return FAILED if errors else code


def _list(arguments: argparse.Namespace) -> int:
    folder = _folder(arguments)
    if isinstance(folder, int):
        return folder
    catalogue = load_catalogue(folder)
    lines = [one_line(service) for service in catalogue.services]
    lines += [f"{error.code} {error}" for error in catalogue.errors]
    code = tell(arguments.json, listing(catalogue), lines)
    return FAILED if catalogue.errors else code


def _find(arguments: argparse.Namespace) -> int:
    folder = _folder(arguments)
    if isinstance(folder, int):
        return folder
    language = language_by_tag(arguments.language)
    found = load_catalogue(folder).find(arguments.text, language)
    answer = {"services": [service.id for service in found]}
    return tell(
        arguments.json, answer, [f"{service.id}: {service.title.words[language.tag]}" for service in found]
    )


def _folder(arguments: argparse.Namespace) -> Path | int:
    """The folder that is meant, or the exit code after it was told why there is none."""
    if arguments.folder is not None:
        return Path(arguments.folder)
    if arguments.config == CONFIGS[-1] and not arguments.config.exists():
        print("no kiosk is configured here: these are the sandbox's services", file=sys.stderr)
        return SANDBOX_SERVICES
    settings = settings_of(arguments, as_json=arguments.json)
    return settings if isinstance(settings, int) else settings.services.folder


def _pack(arguments: argparse.Namespace) -> int:
    loaded = load_folder(arguments.folder)
    errors = list(loaded.errors)
    if arguments.held is not None:
        errors = sorted([*errors, *check_against(arguments.folder, arguments.held)])
    if errors:
        failure = Failure(FailureCode.SERVICE_PACK_ERROR, f"{arguments.folder} has faults: nothing is packed")
        return refuse(arguments.json, failure, [str(error) for error in errors])
    content = wire_text(loaded.pack)
    arguments.out.write_bytes(content)
    count = len(loaded.pack.services)
    answer = {"file": str(arguments.out), "services": count, "bytes": len(content)}
    return tell(arguments.json, answer, [f"{arguments.out}: {count} services, {len(content)} bytes"])


def _preview(arguments: argparse.Namespace) -> int:
    # Kivy is imported where a screen is drawn only.
    from kiosk.commands.preview import preview

    return preview(arguments)


def _schema(arguments: argparse.Namespace) -> int:
    from kiosk.services.schema import service_schema

    print(json.dumps(service_schema(), ensure_ascii=False, indent=1))
    return 0


def _keys(arguments: argparse.Namespace) -> int:
    from kiosk.services.schema import key_tables

    print(key_tables(), end="")
    return 0
