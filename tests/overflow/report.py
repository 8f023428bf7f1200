"""What one run has found: report.json, annotated pictures, and a table for the terminal."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.overflow.finding import Finding, Kind, Setting, as_json
from tests.overflow.pictures import annotated
from tests.overflow.scanner import picture_of

# One picture a state and kind, and no more than these in all.
MOST_PICTURES = 60


@dataclass(frozen=True)
class Found:
    """Everything wrong with one state in one setting."""

    setting: Setting
    state: str
    findings: tuple[Finding, ...]


@dataclass
class Report:
    found: list[Found] = field(default_factory=list)
    states: int = 0
    seconds: float = 0.0

    @property
    def findings(self) -> int:
        return sum(len(found.findings) for found in self.found)

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        entries = [
            as_json(found.setting, found.state, finding) for found in self.found for finding in found.findings
        ]
        report: dict[str, Any] = {
            "states": self.states,
            "seconds": round(self.seconds, 1),
            "findings": len(entries),
            "by_kind": dict(Counter(entry["kind"] for entry in entries).most_common()),
            "by_state": dict(Counter(entry["state"] for entry in entries).most_common()),
            "list": entries,
        }
        text = json.dumps(report, ensure_ascii=False, indent=1)
        (folder / "report.json").write_text(text + "\n", encoding="utf-8")

    def picture_findings(self, folder: Path) -> int:
        """Draws one example of each state and kind again, with red boxes; how many."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        drawn = 0
        for found in _examples(self.found):
            if drawn >= MOST_PICTURES:
                break
            picture = picture_of(found.setting, found.state)
            if picture is not None:
                name = re.sub(r"[^\w-]+", "-", f"{found.state} {found.setting.file_name}")
                annotated(picture, found.findings).save(folder / f"{name}.png")
                drawn += 1
        return drawn

    def table(self) -> str:
        """One line for each kind on each state: how often, and the first of them."""
        rows: dict[tuple[str, Kind], list[tuple[Setting, Finding]]] = {}
        for found in self.found:
            for finding in found.findings:
                rows.setdefault((found.state, finding.kind), []).append((found.setting, finding))
        lines = [
            f"{state:32} {kind.value:34} {len(entries):5}  {_first(entries)}"
            for (state, kind), entries in rows.items()
        ]
        total = f"{self.findings} findings in {self.states} states, {self.seconds:.0f} s"
        return "\n".join([*lines, total])


def listed(found: Found) -> Iterable[str]:
    """Every finding of a state on a line of its own."""
    for finding in found.findings:
        text = " ".join(finding.text.split())
        yield f"{found.state} | {found.setting} | {finding.kind.value} | {text} | {finding.by}"


def _first(entries: Sequence[tuple[Setting, Finding]]) -> str:
    setting, finding = entries[0]
    text = " ".join(finding.text.split())
    return f"{setting}: {text[:40]} ({finding.by[:70]})"


def _examples(all_found: Iterable[Found]) -> Iterable[Found]:
    """A state again only where it has a kind of fault that has not been seen on it."""
    seen: set[tuple[str, Kind]] = set()
    for found in all_found:
        kinds = {
            (found.state, finding.kind) for finding in found.findings if finding.kind is not Kind.UNREACHED
        }
        if kinds - seen:
            seen |= kinds
            yield found
