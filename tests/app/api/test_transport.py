"""One request over real sockets, and everything that can go wrong with it."""

from __future__ import annotations

import asyncio
import gzip
import logging
import socket
import threading
import traceback
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest

from app.api.body import MAX_BODY_BYTES, BodyError, CappedBody
from app.api.messages import Request, path_of
from app.api.multipart import PIECE_BYTES
from app.api.transport import CalledBackError, Transport
from app.errors import AppError, NetworkError, OddAnswerError, Sent
from app.models import UploadFile
from app.secrets import Secret
from tests.app.api.conftest import KEY
from tests.app.api.raw_server import Seen, answer, hang, raw_server, reset, script, unused_port

pytestmark = pytest.mark.anyio

GET = Request("GET", "/things")
POST = Request("POST", "/things", json={"a": 1})


@pytest.fixture
async def transport_to() -> AsyncIterator[Callable[[str], Awaitable[Transport]]]:
    async with AsyncExitStack() as stack:

        async def build(url: str) -> Transport:
            transport = Transport(url, Secret(KEY))
            stack.push_async_callback(transport.aclose)
            return transport

        yield build


TransportTo = Callable[[str], Awaitable[Transport]]


async def failure_of(transport: Transport, request: Request) -> AppError:
    """The error that sending ends in; no way of printing it shows the key or the library."""
    with pytest.raises(AppError) as caught:
        await transport.send(request)
    error = caught.value
    assert error.__cause__ is None
    assert error.__context__ is None
    shown = "".join(traceback.format_exception(error)) + repr(error) + str(error) + repr(vars(error))
    assert "sentinel" not in shown
    assert "httpx." not in shown
    return error


async def test_what_goes_out_and_comes_back(transport_to: TransportTo) -> None:
    async with raw_server(script(answer(201, {"ok": True}, {"X-RateLimit-Limit": "60", "ETag": '"a"'}))) as server:
        transport = await transport_to(server.url)
        request = Request("PATCH", path_of("campaigns", "a/b?c"), (("q", "a b&c"),), json={"name": "नमस्ते"})
        response = await transport.send(request)
    assert (response.status, response.body) == (201, b'{"ok": true}')
    assert response.headers["x-ratelimit-limit"] == "60"
    assert response.elapsed_s > 0
    [seen] = server.seen
    assert (seen.method, seen.target) == ("PATCH", "/v1/campaigns/a%2Fb%3Fc?q=a+b%26c")
    assert seen.headers["authorization"] == f"Bearer {KEY}"
    assert seen.headers["host"] == f"127.0.0.1:{server.port}"
    assert seen.body.decode() == '{"name":"नमस्ते"}'


@pytest.mark.parametrize("part", ["", ".", ".."])
def test_an_id_cannot_lead_elsewhere(part: str) -> None:
    with pytest.raises(AppError):
        path_of("campaigns", part)


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress])
async def test_compressed_answers_are_unpacked(transport_to: TransportTo, compress: Callable[[bytes], bytes]) -> None:
    encoding = "gzip" if compress is gzip.compress else "deflate"
    body = b'{"a": "' + b"x" * 300_000 + b'"}'
    async with raw_server(script(answer(200, compress(body), {"Content-Encoding": encoding}))) as server:
        response = await (await transport_to(server.url)).send(GET)
    assert response.body == body


async def test_nobody_there(transport_to: TransportTo) -> None:
    error = await failure_of(await transport_to(f"http://127.0.0.1:{unused_port()}/v1"), POST)
    assert isinstance(error, NetworkError)
    assert error.sent is Sent.NOTHING
    assert "does not accept connections" in error.user_message


async def test_a_name_that_does_not_exist(transport_to: TransportTo) -> None:
    error = await failure_of(await transport_to(f"https://{'x' * 64}.test/v1"), POST)
    assert isinstance(error, NetworkError)
    assert error.sent is Sent.NOTHING


