"""The format of a service pack: every key, what it holds and what it is for.

From this come the reader (checking.py), docs/service.schema.json (schema.py) and the tables of
docs/services.md. What cannot be said of one key alone stands in consistency.py.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from kiosk.services.cards import CardField
from kiosk.services.icons import ICONS
from kiosk.services.public import SHOWN
from kiosk.services.service import Ask, FieldKind, Journey, PaperKind
from kiosk.services.shapes import (
    DayLimit,
    Flag,
    Identifier,
    Key,
    Kinds,
    Listed,
    Named,
    OneOf,
    Plain,
    Section,
    Shape,
    Text,
    UnitName,
    Value,
    Whole,
    WordLists,
    Words,
)

# The most digits of `digits`, characters of a typed text, and signs of a code.
MOST_DIGITS, LONGEST_TEXT, LONGEST_CODE = 30, 500, 40
# As many choices as a screen has, at most, and so groups in a group.
MOST_IN_A_GROUP = 7

_MOST_DAYS = 1000
_ICON = OneOf(tuple(sorted(ICONS)), "icon")
_LABEL = Words(60)
_SENTENCE = Words(120)

MATERIAL = Section(
    (Key("icon", _ICON, "its picture"), Key("name", _SENTENCE, "what to have at hand")),
)
NEED = Section(
    (
        Key("field", OneOf(tuple(CardField), "card field"), "what is taken from the card"),
        Key("reason", _SENTENCE, "what for; the resident is shown it before the card is read"),
    )
)
DEPARTMENT = Section(
    (
        Key("id", Identifier(), "what the platform calls it; a must for a ticket or a slot", required=False),
        Key("icon", _ICON, "its picture"),
        Key("name", _SENTENCE, "its name"),
        Key("promised_days", Whole(high=_MOST_DAYS), "its own promised working days", required=False),
    )
)
OPTION = Section(
    (
        Key("id", Identifier(), "what is sent when it is chosen; quote yes, no, on and off"),
        Key("icon", _ICON, "a picture", required=False),
        Key("label", _SENTENCE, "what stands on the key"),
    )
)
PAGE = Section(
    (
        Key("picture", _ICON, "the picture of the page"),
        Key("title", _LABEL, "a heading", required=False),
        Key("text", Words(300), "the words beside the picture"),
    )
)


def _rows(kinds: tuple[FieldKind, ...], name: str) -> Key:
    row = Section(
        (
            Key("id", Identifier(), "what the platform's answer calls the value"),
            Key("label", _LABEL, "the short name before the value"),
            Key("kind", OneOf(kinds, name), "what the value is, default text", required=False),
        )
    )
    shape = Listed(row, at_least=1, at_most=20, distinct="id")
    return Key("rows", shape, "what stands on it, in this order")


_ROW_KINDS = (
    FieldKind.TEXT, FieldKind.NUMBER, FieldKind.AMOUNT, FieldKind.DATE, FieldKind.CODE, FieldKind.NAME,
    FieldKind.ID_NUMBER, FieldKind.PHONE,
)  # fmt: skip
_PUBLIC = tuple(kind for kind in _ROW_KINDS if kind in SHOWN)
_HEADING = "the paper's heading, default the title of the service"
# What a service ends with, by what it is: only what somebody reads.
PAPER = Section(
    (
        Key("paper", OneOf(tuple(PaperKind), "paper"), "certificate: on A4; statement: its rows"),
        Key("title", _SENTENCE, _HEADING, required=False),
        _rows(_ROW_KINDS, "row kind"),
    )
)
PUBLIC_PAPER = Section(
    (Key("title", _SENTENCE, _HEADING, required=False), _rows(_PUBLIC, "public row kind")),
)
SLIP = Section((Key("title", _SENTENCE, "the slip's heading"),))
_COMPARED = ("is", "in", "has", "at_least", "at_most", "answered")
CONDITION = Section(
    (
        Key("field", Identifier(), "the id of an earlier step (with the keys below)", required=False),
        Key("is", Value(), "choice: that option; yes-no: true or false", required=False),
        Key("in", Listed(Value(), at_least=1), "choice: any of these options", required=False),
        Key("has", Value(), "several: that option is among the chosen", required=False),
        Key("at_least", Value(), "number, amount, date: this or more", required=False),
        Key("at_most", Value(), "number, amount, date: this or less", required=False),
        Key("answered", Flag(), "any step: whether it has an answer", required=False),
        Key("all", Listed(Named("condition"), 1, 10), "every one of these conditions holds", required=False),
        Key("any", Listed(Named("condition"), 1, 10), "at least one of these holds", required=False),
        Key("not", Named("condition"), "this one does not hold", required=False),
    ),
    one_of=(*_COMPARED, "all", "any", "not"),
)

_STEP: tuple[Key, ...] = (
    Key("id", Identifier(), "the name under which the answer is sent"),
    Key("question", _SENTENCE, "the one sentence of the screen"),
    Key("label", _LABEL, "the short name on the review page and the receipt"),
    Key("icon", _ICON, "a picture beside the question", required=False),
    Key("example", _SENTENCE, "an example answer", required=False),
    Key("optional", Flag(), "true: may be left empty", required=False),
    Key(
        "personal", Flag(), "whether the answer is kept from the loudspeaker; each kind knows", required=False
    ),
    Key("when", Named("condition"), "asked only where this holds", required=False),
    Key(
        "prefill",
        Text(r"(card|held)\.[a-z][a-z0-9_-]{0,63}", "card.address or held.phone"),
        "where the answer is known from: a field of the card, or what the platform holds",
        required=False,
    ),
    Key("ask", OneOf(tuple(Ask), "way to ask"), "if-unknown: skipped where prefill has it", required=False),
)


def _longest(required: bool) -> Key:
    return Key("max_length", Whole(1, LONGEST_TEXT), "the most characters, as people count them", required)


_OPTIONS = Key("options", Listed(Named("option"), at_least=2, distinct="id"), "the choices, two or more")
_MOST_YUAN = Decimal("99999999.99")
_STEP_KINDS: dict[FieldKind, tuple[Key, ...]] = {
    FieldKind.CHOICE: (_OPTIONS,),
    FieldKind.SEVERAL: (
        _OPTIONS,
        Key("at_least", Whole(0, 50), "the fewest to choose, default 1; 0: optional", required=False),
        Key("at_most", Whole(1, 50), "the most to choose, default all", required=False),
    ),
    FieldKind.YES_NO: (),
    FieldKind.NUMBER: (
        Key("low", Plain(Decimal(0)), "the smallest"),
        Key("high", Plain(Decimal(0)), "the largest"),
        Key("decimals", Whole(0, 4), "digits after the point, default 0", required=False),
        Key("unit", UnitName(), "a name of units.yaml", required=False),
    ),
    FieldKind.AMOUNT: (
        Key("low", Plain(Decimal(0), 2), "the smallest, in yuan; default 0.01", required=False),
        Key("high", Plain(Decimal(0), 2), "the largest; default 99999999.99", required=False),
        Key("unit", UnitName(), "the wire form has the words of yuan here", required=False),
    ),
    FieldKind.DATE: (
        Key("low", DayLimit(), "the first day: 2026-01-01, today, +1d, -18y", required=False),
        Key("high", DayLimit(), "the last day; d, w, m, y: days, weeks, months, years", required=False),
    ),
    FieldKind.SLOT: (),
    FieldKind.PLACE: (_longest(False),),
    FieldKind.PHONE: (),
    FieldKind.DIGITS: (Key("length", Whole(1, MOST_DIGITS), "exactly so many digits"),),
    FieldKind.TEXT: (_longest(True),),
    FieldKind.NAME: (_longest(False),),
    FieldKind.BANK_CARD: (),
    FieldKind.CREDIT_CODE: (),
    FieldKind.ID_NUMBER: (),
    FieldKind.CODE: (
        Key(
            "mask",
            Text(r"(?=.{0,39}[#@*])[#@*A-Z0-9/-]{1,40}", "####-######-##"),
            "# a digit, @ a Latin letter, * either; other signs stand as they are",
        ),
    ),
    FieldKind.RECEIPT_CODE: (),
    FieldKind.DECLARATION: (Key("text", Words(300), "what has to be agreed to"),),
    FieldKind.SIGNATURE: (),
    FieldKind.ATTACHMENT: (Key("paper", _SENTENCE, "the paper to be shown at the counter"),),
}
STEP = Kinds(_STEP, MappingProxyType({kind.value: keys for kind, keys in _STEP_KINDS.items()}), "field kind")

_SERVICE: tuple[Key, ...] = (
    Key("id", Identifier(), "its name for ever; no two services share one"),
    Key("version", Whole(low=1), "1, and one more with every change"),
    Key("icon", _ICON, "the picture of its tile"),
    Key("title", _LABEL, "what it is called"),
    Key("second_line", _SENTENCE, "the line below the title on the tile"),
    Key("guide", Words(200), "what can be done here, in one sentence"),
    Key("why", Words(200), "what the data is for; of a guide, that none is taken"),
    Key("minutes", Whole(1, 240), "how long it takes at the machine"),
    Key("categories", Listed(Identifier(), 1, 3, "."), "names of categories.yaml", required=False),
    Key("keywords", WordLists(), "what else people look for it by", required=False),
    Key("eligibility", Listed(Words(200), at_most=10), "who may apply, a sentence each", required=False),
    Key(
        "needs",
        Listed(Named("need"), distinct="field"),
        "what is taken from the card; none: no card",
        required=False,
    ),
    Key("materials", Listed(Named("material"), at_most=20), "what to have at hand", required=False),
)


def _fee(required: bool) -> Key:
    return Key("fee", Plain(Decimal(0), 2), "in yuan; 0 is free, and the default", required)


def _days(required: bool) -> Key:
    return Key("promised_days", Whole(high=_MOST_DAYS), "promised working days, default 0", required)


def _departments(required: bool) -> Key:
    shape = Listed(Named("department"), at_least=1 if required else 0, at_most=10, distinct="id")
    return Key("departments", shape, "who gets it; all of them work on it at once", required)


def _steps(required: bool) -> Key:
    shape = Listed(Named("step"), at_least=1 if required else 0, distinct="id")
    return Key("steps", shape, "the questions, one screen each", required)


def _result(shape: str, what: str, *, required: bool) -> Key:
    return Key("result", Named(shape), what, required)


_SLIP = _result("slip", "of a ticket or an appointment: its slip", required=False)
_ERRAND = (
    Key("statutory_days", Whole(high=_MOST_DAYS), "the law's limit in working days", required=False),
    Key("signature", Flag(), "true: signed on the screen before it is sent", required=False),
    Key("review", Words(200), "a sentence to read before sending", required=False),
    Key("done", Words(200), "a sentence on what happens next", required=False),
)
_PAGES = Key("pages", Listed(Named("page"), at_least=1), "a picture and words on each")
_OPEN = (_fee(False), _days(False), _departments(False))
_JOURNEYS: dict[Journey, tuple[Key, ...]] = {
    Journey.APPLY: (_fee(True), _days(True), _departments(True), _steps(True), *_ERRAND),
    Journey.APPOINTMENT: (_fee(False), _days(False), _departments(True), _steps(True), _SLIP, *_ERRAND),
    Journey.TICKET: (_fee(False), _days(False), _departments(True), _steps(False), _SLIP, *_ERRAND),
    Journey.PROGRESS: (*_OPEN, _steps(False), *_ERRAND),
    Journey.CERTIFICATE: (
        *_OPEN, _steps(False), _result("paper", "of a certificate: what is printed", required=True), *_ERRAND,
    ),
    Journey.QUERY: (
        *_OPEN, _steps(True), _result("public-paper", "of a query: what is shown", required=True),
        *_ERRAND,
    ),
    Journey.COMPLAINT: (_fee(False), _days(True), _departments(True), _steps(True), *_ERRAND),
    Journey.RATING: (*_OPEN, _steps(True), *_ERRAND),
    Journey.ANNOUNCEMENT: (
        Key("pages", Listed(Named("page")), "a picture and words on each; first of all", False),
    ),
    Journey.GUIDE: (_PAGES,),
}  # fmt: skip
SERVICE = Kinds(
    _SERVICE,
    MappingProxyType({journey.value: keys for journey, keys in _JOURNEYS.items()}),
    "kind of service",
    default=Journey.APPLY,
)
CATEGORY = Section(
    (
        Key("icon", _ICON, "the picture of its tile"),
        Key("title", _LABEL, "what it is called"),
        Key("within", Identifier(), "the category it stands in", required=False),
    )
)

# What is named, by itself or in several places.
SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "condition": CONDITION,
        "step": STEP,
        "option": OPTION,
        "need": NEED,
        "material": MATERIAL,
        "department": DEPARTMENT,
        "paper": PAPER,
        "public-paper": PUBLIC_PAPER,
        "slip": SLIP,
        "page": PAGE,
        "category": CATEGORY,
    }
)

# What a step that leaves them open has.
DEFAULT_LENGTH: Mapping[str, int] = MappingProxyType({FieldKind.PLACE: 60, FieldKind.NAME: 60})
DEFAULT_YUAN = (Decimal("0.01"), _MOST_YUAN)
MONEY = "yuan"
