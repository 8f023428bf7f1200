"""One kiosk from its settings: the process that visits are forked from, and the host."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.visit_entry import visit_process
from kiosk.config import Settings
from kiosk.data_folder import DataFolder, make_data_folder
from kiosk.failures import Failure
from kiosk.services.packs_ahead import PacksAhead
from kiosk.visit_server import start_visit_server

if TYPE_CHECKING:
    from kiosk.commands.hosting import Seen


def run_kiosk(
    settings: Settings, *, control: Path | None = None, seen: "Seen | None" = None
) -> Failure | None:
    """Blocks until the kiosk is stopped (SIGTERM, SIGINT, or ``seen`` calls host.stop()).

    ``seen`` gets every event of the journal, after it was written, from the host's threads. A failure
    (RUN-01, OUT-01) where the kiosk cannot start.
    """
    folder = make_data_folder(settings.kiosk.data)
    os.environ.update(face_environment(folder, os.environ))
    packs = PacksAhead(settings.services.folder)
    server = start_visit_server(visit_process(settings, packs, control))
    # Only now: what the host alone needs is imported, and the packs read, while the server imports a face.
    from kiosk.commands.hosting import host_visits

    try:
        packs.read()
        return host_visits(server, settings, seen)
    finally:
        server.stop()
        packs.close()


def face_environment(folder: DataFolder, given: Mapping[str, str]) -> dict[str, str]:
    """What Kivy and SDL read of the environment; the visit processes inherit it.

    Kivy must read neither our arguments nor a user's configuration, and must write no log file: a log
    could hold what somebody typed. Without a display it draws off the screen.
    """
    wanted = {
        "KIVY_NO_ARGS": "1",
        "KIVY_NO_CONFIG": "1",
        "KIVY_NO_FILELOG": "1",
        "KIVY_LOG_MODE": "PYTHON",
        "KIVY_HOME": str(folder.path / "kivy"),
    }
    if not given.get("DISPLAY") and not given.get("WAYLAND_DISPLAY") and not given.get("SDL_VIDEODRIVER"):
        wanted["SDL_VIDEODRIVER"] = "offscreen"
    return wanted
