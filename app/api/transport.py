"""Bytes over the network: one request out, one answer back.

Owns: the HTTP library (this is the only file that knows it), connections, TLS, time limits, and finding out how far a
failed request had got. Leaves to others: whose turn it is, what an answer means and what is tried again
(`app/api/client.py`).

The library is imported and set up in a thread on first use: both together would hold up the window for 100 ms.
No text of the library's exceptions ever leaves this file, since they quote headers and thereby the key.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from app.api.base_url import parse_base_url
from app.api.body import ACCEPTED_ENCODINGS, BodyError, CappedBody
from app.api.messages import Request, Response
from app.api.multipart import MultipartBody
from app.errors import AppError, NetworkError, OddAnswerError, Sent
from app.log import silence_libraries
from app.secrets import Secret
from app.threads import run_in_daemon_thread

if TYPE_CHECKING:
    import httpx

# httpx gets slower above 10 requests at once.
MAX_CONNECTIONS = 8
CONNECT_TIMEOUT_S = 10.0
KEEP_ALIVE_S = 30.0
DOWNLOAD_LIMIT_S = 120.0

OnSent = Callable[[int, int], None]
MayLeave = Callable[[], bool]
OnAnswer = Callable[[int, Mapping[str, str]], None]

_NO_ANSWER_TO_CHANGE = (
    "{host} did not answer within {seconds} seconds. It is not known whether the change was made: look before you "
    "repeat it."
)
_BROKEN_CHANGE = (
    "The connection to {host} broke off. It is not known whether the change was made: look before you repeat it."
)

_log = logging.getLogger(__name__)


class CalledBackError(Exception):
    """`may_leave` said no: no byte of the request left this machine. Never seen outside of `app/api`."""


class Transport:
    """Sends requests to one base URL with one key, and nowhere else.

    Args:
        base_url: As an operator may write it; where it comes from, a file or the environment, it may be anything.
        key: Sent as the Bearer token.
        proxy: URL of a proxy that the operator has set; the environment is never asked.

    Attributes:
        account: Address and last characters of the key: tells what belongs to another key from what belongs to this.

    Raises:
        AppError: The key would not be safe at that address (`parse_base_url`).
    """

    def __init__(self, base_url: str, key: Secret, *, proxy: str | None = None) -> None:
        self.base_url = parse_base_url(base_url)
        self.host = urlsplit(self.base_url).netloc
        self.account = f"{self.base_url} {key.hint}"
        self._key = key
        self._proxy = proxy
        self._library: _Library | None = None
        self._opening = asyncio.Lock()
        self._is_closed = False

    async def open(self) -> None:
        """Set up the HTTP library, off the loop's thread. `send` does it on its own where it was not done before."""
        async with self._opening:
            if self._library is None:
                is_tls = self.base_url.startswith("https:")
                proxy = self._proxy
                self._library = await run_in_daemon_thread(lambda: _Library(is_tls, proxy), name="http-setup")

    async def aclose(self) -> None:
        """Close every connection. Requests under way fail; nothing can be sent afterwards."""
        self._is_closed = True
        if self._library is not None:
            await self._library.pooled.aclose()
            await self._library.fresh.aclose()

    async def send(
        self,
        request: Request,
        *,
        limit_s: float | None = None,
        may_leave: MayLeave | None = None,
        on_sent: OnSent | None = None,
        on_answer: OnAnswer | None = None,
    ) -> Response:
        """Send `request` and read the whole answer, whatever its status (3xx excepted).

        Args:
            request: What to send.
            limit_s: Where this try may take less than the request's whole time.
            may_leave: Asked once the connection is there, right before the first byte of the request leaves.
            on_sent: Progress of an upload: bytes of the file sent, bytes in all. Called with 0 right before the first
                byte of the request leaves; not called at all means that nothing left.
            on_answer: Called with status and headers (lower-case names) as soon as they are there, that is also for
                answers that break off afterwards.

        Raises:
            CalledBackError: `may_leave` said no.
            NetworkError: No complete answer; `sent` tells how far the request had got.
            OddAnswerError: A redirect (none is followed), a body that is too large or cannot be unpacked.
        """
        if self._library is None:
            await self.open()
        library = self._library
        if library is None or self._is_closed:
            raise NetworkError("The connection to {host} is closed.", host=self.host)
        progress = _Progress(may_leave, on_sent, len(request.upload.content) if request.upload else 0)
        started = time.perf_counter()
        failure: AppError | CalledBackError
        try:
            async with asyncio.timeout(request.timeout_s if limit_s is None else limit_s):
                status, headers, body = await self._exchange(library, request, progress, on_answer)
            return Response(status, headers, body, time.perf_counter() - started)
        except CalledBackError:
            # The library has closed the connection: it takes anything that goes wrong here for a broken one.
            failure = CalledBackError()
        except BodyError as error:
            failure = OddAnswerError(status=progress.status or 0, host=self.host, what=error.what)
        except TimeoutError:
            failure = self._timed_out(request, progress.sent)
        except library.errors as error:
            _log.debug("%s %s: %s", request.method, request.target, type(error).__name__)
            failure = self._failure(error, request, progress)
        # Outside of the handlers, so that no traceback leads to the library's own exception and its text.
        raise failure

    async def download(self, url: str, most_bytes: int, on_progress: OnSent | None = None) -> tuple[int, bytes]:
        """Fetch what a link leads to, wherever that is: without the key. Gives the status and the whole body.

        Args:
            url: Checked by the caller (`app/calls/recording.py`).
            most_bytes: What the body may hold.
            on_progress: Bytes that have arrived, bytes in all (0 where the server does not say).

        Raises:
            NetworkError: No complete answer.
            OddAnswerError: A redirect (none is followed), a body that is too large.
        """
        if self._library is None:
            await self.open()
        library = self._library
        host = urlsplit(url).netloc
        if library is None or self._is_closed:
            raise NetworkError("The connection to {host} is closed.", host=host)
        failure: AppError
        try:
            async with asyncio.timeout(DOWNLOAD_LIMIT_S):
                response = await library.fresh.handle_async_request(library.bare_message(url))
                stream: Any = response.stream
                try:
                    if 300 <= response.status_code < 400:
                        raise BodyError("a redirect to another address")
                    body = CappedBody(response.headers.get("content-encoding", ""), max_bytes=most_bytes)
                    length = response.headers.get("content-length", "")
                    counted = _Counted(stream, on_progress, int(length) if length.isdecimal() else 0)
                    await _fill(body, counted, library.errors)
                    return response.status_code, body.finish()
                finally:
                    await stream.aclose()
        except BodyError as error:
            failure = OddAnswerError(
                "{host} does not give the file itself ({what}).", status=0, host=host, what=error.what
            )
        except TimeoutError:
            failure = NetworkError(
                "{host} did not give the file within {seconds} seconds.", host=host, seconds=round(DOWNLOAD_LIMIT_S)
            )
        except library.errors as error:
            _log.debug("download: %s", type(error).__name__)
            is_tls = any(isinstance(cause, ssl.SSLError) for cause in _causes(error))
            failure = NetworkError(
                "The identity of {host} could not be confirmed, so nothing was fetched from it."
                if is_tls
                else "The file could not be fetched from {host}. Check the network connection and try again.",
                host=host,
            )
        raise failure

    async def _exchange(
        self, library: _Library, request: Request, progress: _Progress, on_answer: OnAnswer | None
    ) -> tuple[int, Mapping[str, str], bytes]:
        message = library.message(self.base_url + request.target, request, self._key, progress)
        connections = library.fresh if request.fresh_connection else library.pooled
        response = await connections.handle_async_request(message)
        stream: Any = response.stream  # an AsyncByteStream
        try:
            # Turned around: of a header that came twice the first one counts.
            headers = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in reversed(response.headers.raw)
            }
            status = response.status_code
            if on_answer is not None:
                on_answer(status, headers)
            if 300 <= status < 400 and status != 304:
                raise BodyError("a redirect to another address")
            body = CappedBody(headers.get("content-encoding", ""))
            await _fill(body, stream, library.errors)
            return status, headers, body.finish()
        finally:
            await stream.aclose()

    def _timed_out(self, request: Request, sent: Sent) -> NetworkError:
        seconds = max(1, round(request.timeout_s))
        if request.is_read:
            template = "{host} did not answer within {seconds} seconds. Try again in a moment."
        elif sent is Sent.NOTHING:
            template = "{host} could not be reached within {seconds} seconds. Nothing was changed."
        else:
            template = _NO_ANSWER_TO_CHANGE
        return NetworkError(template, sent=sent, host=self.host, seconds=seconds)

    def _failure(self, error: BaseException, request: Request, progress: _Progress) -> AppError:
        sent = progress.sent
        if sent is Sent.NOTHING:
            return NetworkError(_why_unreachable(error), sent=sent, host=self.host)
        if request.is_read:
            template = "The connection to {host} broke off before the answer was complete. Try again."
        else:
            template = _BROKEN_CHANGE
        return NetworkError(template, sent=sent, host=self.host)


