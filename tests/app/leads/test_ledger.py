"""The record of uploads tells the truth whenever the program ends."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.leads.ledger import Ledger, LedgerError, OpenQuestionError, pack_numbers, read_earlier
from app.leads.records import UploadState
from tests.app.leads.making import StillClock, mobile

pytestmark = pytest.mark.anyio
NUMBERS = [f"+91{mobile(index)}" for index in range(3)]


async def begin(ledger: Ledger, campaign: str = "c1", numbers: list[str] = NUMBERS) -> int:
    return await ledger.begin(
        campaign_id=campaign,
        campaign_name="June",
        file_name="june.csv",
        file_sha256="00",
        rows=len(numbers),
        set_aside=1,
        total_leads_before=7,
        numbers=pack_numbers(numbers),
    )


async def test_an_upload_from_begin_to_confirm(tmp_path: Path) -> None:
    clock = StillClock()
    ledger = await Ledger.open(tmp_path, clock)
    upload = await begin(ledger)
    assert (await ledger.upload(upload)).state is UploadState.INFLIGHT
    assert await ledger.already_sent("c1") == frozenset()
    clock.now += 5
    await ledger.confirm(upload, 2, 1)
    record = await ledger.upload(upload)
    assert (record.state, record.created, record.skipped, record.total_before) == (UploadState.CONFIRMED, 2, 1, 7)
    assert record.ended_at == record.began_at + 5
    assert await ledger.already_sent("c1") == frozenset(NUMBERS)
    assert await ledger.already_sent("c2") == frozenset()
    assert await ledger.numbers(upload) == tuple(NUMBERS)


async def test_uploads_are_listed_newest_first(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, StillClock())
    uploads = [await begin(ledger, campaign) for campaign in ("c1", "c2", "c3")]
    await ledger.refuse(uploads[1], "Unsupported prefix")
    assert [record.id for record in await ledger.uploads(2)] == [uploads[2], uploads[1]]
    assert (await ledger.upload(uploads[1])).reason == "Unsupported prefix"
    with pytest.raises(KeyError):
        await ledger.upload(99)


async def test_one_open_upload_a_campaign(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, StillClock())
    upload = await begin(ledger)
    with pytest.raises(OpenQuestionError, match="June has no known outcome"):
        await begin(ledger)
    await ledger.unknown(upload, "lost")
    with pytest.raises(OpenQuestionError):
        await begin(ledger)
    await begin(ledger, "c2")
    await ledger.settle(upload, UploadState.NOT_SENT, total_after=7)
    await begin(ledger)


async def test_an_upload_ends_once(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, StillClock())
    upload = await begin(ledger)
    await ledger.refuse(upload, "no")
    for again in (
        ledger.confirm(upload, 3, 0),
        ledger.not_sent(upload, ""),
        ledger.settle(upload, UploadState.NOT_SENT),
    ):
        with pytest.raises(ValueError, match="not in one of"):
            await again
    assert (await ledger.upload(upload)).state is UploadState.REFUSED
    assert await ledger.already_sent("c1") == frozenset()


async def test_an_unknown_upload_is_settled_as_there(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, StillClock())
    upload = await begin(ledger)
    await ledger.unknown(upload, "lost")
    assert [record.id for record in await ledger.open_questions()] == [upload]
    await ledger.settle(upload, UploadState.CONFIRMED, total_after=10)
    record = await ledger.upload(upload)
    assert (record.state, record.created, record.total_after) == (UploadState.CONFIRMED, 3, 10)
    assert await ledger.already_sent("c1") == frozenset(NUMBERS)
    assert await ledger.open_questions() == []


async def test_earlier_numbers_are_certain_or_not(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, StillClock(50.0))
    assert read_earlier(tmp_path / "none.db", "c1") == {}
    await ledger.confirm(await begin(ledger, numbers=NUMBERS[:2]), 2, 0)
    await begin(ledger, numbers=NUMBERS[1:])
    earlier = read_earlier(ledger.path, "c1")
    assert {number: about.certain for number, about in earlier.items()} == {
        NUMBERS[0]: True, NUMBERS[1]: True, NUMBERS[2]: False,
    }  # fmt: skip
    assert earlier[NUMBERS[0]].at == 50.0


async def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        ledger = await Ledger.open(tmp_path / "data", StillClock())
        await begin(ledger)
        database = sqlite3.connect(ledger.path)
        database.execute("select * from upload").fetchall()
        modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "data").iterdir()}
        database.close()
    finally:
        os.umask(old)
    assert "ledger.db" in modes
    assert set(modes.values()) == {0o600}
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


async def test_a_record_that_cannot_be_used_says_so(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"this is no database, only text" * 100)
    with pytest.raises(LedgerError, match="nothing is sent"):
        await Ledger.open(tmp_path, StillClock())
    with pytest.raises(LedgerError):
        read_earlier(tmp_path / "ledger.db", "c1")


async def test_a_newer_record_is_left_alone(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, StillClock())
    database = sqlite3.connect(ledger.path)
    database.execute("pragma user_version = 99")
    database.close()
    with pytest.raises(LedgerError, match="newer version"):
        await Ledger.open(tmp_path, StillClock())


CRASHING = """
import asyncio, os, pathlib, signal, sys
sys.path.insert(0, os.getcwd())
from app.leads.ledger import Ledger, pack_numbers
from tests.app.leads.making import StillClock
from tests.app.leads.test_ledger import begin

async def main():
    ledger = await Ledger.open(pathlib.Path(sys.argv[1]), StillClock())
    if sys.argv[2] != "open":
        upload = await begin(ledger)
    if sys.argv[2] == "confirm":
        await ledger.confirm(upload, 3, 0)
    if sys.argv[2] == "halfway":
        import sqlite3
        real = sqlite3.Connection
        class Dying(real):
            def executemany(self, *arguments):
                result = super().executemany(*arguments)
                os.kill(os.getpid(), signal.SIGKILL)
        connect = sqlite3.connect
        sqlite3.connect = lambda *a, **k: connect(*a, factory=Dying, **k)
        await ledger.confirm(upload, 3, 0)
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("moment", "state", "sent"),
    [
        ("open", None, 0),
        ("begin", UploadState.UNKNOWN, 0),
        ("halfway", UploadState.UNKNOWN, 0),  # killed inside of the transaction that confirms
        ("confirm", UploadState.CONFIRMED, 3),
    ],
)
async def test_a_kill_at_any_moment(tmp_path: Path, moment: str, state: UploadState | None, sent: int) -> None:
    process = await asyncio.to_thread(
        subprocess.run, [sys.executable, "-c", CRASHING, str(tmp_path), moment], capture_output=True, text=True
    )
    assert process.returncode == -9, process.stderr
    ledger = await Ledger.open(tmp_path, StillClock())
    uploads = await ledger.uploads()
    assert [record.state for record in uploads] == ([] if state is None else [state])
    assert len(await ledger.already_sent("c1")) == sent
    if state is UploadState.UNKNOWN:
        assert uploads[0].reason == "The program ended while the upload was under way"
        with pytest.raises(OpenQuestionError):
            await begin(ledger)
