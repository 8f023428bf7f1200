"""Packs that are to replace others: none may be older than the one held, or another under its number."""

from pathlib import Path

from kiosk.services.pack_error import PackError
from kiosk.services.packs import load_folder


def check_against(folder: Path, held: Path) -> list[PackError]:
    """What of the packs of ``folder`` must not replace the one of ``held`` with the same id."""
    before = {service["id"]: service for service in load_folder(held).pack.services}
    new = load_folder(folder)
    errors: list[PackError] = []
    for service, (file, line) in zip(new.pack.services, new.places, strict=True):
        other = before.get(service["id"])
        if other is None:
            continue
        name, version = service["id"], service["version"]
        if version < other["version"]:
            what = f"version {version} of «{name}» is older than {other['version']}, which is held"
            errors.append(PackError(file, line, f"version: {what}"))
        elif version == other["version"] and service != other:
            what = f"«{name}» was changed, and is still version {version}, which is held"
            errors.append(PackError(file, line, f"version: {what}"))
    return errors