async def _fill(body: CappedBody, stream: Any, errors: tuple[type[BaseException], ...]) -> None:
    """Read all of `stream` into `body`; BodyError where it does not fit."""
    problem: BodyError | None = None
    try:
        async for piece in stream:
            if problem is not None:
                continue
            try:
                while piece := body.feed(piece):  # noqa: ASYNC110 (nothing is waited for)
                    await asyncio.sleep(0)  # a piece can hold a thousand times its size: let others run
            except BodyError as error:
                problem = error
                # Left in the middle, the library's generators would be ended by the garbage collector, where nobody
                # waits for them. On a closed connection they end by themselves.
                await stream.aclose()
    except errors:
        if problem is None:
            raise
    if problem is not None:
        raise problem


class _Counted:
    """A stream that tells how much of it has come."""

    def __init__(self, stream: Any, on_progress: OnSent | None, total: int) -> None:
        self._stream = stream
        self._on_progress = on_progress
        self._total = total

    async def __aiter__(self) -> AsyncIterator[bytes]:
        done = 0
        async for piece in self._stream:
            done += len(piece)
            if self._on_progress is not None:
                self._on_progress(done, self._total)
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


class _Library:
    """The HTTP library, set up. Built in a thread, used on the loop."""

    def __init__(self, is_tls: bool, proxy: str | None) -> None:
        import importlib.util

        import httpx

        from app.api.connecting import Backend

        # Otherwise imported in the middle of the first request, on the window's thread.
        importlib.import_module("anyio._backends._asyncio")
        silence_libraries()
        # Looked for several times in every request; not finding it anew costs more than the rest of our code.
        if importlib.util.find_spec("sniffio") is None:
            sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]  # documented: "import" then fails at once
        self._httpx: Any = httpx
        self._backend = Backend()
        self.errors = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError)
        # For a loopback address without TLS: a context that trusts nobody.
        context = _tls_context() if is_tls else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.pooled = self._connections(context, proxy, keep_alive=MAX_CONNECTIONS)
        # Keeps no connection, so that every request of it opens its own.
        self.fresh = self._connections(context, proxy, keep_alive=0)

    def _connections(self, context: ssl.SSLContext, proxy: str | None, keep_alive: int) -> httpx.AsyncHTTPTransport:
        """The library's connection pool, without its client: no redirects, no cookies, nothing of the environment."""
        connections: httpx.AsyncHTTPTransport = self._httpx.AsyncHTTPTransport(
            verify=context,
            proxy=proxy,
            trust_env=False,
            limits=self._httpx.Limits(
                max_connections=MAX_CONNECTIONS, max_keepalive_connections=keep_alive, keepalive_expiry=KEEP_ALIVE_S
            ),
        )
        # There is no public way to hand it over; a test watches that names are looked up by it.
        connections._pool._network_backend = self._backend
        return connections

    def bare_message(self, url: str) -> httpx.Request:
        """A request for a file that is nobody's secret: no key, no encoding."""
        timeouts = {"connect": CONNECT_TIMEOUT_S, "read": None, "write": None, "pool": None}
        headers = {"Accept-Encoding": "identity", "User-Agent": "dialnexa-console", "Connection": "close"}
        made: httpx.Request = self._httpx.Request("GET", url, headers=headers, extensions={"timeout": timeouts})
        return made

    def message(self, url: str, request: Request, key: Secret, progress: _Progress) -> httpx.Request:
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": ACCEPTED_ENCODINGS,
            "Authorization": f"Bearer {key.reveal()}",
            "User-Agent": "dialnexa-console",
            **request.headers,
        }
        content: bytes | AsyncIterator[bytes] | None = None
        if request.fresh_connection:
            headers["Connection"] = "close"
        if request.upload is not None:
            multipart = MultipartBody(request.upload)
            headers["Content-Type"] = multipart.content_type
            headers["Content-Length"] = str(multipart.length)
            content = multipart.pieces(progress.on_sent)
        elif request.json is not None:
            import msgspec

            headers["Content-Type"] = "application/json"
            content = msgspec.json.encode(request.json)
        # The outer time limit covers reading and writing; a limit per read never fires on a slow drip.
        timeouts = {"connect": CONNECT_TIMEOUT_S, "read": None, "write": None, "pool": None}
        message: httpx.Request = self._httpx.Request(
            request.method,
            url,
            headers=headers,
            content=content,
            extensions={"timeout": timeouts, "trace": progress.trace},
        )
        return message


