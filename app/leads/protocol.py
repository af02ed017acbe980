"""What goes over the pipes between the window's process and the one that holds a lead file.

Owns: the messages and their framing (4 bytes length, big-endian, then MessagePack). Leaves to others: both ends.
"""

from __future__ import annotations

from typing import IO, Any, Final

import msgspec

from app.leads.records import LARGEST_PART_BYTES, CheckPlan, Refusal

LARGEST_FRAME_BYTES: Final = 64 * 1024 * 1024


class Open(msgspec.Struct, frozen=True, tag="open"):
    """Answered by a `FileSummary`."""

    path: bytes
    sheet: str | None = None
    encoding: str | None = None
    part_bytes: int = LARGEST_PART_BYTES


class OpenText(msgspec.Struct, frozen=True, tag="open_text"):
    """Rows from the clipboard; answered by a `FileSummary`."""

    text: str
    name: str
    part_bytes: int = LARGEST_PART_BYTES


class Check(msgspec.Struct, frozen=True, tag="check"):
    """Answered by a `CheckResult`."""

    plan: CheckPlan


class Measure(msgspec.Struct, frozen=True, tag="measure"):
    """Answered by a `CheckResult`."""


class Rows(msgspec.Struct, frozen=True, tag="rows"):
    """Answered by a list of `LeadRow`."""

    view: str
    start: int
    count: int


class GetPayload(msgspec.Struct, frozen=True, tag="payload"):
    """Answered by a `Payload`."""

    part: int | None = None


class WriteRejected(msgspec.Struct, frozen=True, tag="write_rejected"):
    """Answered by the number of rows."""

    path: bytes


class Edit(msgspec.Struct, frozen=True, tag="edit"):
    """Answered by None."""

    index: int
    column: int
    text: str


class Drop(msgspec.Struct, frozen=True, tag="drop"):
    """Answered by the number of rows."""

    view: str


class Restore(msgspec.Struct, frozen=True, tag="restore"):
    """Answered by the number of rows."""


class Repairs(msgspec.Struct, frozen=True, tag="repairs"):
    """Answered by a list of `RepairOffer`."""


class Preview(msgspec.Struct, frozen=True, tag="preview"):
    """Answered by a list of `PreviewRow`."""

    key: str
    start: int
    count: int
    text: str = ""


class Repair(msgspec.Struct, frozen=True, tag="repair"):
    """Answered by a `CheckResult`."""

    key: str
    text: str = ""


class Undo(msgspec.Struct, frozen=True, tag="undo"):
    """Answered by a `CheckResult`."""


class Redo(msgspec.Struct, frozen=True, tag="redo"):
    """Answered by a `CheckResult`."""


class LayRefusals(msgspec.Struct, frozen=True, tag="lay_refusals"):
    """Answered by the number of new refusals."""

    refusals: tuple[Refusal, ...]


Request = (
    Open | OpenText | Check | Measure | Rows | GetPayload | WriteRejected | Edit | Drop | Restore | Repairs | Preview
    | Repair | Undo | Redo | LayRefusals
)  # fmt: skip


class Call(msgspec.Struct, frozen=True, tag="call"):
    """A request under an id of the caller's choosing."""

    id: int
    request: Request


class Cancel(msgspec.Struct, frozen=True, tag="cancel"):
    """The caller of `id` has gone; it need not be finished."""

    id: int


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The process has started."""


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    """The result of a call."""

    id: int
    body: msgspec.Raw


class Failure(msgspec.Struct, frozen=True, tag="failure"):
    """A call that ended in a sentence for the operator."""

    id: int
    template: str
    params: dict[str, str | int | float]


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """The share of a call that is done, 0 to 1."""

    id: int
    share: float


ToWorker = Call | Cancel
FromWorker = Ready | Answer | Failure | Progress


def write_frame(pipe: IO[bytes], message: Any) -> None:
    """Send one message whole."""
    body = msgspec.msgpack.encode(message)
    pipe.write(len(body).to_bytes(4, "big") + body)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next message's bytes; None when the other side has gone, even in the middle of one."""
    head = pipe.read(4)
    if len(head) < 4:
        return None
    length = int.from_bytes(head, "big")
    if length > LARGEST_FRAME_BYTES:
        return None
    body = pipe.read(length)
    return body if len(body) == length else None
