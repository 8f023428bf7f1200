"""Commands are tried as they are typed: words in, exit code and output back."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kiosk.__main__ import entry
from kiosk.commands.bundled import SANDBOX_SERVICES


@dataclass(frozen=True)
class Answered:
    code: int
    out: str
    err: str

    @property
    def object(self) -> Any:
        """The one JSON object that --json prints."""
        assert self.out.count("\n") == 1
        return json.loads(self.out)


Typed = Callable[..., Answered]


@pytest.fixture
def kiosk(capsys: pytest.CaptureFixture[str]) -> Typed:
    def typed(*words: object) -> Answered:
        capsys.readouterr()
        try:
            code = entry([str(word) for word in words])
        except SystemExit as ended:
            # argparse's own way to say: wrong usage.
            code = int(str(ended.code))
        captured = capsys.readouterr()
        return Answered(code, captured.out, captured.err)

    return typed


@pytest.fixture
def config(tmp_path: Path) -> Callable[..., Path]:
    """Writes a kiosk.toml; ``more`` is TOML text that is added to it."""

    def written(more: str = "") -> Path:
        file = tmp_path / "kiosk.toml"
        file.write_text(
            f"""
[kiosk]
id = "T-1"
data = "data"
help_phone = "12345"
[central]
url = "http://127.0.0.1:9"
public_key = "{"A" * 43}="
token = "very-secret"
connect_timeout_s = 1.0
[services]
folder = "{SANDBOX_SERVICES}"
{more}""",
            encoding="utf-8",
        )
        return file

    return written
