"""What processes weigh and how much they work, from /proc."""

import os
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    children = [child for task in tasks for child in (task / "children").read_text().split()]
    return [pid, *(member for child in children for member in family(int(child)))]


def pss_mb(pids: Iterable[int]) -> float:
    """Proportional set size of processes together: pages that several share count once."""
    return sum(_field(pid, "Pss:") for pid in pids) / 1024


def private_mb(pid: int) -> float:
    """What a process has for itself; all of it would be free without it."""
    return (_field(pid, "Private_Clean:") + _field(pid, "Private_Dirty:")) / 1024


def cpu_seconds(pids: Iterable[int]) -> float:
    """Processor time of processes until now."""
    return sum(_cpu(pid) for pid in pids)


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _field(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(name))
