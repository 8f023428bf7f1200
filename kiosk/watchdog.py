"""Tells systemd that the machine is ready and still alive (sd_notify(3), without its library)."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Watchdog:
    """``address`` of the notify socket, None where nobody listens; ``every_s`` between two signs of life."""

    address: str | None
    every_s: float | None

    def ready(self) -> None:
        self._tell("READY=1")

    def alive(self) -> None:
        self._tell("WATCHDOG=1")

    def stopping(self) -> None:
        self._tell("STOPPING=1")

    def _tell(self, state: str) -> None:
        if self.address is None:
            return
        # A leading @ stands for the abstract namespace's zero byte.
        address = "\0" + self.address[1:] if self.address.startswith("@") else self.address
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.sendto(state.encode("ascii"), address)


def watchdog_from(environment: Mapping[str, str]) -> Watchdog:
    """The watchdog that systemd asks for with NOTIFY_SOCKET and WATCHDOG_USEC; half its time is kept."""
    usec = environment.get("WATCHDOG_USEC", "")
    return Watchdog(
        address=environment.get("NOTIFY_SOCKET") or None,
        every_s=int(usec) / 2_000_000 if usec.isdigit() and int(usec) > 0 else None,
    )
