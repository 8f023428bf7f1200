"""What poppler's programs make of a PDF."""

import subprocess
import unicodedata
from pathlib import Path


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return done.stdout.decode()


def plain(text: str) -> str:
    """Without the direction marks that poppler and the paper add, and on one line."""
    visible = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return " ".join(visible.split())


def read(pdf: object, folder: Path) -> str:
    """Everything that can be read out of it, on one line."""
    assert isinstance(pdf, bytes)
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    return plain(run("pdftotext", path, "-"))