class _Progress:
    """How far one request has got, by the library's own account (exception classes do not tell)."""

    def __init__(self, may_leave: MayLeave | None, on_sent: OnSent | None, total: int) -> None:
        self.sent = Sent.NOTHING
        self.status: int | None = None
        self.on_sent = on_sent
        self._may_leave = may_leave
        self._total = total
        self._is_tunnel = False

    async def trace(self, event: str, info: dict[str, Any]) -> None:
        """The "trace" extension of httpcore."""
        if event == "http11.send_request_headers.started":
            # A proxy is first asked for a tunnel: that carries neither the key nor the request.
            self._is_tunnel = info["request"].method == b"CONNECT"
            if not self._is_tunnel:
                if self._may_leave is not None and not self._may_leave():
                    raise CalledBackError
                self.sent = Sent.PART
                if self.on_sent is not None:
                    self.on_sent(0, self._total)
        elif self._is_tunnel:
            return
        elif event == "http11.send_request_body.complete":
            self.sent = Sent.ALL
        elif event == "http11.receive_response_headers.complete":
            self.sent = Sent.ANSWERED
            self.status = info["return_value"][1]


def _tls_context() -> ssl.SSLContext:
    """TLS by the system's trust store. There is no way to switch it off."""
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.keylog_filename = None  # type: ignore[assignment]  # SSLKEYLOGFILE would give the session away
    return context


def _why_unreachable(error: BaseException) -> str:
    """The sentence for a connection that was never made, by the operating system's reason for it."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError):
            return (
                "The identity of {host} could not be confirmed, so nothing was sent. "
                "Check the address, and the date and certificates of this computer."
            )
        if isinstance(cause, socket.gaierror):
            return "{host} could not be found. Check the network connection and the address of this profile."
        if isinstance(cause, ConnectionRefusedError):
            return "{host} does not accept connections at the moment. Check the address of this profile."
    return "{host} could not be reached. Check the network connection; nothing was changed."


def _causes(error: BaseException | None) -> list[BaseException]:
    """`error` and everything that led to it."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting and len(found) < 50:
        current = waiting.pop()
        if current is None or current in found:
            continue
        found.append(current)
        waiting += [current.__cause__, current.__context__]
        if isinstance(current, BaseExceptionGroup):
            waiting += current.exceptions
    return found
