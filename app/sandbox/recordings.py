"""Recordings of invented calls, as sound files that really play.

Owns: the sound (two tones that take turns, as long as the call), made piece by piece while it is sent, and answering
for a part of it. Leaves to others: which calls were recorded (`conversations.py`), the link (`spelling.py`).
Whoever has the link may fetch it: no key, and nothing that counts towards the limit.
"""

from __future__ import annotations

import functools
import math
import re
import struct
from collections.abc import AsyncIterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.sandbox import conversations
from app.sandbox.errors import not_found
from app.sandbox.state import Workspace

FOLDER: Final = "/recordings"
RATE: Final = 8_000  # samples of one byte a second, one channel: as a telephone sounds
_TURN_S: Final = 2
_TONES_HZ: Final = (196.0, 262.0)
_FADE: Final = RATE // 10
_PIECE: Final = 65_536
_RANGE: Final = re.compile(r"bytes=(\d{1,12})-(\d{0,12})")


class RecordingFiles:
    """Serves `FOLDER`; an ASGI application."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[Route]:
        """The one route."""
        return [Route(f"{FOLDER}/{{id}}.wav", self, methods=["GET"])]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the file, or the part of it that was asked for."""
        request = Request(scope, receive)
        call = self._workspace.call(request.path_params["id"])
        if not conversations.was_connected(call):
            raise not_found("Recording")
        size = wav_size(call.duration_s)
        wanted = _RANGE.fullmatch(request.headers.get("range", ""))
        first, last = (int(wanted[1]), min(int(wanted[2] or size), size - 1)) if wanted else (0, size - 1)
        headers = {"accept-ranges": "bytes", "content-length": str(last - first + 1)}
        answer: Response
        if first > last:
            answer = Response(status_code=416, headers={"content-range": f"bytes */{size}"})
        else:
            if wanted:
                headers["content-range"] = f"bytes {first}-{last}/{size}"
            pieces = _pieces(call.duration_s, first, last + 1)
            answer = StreamingResponse(pieces, 206 if wanted else 200, headers, "audio/wav")
        await answer(scope, receive, send)


def wav_size(seconds: float) -> int:
    """Bytes of the file of a call that took this long."""
    return len(_header(seconds)) + _samples(seconds)


def wav_part(seconds: float, first: int, end: int) -> bytes:
    """Bytes `first` up to but without `end` of that file."""
    header = _header(seconds)
    end = min(end, wav_size(seconds))
    part = header[first:end]
    at, stop = max(0, first - len(header)), end - len(header)
    sound = _turns()
    while at < stop:
        piece = sound[at % len(sound) :][: stop - at]
        part += piece
        at += len(piece)
    return part


async def _pieces(seconds: float, first: int, end: int) -> AsyncIterator[bytes]:
    for start in range(first, end, _PIECE):
        yield wav_part(seconds, start, min(start + _PIECE, end))


def _samples(seconds: float) -> int:
    return max(1, round(seconds * RATE))


def _header(seconds: float) -> bytes:
    """What precedes the samples (http://soundfile.sapp.org/doc/WaveFormat/)."""
    count = _samples(seconds)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, RATE, 1, 8)
    return struct.pack("<4sI4s", b"RIFF", 36 + count, b"WAVE") + form + struct.pack("<4sI", b"data", count)


@functools.cache
def _turns() -> bytes:
    """The agent's tone and the other's, one turn each; the same over and over."""
    length = _TURN_S * RATE
    sound = bytearray()
    for tone in _TONES_HZ:
        for place in range(length):
            loud = min(1.0, place / _FADE, (length - place) / _FADE)
            sound.append(round(128 + 30 * loud * math.sin(2 * math.pi * tone * place / RATE)))
    return bytes(sound)
