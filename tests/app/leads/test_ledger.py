"""The record of uploads tells the truth whenever the program ends."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.leads import ledger_schema
from app.leads.kept_rows import save_rows
from app.leads.ledger import Ledger, LedgerError, OpenQuestionError, SettledMeanwhileError, pack_numbers, read_earlier
from app.leads.mapping import first_plan
from app.leads.records import UploadState
from app.leads.session import LeadSession
from tests.app.leads.making import StillClock, mobile

pytestmark = pytest.mark.anyio
NUMBERS = [f"+91{mobile(index)}" for index in range(3)]


async def begin(ledger: Ledger, campaign: str = "c1", numbers: list[str] = NUMBERS, content: bytes = b"") -> int:
    return await ledger.begin(
        campaign_id=campaign,
        campaign_name="June",
        file_name="june.csv",
        file_sha256="00",
        rows=len(numbers),
        set_aside=1,
        total_leads_before=7,
        numbers=pack_numbers(numbers),
        content=content,
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
    await ledger.confirm(uploads[2], 3, 0)
    assert [record.id for record in await ledger.uploads(1)] == [uploads[2], uploads[0]], "an open question stays"
    await ledger.confirm(uploads[0], 3, 0)
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
        with pytest.raises(SettledMeanwhileError, match="settled meanwhile"):
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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
async def test_a_record_that_others_could_read_is_closed(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, StillClock())
    ledger.path.chmod(0o644)
    await Ledger.open(tmp_path, StillClock())
    assert ledger.path.stat().st_mode & 0o777 == 0o600


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


async def test_the_rows_are_kept_until_they_have_arrived(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, StillClock())
    content = b"phone_number,name\r\n" + b"".join(f"{number},Asha\r\n".encode() for number in NUMBERS)
    upload = await begin(ledger, content=content)
    assert (await ledger.upload(upload)).has_rows
    await ledger.unknown(upload, "lost")
    assert await (await Ledger.open(tmp_path, StillClock())).rows_of(upload) == content
    await ledger.settle(upload, UploadState.CONFIRMED, by_hand=True)
    record = await ledger.upload(upload)
    assert (record.created, record.skipped, record.has_rows) == (None, None, False)
    assert await ledger.rows_of(upload) is None
    assert b"Asha" not in ledger.path.read_bytes()


async def test_what_is_kept_without_a_question_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.leads.ledger_rows._MOST_KEPT_BYTES", 250_000)
    ledger = await Ledger.open(tmp_path, StillClock())
    uploads = []
    for campaign in ("c1", "c2", "c3", "c4", "c5"):
        uploads.append(await begin(ledger, campaign, content=os.urandom(100_000)))
        await ledger.unknown(uploads[-1], "lost")
        if campaign != "c1":  # the question about c1 stays open
            await ledger.settle(uploads[-1], UploadState.NOT_SENT)
    await begin(ledger, "c6")
    kept = [(await ledger.upload(upload)).has_rows for upload in uploads]
    assert kept == [True, False, False, True, True]


async def test_rows_put_aside_free_the_campaign_and_stay_doubtful(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, StillClock())
    upload = await begin(ledger, content=b"phone_number\r\n")
    with pytest.raises(SettledMeanwhileError, match="settled meanwhile"):
        await ledger.put_aside(upload, "")  # it is still under way
    await ledger.unknown(upload, "lost")
    await ledger.put_aside(upload, "Saved to june-unknown.csv")
    assert (await ledger.upload(upload)).state is UploadState.SET_ASIDE
    assert await ledger.open_questions() == []
    assert {about.certain for about in read_earlier(ledger.path, "c1").values()} == {False}
    await ledger.not_sent(await begin(ledger), "")
    await ledger.settle(upload, UploadState.NOT_SENT)
    assert read_earlier(ledger.path, "c1") == {}


async def test_it_is_noted_when_the_counter_was_read(tmp_path: Path) -> None:
    clock = StillClock(50.0)
    ledger = await Ledger.open(tmp_path, clock)
    upload = await begin(ledger)
    await ledger.unknown(upload, "lost")
    assert (await ledger.upload(upload)).looked_at is None
    clock.now = 60.0
    await ledger.note_total(upload, 9)
    clock.now = 70.0
    await ledger.put_aside(upload, "")
    record = await ledger.upload(upload)
    assert (record.total_after, record.looked_at, record.ended_at) == (9, 60.0, 70.0)


async def test_a_record_of_the_first_version_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    database = sqlite3.connect(path)
    database.executescript(ledger_schema._FIRST + "pragma user_version = 1;")
    database.execute(
        "insert into upload (campaign_id, campaign_name, file_name, file_sha256, rows, set_aside, total_before, state,"
        " began_at, numbers) values ('c1', 'June', 'june.csv', '00', 3, 0, 7, 'unknown', 1.0, ?)",
        (pack_numbers(NUMBERS),),
    )
    database.commit()
    database.close()
    ledger = await Ledger.open(tmp_path, StillClock())
    (record,) = await ledger.open_questions()
    assert (record.rows, record.has_rows, record.is_single, record.looked_at) == (3, False, False, None)
    saved = tmp_path / "saved.csv"
    assert await save_rows(ledger, record, saved) == 3  # the numbers, which is all there is
    assert saved.read_text("utf-8-sig").splitlines()[1].startswith(f"{NUMBERS[0]},Outcome unknown: sent 1970-01-01")
    await begin(ledger, "c2", content=b"x")


async def test_saved_rows_can_be_dropped_again(tmp_path: Path) -> None:
    ledger = await Ledger.open(tmp_path, StillClock())
    row = f'{NUMBERS[0]},"=1+1, really"\r\n'
    upload = await begin(ledger, numbers=NUMBERS[:1], content=f"phone_number,name\r\n{row}".encode())
    await ledger.unknown(upload, "lost")
    saved = tmp_path / "saved.csv"
    assert await save_rows(ledger, await ledger.upload(upload), saved) == 1
    assert "'=1+1" in saved.read_text("utf-8-sig")
    session = await LeadSession.open(saved)
    try:
        plan = first_plan(session.summary)
        assert (await session.check(plan)).to_send == 1
        assert (await session.payload()).content.decode() == f"phone_number,name\r\n{row}"
        doubtful = first_plan(session.summary, campaign_id="c1", ledger=str(ledger.path))
        assert (await session.check(doubtful)).groups[0].key == "maybe_uploaded"
    finally:
        await session.aclose()


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
