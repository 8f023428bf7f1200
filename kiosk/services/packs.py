"""Loads service packs: one YAML or JSON file a service, or all in one file of the wire form (wire.py).

units.yaml holds units they measure in, categories.yaml the groups they are looked for in. A pack with a fault
is left out and named; the others load. The format: docs/services.md.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kiosk.language.languages import Language
from kiosk.services.building import build_category, build_service
from kiosk.services.bulk import uncollected
from kiosk.services.groups import placed
from kiosk.services.pack_error import PackError
from kiosk.services.pack_file import NotRead, is_there, read_file
from kiosk.services.search import SearchIndex, build_index
from kiosk.services.service import Category, Service
from kiosk.services.wire import Pack, SearchKeys, read_checked

UNITS_FILE, CATEGORIES_FILE = "units.yaml", "categories.yaml"
ENDINGS = (".yaml", ".json")
_MOST_FILES = 2000
# Bytes: more than a thousand services take.
_LARGEST_CHECKED = 12 * 1024 * 1024


@dataclass(frozen=True)
class Catalogue:
    """The services that can be done here, in the order of their files' names, and what was left out."""

    services: tuple[Service, ...]
    errors: tuple[PackError, ...]
    categories: tuple[Category, ...] = ()
    index: SearchIndex | None = None

    def service(self, service_id: str) -> Service:
        """The service of that id; KeyError when there is none such."""
        for service in self.services:
            if service.id == service_id:
                return service
        raise KeyError(service_id)

    def find(self, typed: str, language: Language) -> tuple[Service, ...]:
        """The services that are found by what was typed in a language, best first; see SearchIndex."""
        found = self.index.find(typed, language) if self.index else ()
        return tuple(self.services[place] for place in found)

    def within(self, category_id: str) -> tuple[Category | Service, ...]:
        """What stands in a category: its categories, then the services that name it. "": the outermost.

        A service that names no category is among the outermost, and a category without services nowhere.
        """
        filled = self._filled
        groups = (group for group in self.categories if group.within == category_id and group.id in filled)
        services = (
            service
            for service in self.services
            if category_id in service.categories
            or (not category_id and filled.isdisjoint(service.categories))
        )
        return (*groups, *services)

    @cached_property
    def _filled(self) -> frozenset[str]:
        """The categories in which a service is found."""
        known = {category.id: category for category in self.categories}
        named = {name for service in self.services for name in service.categories if name in known}
        return frozenset(named | {known[name].within for name in named if known[name].within})


@dataclass(frozen=True)
class Loaded:
    """What a folder holds: the pack as it goes over the wire, where each service stands, and the faults."""

    pack: Pack
    places: tuple[tuple[str, int], ...]
    errors: tuple[PackError, ...]


def check_packs(folder: Path) -> list[PackError]:
    """Every fault of every pack in the folder, by file and line."""
    return list(load_folder(folder).errors)


def load_catalogue(folder: Path) -> Catalogue:
    """What the folder offers. Faults of the packs come back as errors (SVC-01)."""
    with uncollected():
        loaded = load_folder(folder)
        pack = loaded.pack
        return Catalogue(
            tuple(map(build_service, pack.services)),
            loaded.errors,
            tuple(build_category(name, category) for name, category in pack.categories.items()),
            build_index(pack.search),
        )


def load_folder(folder: Path) -> Loaded:
    """Reads every pack of a folder, or of one file. A file of the wire form that was checked is believed."""
    try:
        names = sorted(folder.iterdir())
    except NotADirectoryError:
        if folder.suffix not in ENDINGS:
            return _nothing(folder, "name it .yaml")
        names, folder = [folder], folder.parent
    except FileNotFoundError:
        return _nothing(folder, "there is no such folder")
    except OSError as error:
        return _nothing(folder, f"cannot be read: {error.strerror}")
    errors = [PackError(path.name, 0, "name it .yaml") for path in names if path.suffix == ".yml"]
    files = [
        path for path in names if path.suffix in ENDINGS and path.name not in (UNITS_FILE, CATEGORIES_FILE)
    ]
    if len(files) > _MOST_FILES:
        errors.append(PackError(folder.name, 0, f"{len(files)} files, at most {_MOST_FILES}"))
        files = []
    return _Folder(folder, errors).load(files)


