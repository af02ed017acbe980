"""Faults of the line between client and server, below HTTP.

Owns: the table: what each is called, what it does, and how it is done. Pure. Leaves to others: carrying it out
(`line.py`), and which request it meets (`faults.py`).

A fault meets one request. Where it says "nothing carried out", the request never reaches the API; a change that is
"carried out" was made, whatever the client could see of it.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

End = Literal["fin", "rst", "hang"]
Stage = Literal[
    "listener",  # there is nobody to connect to
    "connection",  # before a byte of the request is read
    "head",  # when the head of the request is in
    "request",  # when half of the request's body is in (without a body: as "head")
    "whole",  # when the whole request is in; it is not passed on
    "answer",  # the request is passed on, the answer suffers
    "copy",  # the request is passed on twice
    "none",
]
Until = Literal["nothing", "status line", "headers", "body", "all"]


class LineFault(NamedTuple):
    """One row.

    Attributes:
        text: What it does, for people.
        stage: When it strikes.
        end: How the connection ends: closed (FIN), reset (RST), or left open without a word.
        says: Bytes that are answered instead.
        until: How much of the true answer still gets through.
        byte_s: Seconds between any two bytes of the answer.
    """

    text: str
    stage: Stage
    end: End = "fin"
    says: bytes = b""
    until: Until = "nothing"
    byte_s: float = 0.0


def _early(status: str) -> bytes:
    return f"HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode()


_HUGE: Final = b"HTTP/1.1 200 OK\r\nx: " + b"a" * 200_000
_CHUNK: Final = b"HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel"
_LENGTHS: Final = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nabc"
_TLS: Final = b"\x16\x03\x01nope\r\n\r\n"

LINE_FAULTS: Final[dict[str, LineFault]] = {
    "none": LineFault("nothing happens", "none"),
    "refused": LineFault("nothing listens for `for_s` seconds; open connections are reset", "listener"),
    "accept_fin": LineFault("the connection is closed as soon as it is made", "connection"),
    "accept_rst": LineFault("the connection is reset as soon as it is made", "connection", "rst"),
    "never_reads": LineFault("the connection is made, and nothing is ever read from it", "connection", "hang"),
    "cut_head_fin": LineFault("closed in the middle of the request's head, nothing carried out", "head"),
    "cut_head_rst": LineFault("reset in the middle of the request's head, nothing carried out", "head", "rst"),
    "cut_request_fin": LineFault("closed in the middle of the request's body, nothing carried out", "request"),
    "cut_request_rst": LineFault("reset in the middle of the request's body, nothing carried out", "request", "rst"),
    "stall_request": LineFault(
        "in the middle of the request's body it is read no further, nothing carried out", "request", "hang"
    ),
    "lost_answer_fin": LineFault("carried out, closed before the answer", "answer"),
    "lost_answer_rst": LineFault("carried out, reset before the answer", "answer", "rst"),
    "black_hole": LineFault("carried out, and no byte of an answer ever", "answer", "hang"),
    "cut_status_line": LineFault("carried out, closed within the status line", "answer", until="status line"),
    "cut_headers": LineFault("carried out, closed within the answer's headers", "answer", until="headers"),
    "cut_body_fin": LineFault("carried out, closed in the middle of the answer's body", "answer", until="body"),
    "cut_body_rst": LineFault("carried out, reset in the middle of the answer's body", "answer", "rst", until="body"),
    "stall_body": LineFault("carried out, the answer's body stops in the middle", "answer", "hang", until="body"),
    "drip": LineFault("carried out, answered at 20 ms a byte", "answer", until="all", byte_s=0.02),
    "garbage": LineFault("something that is no HTTP is answered, nothing carried out", "whole", says=_TLS),
    "http09": LineFault("a bare line without a status is answered, nothing carried out", "whole", says=b"hello\r\n"),
    "huge_header": LineFault("200,000 bytes of one header, nothing carried out", "whole", says=_HUGE),
    "cut_chunk": LineFault("201 and a chunk that is cut, nothing carried out", "whole", says=_CHUNK),
    "two_lengths": LineFault("200 with two different lengths, nothing carried out", "whole", says=_LENGTHS),
    "early_401_fin": LineFault(
        "401 as soon as the head is in, closed, nothing carried out", "head", says=_early("401 Unauthorized")
    ),
    "early_401_rst": LineFault(
        "401 as soon as the head is in, reset, nothing carried out", "head", "rst", says=_early("401 Unauthorized")
    ),
    "early_503": LineFault(
        "503 as soon as the head is in, closed, nothing carried out", "head", says=_early("503 Busy")
    ),
    "twice": LineFault("a box on the way sends the request a second time: carried out twice", "copy"),
}
