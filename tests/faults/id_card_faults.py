"""What can go wrong with a SAM_V reader on a serial line and with identity cards."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import serial

from devices.idcard.protocol import FIND, MODULE_STATUS, READ, Request
from devices.idcard.simulated_cards import MadeUpCard, resident_block
from devices.idcard.simulator import SCRIPTS, ReaderSimulator, Script
from kiosk.config import IdCardSettings
from tests.faults.fault import READ as CARD_READ
from tests.faults.fault import Fault, Well

CARD = MadeUpCard()
OTHER = replace(CARD, name="别人·测试")
IMPOSSIBLE = replace(CARD, number="659999199003072020")
BACK_WITHIN_S = 3.0
_LOOKS = 3
_AT_ANOTHER_SPEED = 57600


@dataclass
class IdCardRig:
    """A reader that is plugged in at a link of its own, and what else uses its port."""

    folder: Path
    reader: ReaderSimulator
    baud: int = 0
    """As kiosk.toml has it; 0 to find it out."""
    holder: serial.Serial | None = None

    @classmethod
    @contextmanager
    def at(cls, folder: Path) -> Iterator["IdCardRig"]:
        rig = cls(folder, ReaderSimulator(link=folder / "reader"))
        try:
            yield rig
        finally:
            rig.reader.unplug()

    @property
    def settings(self) -> IdCardSettings:
        return IdCardSettings(port=str(self.folder / "reader"), baud=self.baud)  # type: ignore[arg-type]

    def make_anew(self, baud: int = 115200, *, babbles: bool = True) -> None:
        """Another reader at the same link."""
        self.reader.unplug()
        self.reader = ReaderSimulator(baud, link=self.folder / "reader", babbles=babbles)

    def set_to_another_speed(self) -> None:
        self.baud = 115200
        self.make_anew(_AT_ANOTHER_SPEED)

    def lay(self, card: MadeUpCard = CARD) -> None:
        """The card, after whatever lay there has been seen to be gone."""
        self.lift()
        self.reader.lay(resident_block(card))

    def lift(self) -> None:
        if self.reader.module.has_card:
            self.reader.lift()
            self._await_looks()

    def _await_looks(self) -> None:
        asked = (FIND.command, FIND.parameter)
        self.reader.await_request(FIND, self.reader.heard.count(asked) + _LOOKS)

    def take_port(self) -> None:
        """Another program opens and locks the port."""
        self.holder = serial.Serial(self.settings.port, exclusive=True)

    def give_port_back(self) -> None:
        assert self.holder is not None
        self.holder.close()


def _nothing(rig: IdCardRig) -> None:
    """Nothing to be done."""


def _lay(rig: IdCardRig) -> None:
    rig.lay()


def _unplug(rig: IdCardRig) -> None:
    rig.reader.unplug()


def _plug(rig: IdCardRig) -> None:
    """It is plugged in again, without a card on it."""
    _well_without_a_card(rig)
    rig.reader.plug()


def _well_without_a_card(rig: IdCardRig) -> None:
    rig.reader.play(Script())
    rig.reader.lift()


def _lifted(rig: IdCardRig) -> None:
    """Nothing goes wrong any more, and the card that did not go is away and was seen to be."""
    rig.reader.play(Script())
    if rig.reader.module.has_card:
        rig.lift()
    else:
        rig._await_looks()


def _plays(script: Script) -> Callable[[IdCardRig], None]:
    return lambda rig: rig.reader.play(script)


def _lays_on(script: Script, card: MadeUpCard = CARD) -> Callable[[IdCardRig], None]:
    """A card is laid while this goes wrong."""

    def provoke(rig: IdCardRig) -> None:
        rig.lift()
        rig.reader.play(script)
        rig.reader.lay(resident_block(card))

    return provoke


def _of_the_reader(
    name: str, code: str, provoke: Callable[[IdCardRig], None], mend: Callable[[IdCardRig], None],
    *, from_start: bool = False, times: int = 1, within: float | None = BACK_WITHIN_S,
) -> Fault[IdCardRig]:  # fmt: skip
    """Shown with its code until the reader is well again."""
    return Fault(
        name, f"fail.{code}.what", provoke, mend, _lay, Well.ASKS, CARD.name, from_start, within, times
    )


def _of_a_card(name: str, code: str, script: Script, *, card: MadeUpCard = CARD) -> Fault[IdCardRig]:
    """Shown with its code until the card, or another one, is laid again."""
    return Fault(name, f"fail.{code}.what", _lays_on(script, card), _lifted, _lay, reads=CARD.name)


def _unseen(
    name: str, script: Script, *, reads: str = CARD.name,
    provoke: Callable[[IdCardRig], None] = _nothing, from_start: bool = False,
) -> Fault[IdCardRig]:  # fmt: skip
    """Nobody sees it: the card is read."""
    return Fault(name, CARD_READ, provoke, _nothing, _lays_on(script), reads=reads, from_start=from_start)


_SWAPPED: Mapping[tuple[Request, int], bytes] = MappingProxyType({(READ, 1): resident_block(OTHER)})

READER_FAULTS: Sequence[Fault[IdCardRig]] = (
    _of_the_reader("no reader from the start", "CARD-02", _unplug, _plug, from_start=True, times=3),
    _of_the_reader("reader pulled out while it waits for a card", "CARD-02", _unplug, _plug, times=3),
    _of_the_reader(
        "reader pulled out in the middle of a frame",
        "CARD-02",
        _lays_on(SCRIPTS["unplugged-midway"]),
        _plug,
        times=3,
    ),
    _of_the_reader("reader falls mute", "CARD-01", _plays(SCRIPTS["mute"]), _well_without_a_card),
    _of_the_reader(
        "reader falls mute while it reads",
        "CARD-01",
        _lays_on(Script(mute=frozenset({READ, MODULE_STATUS, FIND}))),
        _well_without_a_card,
    ),
    _of_the_reader(
        "reader's port held by another program",
        "CARD-01",
        IdCardRig.take_port,
        IdCardRig.give_port_back,
        from_start=True,
    ),
    _of_the_reader(
        "reader set to another speed than kiosk.toml says: only noise comes",
        "CARD-01",
        IdCardRig.set_to_another_speed,
        IdCardRig.make_anew,
        from_start=True,
    ),
    _unseen(
        "reader set to another speed, kiosk.toml says none: it is found out",
        Script(),
        provoke=lambda rig: rig.make_anew(_AT_ANOTHER_SPEED, babbles=False),
        from_start=True,
    ),
    _of_the_reader("reader's self-test fails", "CARD-01", _plays(SCRIPTS["self-test"]), _well_without_a_card),
    _of_the_reader(
        "reader is not authorised", "CARD-01", _plays(SCRIPTS["not-authorised"]), _well_without_a_card
    ),
    _unseen("noise with a plausible header before every answer", SCRIPTS["noise"]),
    _unseen("answer garbled once", SCRIPTS["garbled-once"]),
    _unseen(
        "two bits of a column turned once, which the check byte does not show", SCRIPTS["two-flips-once"]
    ),
)

CARD_FAULTS: Sequence[Fault[IdCardRig]] = (
    _of_a_card("every answer garbled", "CARD-04", SCRIPTS["garbled"]),
    _of_a_card("two bits of a column turned in every answer", "CARD-04", SCRIPTS["two-flips"]),
    _of_a_card("answer breaks off, always", "CARD-04", SCRIPTS["truncated"]),
    _of_a_card("answer claims length 0", "CARD-04", SCRIPTS["length-0"]),
    _of_a_card("answer claims length 65535", "CARD-04", SCRIPTS["length-65535"]),
    _of_a_card("status 80, no card, while one lies there", "CARD-04", SCRIPTS["read-80"]),
    _of_a_card("status 41, reading failed: chip cannot be read", "CARD-04", SCRIPTS["unreadable"]),
    _of_a_card("card of another kind", "CARD-05", SCRIPTS["wrong-card"]),
    _of_a_card("card whose number does not add up", "CARD-04", Script(), card=IMPOSSIBLE),
    _of_a_card("card taken away before it is read", "CARD-06", SCRIPTS["removed"]),
    _of_a_card("card taken away between its two readings", "CARD-06", SCRIPTS["removed-between"]),
    _unseen(
        "card swapped for another between its two readings: the other is read",
        Script(afterwards=_SWAPPED),
        reads=OTHER.name,
    ),
)
