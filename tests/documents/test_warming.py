"""What the first paper of a visit would wait for is done before it is asked for."""

import subprocess
import sys

import pytest

from kiosk.documents.warming import warm
from kiosk.language.catalogue import Catalogues
from kiosk.language.languages import RESIDENT_LANGUAGES, Language
from kiosk.text.engine import TextEngine

# What a receipt of the same language still brings in after it was warmed.
_STILL_BROUGHT = """
import sys
from pathlib import Path
from kiosk.documents.paper import receipt_raster
from kiosk.documents.warming import _nobodys, warm
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import UYGHUR
from kiosk.text.engine import open_engine

catalogues, engine = load_catalogues(Path("locales")), open_engine()
warm(UYGHUR, catalogues, engine, on_roll=True)
known = set(sys.modules)
receipt_raster(_nobodys(UYGHUR, catalogues), catalogues, engine)
print(sorted(set(sys.modules) - known), "segno" in known)
"""


@pytest.mark.parametrize("on_roll", [True, False])
@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_a_paper_of_nobodys_can_be_drawn_in_every_language(
    language: Language,
    catalogues: Catalogues,
    engine: TextEngine,
    monkeypatch: pytest.MonkeyPatch,
    *,
    on_roll: bool,
) -> None:
    drawn: list[object] = []
    for drawing in ("receipt_raster", "page_preview"):
        monkeypatch.setattr(
            f"kiosk.documents.warming.{drawing}", lambda *of, drawing=drawing: drawn.append(drawing)
        )
    warm(language, catalogues, engine, on_roll=on_roll)
    assert drawn == ["receipt_raster" if on_roll else "page_preview"]


def test_the_first_receipt_imports_nothing_after_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _STILL_BROUGHT], stdout=subprocess.PIPE, check=True, text=True
    )
    assert done.stdout.strip() == "[] True"
