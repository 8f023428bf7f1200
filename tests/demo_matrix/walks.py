"""One `kiosk demo` in a language, through every service of the sandbox; and what has to come of each.

The kiosk that ships with its real processes, the platform over HTTP, virtual card and printer. What is left
out is looked at elsewhere: pictures, voice (tests/test_demo.py) and the pauses of a person.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.commands.bundled import ROOT, SANDBOX_SERVICES
from kiosk.commands.visit_outcome import expected_outcome, prints_on_a4
from kiosk.services.packs import load_catalogue
from kiosk.services.service import Journey, Service

CATALOGUE = load_catalogue(SANDBOX_SERVICES)
# A machine that is busy with other things may take several times as long as one that is not.
SECONDS = 600
# What the simulated world says where the programs for it are not installed.
NO_A4 = "no A4 printer can be simulated here"
# What is only read, or said, leaves nobody a paper.
NO_PAPER = frozenset({Journey.GUIDE, Journey.ANNOUNCEMENT, Journey.RATING})
# Where each kind of errand is answered.
ANSWERED_ON: Mapping[Journey, str] = {
    Journey.APPLY: "receipt",
    Journey.COMPLAINT: "receipt",
    Journey.APPOINTMENT: "booked",
    Journey.TICKET: "ticket",
    Journey.PROGRESS: "case",
    Journey.CERTIFICATE: "papers",
    Journey.QUERY: "found",
    Journey.RATING: "gone",
    Journey.ANNOUNCEMENT: "pages",
    Journey.GUIDE: "pages",
}

every_service = pytest.mark.parametrize("service", CATALOGUE.services, ids=lambda service: service.id)
in_time = pytest.mark.timeout(SECONDS)

Result = Mapping[str, Any]


def walk_all(language: str, out: Path) -> Mapping[str, Result]:
    """{service: what came of it and the folder of its visit}, of one demo."""
    command = [sys.executable, "-m", "kiosk", "demo", "--service", "all", "--brisk"]
    command += ["--language", language, "--out", str(out)]
    ended = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "SDL_VIDEODRIVER": "offscreen"},
        capture_output=True, text=True, check=False, timeout=SECONDS,
    )  # fmt: skip
    assert (out / "result.json").exists(), ended.stdout + ended.stderr
    results = json.loads((out / "result.json").read_text(encoding="utf-8"))["visits"]
    folders = [out / f"visit-{number}" for number in range(1, len(results) + 1)]
    told = ended.stdout + ended.stderr
    return {
        result["service"]: {**result, "folder": folder, "told": told}
        for result, folder in zip(results, folders, strict=True)
    }


def comes_to_its_end(result: Result, service: Service, language: str) -> None:
    if prints_on_a4(service) and NO_A4 in result["told"]:
        pytest.skip(NO_A4)
    assert result["outcome"] == expected_outcome(service), (result["screens"], result["told"])
    assert (result["service"], result["language"]) == (service.id, language)
    assert result["stuck_at"] is None
    assert result["failures"] == []
    assert ANSWERED_ON[service.kind] in result["screens"]
    assert result["screens"][-1] == "gone"
    assert ("card" in result["screens"]) is service.needs_card
    assert (service.kind in NO_PAPER) is (not result["papers"])
    if prints_on_a4(service):
        assert result["papers"] == ["paper.pdf"]
        assert (result["folder"] / "paper.pdf").read_bytes().startswith(b"%PDF")
    for paper in result["papers"] if not prints_on_a4(service) else ():
        image = Image.open(result["folder"] / paper)
        assert image.width == 576
        assert len(image.getcolors() or []) == 2
