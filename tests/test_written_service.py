"""docs/services.md is enough: the service that stands in it passes the check and is walked in the demo."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.commands.bundled import ROOT, SANDBOX_SERVICES
from kiosk.services.packs import check_packs, load_catalogue

EXAMPLE = re.compile(r"Save this as `([a-z-]+)\.yaml`.*?```yaml\n(.*?)```", re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder in which somebody has saved what the page says."""
    found = EXAMPLE.search((ROOT / "docs" / "services.md").read_text("utf-8"))
    assert found is not None
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / f"{found[1]}.yaml").write_text(found[2], "utf-8")
    return folder


def test_the_example_passes_the_check_and_is_none_of_the_sandboxs(folder: Path) -> None:
    assert check_packs(folder) == []
    [service] = load_catalogue(folder).services
    assert service.id not in {known.id for known in load_catalogue(SANDBOX_SERVICES).services}


@pytest.mark.timeout(240)
def test_the_example_is_walked_in_the_demo(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kiosk", "demo", "--catalogue", folder, "--language", "kk", "--out", out]
    environment = {**os.environ, "SDL_VIDEODRIVER": "offscreen"}
    ended = subprocess.run(
        [*map(str, command), "--brisk"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    result = json.loads((out / "result.json").read_text("utf-8"))
    assert (result["service"], result["outcome"]) == ("tree-felling", "accepted")
    assert result["papers"] == ["receipt.png"]
    assert [screen for screen in result["screens"] if screen.startswith("step-")] == [
        "step-trees", "step-village", "step-own",
    ]  # fmt: skip
