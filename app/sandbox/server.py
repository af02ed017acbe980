"""The sandbox as a server: put together, started, stopped.

Owns: wiring, uvicorn, the thread it runs in inside another process, a shutdown that waits for nobody.
Leaves to others: the command line (`__main__.py`).
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
import os
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.sandbox import seed
from app.sandbox.control import Changes, Control
from app.sandbox.control_routes import ControlRoutes
from app.sandbox.dialler import Dialler
from app.sandbox.faults import FaultPlan
from app.sandbox.gate import PREFIX, Connections, Gate
from app.sandbox.limits import FixedWindowLimiter
from app.sandbox.line import Line, send_copy
from app.sandbox.options import Options
from app.sandbox.recordings import RecordingFiles
from app.sandbox.requests_seen import RequestRecord
from app.sandbox.routes_account import AccountRoutes
from app.sandbox.routes_calls import CallRoutes
from app.sandbox.routes_campaigns import CampaignRoutes
from app.sandbox.routes_leads import LeadRoutes
from app.sandbox.routes_reference import ReferenceRoutes
from app.sandbox.spelling import Speller
from app.sandbox.state import Workspace

_KEEP_ALIVE_S: Final = 75
_LAST_WORDS_S: Final = 0.3  # handlers still running at the end get this long

# uvicorn's few warnings (a request that is not HTTP) are no news here; without a handler they would go to stderr.
logging.getLogger("uvicorn").addHandler(logging.NullHandler())


class Sandbox:
    """All parts, wired, on no socket yet. Made and used on one event loop.

    Attributes:
        gate: The ASGI application.
        faults: The orders for it.
        speller: Writes the answers; told where the server can be reached once that is known.
    """

    def __init__(self, options: Options, connections: Connections) -> None:
        changes = Changes()
        self.faults = FaultPlan()
        self.workspace = Workspace(options)
        self.workspace.changed = changes
        seed.fill(self.workspace)
        self.dialler = Dialler(self.workspace)
        limiter = FixedWindowLimiter(options)
        faults = self.faults
        record = RequestRecord()
        speller = self.speller = Speller(options)
        failures: list[str] = []
        self.control = Control(
            workspace=self.workspace,
            dialler=self.dialler,
            limiter=limiter,
            faults=faults,
            record=record,
            failures=failures,
            changes=changes,
        )
        self.gate = Gate(
            workspace=self.workspace,
            limiter=limiter,
            faults=faults,
            record=record,
            routes=[
                *CallRoutes(self.workspace, self.dialler, speller).routes(),
                *CampaignRoutes(self.workspace, self.dialler, speller).routes(),
                *LeadRoutes(self.workspace, self.dialler, speller).routes(),
                *ReferenceRoutes(self.workspace, speller).routes(),
                *AccountRoutes(self.workspace, speller).routes(),
                *RecordingFiles(self.workspace).routes(),
            ],
            control=ControlRoutes(self.control, options),
            connections=connections,
            changed=changes,
            failures=failures,
        )


async def serve(options: Options, ready: Callable[[Sandbox, int], None], stop: asyncio.Event) -> None:
    """Listen, call `ready` with the parts and the port, answer until `stop` is set.

    Raises:
        OptionError: An option makes no sense.
        OSError: The port is taken.
    """
    options.check()
    connections = Connections()
    sandbox = Sandbox(options, connections)
    listener = _listener(options.host, options.port)
    port: int = listener.getsockname()[1]
    sandbox.speller.origin = base_url(options.host, port).removesuffix(PREFIX)
    config = uvicorn.Config(
        sandbox.gate,
        http=_protocol(connections, sandbox.faults),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=_KEEP_ALIVE_S,
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listener])
    sandbox.control.serve_from_here()
    dialling = asyncio.create_task(sandbox.dialler.run())
    stopping = asyncio.create_task(stop.wait())
    absence = _Absence(server, connections, lambda: _listener(options.host, port), sandbox.workspace.changed)
    sandbox.faults.refuse = absence.begin
    try:
        for order in options.chaos:
            sandbox.control.order(**order)
        ready(sandbox, port)
        await asyncio.wait({dialling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if dialling.done():
            dialling.result()  # it never returns: this raises what broke it
    finally:
        sandbox.control.serve_no_more()
        sandbox.faults.refuse = lambda _: None
        await absence.aclose()
        for task in (dialling, stopping):
            task.cancel()
        for one in server.servers:
            one.close()
        # No grace for open connections: whoever waits for an answer sees the connection close, as in a crash.
        connections.cut_all()
        await asyncio.sleep(0)
        running = list(server.server_state.tasks)
        if running:
            _, late = await asyncio.wait(running, timeout=_LAST_WORDS_S)
            for task in late:
                task.cancel()
        await asyncio.gather(dialling, stopping, *running, return_exceptions=True)


def _listener(host: str, port: int) -> socket.socket:
    # With its protocol named: asyncio turns Nagle's delay off only then, and each answer would take 40 ms more.
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(512)
    except OSError:
        listener.close()
        raise
    return listener


class _Absence:
    """Times in which nothing listens on the port."""

    def __init__(
        self,
        server: uvicorn.Server,
        connections: Connections,
        make_listener: Callable[[], socket.socket],
        ended: Callable[[], None],
    ) -> None:
        self._server = server
        self._connections = connections
        self._make_listener = make_listener
        self._ended = ended
        self._waiting: asyncio.TimerHandle | None = None
        self._returning: asyncio.Task[None] | None = None

    def begin(self, seconds: float) -> None:
        """Do not listen for this long; 0 ends it."""
        was_away = self._waiting is not None
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        if seconds > 0:
            for one in self._server.servers:
                one.close()
            self._connections.cut_api()
            self._waiting = asyncio.get_running_loop().call_later(seconds, self._end)
        elif was_away:
            self._end()

    def _end(self) -> None:
        self._waiting = None
        # At once: whoever ordered the end may connect right afterwards.
        listener = self._make_listener()
        self._returning = asyncio.create_task(self._listen(listener))

    async def _listen(self, listener: socket.socket) -> None:
        config, server = self._server.config, self._server

        def protocol() -> asyncio.Protocol:
            made: asyncio.Protocol = config.http_protocol_class(  # type: ignore[call-arg]
                config=config, server_state=server.server_state, app_state=server.lifespan.state
            )
            return made

        server.servers.append(await asyncio.get_running_loop().create_server(protocol, sock=listener))
        self._ended()

    async def aclose(self) -> None:
        """Plan no return any more."""
        if self._waiting is not None:
            self._waiting.cancel()
        if self._returning is not None:
            await self._returning


def _protocol(connections: Connections, faults: FaultPlan) -> type[asyncio.Protocol]:
    copies: set[tuple[Any, ...]] = set()
    tasks: set[asyncio.Task[None]] = set()

    def start_copy(request: bytes, address: tuple[Any, ...]) -> None:
        task = asyncio.create_task(send_copy(request, address, copies.add))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    faults.start_copy = start_copy

    class Protocol(H11Protocol):
        """uvicorn's own, behind a line that may fail, and which says which connections are open."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            client = transport.get_extra_info("peername")
            is_copy = client in copies
            copies.discard(client)
            self._line = Line(transport, faults, super().data_received, is_exempt=is_copy)
            super().connection_made(self._line.outgoing)
            if self.client is not None:
                connections.opened(self.client, transport)
            self._line.opened()

        def data_received(self, data: bytes) -> None:
            self._line.came(data)

        def connection_lost(self, exc: Exception | None) -> None:
            if self.client is not None:
                connections.closed(self.client)
            super().connection_lost(exc)

    return Protocol


