"""Packs that are to replace others: none may be older than the one held, or another under its number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kiosk.services.faults import Faults
from kiosk.services.pack_error import PackError
from kiosk.services.packs import ENDINGS, load_folder
from kiosk.services.source import read_source


@dataclass(frozen=True)
class _Held:
    """The newest pack of an id; ``service`` None where it has a fault, and only its number is known."""

    version: int
    service: Mapping[str, Any] | None


def check_against(folder: Path, held: Path) -> list[PackError]:
    """What of the packs of ``folder`` must not replace the one of ``held`` with the same id; and what is
    wrong with ``held``, under its own name: of what cannot be read nobody can say that it is older."""
    before, errors = _held(held)
    new = load_folder(folder)
    for service, (file, line) in zip(new.pack.services, new.places, strict=True):
        other = before.get(service["id"])
        if other is None:
            continue
        name, version = service["id"], service["version"]
        if version < other.version:
            what = f"version {version} of «{name}» is older than {other.version}, which is held"
            errors.append(PackError(file, line, f"version: {what}"))
        elif version == other.version and other.service is not None and service != other.service:
            what = f"«{name}» was changed, and is still version {version}, which is held"
            errors.append(PackError(file, line, f"version: {what}"))
    return errors


def _held(held: Path) -> tuple[dict[str, _Held], list[PackError]]:
    loaded = load_folder(held)
    before = {service["id"]: _Held(service["version"], service) for service in loaded.pack.services}
    within = held.parent if held.is_file() else held
    for file in dict.fromkeys(error.file for error in loaded.errors):
        for name, version in _numbers(within / file):
            if name not in before or before[name].version < version:
                before[name] = _Held(version, None)
    name = held.resolve().name
    named = [error.file if error.file == name else f"{name}/{error.file}" for error in loaded.errors]
    return before, [replace(error, file=file) for error, file in zip(loaded.errors, named, strict=True)]


def _numbers(file: Path) -> Iterator[tuple[str, int]]:
    """Id and version of the services of a file with faults, as far as they can be told."""
    content = read_source(file, Faults(file.name)) if file.suffix in ENDINGS else None
    if not isinstance(content, dict):
        return
    services = content.get("services", [content])
    for service in services if isinstance(services, Sequence) else ():
        name, version = (service.get("id"), service.get("version")) if isinstance(service, dict) else ("", 0)
        if isinstance(name, str) and isinstance(version, int):
            yield name, version
