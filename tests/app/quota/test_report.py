"""The usage report."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.quota.minutes import Cooldown, Minute
from app.quota.report import (
    LONGEST_MAILTO,
    SUPPORT,
    MailDraft,
    Report,
    mail_draft,
    report_rows,
    report_text,
    save_csv,
    save_text,
)

START = int(datetime(2026, 6, 1, 22, 50, tzinfo=UTC).timestamp())
FIRST = START // 60
MINUTES = [
    Minute(FIRST, you=5, others=3, most_used=8, windows=1, limit=60, remaining=52, plain=4, plain_charged=4),
    Minute(FIRST + 5, uploads=2, sync=49, most_used=60, windows=2, limited=2, waited_s=90.0, longest_wait_s=12.0,
           limit=60, remaining=0, unchanged=3, measured=2, charged=2),
    Minute(FIRST + 15, reference=1, windows=1, most_used=1, limit=60, remaining=59),
]  # fmt: skip
REPORT = Report(MINUTES, [Cooldown(START + 300.0, START + 317.0)], START, START + 86_400, 60, 60.0)
EMPTY = Report([], [], START, START + 86_400, None, None)


def line(text: str, name: str) -> str:
    return next(each for each in text.splitlines() if each.strip().startswith(name))


def test_what_the_text_says() -> None:
    text = report_text(REPORT)
    assert "60 requests per window" in line(text, "Limit")
    assert "60 s" in line(text, "Window (observed)")
    assert line(text, "Windows observed").endswith("4")
    assert "60 requests (100 % of the limit)" in line(text, "Most used")
    assert line(text, "Requests:").endswith("60, 3 of them by others with this key")
    assert line(text, "Busiest minute").endswith("51 requests")
    assert line(text, "Answers 429").endswith("2")
    assert line(text, "Pauses").endswith("1, 17.0 s together")
    assert line(text, "Waiting").endswith("90.0 s in all, 12.0 s at most")
    assert line(text, "Answers 304").endswith("3, each cost a request")
    assert line(text, "Watching campaigns").split()[-3:] == ["49", "82", "%"]
    assert line(text, "2026-06-01").split() == ["2026-06-01", "60", "3", "2", "60", "90.0", "s"]
    assert line(text, "22:00").split()[1] == "59"
    assert line(text, "23:00").split()[1] == "1"


def test_days_and_hours_are_those_of_the_reader() -> None:
    text = report_text(REPORT, timezone(timedelta(hours=5, minutes=30), "IST"))
    assert "2026-06-02 04:20 IST" in text
    assert line(text, "2026-06-02  ").split()[1] == "60"


def test_nothing_sent_and_nothing_known() -> None:
    text = report_text(EMPTY)
    assert "unknown requests per window" in line(text, "Limit")
    assert "unknown" in line(text, "Window (observed)")
    assert "not measured" in line(text, "Answers 304")
    assert "Nothing was sent" in text
    assert report_rows(EMPTY)[1] == []


def test_the_table_has_a_row_an_hour(tmp_path: Path) -> None:
    path = tmp_path / "usage.csv"
    assert save_csv(path, REPORT) == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["from"] for row in rows] == ["2026-06-01T22:00Z", "2026-06-01T23:00Z"]
    assert (rows[0]["you"], rows[0]["sync"], rows[0]["others"], rows[0]["total"]) == ("5", "49", "3", "59")
    assert (rows[0]["answers_429"], rows[0]["most_used_in_a_window"], rows[0]["limit"]) == ("2", "60", "60")


def test_the_text_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "usage.txt"
    save_text(path, report_text(REPORT))
    assert path.read_text("utf-8") == report_text(REPORT)
    with pytest.raises(AppError):
        save_text(tmp_path / "none" / "usage.txt", "")


def test_the_mail_goes_to_the_documented_address_and_says_what_was_measured() -> None:
    draft = mail_draft(REPORT)
    assert draft.to == SUPPORT == "support@dialnexa.com"
    assert "60 of 60" in draft.subject
    url = urlsplit(draft.url)
    assert (url.scheme, url.path) == ("mailto", SUPPORT)
    fields = parse_qs(url.query)
    assert fields["subject"] == [draft.subject]
    assert fields["body"][0].replace("\r\n", "\n") == draft.body
    assert "Busiest minute: 51 requests" in draft.body
    assert "of None" not in mail_draft(EMPTY).subject


@given(st.text(max_size=4_000))
def test_a_mail_address_is_never_too_long_for_the_system(body: str) -> None:
    url = MailDraft(SUPPORT, "Higher limit", body).url
    assert len(url) <= LONGEST_MAILTO
    assert url.startswith("mailto:support@dialnexa.com?subject=Higher%20limit&body=")
    assert url.isascii()
