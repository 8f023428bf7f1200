"""What can go wrong where both readers are fitted and an errand takes either card."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.faults.chip_card_faults import BACK_WITHIN_S, CARD, ChipCardRig
from tests.faults.fault import Fault, Well
from tests.faults.id_card_faults import IdCardRig


@dataclass
class BothRig:
    """Both readers."""

    id_card: IdCardRig
    chip_card: ChipCardRig

    def both_fail(self) -> None:
        self.id_card.reader.unplug()
        self.chip_card.service.stop()

    def both_back(self) -> None:
        self.id_card.reader.plug()
        self.chip_card.service.start()


FAULTS: Sequence[Fault[BothRig]] = (
    Fault(
        "both fitted, identity card reader pulled out",
        "card.insert",
        lambda rig: rig.id_card.reader.unplug(),
        lambda rig: rig.id_card.reader.plug(),
        lambda rig: rig.chip_card.lay(),
        Well.ASKS,
        CARD.name,
        within=BACK_WITHIN_S,
    ),
    Fault(
        "both fitted, PC/SC service stopped",
        "card.sentence",
        lambda rig: rig.chip_card.service.stop(),
        lambda rig: rig.chip_card.service.start(),
        lambda rig: rig.id_card.lay(),
        Well.ASKS,
        CARD.name,
        within=BACK_WITHIN_S,
    ),
    Fault(
        "both fitted, the one pulled out and the other's service stopped",
        "fail.CARD-02.what",
        BothRig.both_fail,
        BothRig.both_back,
        lambda rig: rig.id_card.lay(),
        Well.ASKS,
        CARD.name,
        within=BACK_WITHIN_S,
    ),
)
