"""The platform's HTTP interface.

POST /v1/envelopes, POST /v1/questions, GET /v1/health and GET /v1/key are what a kiosk uses; everything
below /v1/sandbox/ is for looking on, and for faults where the platform was started with them.
"""

import asyncio
import base64
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Annotated, Literal

from fastapi import FastAPI, Header, HTTPException, Request, Response
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from kiosk.central.sealing import Binding, KeyPair, NotOpened, open_sealed
from kiosk.sandbox.platform.answering import Answering, Denied
from kiosk.sandbox.platform.desk import Desk
from kiosk.sandbox.platform.faults import Fault, FaultScript, Nonsense, OpenConnections
from kiosk.sandbox.platform.holdings import holdings
from kiosk.sandbox.platform.reading import (
    NotReadableError,
    ReceivedQuestion,
    acceptance_reply,
    read_application,
    read_question,
    read_rating,
    refusal_reply,
    seal_reply,
)
from kiosk.sandbox.platform.store import Books, KeyConflict, Store, Taken
from kiosk.sandbox.platform.terms import ANY_SERVICE, ServiceTerms, working_days_later

BEIJING = timezone(timedelta(hours=8))
MAX_ENVELOPE = 1_000_000
# The division that makes the cases; 659000 is the state's code for divisions governed by the region.
DIVISION = "659000"

Identifier = Annotated[str, Header(pattern=r"^[A-Za-z0-9._-]{1,64}$")]


# The questions that enter something: their answers are kept, so that it is entered once.
_CHANGING = frozenset({"booking", "ticket", "correction", "withdrawal", "saved-form"})


@dataclass(frozen=True)
class Answer:
    status: int
    contents: Mapping[str, str]


@dataclass(frozen=True)
class Platform:
    """All that answering an envelope takes."""

    keys: KeyPair
    store: Store
    terms: Mapping[str, ServiceTerms]
    token: str = field(repr=False)
    now: Callable[[], datetime] = lambda: datetime.now(BEIJING)

    def take(self, kiosk_id: str, key: str, kind: str, envelope: bytes, fault: Fault | None) -> Answer:
        contents = open_sealed(envelope, [self.keys], Binding(kind, kiosk_id, key))

        def process(books: Books) -> bytes:
            if isinstance(contents, NotOpened):
                raise NotReadableError(f"envelope: {contents.fault}")
            if kind == "rating":
                rating = read_rating(contents)
                books.enter_rating(rating.service_id, rating.grade)
                return b""
            return self._take_application(books, contents, fault)

        return self._once(kiosk_id, key, envelope, process)

    def answer(self, kiosk_id: str, question_id: str, envelope: bytes, fault: Fault | None) -> Answer:
        """Answers a question; of one that changes nothing, nothing is kept."""
        contents = open_sealed(envelope, [self.keys], Binding("question", kiosk_id, question_id))
        if isinstance(contents, NotOpened):
            return Answer(422, {"problem": f"envelope: {contents.fault}"})
        try:
            question = read_question(contents)
            if question.asked not in _CHANGING:
                with self.store.begin() as connection:
                    reply = self._answer(connection, kiosk_id, question_id, question, fault)
                return _replied(200, reply)
        except NotReadableError as wrong:
            return Answer(422, {"problem": str(wrong)})

        def process(books: Books) -> bytes:
            return self._answer(books.connection, kiosk_id, question_id, question, fault)

        return self._once(kiosk_id, question_id, envelope, process)

    def _answer(
        self,
        connection: Connection,
        kiosk_id: str,
        question_id: str,
        question: ReceivedQuestion,
        fault: Fault | None,
    ) -> bytes:
        happens = fault.fault if fault else None
        reply: dict[str, object] = {"asked": question.asked, "outcome": "answered"}
        try:
            if happens == "gone":
                raise Denied("service-gone")
            if fault and happens == "refuse":
                reply |= {"outcome": "refused", "why": "other", "reasons": fault.reasons}
            elif happens != "empty":
                desk = Answering(Desk(connection), self.terms, self.now())
                reply |= desk.answer(question.asked, question.parts)
        except Denied as denied:
            reply |= {"outcome": "refused", "why": denied.why, "reasons": [holdings().reasons[denied.why]]}
        if happens == "mismatch":
            reply["asked"] = "another-kind"
        to = "another-question" if happens == "another" else question_id
        return seal_reply(reply, question.reply_key, kiosk_id, to, purpose="answer")

    def _once(self, kiosk_id: str, key: str, envelope: bytes, process: Callable[[Books], bytes]) -> Answer:
        try:
            taken = self.store.take(kiosk_id, key, envelope, process)
        except NotReadableError as wrong:
            return Answer(422, {"problem": str(wrong)})
        match taken:
            case KeyConflict():
                return Answer(409, {"problem": "the key was used for another envelope"})
            case Taken(reply, repeated):
                return _replied(200 if repeated else 201, reply)

    def _take_application(self, books: Books, contents: bytes, fault: Fault | None) -> bytes:
        application = read_application(contents)
        if fault is not None and fault.fault == "refuse":
            reply = refusal_reply(fault.reasons)
        elif fault is not None and fault.fault == "gone":
            reply = refusal_reply([holdings().reasons["service-gone"]], "service-gone")
        else:
            terms = self.terms.get(application.service_id, ANY_SERVICE)
            now = self.now()
            number = books.open_case(
                application.as_sent, now, lambda serial: f"{DIVISION}-{now.year}-A{serial:06d}"
            )
            statutory = terms.statutory
            reply = acceptance_reply(
                number,
                now,
                working_days_later(now.date(), terms.promised),
                None if statutory is None else working_days_later(now.date(), statutory),
                terms.departments,
            )
        return seal_reply(reply, application.reply_key, books.kiosk_id, books.key)


