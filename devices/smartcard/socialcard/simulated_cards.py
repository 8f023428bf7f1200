"""Made-up social-security cards of three generations that speak the real protocol.

Records nobody may read are filled with MARK, for tests to look for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from devices.smartcard.simulated_cards import answer_to_reset
from devices.smartcard.socialcard.protocol import APPLICATION, CARD_FILE, PERSON_FILE

MARK = b"\xaa\xa1\xaa\xa2"
"""Two private-use characters (GB18030) where a real card says what is none of our business."""

_DONE = b"\x90\x00"
_HISTORICAL = b"\x81\x54\x44\x33\x86\x60\x01\x02\x03\x04\x05\x06\x07"
_NAME, _MORE_NAME = 30, 20
_LONG = 256

Record = tuple[int, bytes]


@dataclass(frozen=True)
class MadeUpSocialCard:
    """What is on a card that nobody holds. ``version``: "1.00" and "2.00" are free to read."""

    name: str = "样本·测试"
    number: str = "659999199003072028"
    card_number: str = "T00000001"
    issued: date | None = date(2018, 5, 4)
    expires: date | None = date(2038, 5, 4)
    version: str = "2.00"


def social_card_from_description(description: Mapping[str, object]) -> MadeUpSocialCard:
    """A card from the keys of MadeUpSocialCard, days as ISO 8601 or null. TypeError, ValueError for none."""
    if not isinstance(description, Mapping):
        raise TypeError("a card is described by keys and values")
    values = dict(description)
    for key in ("issued", "expires"):
        if isinstance(values.get(key), str):
            values[key] = date.fromisoformat(str(values[key]))
    card = MadeUpSocialCard(**values)  # type: ignore[arg-type]  # every value is checked right below
    if not all(isinstance(text, str) for text in (card.name, card.number, card.card_number, card.version)):
        raise TypeError("a text of the card is none")
    if not all(day is None or isinstance(day, date) for day in (card.issued, card.expires)):
        raise TypeError("a day of the card is none")
    return card


def records_of(card: MadeUpSocialCard) -> dict[int, dict[int, bytes]]:
    """File → tag → the whole record: tag, length, value."""
    name = card.name.encode("gb18030")
    values = {
        CARD_FILE: {
            0x01: bytes(16),
            0x02: b"3",
            0x03: card.version.encode().ljust(4, b"\0"),
            0x04: bytes(12),
            0x05: _packed(card.issued),
            0x06: _packed(card.expires),
            0x07: card.card_number.encode().ljust(9, b"\0"),
        },
        PERSON_FILE: {
            0x08: card.number.encode(),
            0x09: name[:_NAME].ljust(_NAME, b"\0"),
            0x4E: name[_NAME:].ljust(_MORE_NAME, b"\0")[:_MORE_NAME],
            0x0A: b"2",
            0x0B: MARK[:1],
            0x0C: MARK[1:],
            0x0D: MARK,
        },
    }
    return {
        file: {tag: bytes([tag, len(value)]) + value for tag, value in records.items()}
        for file, records in values.items()
    }


@dataclass
class SocialChip:
    """The chip of a social-security card. ``records`` may be made to lie. ``t1``: block protocol, where data
    comes at once; else T=0, where it is fetched. ``locked``: only ``key`` opens it (generation 3)."""

    records: dict[int, dict[int, bytes]]
    t1: bool = False
    locked: bool = False
    key: bytes = b""
    _selected: bool = field(default=False, init=False)
    _file: int = field(default=0, init=False)
    _waiting: bytes = field(default=b"", init=False)

    def reset(self) -> None:
        """Power off, on, or reset: nothing is selected."""
        self._selected, self._file, self._waiting = False, 0, b""

    def atr(self) -> bytes:
        """Answer to reset."""
        return answer_to_reset(_HISTORICAL, t1=self.t1)

    def answer(self, command: bytes) -> bytes:
        """To one command."""
        if len(command) < 4:
            return b"\x67\x00"
        if command[0] not in (0x00, 0x80):
            return b"\x6e\x00"
        match command[1]:
            case 0xA4:
                return self._select(command[2], command[5 : 5 + (command[4] if len(command) > 4 else 0)])
            case 0xB2:
                return self._read(command)
            case 0xC0:
                return self._fetch(command[4] or _LONG)
            case 0x82 if self._selected:
                self.locked = self.locked and command[5:] != self.key
                return b"\x69\x82" if self.locked else _DONE
        return b"\x6d\x00"

    def _select(self, how: int, what: bytes) -> bytes:
        if how == 0x04:
            self._selected, self._file = what == APPLICATION, 0
            if not self._selected:
                return b"\x6a\x82"
            template = bytes([0x6F, len(APPLICATION) + 2, 0x84, len(APPLICATION)]) + APPLICATION
            return self._give(template)
        file = int.from_bytes(what, "big")
        if not self._selected or file not in self.records:
            return b"\x6a\x82"
        self._file = file
        return _DONE

    def _read(self, command: bytes) -> bytes:
        if not self._selected or not self._file:
            return b"\x69\x86"
        if self.locked and self._file == PERSON_FILE:
            return b"\x69\x82"
        record = self.records[self._file].get(command[2])
        if record is None:
            return b"\x6a\x83"
        wanted = (command[4] or _LONG) if len(command) > 4 else _LONG
        return record + _DONE if wanted == len(record) else bytes([0x6C, len(record)])

    def _give(self, data: bytes) -> bytes:
        if self.t1:
            return data + _DONE
        self._waiting = data
        return bytes([0x61, len(data)])

    def _fetch(self, length: int) -> bytes:
        data, self._waiting = self._waiting[:length], self._waiting[length:]
        return data + (bytes([0x61, len(self._waiting)]) if self._waiting else _DONE)


def social_chip(card: MadeUpSocialCard | None = None, *, t1: bool = False) -> SocialChip:
    """A chip with this card's records; of generation 3, its person's file is locked."""
    card = card or MadeUpSocialCard()
    locked = card.version.startswith("3")
    return SocialChip(records_of(card), t1=t1, locked=locked, key=b"issuer" if locked else b"")


def _packed(day: date | None) -> bytes:
    return bytes(4) if day is None else bytes.fromhex(f"{day:%Y%m%d}")