async def test_a_server_without_tls_gets_nothing(transport_to: TransportTo) -> None:
    async def chatter(seen: Seen, writer: asyncio.StreamWriter) -> None:
        raise AssertionError("a request arrived")

    async with raw_server(chatter) as server:

        async def no_tls(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            received.append(await reader.read(3))
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            writer.close()

        received: list[bytes] = []
        plain = await asyncio.start_server(no_tls, "127.0.0.1", 0)
        async with plain:
            port = plain.sockets[0].getsockname()[1]
            error = await failure_of(await transport_to(f"https://127.0.0.1:{port}/v1"), POST)
        assert server.seen == []
    assert received[0][:1] == b"\x16"  # the TLS handshake, not a request
    assert isinstance(error, NetworkError)
    assert error.sent is Sent.NOTHING
    assert "identity" in error.user_message


async def test_the_whole_request_arrived_and_no_answer_came(transport_to: TransportTo) -> None:
    async def drop(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async def drop_hard(seen: Seen, writer: asyncio.StreamWriter) -> None:
        reset(writer)

    for handler in (drop, drop_hard):
        async with raw_server(handler) as server:
            error = await failure_of(await transport_to(server.url), POST)
        assert isinstance(error, NetworkError)
        assert error.sent is Sent.ALL
        assert "not known whether the change was made" in error.user_message


async def test_an_answer_that_breaks_off(transport_to: TransportTo) -> None:
    async def cut(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(201, b"x" * 1000)[:-400])
        await writer.drain()
        writer.close()

    statuses: list[int] = []
    async with raw_server(cut) as server:
        transport = await transport_to(server.url)
        with pytest.raises(NetworkError) as caught:
            await transport.send(POST, on_answer=lambda status, headers: statuses.append(status))
    assert caught.value.sent is Sent.ANSWERED
    assert statuses == [201]


async def test_a_server_that_never_answers(transport_to: TransportTo) -> None:
    async with raw_server(hang) as server:
        transport = await transport_to(server.url)
        read = await failure_of(transport, Request("GET", "/things", timeout_s=0.2))
        write = await failure_of(transport, Request("POST", "/things", json={}, timeout_s=0.2))
    assert isinstance(read, NetworkError)
    assert isinstance(write, NetworkError)
    assert write.sent is Sent.ALL
    assert "did not answer" in read.user_message
    assert "not known" in write.user_message


async def test_a_slow_drip_is_cut_off(transport_to: TransportTo) -> None:
    """A time limit for each read would never fire here."""

    async def drip(seen: Seen, writer: asyncio.StreamWriter) -> None:
        for byte in answer(200, b"x" * 1000):
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.01)

    async with raw_server(drip) as server:
        error = await failure_of(await transport_to(server.url), Request("GET", "/things", timeout_s=0.3))
    assert isinstance(error, NetworkError)


@pytest.mark.parametrize("is_packed", [False, True])
async def test_a_body_that_is_too_large_is_not_read_to_the_end(transport_to: TransportTo, is_packed: bool) -> None:
    size = MAX_BODY_BYTES + 1_000_000
    body = gzip.compress(bytes(size), 1) if is_packed else bytes(size)
    headers = {"Content-Encoding": "gzip"} if is_packed else {}
    async with raw_server(script(answer(200, body, headers))) as server:
        error = await failure_of(await transport_to(server.url), GET)
    assert isinstance(error, OddAnswerError)
    assert error.status == 200
    assert "more data" in error.user_message


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Encoding": "br"}, b"x"),
        ({"Content-Encoding": "gzip"}, b"no gzip"),
        ({"Content-Encoding": "gzip"}, gzip.compress(bytes(1000))[:-12]),
    ],
)
async def test_an_encoding_that_cannot_be_undone(
    transport_to: TransportTo, headers: dict[str, str], body: bytes
) -> None:
    async with raw_server(script(answer(200, body, headers))) as server:
        error = await failure_of(await transport_to(server.url), GET)
    assert isinstance(error, OddAnswerError)


@pytest.mark.parametrize("location", ["http://127.0.0.1:{port}/elsewhere", "/elsewhere", "https://evil.test/", "::::"])
async def test_redirects_are_not_followed(transport_to: TransportTo, location: str) -> None:
    async with raw_server(hang) as other:
        target = location.format(port=other.port)
        async with raw_server(script(answer(307, b"", {"Location": target}))) as server:
            error = await failure_of(await transport_to(server.url), POST)
        assert isinstance(error, OddAnswerError)
        assert error.status == 307
        assert len(server.seen) == 1
        assert other.seen == []


