"""What can go wrong with the PC/SC service, its reader and chip cards."""

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from devices.smartcard.service import Service
from devices.smartcard.simulated_cards import OtherChip, bank_chip, transit_chip
from devices.smartcard.simulated_service import SimulatedService
from devices.smartcard.socialcard.protocol import PERSON_FILE, Tag
from devices.smartcard.socialcard.simulated_cards import MadeUpSocialCard, SocialChip, social_chip
from devices.smartcard.virtual_card import SCRIPTS, Chip, Fate, Script, SwappedFor, VirtualCard
from kiosk.config import ChipCardSettings
from tests.faults.fault import READ as CARD_READ
from tests.faults.fault import Fault, Well

SETTINGS = ChipCardSettings(reader="*")
CARD = MadeUpSocialCard()
OTHER = MadeUpSocialCard("另一人", "65999919900307228X", "T00000002")
LONG = MadeUpSocialCard("a" + "样" * 20)
"""A character of this name is split between the record of the name and the one that goes on."""
BACK_WITHIN_S = 3.0


@dataclass
class ChipCardRig:
    """A PC/SC service of our own and what is in its reader."""

    service: SimulatedService
    card: VirtualCard | None = None
    others: list[tuple[Any, Any]] = field(default_factory=list)

    @classmethod
    @contextmanager
    def started(cls, service: SimulatedService) -> Iterator["ChipCardRig"]:
        service.start()
        rig = cls(service)
        try:
            yield rig
        finally:
            rig.give_reader_back()
            if rig.card is not None:
                rig.card.remove()
            service.stop()
            service.set_reader(True)

    def lay(self, chip: Chip | None = None, script: Script = SCRIPTS["none"]) -> None:
        self.pull()
        self.card = self.service.lay(chip or social_chip(), script)

    def pull(self) -> None:
        """No card is in the reader, and the service knows."""
        if self.card is not None:
            self.card.remove()
            self.card = None
            with Service() as session:
                while session.look(""):
                    session.wait_for_change()

    def take_reader(self) -> None:
        """Another program connects to the reader."""
        scard = importlib.import_module("smartcard.scard")
        with Service() as session:
            names = session.readers()
        for name in names:
            _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
            code, handle, _ = scard.SCardConnect(context, name, scard.SCARD_SHARE_DIRECT, 0)
            assert code == scard.SCARD_S_SUCCESS
            self.others.append((context, handle))

    def give_reader_back(self) -> None:
        scard = importlib.import_module("smartcard.scard")
        while self.others:
            context, handle = self.others.pop()
            scard.SCardDisconnect(handle, scard.SCARD_LEAVE_CARD)
            scard.SCardReleaseContext(context)


Do = Callable[[ChipCardRig], None]


class MuteToReset(OtherChip):
    """What it says to a reset is no ATR."""

    def atr(self) -> bytes:
        return b"\xff\xff\xff"


def _nothing(rig: ChipCardRig) -> None:
    """Nothing to be done."""


def _start(rig: ChipCardRig) -> None:
    rig.service.start()


def _stop(rig: ChipCardRig) -> None:
    rig.service.stop()


def _restart(rig: ChipCardRig) -> None:
    rig.service.stop()
    rig.service.start()


def _without_reader(rig: ChipCardRig) -> None:
    rig.service.stop()
    rig.service.set_reader(False)
    rig.service.start()


def _with_reader(rig: ChipCardRig) -> None:
    rig.service.stop()
    rig.service.set_reader(True)
    rig.service.start()


def _lay(rig: ChipCardRig) -> None:
    rig.lay()


def _pull(rig: ChipCardRig) -> None:
    rig.pull()


def _lays(chip: Callable[[], Chip], script: Script = SCRIPTS["none"]) -> Do:
    return lambda rig: rig.lay(chip(), script)


def _lays_with_the_reader_taken(rig: ChipCardRig) -> None:
    rig.take_reader()
    rig.lay()


