"""One kiosk from its settings: data folder, outbox, journal and host put together."""

import os
import signal
from collections.abc import Callable, Mapping
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from kiosk.central.outbox import Outbox, OutboxUnavailable
from kiosk.commands.delivering import OutboxDelivery
from kiosk.commands.visit_entry import visit_process
from kiosk.config import Settings
from kiosk.data_folder import DataFolder, HeldDataFolder, hold_data_folder
from kiosk.failures import Failure
from kiosk.host import Host
from kiosk.journal import Event, HostStarted, HostStopped, Journal
from kiosk.watchdog import watchdog_from

Seen = Callable[[Event, Host], None]


def run_kiosk(settings: Settings, *, control: Path | None = None, seen: Seen | None = None) -> Failure | None:
    """Blocks until the kiosk is stopped (SIGTERM, SIGINT, or ``seen`` calls host.stop()).

    ``seen`` gets every event of the journal, after it was written, from the host's threads. A failure
    (RUN-01, OUT-01) where the kiosk cannot start.
    """
    held = hold_data_folder(settings.kiosk.data)
    if not isinstance(held, HeldDataFolder):
        return held
    try:
        outbox = Outbox(held.folder.outbox)
    except OutboxUnavailable as unavailable:
        held.release()
        return Failure(unavailable.code, unavailable.detail)
    with closing(outbox):
        os.environ.update(face_environment(held.folder, os.environ))
        journal = Journal(held.folder.journal)

        def record(event: Event) -> None:
            journal.write(event)
            if seen is not None:
                seen(event, host)

        host = Host(
            visit_process(settings, control),
            OutboxDelivery(outbox, settings),
            record,
            watchdog_from(os.environ),
        )
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: host.stop())
        record(HostStarted(version("kiosk")))
        host.run()
        record(HostStopped())
    held.release()
    return None


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
