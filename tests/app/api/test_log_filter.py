"""Choosing requests of the log, and saving them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from app.api.log_filter import NO_ANSWER, PROBLEMS, LogFilter, save_log
from app.api.request_log import LoggedRequest, RequestLog
from app.errors import AppError
from app.quota.headers import QuotaReading
from app.quota.priorities import Activity, Priority


def entry(**fields: Any) -> LoggedRequest:
    usual: dict[str, Any] = {
        "at": 1_800_000_000.25,
        "priority": Priority.INTERACTIVE,
        "activity": Activity.YOU,
        "method": "GET",
        "path": "/campaigns?page=1",
        "status": 200,
        "waited_s": 0.0,
        "took_ms": 20.4,
        "remaining_after": None,
    }
    return LoggedRequest(**{**usual, **fields})


ENTRIES = [
    entry(),
    entry(status=304, path="/call-logs", activity=Activity.SYNC, priority=Priority.BACKGROUND),
    entry(status=429, method="PATCH", path="/campaigns/cmp_1/status"),
    entry(status=404, path="/voices", activity=Activity.REFERENCE, waited_s=2.5),
    entry(status=503, waited_s=0.4),
    entry(status="broken off", method="POST", path="/campaigns-leads/upload", activity=Activity.UPLOADS),
    entry(status=302),
]


def shown(**chosen: Any) -> list[int | str]:
    return [one.status for one in ENTRIES if LogFilter(**chosen).accepts(one)]


def test_each_filter_and_several_together() -> None:
    assert shown() == [200, 304, 429, 404, 503, "broken off", 302]
    assert shown(method="PATCH") == [429]
    assert shown(status="2xx") == [200]
    assert shown(status="304") == [304]
    assert shown(status="429") == [429]
    assert shown(status="4xx") == [404]
    assert shown(status="5xx") == [503]
    assert shown(status=NO_ANSWER) == ["broken off"]
    assert shown(status=PROBLEMS) == [429, 404, 503, "broken off"]
    assert shown(activity="uploads") == ["broken off"]
    assert shown(text="CAMPAIGNS") == [200, 429, 503, "broken off", 302]
    assert shown(waited_more_than_s=0.4) == [404]
    assert shown(status=PROBLEMS, text="campaigns", method="PATCH") == [429]


def test_the_file_is_harmless_and_holds_no_number_and_no_key(tmp_path: Path) -> None:
    log = RequestLog()
    log.add(entry(path="=cmd|' /C calc'!A0", method="@SUM(1)"))
    log.add(entry(path="/campaigns-leads?phone=%2B919876543210", waited_s=1.234, remaining_after=41))
    log.add(entry(status="cancelled", reading=QuotaReading(limit=60)))
    path = tmp_path / "requests.csv"
    assert save_log(path, log.entries) == 3
    assert b"9876543210" not in path.read_bytes()
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    named = [dict(zip(header, row, strict=True)) for row in rows]
    assert named[0]["path"].startswith("'=")
    assert named[0]["method"].startswith("'@")
    assert named[1]["path"].endswith("10")
    assert (named[1]["waited_s"], named[1]["quota_left_after"], named[1]["limit"]) == ("1.23", "41", "")
    assert (named[2]["status"], named[2]["limit"]) == ("cancelled", "60")
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AppError) as failed:
        save_log(tmp_path / "none" / "requests.csv", ENTRIES)
    assert "requests.csv" in failed.value.user_message


def test_a_listener_that_fails_takes_nothing_with_it(caplog: pytest.LogCaptureFixture) -> None:
    log = RequestLog()
    heard: list[LoggedRequest] = []

    def fail(_entry: LoggedRequest) -> None:
        raise RuntimeError("on purpose")

    log.subscribe(fail)
    log.subscribe(heard.append)
    log.add(entry())
    assert len(heard) == len(log.entries) == log.added == 1
    assert "on purpose" in caplog.text
