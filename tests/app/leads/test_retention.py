"""What goes and what stays of uploads that ended long ago, looked for in the bytes on the disk."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from pathlib import Path

import pytest

from app.leads.added import AddedLeads
from app.leads.ledger import Ledger, OpenQuestionError, pack_numbers, read_earlier
from app.leads.records import UploadState
from app.leads.retention import forget_old_people
from app.settings import FOREVER
from tests.app.leads.making import StillClock

pytestmark = pytest.mark.anyio

DAY_S = 86_400.0
NAME = "Asha Ramanathan"
REMARK = "row 3: Asha Ramanathan has no number"
NUMBERS = ["+919812345678", "+919812345679"]
CONTENT = f"phone_number,name\r\n{NUMBERS[0]},{NAME}\r\n{NUMBERS[1]},Ravi\r\n".encode()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
async def ledger(tmp_path: Path, clock: StillClock) -> Ledger:
    return await Ledger.open(tmp_path, clock)


async def begin(ledger: Ledger, campaign: str = "c1", *, single: str | None = None) -> int:
    return await ledger.begin(
        campaign_id=campaign,
        campaign_name=f"Campaign {campaign}",
        file_name="june.csv",
        file_sha256="f" * 64,
        rows=2 if single is None else 1,
        set_aside=0,
        total_leads_before=0,
        numbers=pack_numbers(NUMBERS if single is None else NUMBERS[:1]),
        content=CONTENT,
        single=single,
    )


def on_disk(ledger: Ledger) -> bytes:
    """Everything in the database, its log and its index."""
    return b"".join(path.read_bytes() for path in ledger.path.parent.iterdir() if path.is_file())


def traces() -> tuple[bytes, ...]:
    return NAME.encode(), REMARK.encode(), zlib.compress(CONTENT, 1), pack_numbers(NUMBERS)


async def test_after_the_time_nothing_of_a_finished_upload_is_on_the_disk(ledger: Ledger, clock: StillClock) -> None:
    await ledger.refuse(await begin(ledger, "refused"), REMARK)
    await ledger.not_sent(await begin(ledger, "not sent"), REMARK)
    await ledger.confirm(await begin(ledger, "single", single=NAME), 1, 0)
    await ledger.confirm(await begin(ledger, "sent"), 2, 0, reason=REMARK)
    # As a reader elsewhere keeps it: the log is not emptied by closing, it has to be done on purpose.
    with contextlib.closing(sqlite3.connect(ledger.path)) as reader:
        reader.execute("select count(*) from upload").fetchone()
        before = on_disk(ledger)
        assert all(trace in before for trace in traces())
        clock.now += 30 * DAY_S + 1
        assert await forget_old_people(ledger, 30, clock.time()) == 4
        assert (ledger.path.parent / "ledger.db-wal").stat().st_size == 0
        after = on_disk(ledger)
    assert [trace for trace in traces() if trace in after] == []
    assert [record.file_name for record in await ledger.uploads()] == ["june.csv"] * 3, "what happened stays on record"
    assert not any(record.has_rows or record.reason for record in await ledger.uploads())
    assert await forget_old_people(ledger, 30, clock.time()) == 0, "nothing is left to let go of"


async def test_nobody_is_uploaded_twice_afterwards(ledger: Ledger, clock: StillClock) -> None:
    await ledger.confirm(await begin(ledger), 2, 0)
    at = next(iter(read_earlier(ledger.path, "c1").values())).at
    clock.now += 400 * DAY_S
    assert await forget_old_people(ledger, 365, clock.time()) == 1
    assert await ledger.already_sent("c1") == frozenset(NUMBERS)
    earlier = read_earlier(ledger.path, "c1")
    assert set(earlier) == set(NUMBERS)
    assert all(one.certain and one.at == at for one in earlier.values())
    assert read_earlier(ledger.path, "c2") == {}


async def test_what_is_younger_stays(ledger: Ledger, clock: StillClock) -> None:
    await ledger.not_sent(await begin(ledger), REMARK)
    clock.now += 29 * DAY_S
    before = on_disk(ledger)
    assert await forget_old_people(ledger, 30, clock.time()) == 0
    assert on_disk(ledger) == before
    clock.now += 10_000 * DAY_S
    assert await forget_old_people(ledger, FOREVER, clock.time()) == 0
    assert await ledger.rows_of(1) == CONTENT


@pytest.mark.parametrize("state", [UploadState.INFLIGHT, UploadState.UNKNOWN, UploadState.SET_ASIDE])
async def test_what_is_not_settled_is_never_touched(ledger: Ledger, clock: StillClock, state: UploadState) -> None:
    upload = await begin(ledger, single=NAME)
    if state is not UploadState.INFLIGHT:
        await ledger.unknown(upload, REMARK)
    if state is UploadState.SET_ASIDE:
        await ledger.put_aside(upload, REMARK)
    clock.now += 10_000 * DAY_S
    before = on_disk(ledger)
    assert await forget_old_people(ledger, 30, clock.time()) == 0
    assert on_disk(ledger) == before
    assert await ledger.rows_of(upload) == CONTENT
    assert not read_earlier(ledger.path, "c1")[NUMBERS[0]].certain
    if state is not UploadState.SET_ASIDE:
        with pytest.raises(OpenQuestionError):
            await begin(ledger)
    await ledger.confirm(upload, 1, 0)
    assert await ledger.already_sent("c1") == {NUMBERS[0]}


async def test_people_added_one_by_one(ledger: Ledger, clock: StillClock) -> None:
    added = AddedLeads(ledger, clock)
    arrived = await begin(ledger, "arrived", single=NAME)
    await ledger.confirm(arrived, 1, 0)
    await added.note_id(arrived, "lead_1")
    removed = await begin(ledger, "removed", single=NAME)
    await ledger.confirm(removed, 1, 0)
    await added.note_id(removed, "lead_2")
    await added.note_removal("lead_2", "removed", NUMBERS[0])
    await ledger.not_sent(await begin(ledger, "never left", single=NAME), REMARK)
    clock.now += 31 * DAY_S
    assert await forget_old_people(ledger, 30, clock.time()) == 3
    [left] = await added.latest()
    assert (left.lead_id, left.name, left.number) == ("lead_1", "", NUMBERS[0])
    assert await ledger.already_sent("arrived") == {NUMBERS[0]}
    assert read_earlier(ledger.path, "removed") == {}, "may be sent there again, as before"
    assert await ledger.uploads() == [], "none of them turns up as the upload of a file"


async def test_open_ones_are_counted(ledger: Ledger) -> None:
    await begin(ledger, "c1")
    await ledger.unknown(await begin(ledger, "c2"), "")
    await ledger.confirm(await begin(ledger, "c3"), 2, 0)
    assert await ledger.count_open() == 2
