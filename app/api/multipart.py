"""A file as a multipart/form-data body, handed over piece by piece.

Owns: the layout of RFC 7578 for one part called `file`, and telling how much has left. Leaves to others: sending.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.models import UploadFile

# Small enough for a smooth progress bar, large enough to cost nothing.
PIECE_BYTES = 64 * 1024


class MultipartBody:
    """The body of one upload. `length` is known beforehand, so no chunked encoding is needed."""

    def __init__(self, file: UploadFile) -> None:
        boundary = secrets.token_hex(16)
        name = file.name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        self._head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            f"Content-Type: {file.content_type}\r\n\r\n"
        ).encode("utf-8", "replace")
        self._content = file.content
        self._tail = f"\r\n--{boundary}--\r\n".encode()
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self.length = len(self._head) + len(self._content) + len(self._tail)

    async def pieces(self, on_sent: Callable[[int, int], None] | None = None) -> AsyncIterator[bytes]:
        """Yield the body; `on_sent(sent, total)` counts bytes of the file, called once a piece has been taken over."""
        yield self._head
        total = len(self._content)
        for start in range(0, total, PIECE_BYTES):
            piece = self._content[start : start + PIECE_BYTES]
            yield piece
            if on_sent is not None:
                on_sent(start + len(piece), total)
        yield self._tail
