"""The mirror: what is stored is there, whole, private and gone when it is to go."""

from __future__ import annotations

import random
import sqlite3
import stat
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.calls import derived
from app.calls.changes import Changes
from app.calls.mirror import CallMirror, MirrorError
from app.calls.statistics import CallStatistics
from app.calls.tallies import length_class
from app.calls.wanted import CallFilter, CallOrder, SortBy
from app.clock import SystemClock
from app.models import CallAttempt, CallLog, TimelineEvent
from app.settings import FOREVER
from tests.app.calls.mirrors import START, all_rows, call, ids, opened
from tests.app.calls.test_sync_properties import check_whole

pytestmark = pytest.mark.anyio


async def test_files_are_for_their_owner_alone_and_accounts_are_kept_apart(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(1)])
        for path in mirror.folder.iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
        assert stat.S_IMODE(mirror.folder.stat().st_mode) == 0o700
        other = CallMirror(tmp_path, "another key", SystemClock())
        await other.open()
        assert (await other.state()).calls == 0
        await other.aclose()


async def test_what_is_stored_is_told_back(tmp_path: Path) -> None:
    row = call(7, summary="Short", analysis={"interested": True, "day": "Montag"}, raw={"type": "phone", "status": "x"})
    details = msgspec.structs.replace(
        row,
        transcript="Agent: Hallo",
        timeline=(TimelineEvent("call_started", START),),
        recording_url="https://cdn.example/1.mp3",
        raw={"cost": 1.5},
    )
    async with opened(tmp_path) as mirror:
        told: list[Changes] = []
        mirror.subscribe(told.append)
        await mirror.store_rows([row])
        await mirror.store_details(details)
        await mirror.store_attempts("log_7", [CallAttempt(attempt=1, status="busy")])
        kept = await mirror.call("log_7")
        assert kept is not None
        assert kept.record == msgspec.structs.replace(details, raw={})
        assert kept.extra == {"type": "phone", "cost": 1.5}
        assert kept.attempts == (CallAttempt(attempt=1, status="busy"),)
        assert kept.details_at is not None
        assert kept.recording_at is not None
        state = await mirror.state()
        assert (state.calls, state.with_details, state.wanting_details) == (1, 1, 0)
        values = await mirror.values()
        assert values.campaigns == (("cmp_1", 1),)
        assert set(values.analysis_fields) == {"interested", "day"}
        assert [len(one.added) for one in told] == [1, 0]
        assert told[1].changed
        await check_whole_search(mirror)


async def check_whole_search(mirror: CallMirror) -> None:
    await mirror._database.tidy(
        lambda database: database.execute("insert into search (search) values ('integrity-check')")
    )


async def test_storing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    rows = [call(number) for number in range(50)]
    async with opened(tmp_path) as mirror:
        await mirror.store_rows(rows)
        told: list[Changes] = []
        mirror.subscribe(told.append)
        stored = await mirror.store_rows(rows)
        assert len(stored.known) == 50
        assert told == []


async def test_what_is_known_is_not_lost_to_an_answer_that_tells_less(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(4, summary="Said yes", end_reason="user_disconnected")])
        await mirror.store_rows([call(4, status="in_progress", duration_s=None, to_number="", sentiment="")])
        kept = await mirror.call("log_4")
        assert kept is not None
        assert (kept.record.status, kept.record.summary, kept.record.end_reason) == (
            "completed", "Said yes", "user_disconnected",
        )  # fmt: skip
        assert kept.record.to_number == "+919876500004"


async def test_a_call_whose_time_changes_moves(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(number) for number in range(3)])
        await mirror.store_details(call(0, transcript="Agent: hello"))
        await mirror.store_rows([call(0, created_at=START + timedelta(days=1))])
        assert await ids(await mirror.view()) == ["log_0", "log_2", "log_1"]
        assert await ids(await mirror.view(CallFilter(text="hello"))) == ["log_0"]
        kept = await mirror.call("log_0")
        assert kept is not None
        assert kept.record.transcript == "Agent: hello"


