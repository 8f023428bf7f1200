"""All tables of faults, under the headings of docs/faults.md."""

from collections.abc import Sequence
from typing import Any

from tests.faults import chip_card_faults, id_card_faults, two_reader_faults
from tests.faults.fault import Fault

TABLES: Sequence[tuple[str, Sequence[Fault[Any]]]] = (
    ("The reader of identity cards (SAM_V, serial)", id_card_faults.READER_FAULTS),
    ("Identity cards", id_card_faults.CARD_FAULTS),
    ("The reader of chip cards (PC/SC)", chip_card_faults.READER_FAULTS),
    ("Social-security cards and other chip cards", chip_card_faults.CARD_FAULTS),
    ("Two readers, where either card will do", two_reader_faults.FAULTS),
)
