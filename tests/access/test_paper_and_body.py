"""What is printed can be read; nothing is measured on anybody's body.

That no object can hold an ethnicity, a photograph or a finger's print: tests/test_laws.py.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from token import NAME
from tokenize import tokenize

import pytest

from kiosk.documents.receipt import ReceiptContent
from kiosk.documents.receipt_layout import receipt_sheet
from kiosk.documents.sheet import DOTS_PER_INCH, PlacedText
from kiosk.language.languages import ENGLISH, RESIDENT_LANGUAGES, Language
from kiosk.visit_receipt import receipt_of
from tests.language.test_catalogues import texts
from tests.recording_ports import ROOT, catalogues
from tests.screens.face import Face, FaceMaker, text_engine

LEAST_POINTS = 10
BODY = re.compile(
    r"fingerprint|face_?(?:recog|scan|match|id\b)|biometr|iris_|retina|voiceprint|palm_?print|liveness|selfie",
    re.I,
)
# Where the law against them is written.
LAWS = {"tests/test_laws.py", "tests/access/test_paper_and_body.py"}
# Short marks of words, which stand in the list of indecent ones in their place.
OF_WORDS = {"kiosk/input/decency.py: fingerprint", "tests/input/test_decency.py: fingerprint"}


def content_of(face: Face) -> ReceiptContent:
    face.go("result")
    return receipt_of(face.visit, catalogues())


@pytest.mark.parametrize("language", RESIDENT_LANGUAGES, ids=lambda language: language.tag)
def test_no_letter_on_a_receipt_is_smaller_than_ten_points(open_face: FaceMaker, language: Language) -> None:
    content = content_of(open_face(language=language))
    sheet = receipt_sheet(content, catalogues(), text_engine())
    sizes = {
        run.size * 72 / DOTS_PER_INCH
        for item in sheet.items
        if isinstance(item, PlacedText)
        for run in item.laid.glyph_runs()
    }
    assert min(sizes) >= LEAST_POINTS


def names_in(path: Path) -> Iterator[str]:
    """What a program or a setting is called by; not what is said about it."""
    if path.suffix == ".py":
        with path.open("rb") as source:
            yield from (token.string for token in tokenize(source.readline) if token.type == NAME)
    elif path.suffix in (".kv", ".toml", ".json"):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield re.split(r"[:=]", line.split("#")[0])[0]


def test_no_name_in_the_whole_tree_measures_a_body() -> None:
    found = []
    for room in ("kiosk", "devices", "screens", "tests", "deploy", "locales"):
        for path in sorted((ROOT / room).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if name in LAWS or "__pycache__" in name:
                continue
            if BODY.search(name):
                found.append(name)
            found += [f"{name}: {word}" for word in names_in(path) if BODY.search(word)]
    assert set(found) - OF_WORDS == set()


def test_nobody_is_asked_for_anything_of_the_body() -> None:
    asked = re.compile(r"\b(finger ?print|look into the camera|photo|face scan|voice sample)\b", re.I)
    assert [key for key, text in texts(ENGLISH).items() if asked.search(text)] == []
