"""Recordings of calls: which links are fit to be used, and fetching what they lead to.

Owns: what a link from the server may look like, when it is too old to be used, and what is done about one that is
refused. Leaves to others: the requests (`app/api`), playing (`ui/calls/playback.py`).

A link may expire, and nothing says when: one that was read more than `FRESH_S` ago is read anew before it is used,
and one that is refused is read anew once.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Final, Protocol
from urllib.parse import urlsplit

from app.api.base_url import is_loopback
from app.calls.details import CallDetails
from app.errors import AppError
from app.models import CallLog
from app.quota.priorities import Priority

FRESH_S: Final = 600.0
MOST_BYTES: Final = 64_000_000
"""An hour of a telephone call, uncompressed in two channels, is 115 MB; in the usual formats it is under 30."""

_LONGEST: Final = 4_000
_LOCAL_ENDINGS: Final = (".local", ".localhost", ".internal", ".lan", ".home.arpa")
_REFUSED: Final = frozenset({401, 403, 404, 410})

OnProgress = Callable[[int, int], None]


class RecordingError(AppError):
    """A recording that cannot be had."""

    template = "The server has no recording of this call."


class FileSource(Protocol):
    """What this needs of the API."""

    async def download(self, url: str, most_bytes: int, on_progress: OnProgress | None = None) -> tuple[int, bytes]:
        """See `app.api.client.Api.download`."""
        ...


class Recordings:
    """Recordings of the calls whose `details` are read from `server`."""

    def __init__(self, details: CallDetails, source: FileSource, server: str) -> None:
        self._details = details
        self._source = source
        self._server = server

    def fit(self, details: CallLog) -> str | None:
        """The link in these details, if it is one that may be used."""
        return usable_link(details.recording_url, self._server)

    async def link(self, row: CallLog, *, anew: bool = False) -> str:
        """A link that was read not long ago, at the cost of a request where the one that is kept is old, or `anew`.

        Raises:
            RecordingError: There is none, or none that may be used.
            AppError: It could not be read.
        """
        is_old = self._details.age_s(row.id) > FRESH_S
        details = await self._details.read(row, Priority.INTERACTIVE, anew=anew or is_old)
        link = self.fit(details)
        if link is None and details.recording_url:
            raise RecordingError("The link to this recording is not one that is opened from here.")
        if link is None:
            raise RecordingError
        return link

    async def sound(self, row: CallLog, on_progress: OnProgress | None = None) -> bytes:
        """The sound file of this call, fetched without the key.

        Raises:
            RecordingError: There is none, or its link is refused, also after it was read anew.
            AppError: It could not be read or fetched.
        """
        is_new = self._details.age_s(row.id) > FRESH_S
        status, sound = await self._source.download(await self.link(row), MOST_BYTES, on_progress)
        if status in _REFUSED and not is_new:
            if on_progress is not None:
                on_progress(0, 0)
            status, sound = await self._source.download(await self.link(row, anew=True), MOST_BYTES, on_progress)
        if status in _REFUSED:
            raise RecordingError(
                "The link to this recording is not accepted ({status}), although it is new. It may have been deleted.",
                status=status,
            )
        if status != 200 or not sound:
            raise RecordingError("The recording could not be fetched ({status}). Try again later.", status=status)
        return sound


def usable_link(url: str | None, server: str) -> str | None:
    """The link, if it may be used: one that `public_link` lets pass, or, from a server on this computer, one to it."""
    if url and is_loopback(urlsplit(server).hostname or "") and _is_clean(url):
        try:
            link, own = urlsplit(url), urlsplit(server)
        except ValueError:
            return None
        if (link.scheme, link.netloc) == (own.scheme, own.netloc):
            return url
    return public_link(url)


def public_link(url: str | None) -> str | None:
    """The link, if it is a plain https link to a host on the public internet; else None.

    What a server sends could name a program's own scheme, a file, or a machine in the operator's network.
    """
    if not url or not _is_clean(url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme != "https" or not host or parts.username is not None or parts.password is not None:
        return None
    if port not in (None, 443):
        return None
    try:
        return url if ipaddress.ip_address(host).is_global else None
    except ValueError:
        pass
    host = host.rstrip(".")
    # A name without a dot, or ending in digits, is a machine nearby or a number in disguise.
    last = host.rpartition(".")[2]
    if "." not in host or host.endswith(_LOCAL_ENDINGS) or not last.isalpha():
        return url if last.startswith("xn--") and "." in host else None
    return url


def _is_clean(url: str) -> bool:
    return len(url) <= _LONGEST and url.isascii() and url.isprintable() and " " not in url
