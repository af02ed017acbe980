"""Reading requests and writing answers.

Owns: JSON bodies in and out, paging parameters, list envelopes, the wrapper around every handler.
Leaves to others: what is in them (`routes_*.py`), rate limit and keys (`gate.py`).
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.sandbox.auth import Key
from app.sandbox.errors import Refused, invalid

Handler = Callable[[Request], Awaitable[Response]]
Json = dict[str, Any]

KEY: Final = "dialnexa.key"  # where the gate leaves the request's key in the ASGI scope


def json_answer(body: Any, status: int = 200) -> Response:
    """Any JSON."""
    return Response(msgspec.json.encode(body), status, media_type="application/json")


def refusal(refused: Refused) -> Response:
    """The error envelope."""
    return Response(refused.body(), refused.status, media_type="application/json")


class Endpoint:
    """One route's handler behind its permission, as an ASGI application."""

    def __init__(self, handler: Handler, permission: str) -> None:
        self._handler = handler
        self._permission = permission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the handler; `Refused` becomes the envelope."""
        key: Key = scope[KEY]
        try:
            if not key.may(self._permission):
                raise Refused(403, f"This API key lacks the permission {self._permission}")
            answer = await self._handler(Request(scope, receive))
        except Refused as refused:
            answer = refusal(refused)
        await answer(scope, receive, send)


def route(method: str, path: str, permission: str, handler: Handler) -> Route:
    """A route under `/v1`."""
    return Route(f"/v1{path}", Endpoint(handler, permission), methods=[method])


async def read_json(request: Request) -> Json:
    """The body as an object.

    Raises:
        Refused: 400 when it is not one.
    """
    try:
        body = msgspec.json.decode(await request.body())
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused(400, "Request body is not valid JSON") from None
    if not isinstance(body, dict):
        raise Refused(400, "Request body must be an object")
    return body


@dataclass(frozen=True)
class Paging:
    """`page` from 1, `limit` rows a page."""

    page: int
    limit: int

    @property
    def bounds(self) -> tuple[int, int]:
        """First row and the one after the last, from 0."""
        return (self.page - 1) * self.limit, self.page * self.limit

    def cut(self, items: Sequence[Any]) -> Sequence[Any]:
        """This page's rows."""
        first, last = self.bounds
        return items[first:last]

    def pages(self, total: int) -> int:
        """`ceil(total / limit)`."""
        return math.ceil(total / self.limit)


def read_paging(request: Request, *, default: int = 20, most: int = 100) -> Paging:
    """`page` and `limit` (API page "pagination"). Above the maximum is a 400: the documentation is silent there.

    Raises:
        Refused: 400.
    """
    problems: list[str] = []
    values = []
    for name, fallback in (("page", 1), ("limit", default)):
        text = request.query_params.get(name)
        value = fallback
        if text is not None:
            value = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
            if value < 1:
                problems.append(f"{name} must be an integer not less than 1")
        values.append(value)
    if values[1] > most:
        problems.append(f"limit must not be greater than {most}")
    if problems:
        raise invalid(problems)
    return Paging(*values)


def meta(paging: Paging, total: int, *, pages: bool = True) -> Json:
    """The `meta` of an E1 envelope; without `totalPages` it is the second form of the documentation."""
    body: Json = {"page": paging.page, "limit": paging.limit, "total": total}
    if pages:
        body["totalPages"] = paging.pages(total)
    return body


def page_of_rows(rows: Sequence[bytes], paging: Paging, total: int) -> bytes:
    """An E1 envelope around rows that are JSON already."""
    return b'{"data":[' + b",".join(rows) + b'],"meta":' + msgspec.json.encode(meta(paging, total)) + b"}"


class Body:
    """A JSON body under validation: collects every problem, then raises them together."""

    def __init__(self, fields: Json) -> None:
        self.fields = fields
        self.problems: list[str] = []

    def text(self, *names: str, required: bool = False, longest: int = 255) -> str | None:
        """The first of these fields that is there, as a text."""
        name = next((one for one in names if one in self.fields), names[0])
        value = self.fields.get(name)
        if value is None:
            if required:
                self.problems.append(f"{name} should not be empty")
            return None
        if not isinstance(value, str) or not value.strip():
            self.problems.append(f"{name} must be a non-empty string")
            return None
        if len(value) > longest:
            self.problems.append(f"{name} must not be longer than {longest} characters")
        return value.strip()

    def integer(self, name: str, least: int, most: int) -> int | None:
        """A whole number within bounds."""
        value = self.fields.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self.problems.append(f"{name} must be an integer number")
            return None
        if not least <= value <= most:
            self.problems.append(f"{name} must be between {least} and {most}")
        return value

    def check(self) -> None:
        """Raise 400 with what was found, one entry a problem."""
        if self.problems:
            raise invalid(self.problems)
