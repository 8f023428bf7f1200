"""Collects what is wrong with one file; the line of a value is looked up only where there is a fault."""

from collections.abc import Callable

from kiosk.services.pack_error import PackError

# The way to a value: names of keys and places in lists, from the outermost section.
Route = tuple[str | int, ...]
# So many faults of one file are told; a file with more has something wrong as a whole.
MOST = 100


class Faults:
    """What is wrong with the file of a name. ``locate``: the line of a value, once the file was read."""

    def __init__(self, file: str, whole: "Faults | None" = None, route: Route = ()) -> None:
        self.file = file
        self.locate: Callable[[Route], int] = lambda route: 0
        self._whole, self._route = whole, route
        self._found: list[PackError] = []
        self._any = False

    def __bool__(self) -> bool:
        return self._any

    def part(self, route: Route) -> "Faults":
        """For one of several services in the file: its faults are the file's, but it knows its own."""
        return Faults(self.file, self, route)

    def note(self, route: Route, what: str) -> None:
        """At the line of a value, or of the section that lacks it."""
        self._any = True
        if self._whole is not None:
            self._whole.note((*self._route, *route), what)
        elif len(self._found) < MOST:
            self._found.append(PackError(self.file, self.locate(route), what))

    def note_line(self, line: int, what: str) -> None:
        self._any = True
        if self._whole is not None:
            self._whole.note_line(line, what)
        elif len(self._found) < MOST:
            self._found.append(PackError(self.file, line, what))

    def note_file(self, what: str) -> None:
        """Of the whole file."""
        self.note_line(0, what)

    def errors(self) -> list[PackError]:
        return sorted(self._found)
