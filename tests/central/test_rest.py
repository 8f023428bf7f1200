"""The REST adapter against a real server that does everything wrong, on order."""

import base64
import json
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.application import Acceptance, Refusal, Submission, rate
from kiosk.central.answer_contents import open_answer
from kiosk.central.answers import Announcements
from kiosk.central.contents import open_reply, seal_rating, seal_submission
from kiosk.central.port import Delivered, LinkState, Refused, Unreachable
from kiosk.central.port import Kind as EnvelopeKind
from kiosk.central.question_contents import seal_question
from kiosk.central.questions import AskAnnouncements, Question, ServiceVersion, question
from kiosk.central.rest import RestPlatform, RestSettings
from kiosk.failures import FailureCode
from kiosk.language.languages import ALL_LANGUAGES
from kiosk.language.values import Terms

APPLICATION = EnvelopeKind.APPLICATION


@dataclass(frozen=True)
class Sealed:
    """A submission and its envelope for the platform under test."""

    submission: Submission
    envelope: bytes


@pytest.fixture
def sealed(platform: Any, submission_of: Callable[..., Submission]) -> Sealed:
    submission = submission_of()
    return Sealed(submission, seal_submission(submission, platform.address.public_key))


def deliver(platform: Any, sealed: Sealed, **settings: Any) -> Delivered | Refused | Unreachable:
    result: Delivered | Refused | Unreachable = platform.port(**settings).deliver(
        sealed.submission.key, APPLICATION, sealed.envelope
    )
    return result


def test_the_platform_opens_what_was_sealed_and_only_the_visit_reads_its_answer(
    platform: Any, sealed: Sealed
) -> None:
    result = deliver(platform, sealed)
    assert isinstance(result, Delivered)
    answer = open_reply(result.reply, sealed.submission)
    assert isinstance(answer, Acceptance)
    assert answer.departments == (
        Terms({"en": "Sample office", "ug": "ئۈلگە ئىدارە", "zh-Hans": "示例部门"}),
    )
    (case,) = platform.cases_of(sealed.submission.key)
    assert case["case_number"] == answer.case_number
    assert case["application"]["holder"] == dict(sealed.submission.holder)
    assert case["application"]["answers"] == dict(sealed.submission.answers)
    assert answer.case_number.encode() not in result.reply


def test_a_second_delivery_gets_the_same_reply_and_makes_no_second_case(
    platform: Any, sealed: Sealed
) -> None:
    first = deliver(platform, sealed)
    assert deliver(platform, sealed) == first
    assert len(platform.cases_of(sealed.submission.key)) == 1


def test_the_same_key_with_another_envelope_is_refused(platform: Any, sealed: Sealed) -> None:
    deliver(platform, sealed)
    again = Sealed(sealed.submission, seal_submission(sealed.submission, platform.address.public_key))
    assert deliver(platform, again) == Refused(FailureCode.PLATFORM_REFUSED, 409)


def test_an_envelope_the_platform_cannot_open_is_refused(platform: Any, sealed: Sealed) -> None:
    damaged = Sealed(sealed.submission, sealed.envelope[:-1] + bytes([sealed.envelope[-1] ^ 1]))
    assert deliver(platform, damaged) == Refused(FailureCode.PLATFORM_REFUSED, 422)
    assert platform.cases_of(sealed.submission.key) == []


def test_a_refusal_by_the_office_is_a_sealed_answer_with_its_reasons(platform: Any, sealed: Sealed) -> None:
    words = Terms({language.tag: "Not yet of age" for language in ALL_LANGUAGES})
    platform.faults({"fault": "refuse", "reasons": [dict(words.words)]})
    result = deliver(platform, sealed)
    assert isinstance(result, Delivered)
    assert open_reply(result.reply, sealed.submission) == Refusal((words,))


def test_a_rating_arrives_without_kiosk_key_or_person(platform: Any) -> None:
    rating = rate("sample.rated-once", 4, kiosk_id="K-1")
    envelope = seal_rating(rating, platform.address.public_key)
    assert platform.port().deliver(rating.key, EnvelopeKind.RATING, envelope) == Delivered(b"")
    assert {"service_id": "sample.rated-once", "grade": 4} in platform.ratings()


def asked(platform: Any) -> tuple[Question, bytes]:
    asks = question(AskAnnouncements(ServiceVersion("sample.allowance", 1)), kiosk_id="K-1")
    return asks, seal_question(asks, platform.address.public_key)


def test_a_question_is_asked_by_its_own_address_and_its_answer_is_sealed(platform: Any) -> None:
    asks, envelope = asked(platform)
    result = platform.port().ask(asks.id, envelope)
    assert isinstance(result, Delivered)
    assert isinstance(open_answer(result.reply, asks), Announcements)
    assert platform.port().ask("another-id", envelope) == Refused(FailureCode.PLATFORM_REFUSED, 422)


