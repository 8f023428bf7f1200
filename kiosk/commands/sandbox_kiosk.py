"""A kiosk among sandbox things: the platform's process, and a kiosk.toml that names what is around it."""

import base64
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.commands.bundled import SANDBOX_SERVICES
from kiosk.commands.simulated_world import WorldAddress
from kiosk.config import Settings, load_settings
from kiosk.sandbox.platform.keys import kiosk_token, platform_keypair
from kiosk.sandbox.platform.process import PlatformAddress, PlatformProcess
from kiosk.sandbox.platform.terms import ServiceTerms
from kiosk.services.packs import load_catalogue

_KIOSK_ID = "SANDBOX-1"


@contextmanager
def sandbox_platform(
    folder: Path, *, offline: bool, services: Path = SANDBOX_SERVICES, faults: bool = False
) -> Iterator[PlatformAddress]:
    """The sandbox platform for these service packs, with its keys kept in the folder; or its address where
    nobody listens. ``faults``: it can be told what to do wrong."""
    if offline:
        folder.mkdir(exist_ok=True)
        keys = platform_keypair(folder)
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            # Bound and not listening: whoever connects is refused, and nobody else gets the port.
            url = f"http://127.0.0.1:{unused.getsockname()[1]}"
            yield PlatformAddress(url, keys.public, keys.id, kiosk_token(folder))
        return
    terms = {
        service.id: ServiceTerms(
            promised=service.promised_days,
            statutory=service.statutory_days,
            departments=tuple(department.name.words for department in service.departments),
            department_ids=tuple(department.id for department in service.departments),
            title=service.title.words,
            rows={row.id: row.kind.value for row in service.result.rows},
        )
        for service in load_catalogue(services).services
    }
    with PlatformProcess(folder, terms, faults=faults) as platform:
        yield platform.address


def sandbox_settings(
    out: Path,
    world: WorldAddress,
    platform: PlatformAddress,
    *,
    windowed: bool,
    services: Path = SANDBOX_SERVICES,
) -> Settings:
    """Writes the demo's kiosk.toml, and reads it as any other."""
    tables: dict[str, dict[str, object]] = {
        "kiosk": {"id": _KIOSK_ID, "data": "sandbox/kiosk", "help_phone": "12345", "sample": True},
        "screen": {"windowed": windowed},
        "central": {
            "url": platform.url,
            "public_key": base64.b64encode(platform.public_key).decode("ascii"),
            "token": platform.token,
        },
        "services": {"folder": str(services)},
        "id_card": {"port": world.reader},
        "receipt_printer": {"address": world.printer},
        "paper_printer": {"queue": world.a4_queue, "device": world.a4_device},
        "speech": {"sink": "device" if windowed else "none"},
        "visit": {"rating_wait_s": 0.0},
    }
    text = "".join(
        f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items())
        for name, table in tables.items()
    )
    file = out / "kiosk.toml"
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8")
    settings = load_settings(file)
    if not isinstance(settings, Settings):
        raise RuntimeError("\n".join(settings.lines()))
    return settings
