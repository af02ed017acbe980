"""A console's engine in a process that is to be killed: at a named point of the upload protocol, by its own hand.

Owns: the points, and running one upload or one look at an open question. Leaves to others: forking, the server's
faults, and what must have come of it (`kill_harness.py`).

The points are seams of the engine, hooked from outside: nothing in the program knows of them. What reads the file is
left out: an upload takes its rows from the journal's own copy, whoever has read them.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

from app.api import multipart, transport
from app.api.campaign_dialect import CampaignDialect
from app.api.client import Api
from app.api.transport import Transport
from app.clock import SystemClock
from app.errors import AppError
from app.leads.campaign_lock import CampaignLocks
from app.leads.evidence import settle_unknown
from app.leads.known_numbers import read_earlier
from app.leads.ledger import Ledger, pack_numbers
from app.leads.parts import go_on, upload_file
from app.leads.records import Payload
from app.leads.series import Series
from app.models import Campaign, UploadCounts, UploadFile
from app.quota.governor import QuotaGovernor
from app.secrets import Secret

# Of the time limits and pauses that hold for people.
PATIENCE = 0.05
QUIET_S = 0.5
SECOND_LOOK_S = 2.0

_TRACED = (
    "send_request_headers.started",
    "send_request_headers.complete",
    "send_request_body.complete",
    "receive_response_headers.started",
    "receive_response_headers.complete",
    "receive_response_body.complete",
)
_WRITES = tuple(f"write {number} {when}" for number in range(1, 7) for when in ("before", "inside", "after"))
_READS = tuple(f"reading {number} {when}" for number in (1, 2, 3) for when in ("before", "after"))
# While a file is uploaded; the later ones are only reached where no answer tells.
POINTS = (*_READS, *_WRITES, *_TRACED, "half of the body", "answer taken")
# While an open question is looked at.
POINTS_OF_A_LOOK = (*_READS[:4], *_WRITES[:3])


class Job(NamedTuple):
    """One run of a console.

    Attributes:
        url, key: The server.
        folder: The console's own.
        campaign_id: The target.
        numbers: What is wanted there, in E.164.
        is_look: Look at what is open instead of sending.
        point: Where it is killed; "" for nowhere.
        nobody_listens: The upload finds no server.
        part_rows: How many rows fit into one upload.
    """

    url: str
    key: str
    folder: Path
    campaign_id: str
    numbers: tuple[str, ...]
    is_look: bool = False
    point: str = ""
    nobody_listens: bool = False
    part_rows: int = 1_000


def run(job: Job) -> None:
    """Do it, or be killed on the way."""
    asyncio.run(_look(job) if job.is_look else _send(job))


async def _send(job: Job) -> None:
    ledger = await _ledger(job)
    waiting = await Series(ledger, SystemClock()).waiting()
    known = read_earlier(ledger.path, job.campaign_id)
    rows = _Rows([number for number in job.numbers if number not in known], job.part_rows)
    if not rows.numbers and not waiting:
        return
    async with _api(job, job.url) as api, _api(job, "http://127.0.0.1:9/v1") as nowhere:
        _hook(job.point, ledger, api)

        class Line:
            campaign = staticmethod(api.campaign)

            async def upload_leads(self, campaign_id: str, file: UploadFile, **options: Any) -> UploadCounts:
                sender = nowhere if job.nobody_listens else api
                counts = await sender.upload_leads(campaign_id, file, **options)
                _reached("answer taken", job.point)
                return counts

        times = {"quiet_s": QUIET_S, "second_look_s": SECOND_LOOK_S}
        try:
            if waiting:
                await go_on(Line(), ledger, waiting[0], **times)
            else:
                await upload_file(Line(), ledger, rows, Campaign(id=job.campaign_id), **times)
        except AppError:
            return  # nothing was sent, which the record shows


async def _look(job: Job) -> None:
    ledger = await _ledger(job)
    async with _api(job, job.url) as api:
        _hook(job.point, ledger, api)
        for record in await ledger.open_questions():
            with contextlib.suppress(AppError):  # the campaign could not be read: it stays open
                await settle_unknown(api, ledger, record.id, second_look_s=SECOND_LOOK_S)


async def _ledger(job: Job) -> Ledger:
    clock = SystemClock()
    ledger = await Ledger.open(job.folder / "data", clock)
    ledger.locks = CampaignLocks(job.folder / "state", job.url, ledger.path, clock)
    return ledger


@asynccontextmanager
async def _api(job: Job, url: str) -> Any:
    clock = SystemClock()
    governor = QuotaGovernor(clock)
    line = Transport(url, Secret.parse(job.key))
    api = Api(line, governor, CampaignDialect(), clock, profile_id="p", patience=PATIENCE)
    try:
        yield api
    finally:
        await governor.aclose()
        await api.aclose()


class _Rows:
    """A checked file."""

    def __init__(self, numbers: list[str], part_rows: int) -> None:
        self.numbers = numbers
        self._part_rows = part_rows

    async def payload(self, part: int | None = None) -> Payload:
        start = (part or 0) * self._part_rows
        numbers = self.numbers[start : start + self._part_rows]
        rows = "".join(f"{number},n{index}\r\n" for index, number in enumerate(numbers))
        return Payload(
            name="june.csv",
            content=f"phone_number,name\r\n{rows}".encode(),
            rows=len(numbers),
            set_aside=0,
            source_name="june.csv",
            source_sha256="",
            numbers=pack_numbers(numbers),
            columns=("phone_number", "name"),
            part=part or 0,
            parts=-(-len(self.numbers) // self._part_rows),
        )


def _reached(here: str, point: str) -> None:
    if here == point:
        os.kill(os.getpid(), signal.SIGKILL)


def _hook(point: str, ledger: Ledger, api: Api) -> None:
    """Have this process killed when it comes to `point`."""
    if point.startswith("write"):
        _hook_writes(point, ledger)
    elif point.startswith("reading"):
        _hook_readings(point, api)
    elif point == "half of the body":
        _hook_body(point)
    elif point in _TRACED:
        _hook_trace(point)


def _hook_writes(point: str, ledger: Ledger) -> None:
    transaction, count = ledger.transaction, 0

    async def hooked(work: Callable[[Any], Any]) -> Any:
        nonlocal count
        count += 1
        name = f"write {count}"
        _reached(f"{name} before", point)

        def inside(database: Any) -> Any:
            result = work(database)
            _reached(f"{name} inside", point)
            return result

        result = await transaction(inside)
        _reached(f"{name} after", point)
        return result

    ledger.transaction = hooked  # type: ignore[method-assign]


def _hook_readings(point: str, api: Api) -> None:
    campaign, count = api.campaign, 0

    async def hooked(campaign_id: str, **options: Any) -> Campaign:
        nonlocal count
        count += 1
        name = f"reading {count}"
        _reached(f"{name} before", point)
        found = await campaign(campaign_id, **options)
        _reached(f"{name} after", point)
        return found

    api.campaign = hooked  # type: ignore[method-assign]


def _hook_body(point: str) -> None:
    pieces = multipart.MultipartBody.pieces

    async def hooked(self: Any, on_sent: Any = None) -> Any:
        async for piece in pieces(self, on_sent):
            yield piece[: len(piece) // 2]
            _reached("half of the body", point)
            yield piece[len(piece) // 2 :]

    multipart.MultipartBody.pieces = hooked  # type: ignore[method-assign]


def _hook_trace(point: str) -> None:
    trace = transport._Progress.trace

    async def hooked(self: Any, event: str, info: dict[str, Any]) -> None:
        await trace(self, event, info)
        if self.on_sent is not None:  # an upload
            _reached(event.removeprefix("http11."), point)

    transport._Progress.trace = hooked  # type: ignore[method-assign]