async def test_an_older_answer_that_arrives_late_only_tells_what_was_not_known(tmp_path: Path) -> None:
    over = call(0, sentiment="negative", summary="Declined.", analysis={"score": 2}, end_reason="")
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([over])
        await mirror.store_rows(
            [
                call(0, status="in_progress", duration_s=1.0, sentiment="unknown", summary="Talking.",
                     analysis={"score": 9}, end_reason="user_disconnected")
            ]
        )  # fmt: skip
        kept = await mirror.call("log_0")
        assert kept is not None
        record = kept.record
        assert (record.status, record.duration_s, record.sentiment) == ("completed", over.duration_s, "negative")
        assert (record.summary, record.analysis, record.end_reason) == ("Declined.", {"score": 2}, "user_disconnected")


async def test_many_calls_of_the_same_instant_and_of_none(tmp_path: Path) -> None:
    same = [call(number, created_at=START) for number in range(40)]
    never = [call(number, created_at=None) for number in range(100, 120)]
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([*same, *never])
        found = await ids(await mirror.view())
        assert set(found[:40]) == {record.id for record in same}
        assert set(found[40:]) == {record.id for record in never}


def matches(record: CallLog, wanted: CallFilter) -> bool:
    duration = record.duration_s or 0
    return (
        (not wanted.statuses or record.status in wanted.statuses)
        and (not wanted.sentiments or record.sentiment in wanted.sentiments)
        and (not wanted.campaigns or record.campaign_id in wanted.campaigns)
        and (wanted.duration_min_s is None or duration >= wanted.duration_min_s)
        and (wanted.duration_max_s is None or duration <= wanted.duration_max_s)
        and (not wanted.text or wanted.text in record.summary)
        and (not wanted.number or wanted.number in record.to_number)
        and (not wanted.hours or (record.created_at and record.created_at.astimezone().hour in wanted.hours))
        and (not wanted.weekdays or (record.created_at and record.created_at.astimezone().weekday() in wanted.weekdays))
        and (not wanted.unheard or (duration > 0 and record.id not in HEARD))
        and (not wanted.first_day or (record.created_at and record.created_at.astimezone().date() >= wanted.first_day))
        and (not wanted.last_day or (record.created_at and record.created_at.astimezone().date() <= wanted.last_day))
    )


DAY = START.astimezone().date()
HEARD = ("log_0", "log_3", "log_40", "log_403", "log_1")
FILTERS = [
    CallFilter(),
    CallFilter(statuses=("busy",)),
    CallFilter(statuses=("busy", "completed")),
    CallFilter(statuses=("unheard of",)),
    CallFilter(sentiments=("positive",), campaigns=("cmp_1",)),
    CallFilter(campaigns=("cmp_0", "cmp_2")),
    CallFilter(duration_min_s=20, duration_max_s=60),
    CallFilter(duration_min_s=0),
    CallFilter(duration_min_s=60, duration_max_s=20),
    CallFilter(first_day=DAY, last_day=DAY),
    CallFilter(first_day=DAY + timedelta(days=1)),
    CallFilter(hours=(0, 14)),
    CallFilter(hours=(0, 14), first_day=DAY),
    CallFilter(weekdays=(DAY.weekday(),), campaigns=("cmp_1",)),
    CallFilter(duration_min_s=20, duration_max_s=29.999),
    CallFilter(duration_min_s=0.001, duration_max_s=9.999),
    CallFilter(duration_min_s=30, hours=(3, 4), statuses=("completed",)),
    CallFilter(duration_max_s=0),
    CallFilter(duration_max_s=9.999),
    CallFilter(unheard=True),
    CallFilter(unheard=True, hours=(3, 4, 5), duration_max_s=29.999),
    CallFilter(number="0001"),
    CallFilter(number="01"),
    CallFilter(text="evening"),
    CallFilter(text="evening", statuses=("completed",), hours=(10, 11, 12)),
]


@pytest.fixture(scope="module")
def records() -> list[CallLog]:
    dice = random.Random(3)
    # Times with a few doubles, so that equal ones are ordered too.
    return [
        call(number, created_at=START + timedelta(minutes=dice.randrange(2500)), summary=dice.choice(("", "evening")))
        for number in range(1500)
    ]


