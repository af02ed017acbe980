"""One HTTP request and one answer, as plain data.

Owns: what the dialects ask for and what the transport gives back. Leaves to others: sending (`app/api/transport.py`)
and meaning (`app/api/dialect.py`). Light: no HTTP library here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from app.errors import AppError

if TYPE_CHECKING:
    from app.models import UploadFile

READ_LIMIT_S = 30.0
# A change and the look at what became of it take no longer together than a read.
CHANGE_LIMIT_S = 20.0
LOOK_LIMIT_S = 10.0

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Request:
    """What to send; not to be changed once made.

    Attributes:
        method: HTTP method.
        target: Path and query as they stand in the URL, below the base URL.
        json: The body, None for none.
        upload: A file to send as multipart/form-data.
        headers: Sent in addition.
        timeout_s: Limits all exchanges with the network together: connecting, sending, reading, and trying again.
        fresh_connection: Avoid a kept-alive one: a server that has just dropped it gives no way to tell whether the
            request was carried out.
    """

    __slots__ = ("fresh_connection", "headers", "json", "method", "target", "timeout_s", "upload")

    def __init__(
        self,
        method: str,
        path: str,
        query: tuple[tuple[str, str], ...] = (),
        *,
        json: Any = None,
        upload: UploadFile | None = None,
        headers: Mapping[str, str] = _NOTHING,
        timeout_s: float | None = None,
        fresh_connection: bool = False,
    ) -> None:
        """Make a request out of `path` (starts with a slash, ids in it quoted by `path_of`) and `query` (unquoted).

        Without `timeout_s` it gets the usual one: `READ_LIMIT_S`, or `CHANGE_LIMIT_S` if it changes something.
        """
        self.method = method
        self.target = f"{path}?{urlencode(query)}" if query else path
        self.json = json
        self.upload = upload
        self.headers = headers
        self.timeout_s = timeout_s or (READ_LIMIT_S if method == "GET" else CHANGE_LIMIT_S)
        self.fresh_connection = fresh_connection

    @property
    def is_read(self) -> bool:
        """Whether it changes nothing, so that sending it again does no harm."""
        return self.method == "GET"

    def with_header(self, name: str, value: str) -> Request:
        """The same request with one header more."""
        return self._like(headers={**self.headers, name: value})

    def within(self, seconds: float) -> Request:
        """The same request with another time limit."""
        return self._like(timeout_s=seconds)

    def _like(self, **others: Any) -> Request:
        given = {name: getattr(self, name) for name in self.__slots__ if name not in ("method", "target")}
        return Request(self.method, self.target, **{**given, **others})


class Response(NamedTuple):
    """An answer that came over the network. Header names are lower case; `body` is decoded and capped."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    elapsed_s: float


def path_of(*parts: str) -> str:
    """The path of these parts, each quoted: an id from the server cannot lead anywhere else.

    Raises:
        AppError: A part is empty or would be read as "this folder" or "the folder above".
    """
    if any(part in ("", ".", "..") for part in parts):
        raise AppError("This entry has no usable id, so the server cannot be asked about it.")
    return "".join("/" + quote(part, safe="") for part in parts)
