"""How an A4 printer is: what it answers to Get-Printer-Attributes, read into one frozen state.

Source: RFC 8011 (printer-state, printer-state-reasons), PWG 5100.9 (printer-supply, the reasons' words) and
CUPS (marker-levels). Pure functions; nothing is asked here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class PrinterFailure(StrEnum):
    """What keeps paper from coming out."""

    UNREACHABLE = "PRN-10"
    PAPER_EMPTY = "PRN-11"
    JAM = "PRN-12"
    COVER_OPEN = "PRN-13"
    TONER_EMPTY = "PRN-14"
    SPOOL_FULL = "PRN-15"
    FAULT = "PRN-16"
    JOB_FAILED = "PRN-17"
    LOCKED = "PRN-18"
    SERVICE_DOWN = "PRN-19"


class Activity(StrEnum):
    """printer-state."""

    IDLE = "idle"
    PROCESSING = "processing"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Supply:
    """Toner, paper, a waste box: ``level`` in percent of what it holds; None where the printer does not know.

    ``fills_up``: a waste box, of which 100 is bad.
    """

    name: str
    level: int | None
    fills_up: bool = False


@dataclass(frozen=True)
class PrinterState:
    """``reasons``: the printer's own words, without "none"; ``warnings``: those of them that do not stop it.

    ``failure``: the first thing to put right; ``detail`` says it in English.
    """

    activity: Activity
    failure: PrinterFailure | None = None
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    supplies: tuple[Supply, ...] = ()
    detail: str = ""

    @property
    def ready(self) -> bool:
        return self.failure is None


def failed(failure: PrinterFailure, detail: str) -> PrinterState:
    """The state of a printer of which only this is known."""
    return PrinterState(Activity.UNKNOWN, failure, detail=detail)


# In the order in which they are put right: a cover is opened to clear a jam, and paper comes after both.
_FAILURES: Mapping[PrinterFailure, tuple[str, ...]] = {
    PrinterFailure.JAM: ("media-jam",),
    PrinterFailure.COVER_OPEN: ("cover-open", "door-open", "interlock-open"),
    PrinterFailure.PAPER_EMPTY: ("media-empty", "media-needed", "input-tray-missing"),
    PrinterFailure.TONER_EMPTY: ("toner-empty", "marker-supply-empty", "developer-empty", "opc-life-over"),
    PrinterFailure.SPOOL_FULL: ("spool-area-full",),
    PrinterFailure.UNREACHABLE: ("shutdown", "offline", "timed-out"),
    PrinterFailure.FAULT: (
        "paused",
        "moving-to-paused",
        "output-area-full",
        "output-tray-missing",
        "marker-waste-full",
        "fuser-over-temp",
        "fuser-under-temp",
    ),
}
_WARNINGS = frozenset(
    {
        "media-low",
        "toner-low",
        "developer-low",
        "marker-supply-low",
        "marker-waste-almost-full",
        "opc-near-eol",
        "output-area-almost-full",
    }
)
_FAILURE_OF = {word: failure for failure, words in _FAILURES.items() for word in words}
_ORDER = tuple(_FAILURES)
_ERROR, _WARNING, _REPORT = "-error", "-warning", "-report"


def read_state(attributes: Mapping[str, object], overlooked: frozenset[str] = frozenset()) -> PrinterState:
    """``overlooked``: reasons, without their severity, that this printer always gives and that mean nothing.

    What a known reason means does not depend on its severity: printers call an empty tray an error, a warning
    or a report as they please. Of unknown ones errors stop us, and reports mean nothing.
    """
    activity = _activity(attributes.get("printer-state"))
    given = tuple(word for word in _words(attributes.get("printer-state-reasons")) if word != "none")
    reasons = tuple(word for word in given if _bare(word) not in overlooked)
    failures = [(_failure_of(word, activity), word) for word in reasons]
    standing = [(failure, word) for failure, word in failures if failure is not None]
    warnings = tuple(word for failure, word in failures if failure is None and _worth_knowing(word))
    state = PrinterState(activity, None, reasons, warnings, read_supplies(attributes))
    if standing:
        failure, word = min(standing, key=lambda one: _ORDER.index(one[0]))
        return replace(state, failure=failure, detail=f"the printer reports {word}")
    if activity is Activity.STOPPED:
        return replace(state, failure=PrinterFailure.FAULT, detail="the printer has stopped without a reason")
    if activity is Activity.UNKNOWN:
        return replace(state, failure=PrinterFailure.FAULT, detail="the printer does not tell its state")
    return state


def read_supplies(attributes: Mapping[str, object]) -> tuple[Supply, ...]:
    """From printer-supply where the printer has it, else from the marker attributes."""
    described = _words(attributes.get("printer-supply"))
    if described:
        names = _words(attributes.get("printer-supply-description"))
        return tuple(
            _described_supply(text, names[number] if number < len(names) else "")
            for number, text in enumerate(described)
        )
    names, kinds = _words(attributes.get("marker-names")), _words(attributes.get("marker-types"))
    levels = _numbers(attributes.get("marker-levels"))
    return tuple(
        Supply(name, _percent(level, 100), number < len(kinds) and "waste" in kinds[number].lower())
        for number, (name, level) in enumerate(zip(names, levels, strict=False))
    )


def _described_supply(text: str, name: str) -> Supply:
    """index=2;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=100;level=75;colorantname=black;"""
    told = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    level, most = _number(told.get("level", "")), _number(told.get("maxcapacity", ""))
    fills_up = told.get("class") == "receptacleThatIsFilled"
    return Supply(name or told.get("type", ""), _percent(level, most), fills_up)


def _percent(level: int | None, most: int | None) -> int | None:
    """Negative levels are words: unknown, some left, no limit."""
    if level is None or most is None or level < 0 or most <= 0:
        return None
    return min(100, round(level * 100 / most))


def _failure_of(word: str, activity: Activity) -> PrinterFailure | None:
    known = _FAILURE_OF.get(_bare(word))
    if known is not None or _bare(word) in _WARNINGS:
        return known
    is_error = word.endswith(_ERROR) or (
        activity is Activity.STOPPED and not word.endswith((_WARNING, _REPORT))
    )
    return PrinterFailure.FAULT if is_error else None


def _worth_knowing(word: str) -> bool:
    return _bare(word) in _WARNINGS or not word.endswith(_REPORT)


def _bare(word: str) -> str:
    return word.removesuffix(_ERROR).removesuffix(_WARNING).removesuffix(_REPORT)


def _activity(value: object) -> Activity:
    states = {3: Activity.IDLE, 4: Activity.PROCESSING, 5: Activity.STOPPED}
    return states.get(value, Activity.UNKNOWN) if isinstance(value, int) else Activity.UNKNOWN


def _values(value: object) -> Iterable[object]:
    """An attribute with one value comes bare, one with several as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: object) -> list[str]:
    return [one for one in _values(value) if isinstance(one, str) and one]


def _numbers(value: object) -> list[int | None]:
    return [one if isinstance(one, int) else None for one in _values(value)]


def _number(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None
