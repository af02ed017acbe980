"""The levers over HTTP, under `/__sandbox/`: no key, no rate limit, not recorded, loopback only.

Owns: JSON to `Control` and back. Leaves to others: everything else.

    GET    /__sandbox/health                          {"ok": true, "failures": [...]}
    GET    /__sandbox/requests?after=N                {"count": n, "requests": [...]}
    GET    /__sandbox/state?campaign_id=ID&seeded=1   see Control.state
    GET    /__sandbox/calls-by-number?campaign_id=ID  {"+91...": 1}
    GET, POST, DELETE /__sandbox/faults               POST a fault or a list of them (faults.py), an empty list for no
                                                      more; those not yet met, and those that were met below HTTP
    GET    /__sandbox/fault-kinds                     {"cut": "carried out, ...", ...}
    GET, POST /__sandbox/limits                       limit, window_s, reset_style, retry_after, bare_429; and
                                                      restart: true, block_s: seconds, spend: requests
    GET, POST /__sandbox/options                      every other changeable option
    GET, POST /__sandbox/freeze                       {"frozen": bool, "speed": number}
    POST   /__sandbox/keys                            {"id": "demo-key-0001", "expired": bool}
"""

from __future__ import annotations

import dataclasses
import ipaddress
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.sandbox.answers import json_answer
from app.sandbox.control import CHANGEABLE, Control
from app.sandbox.errors import Refused, not_found
from app.sandbox.faults import KINDS, FaultError
from app.sandbox.options import OptionError, Options

Json = dict[str, Any]
_LIMITS = ("limit", "window_s", "reset_style", "retry_after", "bare_429")


class ControlRoutes:
    """An ASGI application."""

    def __init__(self, control: Control, options: Options) -> None:
        self._control = control
        self._options = options
        self._table: dict[str, Callable[[Request], Awaitable[Any]]] = {
            "GET health": self._health,
            "GET requests": self._requests,
            "GET state": self._state,
            "GET calls-by-number": self._calls_by_number,
            "GET faults": self._faults,
            "GET fault-kinds": self._fault_kinds,
            "POST faults": self._order,
            "DELETE faults": self._clear_faults,
            "GET limits": self._read_options,
            "POST limits": self._limits,
            "GET options": self._read_options,
            "POST options": self._set_options,
            "GET freeze": self._pace,
            "POST freeze": self._set_pace,
            "POST keys": self._keys,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one control request."""
        request = Request(scope, receive)
        answer: Response
        try:
            if not ipaddress.ip_address(scope["client"][0]).is_loopback:
                raise Refused(403, "Only from this machine")
            handler = self._table.get(f"{request.method} {request.url.path.removeprefix('/__sandbox/')}")
            if handler is None:
                raise not_found("Control route")
            answer = json_answer(await handler(request))
        except Refused as refused:
            answer = Response(refused.body(), refused.status, media_type="application/json")
        except (FaultError, OptionError, TypeError, ValueError, KeyError) as problem:
            answer = json_answer({"statusCode": 400, "message": str(problem), "error": "Bad Request"}, 400)
        await answer(scope, receive, send)

    async def _health(self, request: Request) -> Json:
        return {"ok": True, "failures": self._control.failures}

    async def _requests(self, request: Request) -> Json:
        seen = self._control.requests(int(request.query_params.get("after", "0")))
        return {"count": self._control.request_count, "requests": [dataclasses.asdict(one) for one in seen]}

    async def _state(self, request: Request) -> Json:
        query = request.query_params
        return self._control.state(query.get("campaign_id", ""), seeded=query.get("seeded") == "1")

    async def _calls_by_number(self, request: Request) -> Json:
        return dict(self._control.calls_by_number(request.query_params["campaign_id"]))

    async def _faults(self, request: Request) -> Json:
        met = [one._asdict() for one in self._control.faults_met]
        return {"faults": [dataclasses.asdict(one) for one in self._control.faults], "met": met}

    async def _fault_kinds(self, request: Request) -> Json:
        return dict(KINDS)

    async def _order(self, request: Request) -> Json:
        orders = msgspec.json.decode(await request.body())
        if orders == []:  # no faults from now on
            self._control.clear_faults()
        for order in orders if isinstance(orders, list) else [orders]:
            self._control.order(**order)
        return await self._faults(request)

    async def _clear_faults(self, request: Request) -> Json:
        self._control.clear_faults()
        return {"faults": []}

    async def _read_options(self, request: Request) -> Json:
        return {name: getattr(self._options, name) for name in sorted(CHANGEABLE)}

    async def _limits(self, request: Request) -> Json:
        body: Json = msgspec.json.decode(await request.body())
        if unknown := set(body) - {*_LIMITS, "restart", "block_s", "spend"}:
            raise OptionError(f"unknown: {', '.join(sorted(unknown))}")
        self._control.set(**{name: body[name] for name in _LIMITS if name in body})
        if body.get("restart"):
            self._control.restart_window()
        if "block_s" in body:
            self._control.block(float(body["block_s"]))
        if "spend" in body:
            self._control.spend(int(body["spend"]))
        return await self._read_options(request)

    async def _set_options(self, request: Request) -> Json:
        self._control.set(**msgspec.json.decode(await request.body()))
        return await self._read_options(request)

    async def _pace(self, request: Request) -> Json:
        return self._control.pace()

    async def _set_pace(self, request: Request) -> Json:
        body: Json = msgspec.json.decode(await request.body())
        speed = float(body["speed"]) if "speed" in body else None
        if speed is not None and not 0 < speed < 1e9:
            raise OptionError("speed must be more than 0")
        if body.get("frozen", False):
            self._control.freeze()
        else:
            self._control.thaw(speed)
        return await self._pace(request)

    async def _keys(self, request: Request) -> Json:
        body: Json = msgspec.json.decode(await request.body())
        if not self._control.expire_key(str(body["id"]), expired=bool(body.get("expired", True))):
            raise not_found("API key")
        return {"id": body["id"], "expired": bool(body.get("expired", True))}
