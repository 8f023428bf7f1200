"""Loads service packs: one YAML file a service, and units.yaml for the units they measure in.

A pack with a fault is left out and named; the others load. docs of the format: the sandbox's packs.
"""

from dataclasses import dataclass
from pathlib import Path

from kiosk.services.pack_error import PackError
from kiosk.services.service import Service

UNITS_FILE = "units.yaml"


@dataclass(frozen=True)
class Catalogue:
    """The services that can be done here, in the order of their files' names, and what was left out."""

    services: tuple[Service, ...]
    errors: tuple[PackError, ...]

    def service(self, service_id: str) -> Service:
        """The service of that id; KeyError when there is none such."""
        for service in self.services:
            if service.id == service_id:
                return service
        raise KeyError(service_id)


def check_packs(folder: Path) -> list[PackError]:
    """Every fault of every pack in the folder, by file and line."""
    return list(load_catalogue(folder).errors)


def load_catalogue(folder: Path) -> Catalogue:
    """Reads every *.yaml of the folder. Faults of the packs come back as errors (SVC-01)."""
    # Who has a catalogue already needs no reader of YAML.
    from kiosk.services.pack_content import read_service, read_units
    from kiosk.services.pack_file import read_yaml

    if not folder.is_dir():
        return Catalogue((), (PackError(folder.name, 0, "there is no such folder"),))
    errors = [PackError(path.name, 0, "name it .yaml") for path in sorted(folder.glob("*.yml"))]
    units = read_units(folder / UNITS_FILE, errors)
    services: dict[str, tuple[Service, str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == UNITS_FILE:
            continue
        faults: list[PackError] = []
        section = read_yaml(path, faults)
        if section:
            service = read_service(section, units)
            if service.id in services:
                section.fault("id", f"{services[service.id][1]} has «{service.id}» already")
            if not faults:
                services[service.id] = (service, path.name)
        errors += faults
    return Catalogue(tuple(service for service, _ in services.values()), tuple(sorted(errors)))
