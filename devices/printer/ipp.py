"""Asking an IPP service, over pyipp: one request, one answer, and at most so many seconds for all of it.

pyipp and what it needs cost 12 MB and 140 ms, so only a machine with an A4 printer, and only when it first
asks, imports them.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

Attributes = Mapping[str, Any]
USER = "kiosk"


class Operation(Enum):
    """IPP operations, RFC 8011."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B
    RELEASE_JOB = 0x000D


class Why(Enum):
    """Why there is no answer that can be used."""

    UNREACHABLE = "cannot be reached"
    SILENT = "does not answer"
    REFUSED = "refuses"
    NO_ROOM = "has no room for it"
    NONSENSE = "answers what is no IPP"


NOT_FOUND = 0x0406
BUSY = 0x0507
_HTTP_TOO_LARGE = 413


@dataclass(frozen=True)
class Reply:
    """What was answered: the printers' and the jobs' attributes."""

    printers: tuple[Attributes, ...]
    jobs: tuple[Attributes, ...]


@dataclass(frozen=True)
class NoReply:
    """``status``: the IPP status code of a refusal, else 0."""

    why: Why
    status: int = 0

    def detail(self, who: str) -> str:
        return f"{who} {self.why.value}" + (f" with 0x{self.status:04x}" if self.status else "")


def ask(
    uri: str,
    operation: Operation,
    attributes: Attributes,
    *,
    within: float,
    job: Attributes | None = None,
    document: bytes | None = None,
) -> Reply | NoReply:
    """Blocks for ``within`` seconds at most, besides looking a name up. ``uri``: ipp://HOST:PORT/PATH or ipps://…

    Not to be called in a thread in which an asyncio loop runs.
    """
    message: dict[str, Any] = {"operation-attributes-tag": {"requesting-user-name": USER, **attributes}}
    if job:
        message["job-attributes-tag"] = dict(job)
    if document is not None:
        message["data"] = document
    return asyncio.run(_ask(uri, operation, message, within))


async def _ask(uri: str, operation: Operation, message: dict[str, Any], within: float) -> Reply | NoReply:
    import aiohttp
    from pyipp import IPP, IPPConnectionError, IPPError, IPPResponseError
    from pyipp.enums import IppOperation

    try:
        async with asyncio.timeout(within), IPP(uri, request_timeout=max(1, round(within) + 1)) as service:
            answer = await service.execute(IppOperation(operation.value), message)
    except TimeoutError:
        return NoReply(Why.SILENT)
    except IPPConnectionError as error:
        match error.__cause__:
            case aiohttp.ClientConnectorError():
                return NoReply(Why.UNREACHABLE)
            case aiohttp.ClientResponseError():
                return NoReply(Why.NONSENSE)
            case _:
                return NoReply(Why.SILENT)
    except IPPResponseError as error:
        # A print service whose disk is full says so in HTTP only.
        return NoReply(Why.NO_ROOM if _status(error) == _HTTP_TOO_LARGE else Why.NONSENSE)
    except IPPError as error:
        status = _status(error)
        return NoReply(Why.NONSENSE) if status is None else NoReply(Why.REFUSED, status)
    except (aiohttp.ClientError, ValueError):
        return NoReply(Why.NONSENSE)
    return Reply(tuple(answer["printers"]), tuple(answer["jobs"]))


def _status(error: Exception) -> int | None:
    """pyipp's errors carry what was told beside their message."""
    told = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], dict) else {}
    status = told.get("status-code")
    return status if isinstance(status, int) else None