def test_a_kept_connection_that_went_stale_is_opened_anew_for_a_question_too(platform: Any) -> None:
    asks, envelope = asked(platform)
    port = platform.port()
    assert isinstance(port.ask(asks.id, envelope), Delivered)
    platform.faults({"fault": "drop-after"})
    assert isinstance(port.ask(asks.id, envelope), Delivered)


def test_an_answer_that_would_not_fit_into_the_pipe_is_nonsense(platform: Any) -> None:
    reasons = [{"en": "x" * 40_000, "ug": "y" * 40_000}]
    platform.faults({"fault": "refuse", "reasons": reasons})
    asks, envelope = asked(platform)
    result = platform.port().ask(asks.id, envelope)
    assert result == Unreachable(FailureCode.PLATFORM_FAULT, None, "answer too large")


@pytest.mark.parametrize("status", [400, 404, 405, 409, 410, 413, 415, 418, 422, 451])
def test_what_speaks_against_the_envelope_is_a_refusal(platform: Any, sealed: Sealed, status: int) -> None:
    platform.faults({"fault": "status", "status": status})
    assert deliver(platform, sealed) == Refused(FailureCode.PLATFORM_REFUSED, status)


@pytest.mark.parametrize("status", [401, 403, 408, 425, 429, 500, 501, 502, 503, 504, 599])
def test_what_speaks_of_the_moment_is_tried_again_later(platform: Any, sealed: Sealed, status: int) -> None:
    platform.faults({"fault": "status", "status": status})
    result = deliver(platform, sealed)
    assert result == Unreachable(FailureCode.PLATFORM_FAULT, None, f"HTTP {status}")
    assert isinstance(deliver(platform, sealed), Delivered)


@pytest.mark.parametrize(
    ("said", "seconds"), [("120", 120.0), ("0", 0.0), ("soon", None), ("-5", None), ("", None)]
)
def test_retry_after_in_seconds_is_honoured(
    platform: Any, sealed: Sealed, said: str, seconds: float | None
) -> None:
    platform.faults({"fault": "status", "status": 429, "retry_after": said})
    result = deliver(platform, sealed)
    assert isinstance(result, Unreachable)
    assert result.retry_after_s == seconds


def test_retry_after_as_a_date_is_counted_from_the_platforms_clock(platform: Any, sealed: Sealed) -> None:
    until = datetime.now(UTC) + timedelta(seconds=90)
    said = until.strftime("%a, %d %b %Y %H:%M:%S GMT")
    platform.faults({"fault": "status", "status": 503, "retry_after": said})
    result = deliver(platform, sealed)
    assert isinstance(result, Unreachable)
    assert result.retry_after_s is not None
    assert 80 <= result.retry_after_s <= 91


@pytest.mark.parametrize(
    "nonsense",
    ["html", "not-json", "deep", "no-reply", "not-base64", "oversized", "redirect", "not-gzip", "not-http"],
)
def test_nonsense_is_never_taken_for_an_answer(platform: Any, sealed: Sealed, nonsense: str) -> None:
    platform.faults({"fault": "nonsense", "nonsense": nonsense})
    result = deliver(platform, sealed)
    assert isinstance(result, Unreachable)
    assert result.code is FailureCode.PLATFORM_FAULT
    # The platform had taken it all the same; the next delivery says so.
    assert isinstance(deliver(platform, sealed), Delivered)
    assert len(platform.cases_of(sealed.submission.key)) == 1


def test_an_answer_cut_off_in_the_middle_is_a_broken_line(platform: Any, sealed: Sealed) -> None:
    platform.faults({"fault": "nonsense", "nonsense": "cut-off"})
    result = deliver(platform, sealed)
    assert isinstance(result, Unreachable)
    assert result.code is FailureCode.PLATFORM_UNREACHABLE


def test_a_platform_that_is_too_slow_is_named_so(platform: Any, sealed: Sealed) -> None:
    platform.faults({"fault": "slow", "seconds": 0.5})
    result = deliver(platform, sealed, read_timeout_s=0.2)
    assert result == Unreachable(FailureCode.PLATFORM_TOO_SLOW, None, "ReadTimeout")


def test_an_answer_that_never_ends_is_ended_by_us(platform: Any, sealed: Sealed) -> None:
    seconds = iter(range(0, 10_000, 100))
    settings = RestSettings(platform.address.url, "K-1", platform.address.token)
    port = RestPlatform(settings, monotonic=lambda: float(next(seconds)))
    result = port.deliver(sealed.submission.key, APPLICATION, sealed.envelope)
    assert result == Unreachable(FailureCode.PLATFORM_TOO_SLOW, None, "answer never ends")


