"""The line between a client and the server, with its faults.

Owns: one connection's bytes in both directions: finding where requests begin, letting the fault plan look at each, and
carrying out what `line_faults.py` lists. Leaves to others: HTTP (`server.py`, uvicorn), the faults that are answers
(`gate.py`).

Without an order nothing is held up: the bytes go through as they come.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable
from typing import Any, Final

from app.sandbox.faults import FaultPlan
from app.sandbox.line_faults import LINE_FAULTS, LineFault

PREFIX: Final = "/v1"
_CONTROL: Final = "/__sandbox"
_HEAD_END: Final = b"\r\n\r\n"
_LONGEST_HEAD: Final = 64 * 1024
_STATUS_LINE_BYTES: Final = 5
_HEADER_BYTES: Final = 40
_ON_THE_WAY_S: Final = 0.02  # what was written has to leave before a reset, which throws it away
_COPY_LIMIT_S: Final = 10.0


class Line:
    """One connection.

    Args:
        transport: The connection.
        faults: The orders.
        receive: Takes bytes for the server.
        is_exempt: It is a copy that a fault made: no other fault meets it.
    """

    def __init__(
        self, transport: asyncio.Transport, faults: FaultPlan, receive: Callable[[bytes], None], *, is_exempt: bool
    ) -> None:
        self.outgoing = Outgoing(transport)
        self._transport = transport
        self._faults = faults
        self._receive = receive
        self._is_exempt = is_exempt
        self._held = b""  # a head that is not complete
        self._left: int | None = 0  # of the present request's body; None: unknown, no more requests are told apart
        self._fault: LineFault | None = None  # that strikes later in the present request
        self._copied = bytearray()
        self._is_over = False

    def opened(self) -> None:
        """The connection has been made."""
        if not self._is_exempt and (kind := self._faults.take_connection()):
            self._strike(LINE_FAULTS[kind])

    def came(self, data: bytes) -> None:
        """Bytes came from the client."""
        while data and not self._is_over:
            if self._left == 0 or self._held:
                data = self._head(self._held + data)
            elif self._left is None:
                self._pass(data)
                return
            else:
                data = self._body(data)

    def _head(self, data: bytes) -> bytes:
        """The beginning of a request; gives back what comes after its head."""
        end = data.find(_HEAD_END)
        if end < 0:
            if len(data) > _LONGEST_HEAD:
                self._held, self._left = b"", None
                self._pass(data)
            else:
                self._held = data
            return b""
        self._held = b""
        head, rest = data[: end + len(_HEAD_END)], data[end + len(_HEAD_END) :]
        method, path, length = _read_head(head)
        kind = None
        if not self._is_exempt and not path.startswith(_CONTROL):
            kind = self._faults.take_line(method, path.removeprefix(PREFIX))
        fault = LINE_FAULTS[kind] if kind is not None else None
        self._left = length
        if fault is not None and fault.stage in ("connection", "head"):
            self._strike(fault)
            return b""
        if fault is not None and fault.stage == "request":
            if not length:
                self._strike(fault)
                return b""
            self._left = length // 2
        self.outgoing.suffer(fault if fault is not None and fault.stage == "answer" else None)
        self._fault = fault
        self._pass(head)
        if self._left == 0:
            self._whole()
        return rest

    def _body(self, data: bytes) -> bytes:
        assert self._left is not None
        piece, rest = data[: self._left], data[self._left :]
        self._left -= len(piece)
        self._pass(piece)
        if self._left == 0:
            self._whole()
        return rest

    def _pass(self, data: bytes) -> None:
        stage = self._fault.stage if self._fault is not None else ""
        if stage == "copy":
            self._copied += data
        if stage != "whole":
            self._receive(data)

    def _whole(self) -> None:
        """The present request, or the half that is let through, is in."""
        fault, self._fault = self._fault, None
        if fault is None:
            return
        if fault.stage in ("request", "whole"):
            self._strike(fault)
        elif fault.stage == "copy":
            self._faults.start_copy(bytes(self._copied), self._transport.get_extra_info("sockname"))
            self._copied.clear()

    def _strike(self, fault: LineFault) -> None:
        self._is_over = True
        if fault.says:
            self.outgoing.say(fault.says)
        elif fault.end == "hang":
            self._transport.pause_reading()
        self.outgoing.end(fault.end, after_s=_ON_THE_WAY_S if fault.says else 0.0)


class Outgoing(asyncio.Transport):
    """What the server takes for its connection to the client."""

    def __init__(self, transport: asyncio.Transport) -> None:
        super().__init__()
        self._transport = transport
        self._fault: LineFault | None = None
        self._is_over = False
        self._is_in_body = False
        self._dripping: asyncio.Task[None] | None = None
        self._drops = bytearray()
        self._is_closing = False

    def suffer(self, fault: LineFault | None) -> None:
        """The next answer meets `fault`, or none."""
        self._fault = fault
        self._is_in_body = False

    def say(self, data: bytes) -> None:
        """Write something that the server did not say."""
        self._transport.write(data)

    def end(self, how: str, *, after_s: float = 0.0) -> None:
        """No further byte goes to the client; close, reset, or leave the connection hanging."""
        self._is_over = True
        if how == "hang":
            return
        do_it = self._reset if how == "rst" else self._transport.close
        if after_s:
            asyncio.get_running_loop().call_later(after_s, do_it)
        else:
            do_it()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """See `asyncio.WriteTransport.write`."""
        if self._is_over:
            return
        fault = self._fault
        if fault is None:
            self._transport.write(data)
            return
        data = bytes(data)
        if not data:
            return
        match fault.until:
            case "nothing":
                self.end(fault.end)
            case "status line":
                self._transport.write(data[:_STATUS_LINE_BYTES])
                self.end(fault.end, after_s=_ON_THE_WAY_S)
            case "headers":
                self._transport.write(data[:_HEADER_BYTES])
                self.end(fault.end, after_s=_ON_THE_WAY_S)
            case "body":
                self._write_until_body(data, fault)
            case "all":
                self._drops += data
                if self._dripping is None:
                    self._dripping = asyncio.get_running_loop().create_task(self._drip(fault.byte_s))

    def _write_until_body(self, data: bytes, fault: LineFault) -> None:
        if not self._is_in_body:
            head, _, body = data.partition(_HEAD_END)
            self._is_in_body = True
            self._transport.write(head + _HEAD_END)
            data = body
        if len(data) > 1:
            self._transport.write(data[: len(data) // 2])
            self.end(fault.end, after_s=_ON_THE_WAY_S)

    async def _drip(self, byte_s: float) -> None:
        while self._drops and not self._transport.is_closing():
            self._transport.write(bytes(self._drops[:1]))
            del self._drops[:1]
            await asyncio.sleep(byte_s)
        self._dripping = None
        self._fault = None
        if self._is_closing:
            self._transport.close()

    def _reset(self) -> None:
        raw = self._transport.get_extra_info("socket")
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()

    def close(self) -> None:
        """See `asyncio.BaseTransport.close`. A connection that hangs is not closed by the server either."""
        self._is_closing = True
        if not self._is_over and self._dripping is None:
            self._transport.close()

    def abort(self) -> None:
        """See `asyncio.WriteTransport.abort`."""
        self._transport.abort()

    def is_closing(self) -> bool:
        """See `asyncio.BaseTransport.is_closing`."""
        return self._transport.is_closing()

    def pause_reading(self) -> None:
        """See `asyncio.ReadTransport.pause_reading`."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """See `asyncio.ReadTransport.resume_reading`."""
        if not self._is_over:
            self._transport.resume_reading()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """See `asyncio.BaseTransport.get_extra_info`."""
        return self._transport.get_extra_info(name, default)


async def send_copy(request: bytes, address: tuple[Any, ...], opened: Callable[[tuple[Any, ...]], None]) -> None:
    """Send `request` to the server at `address` on a connection of its own, and let the answer go by.

    `opened` is told the copy's own address before a byte is sent.
    """
    raw = socket.socket(socket.AF_INET6 if ":" in address[0] else socket.AF_INET)
    raw.setblocking(False)
    raw.bind((address[0], 0))
    opened(raw.getsockname())
    with contextlib.suppress(OSError, TimeoutError):
        async with asyncio.timeout(_COPY_LIMIT_S):
            await asyncio.get_running_loop().sock_connect(raw, address)
            reader, writer = await asyncio.open_connection(sock=raw)
            writer.write(request)
            await reader.read(1)
            writer.close()
    raw.close()


def _read_head(head: bytes) -> tuple[str, str, int | None]:
    """Method, path, and the length of the body: None where it is not told beforehand."""
    first, _, fields = head.decode("latin-1").partition("\r\n")
    method, _, rest = first.partition(" ")
    path = rest.partition(" ")[0].partition("?")[0]
    for line in fields.split("\r\n"):
        name, _, value = line.partition(":")
        if name.lower() == "transfer-encoding":
            return method, path, None
        if name.lower() == "content-length" and value.strip().isdecimal():
            return method, path, int(value)
    return method, path, 0
