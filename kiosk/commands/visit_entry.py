"""Where a visit process begins; small, because the host imports it too and has no use for a face."""

import importlib
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kiosk.config import Settings
from kiosk.pipe import VisitEnd
from kiosk.process_guard import die_with_parent, end_crashed, end_on_any_crash, leave_no_dump
from kiosk.services.packs_ahead import PacksAhead
from kiosk.visit_server import VisitProcess

# In this order: the text provider stands before anything of Kivy's that draws.
_FIRST = ("screens.preload_first", "kiosk.commands.preload")
_LATER = ("screens.preload", "kiosk.commands.preload_later")


def visit_process(settings: Settings, packs: PacksAhead, control: Path | None) -> VisitProcess:
    """How this machine's visit processes are made; ``control`` is the demo's simulated world."""
    return VisitProcess(target=run_visit, arguments=(settings, packs, control), first=_FIRST, later=_LATER)


def run_visit(
    connection: "Connection[Any, Any]",
    after_crash: bool,
    settings: Settings,
    packs: PacksAhead,
    control: Path | None,
) -> None:
    """The whole life of a visit process; never returns."""
    die_with_parent()
    leave_no_dump()
    end_on_any_crash()
    # Ctrl-C in a terminal reaches every process; the host hears it and says Stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for module in _FIRST:
            importlib.import_module(module)
        ready = importlib.import_module(_FIRST[-1])
        end = VisitEnd(connection)
        ready.visit_process.live(end, after_crash, settings, packs, control, ready.CATALOGUES)
    except BaseException as error:
        end_crashed(error)
    # The kernel takes the memory back; nothing of ours runs after this.
    os._exit(0)
