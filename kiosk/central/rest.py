"""The central platform over HTTP: one warm Session, and every way it can go wrong as a result.

``POST {base}/v1/envelopes`` with the sealed bytes as body and Idempotency-Key, Kiosk-Id and
Envelope-Kind as headers answers 200 or 201 with ``{"reply": base64}``; ``GET {base}/v1/health`` answers
``{"status": "ok"}``. ``POST {base}/v1/questions`` takes a sealed question under Question-Id and answers
200 with ``{"reply": base64}``. Retrying is the outbox's: nothing here asks a platform twice, but for a kept
connection that had gone stale.
"""

import base64
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException, RemoteDisconnected
from pathlib import Path

import requests
import urllib3
from requests.adapters import HTTPAdapter

from kiosk.central.port import Delivered, DeliveryResult, Kind, LinkState, Refused, Unreachable
from kiosk.failures import FailureCode

MAX_ANSWER = 1_000_000
# The sealed answer to a question: it goes through the pipe to the visit in one piece, without waiting.
MAX_REPLY = 65_536
# Among 4xx these speak of the moment or of this machine's access, not of the envelope.
_LATER = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_EARLY,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)


@dataclass(frozen=True)
class RestSettings:
    """Where the platform is and who we are to it. Timeouts in seconds; their sum bounds a whole answer.

    ``ca_file``: the authority to trust instead of the public ones. ``client_certificate``: certificate
    and key file, for platforms that ask for them.
    """

    base_url: str
    kiosk_id: str
    token: str = field(repr=False)
    connect_timeout_s: float = 5.0
    read_timeout_s: float = 20.0
    ca_file: Path | None = None
    client_certificate: tuple[Path, Path] | None = None


class RestPlatform:
    """A CentralPort and a QuestionPort. One thread at a time delivers or asks; check() may be called from
    another."""

    def __init__(self, settings: RestSettings, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._monotonic = monotonic
        self._session = _session(settings)
        self._warm = False

    def deliver(self, key: str, kind: Kind, envelope: bytes) -> DeliveryResult:
        request = requests.Request(
            "POST",
            self._url("envelopes"),
            data=envelope,
            headers={
                "Content-Type": "application/octet-stream",
                "Idempotency-Key": key,
                "Envelope-Kind": kind.value,
            },
        )
        return self._hand_in(request, may_be_empty=kind is Kind.RATING)

    def ask(self, question_id: str, envelope: bytes) -> DeliveryResult:
        request = requests.Request(
            "POST",
            self._url("questions"),
            data=envelope,
            headers={"Content-Type": "application/octet-stream", "Question-Id": question_id},
        )
        result = self._hand_in(request)
        if isinstance(result, Delivered) and len(result.reply) > MAX_REPLY:
            return Unreachable(FailureCode.PLATFORM_FAULT, None, "answer too large")
        return result

    def check(self) -> LinkState:
        with _session(self._settings) as session:
            answer = self._ask(session, requests.Request("GET", self._url("health")))
        match answer:
            case _StaleConnection():
                return LinkState(False, FailureCode.PLATFORM_UNREACHABLE, answer.detail)
            case Unreachable():
                return LinkState(False, answer.code, answer.detail)
        if answer.status == HTTPStatus.OK and _json(answer) is not None:
            return LinkState(True)
        return LinkState(False, FailureCode.PLATFORM_FAULT, f"HTTP {answer.status}")

    def close(self) -> None:
        self._session.close()

    def _hand_in(self, request: requests.Request, *, may_be_empty: bool = False) -> DeliveryResult:
        answer = self._ask(self._session, request)
        if isinstance(answer, _StaleConnection) and self._warm:
            self._warm = False
            answer = self._ask(self._session, request)
        if isinstance(answer, _StaleConnection):
            return Unreachable(FailureCode.PLATFORM_UNREACHABLE, None, answer.detail)
        if isinstance(answer, Unreachable):
            return answer
        self._warm = True
        if answer.status in (HTTPStatus.OK, HTTPStatus.CREATED):
            return _reply(answer, may_be_empty=may_be_empty)
        return _not_taken(answer)

    def _url(self, path: str) -> str:
        return f"{self._settings.base_url.rstrip('/')}/v1/{path}"

    def _ask(
        self, session: requests.Session, request: requests.Request
    ) -> "_Answer | _StaleConnection | Unreachable":
        deadline = self._monotonic() + self._settings.connect_timeout_s + self._settings.read_timeout_s
        try:
            response = session.send(
                session.prepare_request(request),
                stream=True,
                allow_redirects=False,
                timeout=(self._settings.connect_timeout_s, self._settings.read_timeout_s),
                verify=session.verify,
                cert=session.cert,
            )
            with response:
                return self._read(response, deadline)
        except requests.ConnectTimeout as error:
            return _unreachable(FailureCode.PLATFORM_UNREACHABLE, error)
        except (requests.Timeout, urllib3.exceptions.ReadTimeoutError) as error:
            return _unreachable(FailureCode.PLATFORM_TOO_SLOW, error)
        except (requests.exceptions.ContentDecodingError, urllib3.exceptions.DecodeError) as error:
            return _unreachable(FailureCode.PLATFORM_FAULT, error)
        except requests.ConnectionError as error:
            return _not_connected(error)
        except urllib3.exceptions.HTTPError as error:
            return _unreachable(FailureCode.PLATFORM_UNREACHABLE, error)

    def _read(self, response: requests.Response, deadline: float) -> "_Answer | Unreachable":
        # The timeout of a socket starts anew with every byte; a whole answer has to end too.
        body = b""
        while part := response.raw.read1(65536, decode_content=True):
            body += part
            if len(body) > MAX_ANSWER:
                return Unreachable(FailureCode.PLATFORM_FAULT, None, "answer too large")
            if self._monotonic() > deadline:
                return Unreachable(FailureCode.PLATFORM_TOO_SLOW, None, "answer never ends")
        return _Answer(response.status_code, dict(response.headers.lower_items()), body)


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class _StaleConnection:
    """The connection ended without an answer, as one does that was kept too long."""

    detail: str


def _session(settings: RestSettings) -> requests.Session:
    session = requests.Session()
    # With it, REQUESTS_CA_BUNDLE in the environment would override `verify` (psf/requests #3829).
    session.trust_env = False
    session.verify = True if settings.ca_file is None else str(settings.ca_file)
    if settings.client_certificate is not None:
        certificate, private_key = settings.client_certificate
        session.cert = (str(certificate), str(private_key))
    session.headers.update(
        {
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            "Authorization": f"Bearer {settings.token}",
            "Kiosk-Id": settings.kiosk_id,
        }
    )
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(pool_connections=1, pool_maxsize=1, max_retries=0))
    return session


