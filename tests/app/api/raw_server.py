"""A server of raw bytes, for answers that no proper server gives."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, NamedTuple


class Seen(NamedTuple):
    """A request as it came in."""

    method: str
    target: str
    headers: Mapping[str, str]  # lower-case names
    body: bytes
    connection: int  # number of the connection it came on


Handler = Callable[[Seen, asyncio.StreamWriter], Awaitable[None]]


def answer(status: int, body: Any = b"", headers: Mapping[str, str] | None = None) -> bytes:
    """A complete answer; anything but bytes becomes JSON."""
    given = dict(headers or {})
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
        given.setdefault("Content-Type", "application/json")
    given.setdefault("Content-Length", str(len(body)))
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status} Whatever\r\n{lines}\r\n".encode() + body


def script(*answers: bytes) -> Handler:
    """Gives these answers one after the other, the last one for ever."""
    left = list(answers)

    async def handle(seen: Seen, writer: asyncio.StreamWriter) -> None:
        writer.write(left.pop(0) if len(left) > 1 else left[0])

    return handle


async def hang(seen: Seen, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


def reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST instead of FIN."""
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


class RawServer:
    """What came in, and where."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}/v1"
        self.seen: list[Seen] = []
        self.connections = 0
        self._arrival = asyncio.Event()

    def arrived(self, seen: Seen) -> None:
        """Note a request."""
        self.seen.append(seen)
        self._arrival.set()

    async def until_seen(self, count: int) -> None:
        """Wait until `count` requests have come in."""
        async with asyncio.timeout(5):
            while len(self.seen) < count:
                self._arrival.clear()
                await self._arrival.wait()


@contextlib.asynccontextmanager
async def raw_server(handle: Handler) -> AsyncIterator[RawServer]:
    """Reads whole requests and leaves the answer to `handle`."""
    tasks: set[asyncio.Task[Any]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        server.connections += 1
        number = server.connections
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                first, *lines = head.split("\r\n")
                method, target, _ = first.split(" ")
                pairs = (line.split(": ", 1) for line in lines if line)
                headers = {name.lower(): value for name, value in pairs}
                body = await reader.readexactly(int(headers.get("content-length", "0")))
                seen = Seen(method, target, headers, body, number)
                server.arrived(seen)
                await handle(seen, writer)
                if writer.is_closing():
                    return
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            tasks.discard(task)

    listener = await asyncio.start_server(serve, "127.0.0.1", 0, limit=2**16)
    server = RawServer(listener.sockets[0].getsockname()[1])
    try:
        yield server
    finally:
        listener.close()
        for task in tuple(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await listener.wait_closed()


def unused_port() -> int:
    """A port where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