def platform_app(platform: Platform, connections: OpenConnections, *, with_faults: bool) -> FastAPI:
    app = FastAPI(title="Sandbox central platform", version="1")
    app.add_middleware(GZipMiddleware, minimum_size=200)
    script = FaultScript()

    async def drop(request: Request, last_words: bytes = b"") -> Response:
        client = tuple(request.scope["client"])
        if last_words:
            connections.say_and_close(client, last_words)
        else:
            connections.drop(client)
        # Lets the server notice, so that it does not write the answer into nothing.
        await asyncio.sleep(0)
        return Response(status_code=503)

    @app.post("/v1/envelopes", status_code=201, responses={200: {}, 401: {}, 409: {}, 413: {}, 422: {}})
    async def envelopes(
        request: Request,
        idempotency_key: Identifier,
        kiosk_id: Identifier,
        envelope_kind: Annotated[str, Header(pattern="^(application|rating)$")],
        authorization: Annotated[str, Header()] = "",
    ) -> Response:
        def take(envelope: bytes, fault: Fault | None) -> Answer:
            return platform.take(kiosk_id, idempotency_key, envelope_kind, envelope, fault)

        return await deal(request, authorization, "envelope", take)

    @app.post("/v1/questions", responses={401: {}, 409: {}, 413: {}, 422: {}})
    async def questions(
        request: Request,
        question_id: Identifier,
        kiosk_id: Identifier,
        authorization: Annotated[str, Header()] = "",
    ) -> Response:
        def answer(envelope: bytes, fault: Fault | None) -> Answer:
            return platform.answer(kiosk_id, question_id, envelope, fault)

        return await deal(request, authorization, "question", answer)

    async def deal(
        request: Request,
        authorization: str,
        of: Literal["envelope", "question"],
        answered: Callable[[bytes, Fault | None], Answer],
    ) -> Response:
        """Reads what was sent, and answers it as the platform and the next fault will have it."""
        envelope = await _body(request)
        if not secrets.compare_digest(authorization.encode(), f"Bearer {platform.token}".encode()):
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        fault = script.next(of)
        happens = fault.fault if fault else None
        if happens in ("drop-before", "down"):
            return await drop(request)
        if fault and happens == "status":
            headers = {"Retry-After": fault.retry_after} if fault.retry_after is not None else {}
            raise HTTPException(fault.status, headers=headers)
        if fault and happens == "slow":
            await asyncio.sleep(fault.seconds)
        answer = await run_in_threadpool(answered, envelope, fault)
        if happens == "drop-after":
            return await drop(request)
        if fault and happens == "nonsense":
            if fault.nonsense in _RAW_NONSENSE:
                return await drop(request, _RAW_NONSENSE[fault.nonsense])
            return _nonsense(fault.nonsense)
        return _json(answer)

    @app.get("/v1/health")
    async def health(request: Request) -> Response:
        return await drop(request) if script.down else _json(Answer(200, {"status": "ok"}))

    @app.get("/v1/key")
    async def key() -> dict[str, str]:
        return {"key": base64.b64encode(platform.keys.public).decode("ascii"), "id": platform.keys.id}

    @app.get("/v1/sandbox/cases")
    def cases() -> dict[str, object]:
        return {"cases": platform.store.cases(), "repeats": platform.store.repeats()}

    @app.get("/v1/sandbox/cases/{number}", responses={404: {}})
    def case(number: str) -> Mapping[str, object]:
        found = platform.store.case(number)
        if found is None:
            raise HTTPException(404)
        return found

    @app.get("/v1/sandbox/saved/{code}", responses={404: {}})
    def saved(code: str) -> Mapping[str, object]:
        with platform.store.begin() as connection:
            found = Desk(connection).saved(code)
        if found is None:
            raise HTTPException(404)
        return found

    @app.get("/v1/sandbox/ratings")
    def ratings() -> dict[str, object]:
        return {"ratings": platform.store.ratings()}

    if with_faults:

        @app.put("/v1/sandbox/faults")
        async def set_faults(faults: list[Fault]) -> dict[str, int]:
            script.replace(faults)
            return {"faults": len(faults)}

    return app