def _reader_free_and_empty(rig: ChipCardRig) -> None:
    rig.give_reader_back()
    rig.pull()


def _with_record(tag: Tag, record: bytes | None, card: MadeUpSocialCard = CARD) -> SocialChip:
    """A card's chip on which one record of the person is another, or missing."""
    chip = social_chip(card)
    if record is None:
        del chip.records[PERSON_FILE][tag]
    else:
        chip.records[PERSON_FILE][tag] = record
    return chip


def _of_the_reader(
    name: str, code: str, provoke: Do, mend: Do, *, from_start: bool = False, times: int = 1
) -> Fault[ChipCardRig]:
    return Fault(
        name, f"fail.{code}.what", provoke, mend, _lay, Well.ASKS, CARD.name, from_start, BACK_WITHIN_S, times
    )


def _of_a_card(
    name: str, code: str, provoke: Do, *, mend: Do = _pull, from_start: bool = False
) -> Fault[ChipCardRig]:
    return Fault(name, f"fail.{code}.what", provoke, mend, _lay, reads=CARD.name, from_start=from_start)


def _unseen(name: str, lay: Do, *, reads: str = CARD.name) -> Fault[ChipCardRig]:
    return Fault(name, CARD_READ, _nothing, _nothing, lay, reads=reads)


READER_FAULTS: Sequence[Fault[ChipCardRig]] = (
    _of_the_reader("PC/SC service absent from the start", "CARD-01", _stop, _start, from_start=True),
    _of_the_reader("PC/SC service stopped while it waits for a card", "CARD-01", _stop, _start),
    _of_the_reader("PC/SC service restarted", "CARD-01", _restart, _nothing),
    _of_the_reader(
        "PC/SC service held up: a call of the driver never returns",
        "CARD-01",
        lambda rig: rig.service.hold_up(True),
        lambda rig: rig.service.hold_up(False),
    ),
    _of_the_reader("no chip card reader from the start", "CARD-02", _without_reader, _with_reader,
                   from_start=True),
    _of_a_card(
        "reader connected to by another program", "CARD-01",
        _lays_with_the_reader_taken,
        mend=_reader_free_and_empty,
    ),
    _of_a_card("card left in the reader from before the visit", "CARD-08", _lay, from_start=True),
)  # fmt: skip

CARD_FAULTS: Sequence[Fault[ChipCardRig]] = (
    _of_a_card("bank card", "CARD-05", _lays(bank_chip)),
    _of_a_card("transit card", "CARD-05", _lays(transit_chip)),
    _of_a_card("chip falls mute", "CARD-04", _lays(social_chip, SCRIPTS["mute"])),
    _of_a_card("chip without an answer to reset", "CARD-04", _lays(MuteToReset)),
    _of_a_card("card of generation 3, without the issuer's module", "CARD-07",
               _lays(lambda: social_chip(MadeUpSocialCard(version="3.00")))),
    _of_a_card("record whose length lies", "CARD-04",
               _lays(lambda: _with_record(Tag.NUMBER, b"\x08\xff123"))),
    _of_a_card("record of no length", "CARD-04", _lays(lambda: _with_record(Tag.NAME, b"\x09\x00"))),
    _of_a_card("card pulled out in the middle", "CARD-06", _lays(social_chip, {6: Fate.PULLED})),
    _unseen("card swapped for another within the poll: the other is read",
            lambda rig: rig.lay(social_chip(), {8: SwappedFor(social_chip(OTHER))}), reads=OTHER.name),
    _unseen("name split between two records in the middle of a character", _lays(lambda: social_chip(LONG)),
            reads=LONG.name),
    _unseen("record 4E, the name's end, empty", _lays(lambda: _with_record(Tag.MORE_NAME, b"\x4e\x00"))),
    _unseen("record 4E missing", _lays(lambda: _with_record(Tag.MORE_NAME, None))),
)  # fmt: skip