def check_figures(figures: CallStatistics, records: list[CallLog]) -> None:
    """Every figure says what the calls say."""
    connected = [record for record in records if record.duration_s]
    times = Counter(record.created_at.astimezone().timetuple()[6:2:-3] for record in records if record.created_at)
    assert (figures.calls, figures.connected) == (len(records), len(connected))
    assert figures.total_s == pytest.approx(sum(record.duration_s or 0 for record in records))
    assert dict(figures.outcomes) == Counter(record.status for record in records)
    assert dict(figures.sentiments) == Counter(record.sentiment for record in connected)
    assert {(hour.weekday, hour.hour): hour.calls for hour in figures.hours if hour.calls} == times
    assert sum(hour.connected for hour in figures.hours) == len(connected)
    lengths = Counter(length_class(round((record.duration_s or 0) * 1000)) for record in records)
    assert {number: count for number, count in enumerate(figures.lengths) if count} == lengths
    campaigns = {one.campaign_id: (one.calls, one.connected) for one in figures.campaigns}
    assert campaigns == {
        name: (count, sum(record.campaign_id == name for record in connected))
        for name, count in Counter(record.campaign_id or "" for record in records).items()
    }


VALUES: dict[SortBy, Any] = {
    SortBy.TIME: lambda record: record.created_at,
    SortBy.DURATION: lambda record: record.duration_s,
    SortBy.NUMBER: lambda record: record.to_number,
    SortBy.STATUS: lambda record: ("completed", "no_answer", "busy").index(record.status),
    SortBy.SENTIMENT: lambda record: record.sentiment,
}


async def test_every_filter_in_every_order(tmp_path: Path, records: list[CallLog]) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows(records)
        for call_id in HEARD:
            await mirror.mark_heard(call_id)
        for wanted in FILTERS:
            expected = {record.id for record in records if matches(record, wanted)}
            check_figures(await mirror.statistics(wanted), [record for record in records if record.id in expected])
            for by in SortBy:
                for descending in (True, False):
                    view = await mirror.view(wanted, CallOrder(by, descending))
                    if view.count is not None:
                        assert view.count == len(expected), wanted
                    head = await view.rows(0, 20)
                    rows = await all_rows(view)
                    assert head == tuple(rows[:20])
                    assert {row.record.id for row in rows} == expected, (wanted, by)
                    assert len(rows) == len(expected)
                    values = [VALUES[by](row.record) for row in rows]
                    assert values == sorted(values, reverse=descending), (wanted, by)
                    ordered = [(value, row.key) for value, row in zip(values, rows, strict=True)]
                    assert ordered == sorted(ordered, reverse=descending)
                    for place in (0, len(rows) // 2, len(rows) - 1):
                        if rows:
                            assert await view.position(rows[place].key) == place


async def test_a_large_view_is_read_from_anchors(
    tmp_path: Path, records: list[CallLog], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.calls.view._MOST_LISTED", 10)
    async with opened(tmp_path) as mirror:
        await mirror.store_rows(records)
        for wanted in (CallFilter(), CallFilter(statuses=("completed",)), CallFilter(duration_min_s=20)):
            view = await mirror.view(wanted)
            expected = sorted((r for r in records if matches(r, wanted)), key=lambda r: r.created_at, reverse=True)
            await view.measure()
            assert view._keys is None
            for first in (0, 255, 256, 257, len(expected) // 2, len(expected) - 3):
                rows = await view.rows(first, 10)
                assert [row.record.created_at for row in rows if row] == [
                    r.created_at for r in expected[first : first + 10]
                ]


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("wanted", [CallFilter(), CallFilter(statuses=("completed",))])
async def test_a_view_that_followed_is_as_one_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: CallFilter, descending: bool
) -> None:
    monkeypatch.setattr("app.calls.view.STRIDE", 8)
    dice, order = random.Random(4), CallOrder(descending=descending)
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(number) for number in range(0, 300, 2)])
        view = await mirror.view(wanted, order)
        await view.measure()
        told: list[Changes] = []
        mirror.subscribe(told.append)
        for first in (300, 250, 0):  # newer ones, some of them, some anywhere
            numbers = sorted({dice.randrange(first, 320) for _ in range(40)})
            await mirror.store_rows([call(number, status=dice.choice(("completed", "busy"))) for number in numbers])
            await view.follow(told.pop())
            assert told == []
            fresh = await mirror.view(wanted, order)
            assert await ids(view) == await ids(fresh)
            assert view.count == fresh.count