async def _body(request: Request) -> bytes:
    body = b""
    try:
        async for part in request.stream():
            body += part
            if len(body) > MAX_ENVELOPE:
                raise HTTPException(413)
    except ClientDisconnect:
        # A kiosk killed in the middle of sending: it comes again, and nobody reads this.
        raise HTTPException(400) from None
    return body


def _replied(status: int, reply: bytes) -> Answer:
    return Answer(status, {"reply": base64.b64encode(reply).decode("ascii")})


def _json(answer: Answer) -> Response:
    return JSONResponse(dict(answer.contents), answer.status)


_NONSENSE: Mapping[Nonsense, tuple[int, str, Mapping[str, str]]] = {
    "html": (200, "<h1>Welcome to the network of this hotel</h1>", {"Content-Type": "text/html"}),
    "not-json": (201, '{"reply": ', {}),
    "deep": (201, "[" * 500_000, {}),
    "no-reply": (201, '{"status": "ok"}', {}),
    "not-base64": (201, '{"reply": "%%%"}', {}),
    "oversized": (201, '{"reply": "' + "A" * 3_000_000 + '"}', {}),
    "redirect": (307, "", {"Location": "/v1/sandbox/cases"}),
    "not-gzip": (201, "plainly not", {"Content-Encoding": "gzip"}),
}
_RAW_NONSENSE: Mapping[Nonsense, bytes] = {
    "not-http": b"220 mail.example ESMTP\r\n",
    "cut-off": b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
    b'Content-Length: 5000\r\n\r\n{"reply": "AAAA',
}


def _nonsense(which: Nonsense) -> Response:
    status, body, headers = _NONSENSE[which]
    return Response(body, status, {"Content-Type": "application/json", **headers})
