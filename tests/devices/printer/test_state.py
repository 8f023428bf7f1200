"""What printers answer, read."""

from hypothesis import given
from hypothesis import strategies as st

from devices.printer.state import Activity, PrinterFailure, PrinterState, Supply, read_state, read_supplies

IDLE, PROCESSING, STOPPED = 3, 4, 5
WORDS = ["media-jam", "cover-open", "media-empty", "toner-empty", "toner-low", "other", "none", "hibernate"]
SEVERITIES = ["", "-error", "-warning", "-report"]


def state(*reasons: str, activity: int = IDLE, overlooked: frozenset[str] = frozenset()) -> PrinterState:
    return read_state({"printer-state": activity, "printer-state-reasons": list(reasons)}, overlooked)


def test_a_known_reason_stops_us_whatever_severity_the_printer_gives_it():
    for severity in SEVERITIES:
        assert state("media-jam" + severity).failure is PrinterFailure.JAM
        assert state("door-open" + severity).failure is PrinterFailure.COVER_OPEN


def test_low_supplies_are_warnings_whatever_their_severity():
    for severity in SEVERITIES:
        low = state("toner-low" + severity)
        assert (low.ready, low.warnings) == (True, ("toner-low" + severity,))


def test_the_first_thing_to_put_right_is_named():
    assert state("toner-empty", "media-empty-error", "media-jam-error").failure is PrinterFailure.JAM
    assert state("media-empty-error", "cover-open").failure is PrinterFailure.COVER_OPEN


def test_an_unknown_error_is_a_fault_and_other_unknown_words_are_not():
    assert state("laser-on-fire-error").failure is PrinterFailure.FAULT
    assert state("laser-tired-warning").warnings == ("laser-tired-warning",)
    assert state("hibernate-report").warnings == ()
    assert state("laser-on-fire", activity=STOPPED).failure is PrinterFailure.FAULT


def test_what_a_printer_always_says_can_be_overlooked():
    assert state("media-empty-warning", overlooked=frozenset({"media-empty"})).ready


def test_a_printer_that_has_stopped_or_tells_no_state_is_not_ready():
    assert state("none", activity=STOPPED).failure is PrinterFailure.FAULT
    assert read_state({}).failure is PrinterFailure.FAULT
    assert state("none").ready


def test_levels_come_from_the_marker_attributes_too():
    markers = {
        "marker-names": ["Black", "Waste", "Drum"],
        "marker-types": ["toner", "waste-toner", "opc"],
        "marker-levels": [12, 90, -2],
    }
    assert read_supplies(markers) == (
        Supply("Black", 12),
        Supply("Waste", 90, fills_up=True),
        Supply("Drum", None),
    )


# Few characters: tables of all there are take long to make where nothing has been run yet.
TEXT = st.text("aZ09-=;, \x00\u06c7\u4e2d\U0001f5a8", max_size=12)
# An attribute comes as one value or as a list of them; a list in a list is nonsense beyond that.
ONE = st.sampled_from([*WORDS, None, True, False, 0.5, ["media-jam"]]) | st.integers(-3, 9) | TEXT
ANYTHING = ONE | st.lists(ONE, max_size=4)
NAMES = [
    "printer-state", "printer-state-reasons", "printer-supply", "printer-supply-description", "marker-names",
    "marker-types", "marker-levels",
]  # fmt: skip


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, ANYTHING)))
def test_nonsense_is_read_without_falling_over_and_never_called_ready(attributes: dict[str, object]):
    read = read_state(attributes)
    if read.ready:
        assert read.activity in (Activity.IDLE, Activity.PROCESSING)


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SEVERITIES)), max_size=5),
    st.sampled_from([IDLE, PROCESSING]),
)
def test_ready_means_no_known_fault_stands(reasons: list[tuple[str, str]], activity: int):
    read = state(*(word + severity for word, severity in reasons), activity=activity)
    stopping = {"media-jam", "cover-open", "media-empty", "toner-empty"}
    faulty = any(
        word in stopping or (severity == "-error" and word != "toner-low") for word, severity in reasons
    )
    assert read.ready == (not faulty)


@given(TEXT, st.integers(-5, 10**6), st.integers(-5, 10**6))
def test_a_level_is_a_share_or_unknown(name: str, level: int, most: int):
    (supply,) = read_supplies({"printer-supply": f"type={name};maxcapacity={most};level={level};"})
    assert supply.level is None or 0 <= supply.level <= 100
