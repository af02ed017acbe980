"""Fetching a file that a link leads to: without the key, without surprises."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from app.api.transport import Transport
from app.errors import AppError, NetworkError, OddAnswerError
from app.secrets import Secret
from tests.app.api.conftest import KEY
from tests.app.api.raw_server import Seen, answer, hang, raw_server, script, unused_port

pytestmark = pytest.mark.anyio

MOST = 1_000_000


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    made = Transport("http://127.0.0.1:1/v1", Secret(KEY))
    yield made
    await made.aclose()


async def failure_of(transport: Transport, url: str, most: int = MOST) -> AppError:
    with pytest.raises(AppError) as caught:
        await transport.download(url, most)
    assert KEY.partition(":")[2] not in str(caught.value)
    return caught.value


async def test_the_whole_file_comes_and_the_key_does_not_go(transport: Transport) -> None:
    told: list[tuple[int, int]] = []
    body = bytes(range(256)) * 2_000
    async with raw_server(script(answer(200, body))) as server:
        url = f"http://127.0.0.1:{server.port}/a/b.wav?token=x%20y"
        assert await transport.download(url, MOST, lambda done, total: told.append((done, total))) == (200, body)
    [seen] = server.seen
    assert (seen.method, seen.target) == ("GET", "/a/b.wav?token=x%20y")
    assert "authorization" not in seen.headers
    assert KEY not in str(seen.headers)
    assert told[-1] == (len(body), len(body))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_a_refusal_is_told_by_its_status(transport: Transport, status: int) -> None:
    async with raw_server(script(answer(status, b"no"))) as server:
        assert await transport.download(f"http://127.0.0.1:{server.port}/x", MOST) == (status, b"no")


async def test_a_redirect_is_not_followed(transport: Transport) -> None:
    async with raw_server(hang) as other:
        target = f"http://127.0.0.1:{other.port}/"
        async with raw_server(script(answer(302, b"", {"Location": target}))) as server:
            error = await failure_of(transport, f"http://127.0.0.1:{server.port}/x")
        assert isinstance(error, OddAnswerError)
        assert "a redirect to another address" in str(error)
        assert other.seen == []


async def test_a_file_that_is_too_large_is_given_up_early(transport: Transport) -> None:
    sent = 0

    async def pour(_seen: Seen, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(bytes(65_536))
            sent += 65_536
            await writer.drain()

    async with raw_server(pour) as server:
        error = await failure_of(transport, f"http://127.0.0.1:{server.port}/x")
    assert isinstance(error, OddAnswerError)
    assert sent < 40 * MOST


async def test_a_file_that_breaks_off_is_none(transport: Transport) -> None:
    cut = answer(200, b"half", {"Content-Length": "8"})

    async def handle(_seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(cut)
        writer.close()

    async with raw_server(handle) as server:
        error = await failure_of(transport, f"http://127.0.0.1:{server.port}/x")
    assert isinstance(error, NetworkError)
    error = await failure_of(transport, f"http://127.0.0.1:{unused_port()}/x")
    assert str(error).startswith("The file could not be fetched from 127.0.0.1:")


async def test_a_server_whose_identity_is_not_confirmed_gives_nothing(transport: Transport) -> None:
    async def speak_plainly(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(200, b"sound"))
        writer.close()

    async with await asyncio.start_server(speak_plainly, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        error = await failure_of(transport, f"https://127.0.0.1:{port}/x")
    assert str(error).startswith("The identity of 127.0.0.1:")


async def test_after_the_end_nothing_is_fetched(transport: Transport) -> None:
    await transport.aclose()
    assert isinstance(await failure_of(transport, "http://127.0.0.1:1/x"), NetworkError)
