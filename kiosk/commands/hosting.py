"""The host put together: data folder, outbox, delivery and journal around the visits."""

import os
import signal
from collections.abc import Callable
from contextlib import closing
from functools import partial
from importlib.metadata import version

from kiosk.central.outbox import Outbox, OutboxUnavailable
from kiosk.central.questioning import Questioning
from kiosk.central.rest import RestPlatform
from kiosk.commands.delivering import OutboxDelivery, question_settings
from kiosk.config import Settings
from kiosk.data_folder import HeldDataFolder, hold_data_folder
from kiosk.device_states import write_device_states
from kiosk.failures import Failure
from kiosk.host import Host
from kiosk.journal import Event, HostStarted, HostStopped, Journal, SupplyLow
from kiosk.staff.supplies_file import supplies_folder
from kiosk.staff.supply_keeper import SupplyKeeper
from kiosk.visit_server import VisitServer
from kiosk.watchdog import watchdog_from

Seen = Callable[[Event, Host], None]


def host_visits(server: VisitServer, settings: Settings, seen: Seen | None) -> Failure | None:
    """Blocks until the kiosk is stopped; see run_kiosk."""
    held = hold_data_folder(settings.kiosk.data)
    if not isinstance(held, HeldDataFolder):
        return held
    try:
        outbox = Outbox(held.folder.outbox)
    except OutboxUnavailable as unavailable:
        held.release()
        return Failure(unavailable.code, unavailable.detail)
    with closing(outbox):
        journal = Journal(held.folder.journal)

        def record(event: Event) -> None:
            journal.write(event)
            if seen is not None:
                seen(event, host)

        supplies = SupplyKeeper(
            supplies_folder(held.folder.path),
            settings.supplies,
            lambda supply, level: record(SupplyLow(supply, level)),
        )
        host = Host(
            server,
            OutboxDelivery(outbox, settings),
            record,
            watchdog_from(os.environ),
            partial(write_device_states, held.folder.device_states),
            supplies.hear,
            Questioning(lambda: RestPlatform(question_settings(settings))),
        )
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: host.stop())
        record(HostStarted(version("kiosk")))
        held.folder.device_states.unlink(missing_ok=True)
        host.run()
        held.folder.device_states.unlink(missing_ok=True)
        record(HostStopped())
    held.release()
    return None
