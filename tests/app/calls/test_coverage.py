"""Which page is next, as pure decisions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.calls.coverage import Coverage, Seen, Span
from app.calls.mirror_schema import KEYS_PER_MS


def page_of(keys: list[int], number: int, known: set[int], size: int = 10) -> Seen:
    some = keys[(number - 1) * size : number * size]
    return Seen(number, tuple(some), frozenset(known & set(some)), number * size >= len(keys), len(keys))


def test_an_empty_list() -> None:
    coverage = Coverage()
    assert coverage.next_page(10) == 1
    coverage = coverage.took(Seen(1, (), frozenset(), True))
    assert coverage.is_whole
    assert coverage.next_page(10) is None


def test_the_gap_on_top_is_closed_before_older_calls_are_fetched() -> None:
    coverage = Coverage((Span(900, 800, 30),), False)
    coverage = coverage.took(Seen(1, tuple(range(1500, 1400, -10)), frozenset(), False))
    assert [span.top for span in coverage.spans] == [1500, 900]
    assert coverage.next_page(10) == 2


def test_a_page_that_begins_in_the_topmost_piece_goes_on_from_there_whatever_its_keys() -> None:
    """All calls of the same second: their keys are in the order in which they were stored."""
    older, top = Span(1_050, 900, 60), Span(1_070, 1_051, 20)
    coverage = Coverage((top, older), True)
    begins = 1_060  # pushed down by a call that came meanwhile
    after = coverage.took(Seen(3, (begins, *range(1_071, 1_080)), frozenset({begins}), False))
    assert [span.calls for span in after.spans] == [29, 60]
    assert after.next_page(10) == 4


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 120),
    st.lists(st.one_of(st.just("page"), st.just("check"), st.just("restart"), st.integers(1, 30)), max_size=60),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_every_history_ends_with_everything(calls: int, history: list[object], share_time: bool, dice: object) -> None:
    step = 1 if share_time else KEYS_PER_MS
    keys = [1_000_000 + number * step for number in range(calls, 0, -1)]
    known: set[int] = set()
    coverage = Coverage()

    def take(number: int) -> None:
        nonlocal coverage
        seen = page_of(keys, number, known)
        coverage = coverage.took(seen)
        known.update(seen.keys)

    for action in history:
        if isinstance(action, int):
            keys[:0] = [keys[0] + number * step if keys else 1_000_000 for number in range(action, 0, -1)]
            keys[:] = list(dict.fromkeys(keys))
        elif action == "restart":
            coverage = Coverage(coverage.spans, coverage.has_end)
        elif action == "check":
            take(1)
        elif (number := coverage.next_page(10)) is not None:
            take(number)
    take(1)
    asked = 0
    while (number := coverage.next_page(10)) is not None:
        take(number)
        asked += 1
        assert asked < 4 * (len(keys) // 10 + 5), "goes round in circles"
    assert known == set(keys)
    assert coverage.calls == len(keys)