def _unreachable(code: FailureCode, error: Exception) -> Unreachable:
    return Unreachable(code, None, type(error).__name__)


def _not_connected(error: requests.ConnectionError) -> "_StaleConnection | Unreachable":
    broken = error.args[0] if error.args else None
    if not isinstance(broken, urllib3.exceptions.ProtocolError):
        return _unreachable(FailureCode.PLATFORM_UNREACHABLE, error)
    cause = broken.args[-1]
    if isinstance(cause, HTTPException) and not isinstance(cause, RemoteDisconnected):
        return _unreachable(FailureCode.PLATFORM_FAULT, cause)
    return _StaleConnection(type(cause).__name__)


def _reply(answer: _Answer, *, may_be_empty: bool) -> DeliveryResult:
    contents = _json(answer)
    reply = contents.get("reply") if contents is not None else None
    if isinstance(reply, str) and (reply or may_be_empty):
        try:
            return Delivered(base64.b64decode(reply, validate=True))
        except ValueError:
            pass
    return Unreachable(FailureCode.PLATFORM_FAULT, None, "not an answer of a platform")


def _not_taken(answer: _Answer) -> Refused | Unreachable:
    refused = HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
    if refused and answer.status not in _LATER:
        return Refused(FailureCode.PLATFORM_REFUSED, answer.status)
    # Not NET-03, which says that nothing was registered and ends it: this is kept and sent again.
    return Unreachable(FailureCode.PLATFORM_FAULT, _retry_after(answer), f"HTTP {answer.status}")


def _json(answer: _Answer) -> dict[str, object] | None:
    if answer.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return None
    try:
        contents = json.loads(answer.body)
    except (ValueError, RecursionError):
        # The latter is what "[[[[…" gives.
        return None
    return contents if isinstance(contents, dict) else None


def _retry_after(answer: _Answer) -> float | None:
    """Seconds or an HTTP date (RFC 9110, 10.2.3); a date counts from the platform's own clock."""
    given = answer.headers.get("retry-after", "").strip()
    if given.isdecimal():
        return float(given)
    try:
        until = parsedate_to_datetime(given)
        now = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return max(0.0, (_aware(until) - _aware(now)).total_seconds())


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
