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

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Request(NamedTuple):
    """What to send. `path` is below the base URL and starts with a slash; its ids are quoted by `path_of`.

    A `json` of None means no body. `timeout_s` limits the whole exchange, waiting for the connection included.
    `fresh_connection` avoids a kept-alive one: a server that has just dropped it gives no way to tell whether the
    request was carried out.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    json: Any = None
    upload: UploadFile | None = None
    headers: Mapping[str, str] = _NOTHING
    timeout_s: float = 30.0
    fresh_connection: bool = False

    @property
    def target(self) -> str:
        """Path and query as they stand in the URL."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path

    @property
    def is_read(self) -> bool:
        """Whether it changes nothing, so that sending it again does no harm."""
        return self.method == "GET"


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