def _nothing(folder: Path, why: str) -> Loaded:
    return Loaded(Pack({}, (), ()), (), (PackError(folder.name, 0, why),))


@dataclass(frozen=True)
class _Found:
    """One service in the wire form, what it is found by, and where it stands."""

    service: Mapping[str, Any]
    keys: SearchKeys
    file: str
    line: int


class _Folder:
    """Gathers the packs of a folder; each service once."""

    def __init__(self, folder: Path, errors: list[PackError]) -> None:
        self._folder, self._errors = folder, errors
        self._found: dict[str, _Found] = {}
        self._categories: dict[str, Mapping[str, Any]] = {}
        self._reads: Callable[[Path], Iterator[tuple[Mapping[str, Any], int]]] | None = None

    def load(self, files: list[Path]) -> Loaded:
        checked = {path: pack for path in files if (pack := _checked(path)) is not None}
        for pack in checked.values():
            self._categories.update(pack.categories)
        if is_there(self._folder / CATEGORIES_FILE):
            self._prepare()
        for path in files:
            pack = checked.get(path)
            if pack is not None:
                for number, (service, keys) in enumerate(zip(pack.services, pack.search, strict=True)):
                    # The head has two lines.
                    self._add(_Found(service, keys, path.name, number + 3))
            else:
                self._add_unchecked(path)
        found = self._found.values()
        pack = Pack(
            placed(self._categories), tuple(one.service for one in found), tuple(one.keys for one in found)
        )
        return Loaded(pack, tuple((one.file, one.line) for one in found), tuple(sorted(self._errors)))

    def _add(self, found: _Found) -> None:
        """Of two with one id the newer is offered, wherever it stands, and the other is named."""
        name = found.service["id"]
        held = self._found.get(name)
        if held is not None:
            if found.service["version"] > held.service["version"]:
                # In the order of the file that is offered.
                del self._found[name]
                held, found = found, held
            self._errors.append(PackError(found.file, found.line, _conflict(name, held, found)))
            found = held
        self._found[name] = found

    def _prepare(self) -> Callable[[Path], Iterator[tuple[Mapping[str, Any], int]]]:
        """What reads a pack that was not checked. Who has a checked one needs no reader of YAML."""
        if self._reads is None:
            from kiosk.services.reading import Around, read_categories, read_pack, read_units

            units = read_units(self._folder / UNITS_FILE, self._errors)
            self._categories.update(read_categories(self._folder / CATEGORIES_FILE, self._errors))
            around = Around(units, self._categories)

            def reads(path: Path) -> Iterator[tuple[Mapping[str, Any], int]]:
                services, categories = read_pack(path, around, self._errors)
                self._categories.update(categories)
                return iter([(read.service, read.line) for read in services])

            self._reads = reads
        return self._reads

    def _add_unchecked(self, path: Path) -> None:
        from kiosk.services.search_keys import keys_of

        for service, line in self._prepare()(path):
            self._add(_Found(service, keys_of(service), path.name, line))


def _conflict(name: str, offered: _Found, other: _Found) -> str:
    newer, older = offered.service["version"], other.service["version"]
    versions = "" if newer == older else f", in version {newer}: this is {older}"
    return f"id: {offered.file} has «{name}» already{versions}"


def _checked(path: Path) -> Pack | None:
    """None, too, where it cannot be read: whoever reads it then says why."""
    if path.suffix != ".json":
        return None
    content = read_file(path, _LARGEST_CHECKED)
    return None if isinstance(content, NotRead) else read_checked(content)
