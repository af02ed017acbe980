from __future__ import annotations

import pytest

from app.quota.line import Line
from app.quota.priorities import Activity

SYNC, REFERENCE, YOU = Activity.SYNC, Activity.REFERENCE, Activity.YOU


def fill(line: Line[str], *items: tuple[Activity, str]) -> None:
    for activity, item in items:
        line.append(activity, item)


def drain(line: Line[str]) -> str:
    return "".join(line.next() for _ in list(line))


def test_activities_take_turns_first_come_first_served_within_each() -> None:
    line: Line[str] = Line()
    fill(line, *((SYNC, item) for item in "abcd"), (REFERENCE, "x"), (REFERENCE, "y"), (YOU, "1"))
    assert drain(line) == "ax1bycd"


def test_who_comes_later_does_not_wait_for_the_whole_backlog() -> None:
    line: Line[str] = Line()
    fill(line, *((SYNC, item) for item in "abcdef"))
    assert line.next() + line.next() == "ab"
    fill(line, (REFERENCE, "x"))
    assert drain(line) == "cxdef"


def test_who_is_put_back_stands_where_it_stood() -> None:
    line: Line[str] = Line()
    fill(line, *((SYNC, item) for item in "abc"), (REFERENCE, "x"))
    assert line.next() + line.next() + line.next() == "axb"
    for item in "ba":  # in whatever order they come back
        line.put_back(SYNC, item, lambda other, item=item: other > item)  # type: ignore[misc]
    line.put_back(REFERENCE, "x", lambda other: other > "x")
    assert drain(line) == "xabc"


def test_leaving_the_line() -> None:
    line: Line[str] = Line()
    fill(line, (SYNC, "a"), (REFERENCE, "x"), (SYNC, "b"))
    line.remove(SYNC, "a")
    line.remove(REFERENCE, "x")
    assert drain(line) == "b"
    for gone in ("a", "b"):
        with pytest.raises(ValueError, match=r"not in deque"):
            line.remove(SYNC, gone)
