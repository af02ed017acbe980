from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.calls.rows import merged_order, row_of
from app.models import CallLog


def test_new_calls_go_to_the_top_of_what_is_held() -> None:
    assert merged_order(["c", "b", "a"], ["e", "d", "c"], is_all=False) == ["e", "d", "c", "b", "a"]


def test_calls_that_should_have_been_read_again_and_were_not_are_gone() -> None:
    assert merged_order(["d", "c", "b", "a"], ["d", "b"], is_all=False) == ["d", "b", "a"]


def test_a_whole_list_replaces_what_is_held() -> None:
    assert merged_order(["c", "b", "a"], ["d"], is_all=True) == ["d"]
    assert merged_order(["a"], [], is_all=True) == []


def test_a_page_that_does_not_reach_what_is_held_leaves_a_gap() -> None:
    assert merged_order(["c", "b"], ["f", "e"], is_all=False) is None


@given(st.integers(0, 40), st.integers(1, 40), st.integers(0, 40))
def test_a_list_that_only_grows_is_always_put_together_right(held: int, page: int, new: int) -> None:
    server = [str(number) for number in range(held + new, 0, -1)]
    before = server[new:]
    order = merged_order(before, server[:page], is_all=page >= len(server))
    if held and page <= new and page < len(server):
        assert order is None
    else:
        assert order == (server if held else server[:page])


def test_a_row_keeps_what_the_table_shows_and_nothing_else() -> None:
    row = row_of(CallLog(id="1", raw={"a": 1}, transcript="long", analysis={"x": 1}, status="busy", summary="short"))
    assert (row.id, row.status, row.summary) == ("1", "busy", "short")
    assert (row.raw, row.transcript, row.analysis) == ({}, None, {})