class SandboxServer:
    """The sandbox in a thread of this process, for tests and benchmarks.

    with SandboxServer(limit=5) as sandbox:
        httpx.get(f"{sandbox.url}/campaigns", headers={"Authorization": f"Bearer {sandbox.keys[0]}"})
        assert sandbox.control.requests()[0].status == 200

    Also an async context manager. Port, url and control are known from entering on.
    """

    def __init__(self, options: Options | None = None, **changes: Any) -> None:
        """Start from `options`, or the defaults, with `changes`."""
        self.options = dataclasses.replace(options or Options(), **changes)
        self.port = 0
        self.url = ""
        self.keys: list[str] = []
        self._sandbox: Sandbox | None = None
        self._failure: BaseException | None = None
        self._settled = threading.Event()
        self._told: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []
        self._stop: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)

    @property
    def control(self) -> Control:
        """The levers; also readable after the end."""
        assert self._sandbox is not None, "the sandbox has not been started"
        return self._sandbox.control

    def start(self) -> None:
        """Return when it is listening; raise what kept it from that."""
        self._thread.start()
        self._settled.wait()
        self._raise_failure()

    def stop(self) -> None:
        """End it, open connections included; raise what broke it, if something did."""
        self._stop()
        self._thread.join(timeout=5)
        if self._thread.is_alive():
            raise RuntimeError("the sandbox did not end")
        self._raise_failure()

    def __enter__(self) -> SandboxServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def __aenter__(self) -> SandboxServer:
        started = asyncio.Event()
        self._told.append((asyncio.get_running_loop(), started))
        self._thread.start()
        await started.wait()
        self._raise_failure()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        ended = asyncio.Event()
        self._told.append((asyncio.get_running_loop(), ended))
        self._stop()
        while self._thread.is_alive():
            # Looked at again now and then: it may have ended by itself a moment before it was asked to tell.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), 0.05)
        self._raise_failure()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            self._failure = error
        finally:
            self._tell()

    async def _serve(self) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()

        def request_stop() -> None:
            with contextlib.suppress(RuntimeError):  # it has ended by itself
                loop.call_soon_threadsafe(stop.set)

        self._stop = request_stop
        await serve(self.options, self._ready, stop)

    def _ready(self, sandbox: Sandbox, port: int) -> None:
        self._sandbox = sandbox
        self.port = port
        self.url = base_url(self.options.host, port)
        self.keys = sandbox.workspace.keys.tokens
        self._tell()

    def _tell(self) -> None:
        self._settled.set()
        for loop, event in self._told:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(event.set)

    def _raise_failure(self) -> None:
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure


def base_url(host: str, port: int) -> str:
    """What clients are given."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{PREFIX}"