@pytest.mark.parametrize(
    "garbage",
    [
        b"hello\r\n\r\n",
        b"\x16\x03\x01nope\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nx: " + b"a" * 200_000,
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel",
    ],
)
async def test_bytes_that_are_no_http(transport_to: TransportTo, garbage: bytes) -> None:
    async def speak(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(garbage)
        await writer.drain()
        writer.close()

    async with raw_server(speak) as server:
        error = await failure_of(await transport_to(server.url), POST)
    assert isinstance(error, NetworkError)
    assert error.sent is not Sent.NOTHING


async def test_environment_and_cookies_are_ignored(
    transport_to: TransportTo, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{unused_port()}")
    async with raw_server(script(answer(200, {}, {"Set-Cookie": "session=1; Path=/"}))) as server:
        transport = await transport_to(server.url)
        await transport.send(GET)
        await transport.send(GET)
    assert "cookie" not in server.seen[1].headers


async def test_the_tls_session_is_not_given_away(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    from app.api.transport import _tls_context

    monkeypatch.setenv("SSLKEYLOGFILE", f"{tmp_path}/keys")
    context = _tls_context()
    assert context.keylog_filename is None
    assert context.check_hostname


async def test_connections_are_kept_and_fresh_ones_are_not(transport_to: TransportTo) -> None:
    fresh = Request("POST", "/things", json={}, fresh_connection=True)
    async with raw_server(script(answer(200, {}))) as server:
        transport = await transport_to(server.url)
        for request in (GET, GET, fresh, fresh, GET):
            await transport.send(request)
    assert [seen.connection for seen in server.seen] == [1, 1, 2, 3, 1]
    assert server.seen[2].headers["connection"] == "close"


async def test_an_upload_is_sent_in_pieces_with_progress(transport_to: TransportTo) -> None:
    content = b"phone_number\r\n" + b"+919876543210\r\n" * 20_000
    file = UploadFile(name='be"st\r\nनाम.csv', content=content)
    progress: list[tuple[int, int]] = []
    async with raw_server(script(answer(201, {}))) as server:
        transport = await transport_to(server.url)
        await transport.send(
            Request("POST", "/upload", upload=file), on_sent=lambda sent, total: progress.append((sent, total))
        )
    [seen] = server.seen
    assert progress[0] == (0, len(content))
    assert progress[-1] == (len(content), len(content))
    assert [sent for sent, _ in progress] == sorted({sent for sent, _ in progress})
    assert len(progress) == -(-len(content) // PIECE_BYTES) + 1
    assert "transfer-encoding" not in seen.headers
    boundary = seen.headers["content-type"].partition("boundary=")[2]
    head, _, rest = seen.body.partition(b"\r\n\r\n")
    assert head.startswith(f"--{boundary}\r\n".encode())
    assert 'name="file"; filename="be%22st%0D%0Aनाम.csv"'.encode() in head
    assert rest == content + f"\r\n--{boundary}--\r\n".encode()


async def test_progress_tells_that_nothing_left(transport_to: TransportTo) -> None:
    progress: list[int] = []
    transport = await transport_to(f"http://127.0.0.1:{unused_port()}/v1")
    request = Request("POST", "/upload", upload=UploadFile(name="a.csv", content=b"x"), fresh_connection=True)
    with pytest.raises(NetworkError):
        await transport.send(request, on_sent=lambda sent, total: progress.append(sent))
    assert progress == []


async def test_an_upload_cut_in_the_middle_of_its_body(transport_to: TransportTo) -> None:
    async def read_a_little(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await reader.read(1000)
        reset(writer)

    server = await asyncio.start_server(read_a_little, "127.0.0.1", 0)
    async with server:
        transport = await transport_to(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1")
        file = UploadFile(name="a.csv", content=bytes(20_000_000))
        error = await failure_of(transport, Request("POST", "/upload", upload=file, fresh_connection=True))
    assert isinstance(error, NetworkError)
    assert error.sent is Sent.PART


async def test_an_early_refusal_of_an_upload_is_heard(transport_to: TransportTo) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer(401, {"statusCode": 401}, {"Connection": "close"}))
        await writer.drain()
        while await reader.read(65536):
            pass
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with server:
        transport = await transport_to(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1")
        file = UploadFile(name="a.csv", content=bytes(3_000_000))
        response = await transport.send(Request("POST", "/upload", upload=file, fresh_connection=True))
    assert response.status == 401


async def test_names_are_looked_up_in_a_daemon_thread_of_our_own(
    transport_to: TransportTo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loop's executor would be joined at exit: a look-up without a network would hold up the end."""
    seen: list[threading.Thread] = []
    look_up = socket.getaddrinfo

    def watched(*arguments: object, **options: object) -> object:
        seen.append(threading.current_thread())
        return look_up(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", watched)
    async with raw_server(script(answer(200, {}))) as server:
        transport = await transport_to(f"http://localhost:{server.port}/v1")
        assert (await transport.send(GET)).status == 200
    assert [thread.name for thread in seen] == ["name-lookup"]
    assert seen[0].daemon


async def test_eight_at_once_and_no_more(transport_to: TransportTo) -> None:
    gate = asyncio.Event()

    async def wait(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if len(server.seen) == 8:
            gate.set()
        await gate.wait()
        writer.write(answer(200, {}))

    async with raw_server(wait) as server:
        transport = await transport_to(server.url)
        await asyncio.gather(*(transport.send(GET) for _ in range(20)))
    assert len(server.seen) == 20
    assert server.connections == 8


async def test_cancelling_leaves_the_transport_usable(transport_to: TransportTo) -> None:
    arrived = asyncio.Event()

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        if len(server.seen) == 1:
            arrived.set()
            await asyncio.Event().wait()
        writer.write(answer(200, {}))

    async with raw_server(handle) as server:
        transport = await transport_to(server.url)
        task = asyncio.create_task(transport.send(GET))
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await transport.send(GET)).status == 200


async def test_a_closed_transport_says_so(transport_to: TransportTo) -> None:
    async with raw_server(script(answer(200, {}))) as server:
        transport = await transport_to(server.url)
        await transport.send(GET)
        await transport.aclose()
        error = await failure_of(transport, GET)
    assert isinstance(error, NetworkError)
    assert error.sent is Sent.NOTHING


async def test_the_debug_log_holds_no_key(transport_to: TransportTo, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with raw_server(script(answer(200, {}))) as server:
        await (await transport_to(server.url)).send(POST)
    await failure_of(await transport_to(f"http://127.0.0.1:{unused_port()}/v1"), POST)
    assert "ConnectError" in caplog.text
    assert "sentinel" not in caplog.text


async def test_a_proxy_that_refuses_has_seen_neither_key_nor_request() -> None:
    heads: list[bytes] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with server:
        proxy = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        transport = Transport("https://api.dialnexa.test/v1", Secret(KEY), proxy=proxy)
        error = await failure_of(transport, POST)
        await transport.aclose()
    assert isinstance(error, NetworkError)
    assert error.sent is Sent.NOTHING
    assert heads[0].startswith(b"CONNECT api.dialnexa.test:443")
    assert b"sentinel" not in heads[0]


async def test_a_connection_that_the_server_has_closed_is_not_used_again(transport_to: TransportTo) -> None:
    """A write on it would fail without a trace of whether it was carried out."""

    async def answer_and_close(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(200, {}))
        await writer.drain()
        writer.close()
        closed.set()

    closed = asyncio.Event()
    async with raw_server(answer_and_close) as server:
        transport = await transport_to(server.url)
        for _ in range(5):
            closed.clear()
            assert (await transport.send(POST)).status == 200
            await closed.wait()
            await asyncio.sleep(0)
    assert server.connections == 5


def test_a_bomb_is_never_unpacked_beyond_the_cap() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    body = CappedBody("gzip", max_bytes=100_000)
    tracemalloc.start()
    try:
        with pytest.raises(BodyError):
            body.feed(bomb)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.parametrize("encoding", ["", "identity", "gzip", "x-gzip", "deflate"])
def test_a_body_in_pieces_up_to_the_cap(encoding: str) -> None:
    content = bytes(range(256)) * 40
    packed = content if encoding in ("", "identity") else gzip.compress(content)
    packed = zlib.compress(content) if encoding == "deflate" else packed
    body = CappedBody(encoding, max_bytes=len(content))
    for start in range(0, len(packed), 7):
        body.feed(packed[start : start + 7])
    assert body.finish() == content
    tight = CappedBody(encoding, max_bytes=len(content) - 1)
    with pytest.raises(BodyError):
        tight.feed(packed)


@pytest.mark.parametrize("fresh", [False, True], ids=["pooled", "fresh"])
async def test_what_may_not_leave_any_more_sends_no_byte_and_holds_no_connection(
    transport_to: TransportTo, fresh: bool
) -> None:
    asked: list[int] = []

    def no() -> bool:
        asked.append(1)
        return False

    file = UploadFile(name="leads.csv", content=b"phone_number\r\n")
    kinds = [Request("GET", "/things", fresh_connection=fresh), Request("POST", "/up", upload=file)]
    async with raw_server(script(answer(200, {}))) as server:
        transport = await transport_to(server.url)
        await transport.send(GET)  # leaves a connection to be used again
        progress: list[int] = []
        for number in range(50):
            with pytest.raises(CalledBackError) as caught:
                await transport.send(kinds[number % 2], may_leave=no, on_sent=lambda sent, total: progress.append(sent))
            assert caught.value.__context__ is None
        together = (transport.send(kinds[0], may_leave=no) for _ in range(20))  # more than there are connections
        refused = await asyncio.gather(*together, return_exceptions=True)
        assert all(isinstance(error, CalledBackError) for error in refused)
        assert len(asked) == 70
        assert (await transport.send(kinds[1])).status == 200
        answers = await asyncio.gather(*(transport.send(GET) for _ in range(20)))
        assert {one.status for one in answers} == {200}
        assert [seen.target for seen in server.seen] == ["/v1/things", "/v1/up", *["/v1/things"] * 20]
        assert progress == []
