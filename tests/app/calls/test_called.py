"""Who was called lately, read out of the copy of the calls by the process that checks a lead file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.calls.called import CalledLately, read_called
from app.leads.phone_numbers import NumberReader
from tests.app.calls.mirrors import call
from tests.app.calls.mirrors import opened as opened_mirror
from tests.app.leads.making import checked, counts, mobile, opened

pytestmark = pytest.mark.anyio

NOW = datetime.now(UTC).replace(microsecond=0)
DAY = timedelta(days=1)
SINCE = (NOW - 7 * DAY).timestamp()


async def kept(folder: Path, calls: list[tuple[str, datetime | None, str]]) -> Path:
    """A copy of these calls: (number, when, status)."""
    async with opened_mirror(folder) as mirror:
        records = [
            call(place, to_number=number, created_at=at, status=status)
            for place, (number, at, status) in enumerate(calls)
        ]
        await mirror.store_rows(records)
        return mirror.path


def read(path: Path, since: float) -> CalledLately:
    return read_called(path, since, "IN", lambda texts: NumberReader("IN").read(list(texts)).e164)


async def test_numbers_count_however_the_server_writes_them(tmp_path: Path) -> None:
    path = await kept(
        tmp_path,
        [
            ("+91" + mobile(1), NOW - DAY, "completed"),
            ("91" + mobile(2), NOW - 2 * DAY, "no_answer"),
            (mobile(3), NOW - 3 * DAY, "completed"),
            ("+91 " + mobile(1), NOW - 3 * DAY, "completed"),
            ("not a number", NOW, "completed"),
            ("", NOW, "completed"),
        ],
    )
    found = read(path, SINCE)
    assert found.at == {
        "+91" + mobile(1): (NOW - DAY).timestamp(),
        "+91" + mobile(2): (NOW - 2 * DAY).timestamp(),
        "+91" + mobile(3): (NOW - 3 * DAY).timestamp(),
    }
    assert (found.calls, found.newest_at) == (6, NOW.timestamp())


async def test_who_was_called_long_ago_or_is_only_to_be_called_does_not_count(tmp_path: Path) -> None:
    calls: list[tuple[str, datetime | None, str]] = [
        (mobile(1), NOW - 8 * DAY, "completed"),
        (mobile(2), NOW - DAY, "created"),
        (mobile(3), None, "completed"),
    ]
    assert read(await kept(tmp_path, calls), SINCE)[:3] == ({}, 3, (NOW - DAY).timestamp())


@pytest.mark.parametrize("content", [None, b"", b"no database at all, but something else" * 40])
async def test_a_copy_that_cannot_be_read_warns_of_nobody(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "calls.db"
    if content is not None:
        path.write_bytes(content)
    assert read(path, SINCE) == CalledLately({})


async def test_rows_are_warned_about_and_can_be_left_out(tmp_path: Path) -> None:
    path = await kept(tmp_path, [(mobile(1), NOW - DAY, "completed"), (mobile(3), NOW - 9 * DAY, "completed")])
    file = opened(tmp_path, "phone,name\n" + "".join(f"{mobile(place)},x\n" for place in range(5)))
    result = checked(file, calls=str(path), lately_since=SINCE, lately_days=7)
    assert counts(result)["called_lately"] == 1
    assert (result.to_send, result.warnings, result.calls_known, result.newest_call_at) == (
        5,
        1,
        2,
        (NOW - DAY).timestamp(),
    )
    group = next(group for group in result.groups if group.key == "called_lately")
    assert group.title.text == "Called in the last 7 days"
    assert group.hint.text.startswith("from 2 calls known here, newest ")
    row = file.rows("called_lately", 0, 9)[0]
    assert row.number == 2
    assert row.problems[0].sentence.text.startswith("Called on 20")
    assert file.rows("warnings", 0, 9) == [row]
    offer = next(offer for offer in file.repairs() if offer.group == "called_lately")
    assert offer.title.text == "Leave out numbers called lately: 1"
    after = file.repair(offer.key)
    assert (after.to_send, after.set_aside, after.warnings) == (4, 1, 0)
    assert file.undo().to_send == 5


async def test_a_longer_time_finds_more(tmp_path: Path) -> None:
    path = await kept(tmp_path, [(mobile(1), NOW - DAY, "completed"), (mobile(3), NOW - 9 * DAY, "completed")])
    file = opened(tmp_path, "phone,name\n" + "".join(f"{mobile(place)},x\n" for place in range(5)))
    found = [
        counts(checked(file, calls=str(path), lately_since=since)).get("called_lately", 0)
        for since in (SINCE, (NOW - 30 * DAY).timestamp(), 0.0)
    ]
    assert found == [1, 2, 0]


async def test_calls_that_come_in_while_it_is_open_are_seen(tmp_path: Path) -> None:
    async with opened_mirror(tmp_path) as mirror:
        assert read(mirror.path, SINCE)[:3] == ({}, 0, None)
        await mirror.store_rows([call(1, to_number="+91" + mobile(1), created_at=NOW)])
        assert read(mirror.path, SINCE).at == {"+91" + mobile(1): NOW.timestamp()}
        before = read(mirror.path, SINCE)
        again = NumberReader("IN").read
        assert read_called(mirror.path, SINCE, "IN", lambda texts: again(list(texts)).e164, before) is before
        await mirror.store_rows([call(2, to_number="+91" + mobile(2), created_at=NOW - DAY)])
        after = read_called(mirror.path, SINCE, "IN", lambda texts: again(list(texts)).e164, before)
        assert len(after.at) == 2
