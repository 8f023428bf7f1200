"""``python -m kiosk.sandbox.platform --data DIR [--port 0] [--ready-file F] [--terms F] [--faults]``

Serves on 127.0.0.1 only, until its standard input ends: so it never outlives who started it.
"""

import argparse
import base64
import json
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import uvicorn

from kiosk.sandbox.platform.faults import OpenConnections
from kiosk.sandbox.platform.keys import kiosk_token, platform_keypair
from kiosk.sandbox.platform.server import Platform, platform_app
from kiosk.sandbox.platform.store import Store
from kiosk.sandbox.platform.terms import ServiceTerms, load_terms


@dataclass(frozen=True)
class Options:
    """``database``: a SQLAlchemy URL instead of the SQLite file in the data folder."""

    faults: bool = False
    ready_file: Path | None = None
    database: str | None = None


def serve(data: Path, port: int, terms: Mapping[str, ServiceTerms], options: Options) -> None:
    """Serves until standard input ends. Says what a kiosk needs in the ready file and on standard output."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys, token = platform_keypair(data), kiosk_token(data)
    store = Store(options.database or f"sqlite:///{data / 'platform.sqlite'}")
    connections = OpenConnections()
    app = platform_app(Platform(keys, store, terms, token), connections, with_faults=options.faults)
    protocol = connections.protocol()
    config = uvicorn.Config(app, http=protocol, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    # Naming TCP matters: asyncio sets TCP_NODELAY only then, and without it every answer takes 40 ms more.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen(128)
        _say_ready(
            {
                "url": f"http://127.0.0.1:{listening.getsockname()[1]}",
                "port": listening.getsockname()[1],
                "public_key": base64.b64encode(keys.public).decode("ascii"),
                "key_id": keys.id,
                "token": token,
            },
            options.ready_file,
        )
        Thread(target=_stop_with_parent, args=(server,), daemon=True).start()
        server.run(sockets=[listening])


def _say_ready(ready: Mapping[str, object], file: Path | None) -> None:
    line = json.dumps(ready)
    if file is not None:
        unfinished = file.with_name(file.name + ".part")
        unfinished.write_text(line, encoding="utf-8")
        unfinished.replace(file)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _stop_with_parent(server: uvicorn.Server) -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    server.should_exit = True


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m kiosk.sandbox.platform", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder for its key, token and database")
    parser.add_argument("--port", type=int, default=0, help="0 = any free one")
    parser.add_argument("--ready-file", type=Path, help="is written when it listens: url, public_key, token")
    parser.add_argument("--terms", type=Path, help="JSON: {service id: {promised, statutory, departments}}")
    parser.add_argument("--database", help="SQLAlchemy URL; a SQLite file in the data folder otherwise")
    parser.add_argument("--faults", action="store_true", help="let PUT /v1/sandbox/faults script faults")
    given = parser.parse_args()
    terms = load_terms(given.terms) if given.terms else {}
    serve(given.data, given.port, terms, Options(given.faults, given.ready_file, given.database))


if __name__ == "__main__":
    main()
