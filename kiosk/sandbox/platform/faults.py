"""What a platform can do wrong, on order: for tests and for showing how the kiosk takes it."""

import asyncio
import random
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Literal

from pydantic import BaseModel, Field
from uvicorn.protocols.http.h11_impl import H11Protocol

FaultKind = Literal[
    "drop-before",
    "drop-after",
    "slow",
    "status",
    "nonsense",
    "refuse",
    "down",
    "gone",
    "another",
    "mismatch",
    "empty",
]
Nonsense = Literal[
    "html",
    "not-json",
    "deep",
    "no-reply",
    "not-base64",
    "oversized",
    "redirect",
    "not-gzip",
    "not-http",
    "cut-off",
]


class Fault(BaseModel):
    """One fault, for the next ``times`` envelopes or questions (None: until cleared), each with this chance.

    drop-before, drop-after: the connection ends without an answer, before or after the envelope is
    taken. slow: answers after ``seconds``. status: answers with ``status`` without taking it. nonsense:
    takes it and answers what no platform answers. refuse: answers with a sealed refusal. down: drops the
    connection, the health question too. gone: refuses, since the service is not offered any more. ``of``:
    for envelopes or for questions only.

    For questions alone: another: the answer to another question. mismatch: an answer of another kind. empty:
    an answer with nothing in it.
    """

    fault: FaultKind
    times: int | None = 1
    chance: float = Field(default=1.0, ge=0, le=1)
    seconds: float = 0.0
    status: int = 503
    retry_after: str | None = None
    nonsense: Nonsense = "html"
    reasons: list[dict[str, str]] = Field(default_factory=list)
    of: Literal["any", "envelope", "question"] = "any"


@dataclass
class FaultScript:
    """The faults still to come. Asked from the event loop, set from anywhere."""

    _faults: list[Fault] = field(default_factory=list)
    _random: random.Random = field(default_factory=random.Random)
    _lock: Lock = field(default_factory=Lock)

    def replace(self, faults: list[Fault]) -> None:
        with self._lock:
            self._faults = [fault.model_copy() for fault in faults]

    def next(self, of: Literal["envelope", "question"]) -> Fault | None:
        """The fault for this one: the first that still has times left and whose chance comes up."""
        with self._lock:
            for fault in self._faults:
                if fault.of not in ("any", of) or fault.times == 0 or self._random.random() >= fault.chance:
                    continue
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

    @property
    def down(self) -> bool:
        with self._lock:
            return any(fault.fault == "down" and fault.times != 0 for fault in self._faults)


class OpenConnections:
    """The server's open connections by their client address: an ASGI application cannot break its own."""

    def __init__(self) -> None:
        self._transports: dict[tuple[str, int], asyncio.Transport] = {}

    def drop(self, client: tuple[str, int]) -> None:
        self._transports[client].abort()

    def say_and_close(self, client: tuple[str, int], raw: bytes) -> None:
        self._transports[client].write(raw)
        self._transports[client].close()

    def protocol(self) -> type[H11Protocol]:
        """uvicorn's HTTP protocol, entering its connections here."""
        transports = self._transports

        class EnteredProtocol(H11Protocol):
            def connection_made(self, transport: Any) -> None:
                self.entered_as = tuple(transport.get_extra_info("peername")[:2])
                transports[self.entered_as] = transport
                super().connection_made(transport)

            def connection_lost(self, exc: Exception | None) -> None:
                transports.pop(self.entered_as, None)
                super().connection_lost(exc)

        return EnteredProtocol
