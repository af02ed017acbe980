"""Making connections for the HTTP library.

Owns: looking up names where it cannot hold up the end of the program, and telling quickly whether the server has closed
an idle connection. Leaves to others: everything above a connection. Loaded by `app/api/transport.py` in its set-up
thread, never at start: it imports the HTTP library's lower half.

asyncio looks up names in an executor, whose threads are joined at exit: without a network one look-up takes up to half
a minute.
"""

from __future__ import annotations

import asyncio
import ipaddress
import select
import socket
import ssl
import time
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

import httpcore

from app.threads import run_in_daemon_thread

# Of several addresses of one name, how long each but the last may take.
_ONE_ADDRESS_S = 4.0


class Backend(httpcore.AsyncNetworkBackend):
    """Connects by name. See `httpcore.AsyncNetworkBackend`."""

    def __init__(self) -> None:
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of `host` that takes one, all within `timeout`."""
        deadline = None if timeout is None else time.monotonic() + timeout
        addresses = await _addresses(host, port, timeout)
        for number, address in enumerate(addresses, start=1):
            left = None if deadline is None else max(deadline - time.monotonic(), 0.001)
            is_last = number == len(addresses)
            try:
                stream = await self._inner.connect_tcp(
                    address,
                    port,
                    timeout=left if is_last else min(left or _ONE_ADDRESS_S, _ONE_ADDRESS_S),
                    local_address=local_address,
                    socket_options=socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if is_last:
                    raise
            else:
                return _Stream(stream)
        raise httpcore.ConnectError("no address")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


async def _addresses(host: str, port: int, timeout: float | None) -> list[str]:
    """The addresses of `host`, in the system's order of preference."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return [host]
    try:
        async with asyncio.timeout(timeout):
            found = await run_in_daemon_thread(
                lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM), name="name-lookup"
            )
    except TimeoutError as error:
        raise httpcore.ConnectTimeout("name look-up") from error
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError("name look-up") from error
    return list(dict.fromkeys(str(address[0]) for _, _, _, _, address in found))


class _Stream(httpcore.AsyncNetworkStream):
    """A connection. At every request the library asks all idle ones whether they can be read: that has to be quick."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._is_readable = _readable_check(inner.get_extra_info("socket"))

    def read(self, max_bytes: int, timeout: float | None = None) -> Coroutine[Any, Any, bytes]:
        return self._inner.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> Coroutine[Any, Any, None]:
        return self._inner.write(buffer, timeout)

    def aclose(self) -> Coroutine[Any, Any, None]:
        return self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        return _Stream(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._is_readable() if info == "is_readable" else self._inner.get_extra_info(info)


def _readable_check(raw_socket: Any) -> Callable[[], bool]:
    """A function that tells whether the socket has something to read, which for an idle one means: it was closed."""
    if not hasattr(select, "poll"):  # Windows

        def by_select() -> bool:
            return raw_socket.fileno() < 0 or bool(select.select([raw_socket.fileno()], [], [], 0)[0])

        return by_select

    poll = select.poll()
    poll.register(raw_socket.fileno(), select.POLLIN)

    def by_poll() -> bool:
        return raw_socket.fileno() < 0 or bool(poll.poll(0))

    return by_poll
