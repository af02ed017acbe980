"""What every request passes: record, rate limit, key, faults.

Owns: the outermost ASGI application, the headers that every answer carries, carrying out faults, the 404 of paths that
do not exist. Leaves to others: counting (`limits.py`), keys (`auth.py`), the routes.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
import traceback
from collections.abc import Callable, Sequence
from email.utils import formatdate
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.sandbox import hostile
from app.sandbox.answers import KEY, json_answer, refusal
from app.sandbox.auth import key_id
from app.sandbox.errors import Refused
from app.sandbox.faults import Fault, FaultPlan
from app.sandbox.limits import FixedWindowLimiter, Headers, Standing
from app.sandbox.recordings import FOLDER as RECORDINGS
from app.sandbox.requests_seen import RequestRecord, Seen
from app.sandbox.state import Workspace
from app.sandbox.threads import in_daemon_thread

_log = logging.getLogger(__name__)
PREFIX: Final = "/v1"
_CONTROL: Final = "/__sandbox"
_UNMETERED: Final = Standing(True, 0, 0, 0.0, 0.0)
_BEFORE: Final = frozenset({"status", "rate_limit", "unauthorized", "html", "wrong_shape", "bad_json"})
_PAGE: Final = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Network sign-in</h1></body></html>"


class Connections:
    """The open connections, so that one can be cut and all of them at the end."""

    def __init__(self) -> None:
        self._by_client: dict[tuple[str, int], asyncio.Transport] = {}
        self._spared: set[tuple[str, int]] = set()
        self._ending = asyncio.Event()

    def opened(self, client: tuple[str, int], transport: asyncio.Transport) -> None:
        """A client connected from this address and port."""
        self._by_client[client] = transport

    def closed(self, client: tuple[str, int]) -> None:
        """It is gone."""
        self._by_client.pop(client, None)
        self._spared.discard(client)

    def spare(self, client: tuple[str, int]) -> None:
        """A connection of the levers: `cut_api` leaves it alone."""
        self._spared.add(client)

    def cut_api(self) -> None:
        """Close every connection of the API, for now."""
        for client, transport in list(self._by_client.items()):
            if client not in self._spared:
                transport.abort()

    def cut(self, client: tuple[str, int]) -> None:
        """Close a connection without another byte."""
        transport = self._by_client.get(client)
        if transport is not None:
            transport.abort()

    def cut_all(self) -> None:
        """Close every connection, for good: waits end at once."""
        self._ending.set()
        for transport in list(self._by_client.values()):
            transport.abort()

    async def pause(self, seconds: float) -> None:
        """Wait, but not beyond the end of the server."""
        if seconds > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), seconds)


class Gate:
    """The ASGI application. `failures` collects tracebacks of handlers that raised what they should not have."""

    def __init__(
        self,
        *,
        workspace: Workspace,
        limiter: FixedWindowLimiter,
        faults: FaultPlan,
        record: RequestRecord,
        routes: Sequence[Route],
        control: ASGIApp,
        connections: Connections,
        changed: Callable[[], None],
        failures: list[str],
    ) -> None:
        self._workspace = workspace
        self._options = workspace.options
        self._keys = workspace.keys
        self._limiter = limiter
        self._faults = faults
        self._record = record
        self._routes = routes
        self._control = control
        self._connections = connections
        self._changed = changed
        self._date = (0, b"")
        self._failures = failures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        path: str = scope["path"]
        if path == _CONTROL or path.startswith(f"{_CONTROL}/"):
            self._connections.spare(scope["client"])
            await self._control(scope, receive, send)
            return
        authorization = _header(scope, b"authorization")
        key = self._keys.known(authorization)
        seen = self._record.add(
            at=time.time(),
            monotonic=time.monotonic(),
            key=key_id(key.token) if key else "",
            method=scope["method"],
            path=path,
            query=scope["query_string"].decode("latin-1"),
        )
        headers: Headers = []
        if path.startswith(f"{RECORDINGS}/"):
            standing = _UNMETERED
        else:
            standing = self._limiter.take(f"key {key.token}" if key else f"host {scope['client'][0]}")
            seen.remaining = standing.remaining
            headers = self._limiter.headers(standing)
        self._changed()
        await self._connections.pause(self._options.latency_ms / 1000)
        fault = self._faults.take(scope["method"], path.removeprefix(PREFIX)) if standing.allowed else None
        if self._options.hostile:
            send = _Spoiling(send, self._options.hostile)
        outgoing = _Outgoing(send, seen, [*headers, (b"date", self._now())], self._changed)
        if fault is None:
            await self._answer(scope, receive, outgoing, seen, standing, authorization)
            return
        seen.fault = fault.kind
        await self._with_fault(fault, scope, receive, outgoing, seen, standing, authorization)

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, seen: Seen, standing: Standing, authorization: str
    ) -> None:
        try:
            if not standing.allowed:
                raise Refused(429, "Rate limit exceeded. Please retry later.")
            path = scope["path"]
            if standing is not _UNMETERED:
                if not path.startswith(f"{PREFIX}/"):
                    raise Refused(404, f"Cannot {scope['method']} {path}")
                key = self._keys.check(authorization)
                key.last_used_ms = self._workspace.clock.now_ms()
                scope[KEY] = key
            for route in self._routes:
                match, found = route.matches(scope)
                if match is Match.FULL:
                    scope.update(found)
                    seen.route = route.path.removeprefix(PREFIX)
                    await route.app(scope, receive, send)
                    return
            raise Refused(404, f"Cannot {scope['method']} {path}")
        except Refused as refused:
            await refusal(refused)(scope, receive, send)
        except ClientDisconnect:
            return  # the client gave up while sending: nothing is carried out, nobody to answer
        except Exception:
            self._failures.append(traceback.format_exc())
            _log.exception("the sandbox failed to answer %s %s", scope["method"], seen.route)
            await refusal(Refused(500, "Internal server error"))(scope, receive, send)

    async def _with_fault(
        self,
        fault: Fault,
        scope: Scope,
        receive: Receive,
        outgoing: _Outgoing,
        seen: Seen,
        standing: Standing,
        authorization: str,
    ) -> None:
        if fault.kind == "drop_early":
            await self._cut(scope, receive)
            return
        body = await _read_all(receive)
        if body is None:
            return  # the client gave up while sending
        replayed = _replay(body, receive)
        await self._connections.pause(fault.delay_s)
        if fault.kind == "hang":
            await _until_gone(receive)
        elif fault.kind == "drop_before":
            await self._cut(scope, receive)
        elif fault.kind in _BEFORE:
            if fault.kind == "rate_limit":
                storm = self._limiter.storm(fault.retry_after_s)
                outgoing.headers = [*self._limiter.headers(storm), (b"date", self._now())]
            await self._connections.pause(fault.late_s)
            await _made_up(fault)(scope, replayed, outgoing)
        else:
            kept: list[Message] = []

            async def keep(message: Message) -> None:
                kept.append(message)

            await self._answer(scope, replayed, keep, seen, standing, authorization)
            await self._connections.pause(fault.late_s)
            if kept:
                await self._after(fault, kept, scope, receive, outgoing)

    async def _after(
        self, fault: Fault, kept: list[Message], scope: Scope, receive: Receive, outgoing: _Outgoing
    ) -> None:
        """The second half of a fault whose request was carried out; `kept` is the answer."""
        match fault.kind:
            case "drop_after":
                await self._cut(scope, receive)
            case "hang_after":
                await _until_gone(receive)
            case "status_after":
                await _made_up(fault)(scope, receive, outgoing)
            case "cut":
                await outgoing(kept[0])
                body: bytes = kept[1].get("body", b"")
                if len(body) > 1:
                    await outgoing({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
                # The half has to leave the process before the connection goes.
                await asyncio.sleep(0.02)
                await self._cut(scope, receive)
            case _:
                if fault.kind == "no_headers":
                    outgoing.headers = [(b"date", self._now())]
                for message in kept:
                    await outgoing(message)

    async def _cut(self, scope: Scope, receive: Receive) -> None:
        self._connections.cut(scope["client"])
        await _until_gone(receive)
        self._changed()

    def _now(self) -> bytes:
        """The `Date` header; exact to the second, so that clients can correct their clock by it."""
        second = int(time.time())
        if self._date[0] != second:
            self._date = (second, formatdate(second, usegmt=True).encode())
        return self._date[1]


class _Spoiling:
    """Sends answers spoilt (`hostile.py`)."""

    def __init__(self, send: Send, kind: str) -> None:
        self._send = send
        self._kind = kind
        self._start: Message = {}
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = [(name, value) for name, value in self._start["headers"] if name != b"content-length"]
        body = bytes(self._body)
        if any(value.startswith(b"application/json") for name, value in headers if name == b"content-type"):
            body, encoding = await in_daemon_thread(lambda: hostile.spoil(bytes(self._body), self._kind))
            if encoding:
                headers.append((b"content-encoding", encoding.encode()))
        if self._start["status"] not in (204, 304):
            headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


class _Outgoing:
    """Sends an answer with the headers of this request's standing, and notes it in the record."""

    def __init__(self, send: Send, seen: Seen, headers: Headers, changed: Callable[[], None]) -> None:
        self.headers = headers
        self._send = send
        self._seen = seen
        self._changed = changed

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._seen.status = message["status"]
            message = {**message, "headers": [*message["headers"], *self.headers]}
            await self._send(message)
            return
        await self._send(message)
        if not message.get("more_body"):
            self._seen.answered_after_s = time.monotonic() - self._seen.monotonic
            self._changed()


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


async def _read_all(receive: Receive) -> bytes | None:
    """The whole body; None when the client went away."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


def _made_up(fault: Fault) -> Response:
    """The answer of a fault that gives one of its own."""
    match fault.kind:
        case "rate_limit":
            return refusal(Refused(429, "Rate limit exceeded. Please retry later."))
        case "unauthorized":
            return refusal(Refused(401, "API key has expired"))
        case "html":
            return Response(fault.body or _PAGE, fault.status or 200, media_type="text/html")
        case "wrong_shape":
            if fault.body:
                return Response(fault.body, 200, media_type="application/json")
            return json_answer({"ok": True, "result": {"page": "one"}, "items": 3})
        case "bad_json":
            return Response(fault.body or '{"data": [{"id": "cmp_', 200, media_type="application/json")
        case _:
            status = fault.status or 503
            text = "Internal server error" if status == 500 else "The service is not available at the moment"
            return refusal(Refused(status, text))
