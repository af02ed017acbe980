"""Collecting an answer's body without letting it grow beyond all bounds.

Owns: undoing the content encoding and the cap on the decoded bytes: 194 KB of gzip can hold 434 MB. Leaves to others:
what is done with a body that is too large.
"""

from __future__ import annotations

import zlib

MAX_BODY_BYTES = 16 * 1024 * 1024
# Unpacked in one go, on the window's thread: takes a few milliseconds.
_STEP_BYTES = 1024 * 1024
ACCEPTED_ENCODINGS = "gzip, deflate"


class BodyError(Exception):
    """The body is too large or its encoding is broken. `what` completes the sentence "it answered with ..."."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


class CappedBody:
    """A body as it arrives. `encoding` is the Content-Encoding header, "" where there was none."""

    def __init__(self, encoding: str, *, max_bytes: int = MAX_BODY_BYTES) -> None:
        self._pieces: list[bytes] = []
        self._left = max_bytes
        self._inflate: zlib._Decompress | None = None
        match encoding.strip().lower():
            case "" | "identity":
                pass
            case "gzip" | "x-gzip" | "deflate":
                self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)  # 32: tell gzip and zlib apart by the header
            case _:
                raise BodyError("an unknown encoding")

    def feed(self, piece: bytes) -> bytes:
        """Take the next bytes as they came over the network; gives back those to be fed anew, after a breath.

        Raises:
            BodyError: Too large, or not what the encoding says.
        """
        if self._inflate is None:
            self._keep(piece)
            return b""
        try:
            # One byte more than allowed is enough to know, and no more than that is ever unpacked.
            self._keep(self._inflate.decompress(piece, min(self._left + 1, _STEP_BYTES)))
        except zlib.error:
            raise BodyError("a broken encoding") from None
        return self._inflate.unconsumed_tail

    def finish(self) -> bytes:
        """The whole body.

        Raises:
            BodyError: The encoded data stops in the middle.
        """
        inflate = self._inflate
        if inflate is not None and self._pieces and not inflate.eof:
            # A step may have ended right before the last few bytes, with all input taken.
            self._keep(inflate.decompress(b"", _STEP_BYTES))
            if not inflate.eof:
                raise BodyError("a broken encoding")
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)

    def _keep(self, piece: bytes) -> None:
        self._left -= len(piece)
        if self._left < 0:
            raise BodyError("more data than any answer should hold")
        self._pieces.append(piece)