async def test_a_view_follows_changes(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(number) for number in range(600)])
        for wanted in (CallFilter(), CallFilter(statuses=("busy",)), CallFilter(text="urgent")):
            view = await mirror.view(wanted)
            before = await ids(view)
            told: list[Changes] = []
            stop = mirror.subscribe(told.append)
            base = 1000 + 100 * FILTERS.index(wanted) if wanted in FILTERS else 5000
            await mirror.store_rows(
                [call(base + 1, status="busy", summary="urgent"), call(base + 2), call(2, summary="urgent")]
            )
            stop()
            change = await view.follow(told[0])
            fresh = await ids(await mirror.view(wanted))
            assert await ids(view) == fresh
            if not change.is_reset:
                places = list(before)
                for place in reversed(change.removed):
                    del places[place]
                assert len(places) + len(change.inserted) == len(fresh)


async def test_a_broken_mirror_is_begun_anew_and_a_newer_one_is_left_alone(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(1)])
        path = mirror.path
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 100)
    async with opened(tmp_path) as mirror:
        assert (await mirror.state()).calls == 0
    database = sqlite3.connect(path)
    database.execute("pragma user_version = 99")
    database.close()
    mirror = CallMirror(tmp_path, "account", SystemClock())
    with pytest.raises(MirrorError, match="newer"):
        await mirror.open()
    with pytest.raises(MirrorError):
        await mirror.state()


async def test_a_mirror_that_is_damaged_in_the_middle_is_begun_anew_at_the_next_start(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(number, summary="the loan is due " * 20) for number in range(2_000)])
        path = mirror.path
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle:] = b"\xa5" * (len(content) - middle)
    path.write_bytes(content)
    async with opened(tmp_path) as mirror:
        with pytest.raises(MirrorError, match="damaged"):
            await all_rows(await mirror.view())
    async with opened(tmp_path) as mirror:
        assert (await mirror.state()).calls == 0
        assert not (await mirror.coverage()).is_whole
        await mirror.store_rows([call(1)])
        assert await ids(await mirror.view()) == ["log_1"]
    async with opened(tmp_path) as mirror:
        assert await ids(await mirror.view()) == ["log_1"], "once"


async def test_an_index_that_is_damaged_is_built_anew_and_nothing_else_goes(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(number, summary="the loan is due") for number in range(50)])
        await mirror.write(lambda database: database.execute("update search_data set block = x'a5a5a5' where id > 10"))
    async with opened(tmp_path) as mirror:
        with pytest.raises(MirrorError, match="damaged"):
            await ids(await mirror.view(CallFilter(text="loan")))
    async with opened(tmp_path) as mirror:
        assert len(await ids(await mirror.view(CallFilter(text="loan")))) == 50


async def test_old_calls_go_without_a_trace(tmp_path: Path) -> None:
    clock = SystemClock()
    now = clock.time()
    old = [
        call(number, created_at=START.fromtimestamp(now - 40 * 86_400 + number, START.tzinfo)) for number in range(30)
    ]
    young = [
        call(number, created_at=START.fromtimestamp(now - 86_400 + number, START.tzinfo)) for number in range(30, 40)
    ]
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([*old, *young])
        await mirror.store_details(msgspec.structs.replace(old[3], transcript="Agent: the xylophone is ready"))
        await mirror.store_details(msgspec.structs.replace(young[3], transcript="Agent: the accordion is ready"))
        assert await mirror.forget_old(FOREVER) == 0
        assert await mirror.forget_old(30) == 30
        assert set(await ids(await mirror.view())) == {record.id for record in young}
        assert await ids(await mirror.view(CallFilter(text="xylophone"))) == []
        assert len(await ids(await mirror.view(CallFilter(text="accordion")))) == 1
        assert await mirror.sweep()
        assert (await mirror.statistics()).calls == 10
        content = b"".join(path.read_bytes() for path in mirror.folder.iterdir())
        for trace in (b"xylophone", b"+919876500003", b"xyl"):
            assert trace not in content, trace
        assert b"accordion" in content
        assert await mirror.forget_old(30) == 0
        await mirror.clear()
        assert (await mirror.state()).calls == 0
        await check_whole(mirror)
        content = b"".join(path.read_bytes() for path in mirror.folder.iterdir())
        assert b"accordion" not in content


