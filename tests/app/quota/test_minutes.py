"""Adding minutes up."""

from __future__ import annotations

from app.quota.minutes import (
    COLUMNS,
    SERIES,
    SUMS,
    Cost,
    Minute,
    bars,
    cost_of_unchanged,
    even_window_s,
    of_unchanged,
    per_minute,
    total,
)


def test_every_activity_has_a_column() -> None:
    assert set(SERIES) <= set(COLUMNS)
    assert set(SUMS) < set(COLUMNS)


def test_counts_add_up_peaks_stay_and_the_last_word_counts() -> None:
    one = Minute(5, you=2, others=1, waited_s=1.5, longest_wait_s=1.0, most_used=20, limit=60, remaining=40)
    two = Minute(6, you=1, sync=4, waited_s=0.5, longest_wait_s=0.5, most_used=9, limit=100)
    whole = total([one, two])
    assert (whole.you, whole.sync, whole.others, whole.total, whole.own) == (3, 4, 1, 8, 7)
    assert (whole.waited_s, whole.longest_wait_s, whole.most_used) == (2.0, 1.0, 20)
    assert (whole.limit, whole.remaining) == (100, 40)
    assert one.you == 2  # the parts stay what they are


def test_bars_stand_at_even_times_whatever_the_first_minute() -> None:
    minutes = {at: Minute(at, you=at - 100) for at in (104, 105, 109, 110)}
    found = bars(minutes, 102, 112, 5)
    assert [bar.first for bar in found] == [100, 105, 110]
    assert [bar.sum.you for bar in found] == [4, 14, 10]
    assert [bar.busiest.at if bar.busiest else None for bar in found] == [104, 109, 110]
    assert bars({}, 0, 9, 5)[0].busiest is None
    assert bars({3: Minute(3, limited=1)}, 0, 4, 5)[0].busiest is None


def test_what_a_304_costs_is_measured_or_unknown() -> None:
    def cost(measured: int, charged: int, plain: int = 9, plain_charged: int = 9) -> Cost:
        return cost_of_unchanged(
            Minute(0, unchanged=20, measured=measured, charged=charged, plain=plain, plain_charged=plain_charged)
        )

    assert cost(0, 0) is Cost.UNKNOWN
    assert cost(5, 0) is Cost.FREE
    assert cost(5, 5) is Cost.CHARGED
    assert cost(5, 2) is Cost.MIXED
    # A counter that does not follow single requests tells nothing about this one either.
    assert cost(5, 0, plain=0, plain_charged=0) is Cost.UNKNOWN
    assert cost(5, 0, plain=9, plain_charged=2) is Cost.UNKNOWN


def test_what_a_limit_allows_a_minute_is_known_once_a_whole_window_was_seen() -> None:
    seen = (58.9, 59.2, 60.0, 61.0, 62.4, 3.0, 300.8)
    assert [even_window_s(one) for one in seen] == [60, 60, 60, 60, 62.4, 3, 300]
    assert per_minute(60, 61.0, 1) == 60.0
    assert per_minute(60, 20.0, 1) is None  # came into it in its middle
    assert per_minute(60, 30.4, 2) == 120.0
    assert per_minute(None, 60.0, 5) is None
    assert per_minute(60, None, 5) is None


def test_what_a_304_costs_needs_only_some_of_the_figures() -> None:
    minutes = [Minute(1, you=4, unchanged=2, measured=1, plain=3, plain_charged=3), Minute(2, unchanged=1, charged=1)]
    whole, some = total(minutes), of_unchanged(minutes)
    names = ("unchanged", "measured", "charged", "plain", "plain_charged")
    assert [getattr(some, name) for name in names] == [getattr(whole, name) for name in names] == [3, 1, 1, 3, 3]
