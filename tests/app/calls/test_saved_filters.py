"""Filters with a name."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from app.calls.saved_filters import FILE_NAME, SavedFilter, SavedFilters
from app.calls.wanted import CallFilter, CallOrder, SortBy

FULL = CallFilter(
    statuses=("busy",),
    campaigns=("cmp_1", ""),
    first_day=date(2026, 3, 1),
    hours=(9, 10),
    duration_min_s=5.5,
    text='लोन -"call me"',
    unheard=True,
)


def test_filters_come_back_as_they_were(tmp_path: Path) -> None:
    saved = SavedFilters(tmp_path)
    saved.load()
    assert saved.filters == []
    order = CallOrder(SortBy.DURATION, descending=False)
    saved.keep(" Hot   leads ", FULL, order)
    saved.keep("Other", CallFilter())
    again = SavedFilters(tmp_path)
    again.load()
    assert again.filters == [SavedFilter("Hot leads", FULL, order), SavedFilter("Other", CallFilter())]
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    again.keep("Hot leads", CallFilter(text="x"))
    again.remove("Other")
    saved.load()
    assert saved.filters == [SavedFilter("Hot leads", CallFilter(text="x"))]


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[1, null]", '[{"name": 3}]', '[{"name": "a", "hours": ["x"]}]', '[{"name": "a", "first_day": "soon"}]'],
)
def test_a_file_that_makes_no_sense_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    saved = SavedFilters(tmp_path)
    saved.load()
    assert saved.filters == []