async def test_a_long_past_goes_step_by_step(tmp_path: Path) -> None:
    old = [
        call(number, created_at=START - timedelta(days=100, minutes=number), summary="xylophone")
        for number in range(7_000)
    ]
    young = [call(number) for number in range(8_000, 8_010)]
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([*old, *young])
        changes: list[Changes] = []
        mirror.subscribe(changes.append)
        at_once = await mirror.forget_old(30)
        assert 1_000 < at_once < 3_000, "nobody waits for all of it"
        steps = 0
        while not await mirror.sweep():
            steps += 1
            assert steps < 1_000
        assert (await mirror.state()).calls == 10
        assert set(await ids(await mirror.view())) == {record.id for record in young}
        assert [change.is_everything for change in changes] == [True, True]
        assert (await mirror.statistics()).calls == 10
        content = b"".join(path.read_bytes() for path in mirror.folder.iterdir())
        assert b"xylophone" not in content


async def test_an_index_of_another_version_is_built_anew(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(1, summary="evening")])
        await mirror.write(lambda database: database.execute("insert or replace into meta values ('plain', 'old')"))
        await mirror._database.tidy(
            lambda database: database.execute("insert into search (search) values ('delete-all')")
        )
    async with opened(tmp_path) as mirror:
        assert await ids(await mirror.view(CallFilter(text="evening"))) == ["log_1"]


async def test_another_time_zone_is_noticed(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(number) for number in range(10)])
        hours = (await mirror.statistics()).hours
        await mirror.write(lambda database: database.execute("insert or replace into meta values ('zone', 'Mars')"))
        await mirror.write(lambda database: database.execute("update tally_hour set hour = 3"))
        await mirror._database.tidy(derived.refresh)
        assert (await mirror.statistics()).hours == hours


@pytest.mark.parametrize("way", ["_AT_ONCE", "_MOST_SIGNS"])
async def test_figures_in_small_pieces_and_by_sorting(
    tmp_path: Path, records: list[CallLog], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr(f"app.calls.sums.{way}", 7)
    async with opened(tmp_path) as mirror:
        await mirror.store_rows(records)
        for call_id in HEARD:
            await mirror.mark_heard(call_id)
        for wanted in FILTERS:
            some = [record for record in records if matches(record, wanted)]
            check_figures(await mirror.statistics(wanted), some)


async def test_statistics_from_tallies_and_from_calls_agree(tmp_path: Path, records: list[CallLog]) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows(records)
        quick = await mirror.statistics(CallFilter(campaigns=("cmp_1",)))
        slow = await mirror.statistics(CallFilter(campaigns=("cmp_1",), duration_max_s=1e6))
        assert quick == slow
        some = [record for record in records if record.campaign_id == "cmp_1"]
        assert quick.calls == len(some)
        assert dict(quick.outcomes)["busy"] == sum(record.status == "busy" for record in some)
        assert quick.connected == sum(bool(record.duration_s) for record in some)
        assert sum(quick.lengths) == len(some)
        assert sum(hour.calls for hour in quick.hours) == len(some)
        assert quick.total_s == pytest.approx(sum(record.duration_s or 0 for record in some))
        assert quick.campaigns[0].campaign_id == "cmp_1"


async def test_heard_calls(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(number) for number in range(8)])
        unheard = await ids(await mirror.view(CallFilter(unheard=True)))
        assert unheard == ["log_7", "log_4", "log_3", "log_0"]
        await mirror.mark_heard("log_4")
        assert await ids(await mirror.view(CallFilter(unheard=True))) == ["log_7", "log_3", "log_0"]


async def test_the_check_of_the_whole(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        assert (await mirror.state()).calls == 0
        await check_whole(mirror)


async def test_only_what_must_not_be_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as mirror:
        await mirror.store_rows([call(1, summary="evening"), call(2, summary="morning"), call(3)])
        assert await ids(await mirror.view(CallFilter(text="-evening"))) == ["log_3", "log_2"]
