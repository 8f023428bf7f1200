"""Made-up cards: text blocks as a module delivers them, with every field of a real card filled.

The fields nobody may read are filled with marks that a test can look for: ETHNICITY_MARK here, random bytes
for the photo in the simulator.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric

ETHNICITY_MARK = "\ue5e7\ue5e8"
"""Two private-use characters where a real card has two digits."""

MADE_UP_DIVISION = "659999"
_SEX_CODES = {"male": "1", "female": "2", "unknown": "0"}
_WITHOUT_END = "长期"


@dataclass(frozen=True)
class MadeUpCard:
    """What is on a card that nobody holds. ``valid_to`` None: without end.

    ``appended_address``: the newest one, "" if there is only the printed one.
    """

    name: str = "样本·测试"
    number: str = "659999199003072028"
    sex: str = "female"
    birth: date = date(1990, 3, 7)
    address: str = "样本地区测试县模拟路1号"
    authority: str = "测试县公安局"
    valid_from: date = date(2016, 5, 4)
    valid_to: date | None = date(2036, 5, 4)
    kind: str = "resident"
    appended_address: str = ""


def made_up_number(birth: date, order: int = 202) -> str:
    """A well-formed number of a division that does not exist; an even ``order`` (0 to 999) is a woman's."""
    body = f"{MADE_UP_DIVISION}{birth:%Y%m%d}{order:03d}"
    return body + ric.calc_check_digit(body + "0")


def resident_block(card: MadeUpCard, ethnicity: str = ETHNICITY_MARK) -> bytes:
    """A resident's identity card."""
    return _common(card, ethnicity) + _field("", 18)


def hmt_block(card: MadeUpCard) -> bytes:
    """A residence permit for residents of Hong Kong, Macao and Taiwan (type J)."""
    tail = _field("H00000000", 9) + _field("01", 2) + _field("", 3) + _field("J", 1) + _field("", 3)
    return _common(card, "") + tail


def foreigner_block(card: MadeUpCard, latin_name: str = "SAMPLE, TEST") -> bytes:
    """A foreigner's permanent residence card of 2023 (type Y)."""
    return b"".join(
        (
            _field(card.name, 15),
            _field(_SEX_CODES[card.sex], 1),
            _field("00", 2),
            _field(f"{card.birth:%Y%m%d}", 8),
            _field(latin_name[:35], 35),
            _field(card.number, 18),
            _field("", 15),
            _validity(card),
            _field(latin_name[35:], 11),
            _field("XXX", 3),
            _field("Y", 1),
            _field("", 3),
        )
    )


def old_foreigner_block(card: MadeUpCard, latin_name: str = "SAMPLE, TEST") -> bytes:
    """A foreigner's permanent residence card of 2017 (type I); number: three letters and twelve digits."""
    return b"".join(
        (
            _field(latin_name, 60),
            _field(_SEX_CODES[card.sex], 1),
            _field(card.number, 15),
            _field("XXX", 3),
            _field(card.name, 15),
            _validity(card),
            _field(f"{card.birth:%Y%m%d}", 8),
            _field("01", 2),
            _field(card.authority, 4),
            _field("I", 1),
            _field("", 3),
        )
    )


_BLOCKS = {
    "resident": resident_block,
    "hmt-permit": hmt_block,
    "foreigner": foreigner_block,
    "foreigner-2017": old_foreigner_block,
}


def block_of(card: MadeUpCard) -> bytes:
    """The text block for the card's kind. KeyError for a kind there is not."""
    return _BLOCKS[card.kind](card)


def appended_block_of(card: MadeUpCard) -> bytes:
    """What a module answers when it is asked for the newest address; b"" if the card has no other."""
    return _field(card.appended_address, 35) if card.appended_address else b""


def card_from_description(description: Mapping[str, object]) -> MadeUpCard:
    """A card from the keys of MadeUpCard, days as ISO 8601, ``valid_to`` null for without end.

    What is missing is as in MadeUpCard's defaults, but for the number, which follows from birth and sex.
    TypeError or ValueError for a description that makes no card.
    """
    if not isinstance(description, Mapping):
        raise TypeError("a card is described by keys and values")
    values = dict(description)
    for key in ("birth", "valid_from", "valid_to"):
        if isinstance(values.get(key), str):
            values[key] = date.fromisoformat(str(values[key]))
    birth = values.get("birth", MadeUpCard.birth)
    if isinstance(birth, date) and values.get("kind") == "foreigner-2017":
        values.setdefault("number", f"XXX{MADE_UP_DIVISION}{birth:%y%m%d}")
    elif isinstance(birth, date):
        values.setdefault("number", made_up_number(birth, 203 if values.get("sex") == "male" else 202))
    card = MadeUpCard(**values)  # type: ignore[arg-type]  # every value is checked right below
    texts = (
        card.name, card.number, card.sex, card.address, card.authority, card.kind, card.appended_address
    )  # fmt: skip
    days = (card.birth, card.valid_from, card.valid_to or card.valid_from)
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(day, date) for day in days):
        raise TypeError("a text or a day of the card is neither")
    if card.kind not in _BLOCKS or card.sex not in _SEX_CODES:
        raise ValueError("no such kind or sex")
    return card


def _common(card: MadeUpCard, ethnicity: str) -> bytes:
    return b"".join(
        (
            _field(card.name, 15),
            _field(_SEX_CODES[card.sex], 1),
            _field(ethnicity, 2),
            _field(f"{card.birth:%Y%m%d}", 8),
            _field(card.address, 35),
            _field(card.number, 18),
            _field(card.authority, 15),
            _validity(card),
        )
    )


def _validity(card: MadeUpCard) -> bytes:
    end = _WITHOUT_END if card.valid_to is None else f"{card.valid_to:%Y%m%d}"
    return _field(f"{card.valid_from:%Y%m%d}", 8) + _field(end, 8)


def _field(text: str, units: int) -> bytes:
    """Padded with spaces; cut where the field ends, as when cards are issued: also through a character."""
    return (text.encode("utf-16-le", "surrogatepass") + " ".encode("utf-16-le") * units)[: 2 * units]
