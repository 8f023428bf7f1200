"""All tables of faults, under the headings of docs/faults.md."""

from collections.abc import Sequence
from typing import Any

from tests.faults import (
    a4_faults,
    chip_card_faults,
    id_card_faults,
    printers_faults,
    roll_faults,
    two_reader_faults,
)
from tests.faults.fault import Fault
from tests.faults.paper_fault import PaperFault

TABLES: Sequence[tuple[str, Sequence[Fault[Any]] | Sequence[PaperFault]]] = (
    ("The reader of identity cards (SAM_V, serial)", id_card_faults.READER_FAULTS),
    ("Identity cards", id_card_faults.CARD_FAULTS),
    ("The reader of chip cards (PC/SC)", chip_card_faults.READER_FAULTS),
    ("Social-security cards and other chip cards", chip_card_faults.CARD_FAULTS),
    ("Two readers, where either card will do", two_reader_faults.FAULTS),
    ("The receipt printer (ESC/POS), where there is no other", roll_faults.FAULTS),
    ("The A4 printer, before a receipt is printed on it", a4_faults.STANDING),
    ("The A4 printer, while a receipt is printed on it", a4_faults.MIDWAY),
    ("Receipt printer and A4 printer, one for the other", printers_faults.FAULTS),
)