@pytest.mark.parametrize("when", ["drop-before", "drop-after"])
def test_a_line_that_breaks_is_unreachable_whatever_the_platform_did(
    platform: Any, sealed: Sealed, when: str
) -> None:
    platform.faults({"fault": when})
    result = deliver(platform, sealed)
    assert result == Unreachable(FailureCode.PLATFORM_UNREACHABLE, None, "RemoteDisconnected")


def test_a_kept_connection_that_went_stale_is_opened_anew_at_once(
    platform: Any, sealed: Sealed, submission_of: Callable[..., Submission]
) -> None:
    port = platform.port()
    assert isinstance(port.deliver(sealed.submission.key, APPLICATION, sealed.envelope), Delivered)
    second = submission_of()
    envelope = seal_submission(second, platform.address.public_key)
    platform.faults({"fault": "drop-after"})
    assert isinstance(port.deliver(second.key, APPLICATION, envelope), Delivered)
    assert len(platform.cases_of(second.key)) == 1


def test_nobody_listening_is_unreachable(platform: Any, sealed: Sealed) -> None:
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        port = RestPlatform(RestSettings(f"http://127.0.0.1:{unheard.getsockname()[1]}", "K-1", "t"))
        result = port.deliver(sealed.submission.key, APPLICATION, sealed.envelope)
        assert isinstance(result, Unreachable)
        assert result.code is FailureCode.PLATFORM_UNREACHABLE
        state = port.check()
        assert (state.reachable, state.code) == (False, FailureCode.PLATFORM_UNREACHABLE)


def test_a_host_that_does_not_answer_the_knock_is_unreachable_not_slow(sealed: Sealed) -> None:
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for waiting in (first, second):
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}"
        port = RestPlatform(RestSettings(url, "K-1", "t", connect_timeout_s=0.2))
        result = port.deliver(sealed.submission.key, APPLICATION, sealed.envelope)
        assert result == Unreachable(FailureCode.PLATFORM_UNREACHABLE, None, "ConnectTimeout")


def test_check_says_whether_the_platform_answers(platform: Any) -> None:
    assert platform.port().check() == LinkState(True)
    platform.faults({"fault": "down", "times": None})
    state = platform.port().check()
    assert (state.reachable, state.code) == (False, FailureCode.PLATFORM_UNREACHABLE)


def test_the_environment_changes_nothing(
    platform: Any, sealed: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert isinstance(deliver(platform, sealed), Delivered)
    assert platform.port().check() == LinkState(True)


def test_a_wrong_token_is_no_refusal_of_the_application(platform: Any, sealed: Sealed) -> None:
    port = RestPlatform(RestSettings(platform.address.url, "K-1", "stolen"))
    result = port.deliver(sealed.submission.key, APPLICATION, sealed.envelope)
    assert result == Unreachable(FailureCode.PLATFORM_FAULT, None, "HTTP 401")


def test_the_token_shows_in_no_repr() -> None:
    assert "secret-token" not in repr(RestSettings("http://127.0.0.1", "K-1", "secret-token"))


@dataclass
class TlsPlatform:
    """A platform behind TLS that says yes to everything and counts its connections and headers."""

    certificate: Path
    connections: int = 0
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def tls_platform(tmp_path: Path) -> Iterator[TlsPlatform]:
    certificate = tmp_path / "platform.pem"
    certificate.write_bytes(self_signed())
    seen = TlsPlatform(certificate)

    class Yes(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            seen.headers.append({name.lower(): value for name, value in self.headers.items()})
            body = json.dumps({"reply": base64.b64encode(b"sealed").decode()}).encode()
            self.send_response(201)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def setup(self) -> None:
            super().setup()
            seen.connections += 1

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Yes) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        seen.url = f"https://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield seen
        server.shutdown()
        thread.join()


def self_signed() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def test_a_platform_that_nobody_vouches_for_is_told_nothing(
    tls_platform: TlsPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tls_platform.certificate))
    result = RestPlatform(RestSettings(tls_platform.url, "K-1", "t")).deliver("k", APPLICATION, b"sealed")
    assert result == Unreachable(FailureCode.PLATFORM_UNREACHABLE, None, "SSLError")
    assert tls_platform.headers == []


def test_many_deliveries_go_over_one_connection_with_all_that_the_platform_asks_for(
    tls_platform: TlsPlatform,
) -> None:
    settings = RestSettings(tls_platform.url + "/", "K-1", "t", ca_file=tls_platform.certificate)
    port = RestPlatform(settings)
    for number in range(5):
        assert port.deliver(f"k{number}", APPLICATION, b"sealed") == Delivered(b"sealed")
    assert tls_platform.connections == 1
    last = tls_platform.headers[-1]
    assert last["idempotency-key"] == "k4"
    assert last["kiosk-id"] == "K-1"
    assert last["authorization"] == "Bearer t"
    assert last["envelope-kind"] == "application"
    assert last["accept-encoding"] == "gzip"
