"""Adding minutes up."""

from __future__ import annotations

from app.quota.minutes import Cost, Minute, bars, cost_of_unchanged, total


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
