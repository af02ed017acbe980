"""The figures of the matching calls as charts.

Owns: which bars there are, their names, tones and descriptions. Leaves to others: counting (`app/calls/statistics.py`),
drawing (`chart_strip.py`), what a click filters (`charting.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLocale

from ui import texts, tokens
from ui.calls.chart_strip import Chart, Charts
from ui.calls.columns import CallTexts
from ui.calls.filter_bar import NOT_MADE, NOT_REACHED, UNDER_WAY
from ui.calls.filter_chips import hour, lasting, weekday
from ui.widgets import status
from ui.widgets.charts import Amount

if TYPE_CHECKING:
    from app.calls.statistics import CallStatistics

translate = QCoreApplication.translate

OTHER: Final = "other"
_SENTIMENT_TONES: Final = {"positive": "green_fill", "neutral": "grey_fill", "negative": "red_fill"}
_LABELLED_HOURS: Final = (0, 6, 12, 18)
_MOST_CAMPAIGNS: Final = 40


def charts_of(figures: CallStatistics, words: CallTexts) -> Charts:
    """All charts."""
    return Charts(
        _outcomes(figures), _sentiments(figures), _hours(figures), _weekdays(figures), _durations(figures),
        _campaigns(figures, words),
    )  # fmt: skip


def length_bounds() -> list[tuple[float | None, float | None]]:
    """The classes of length as filters, in the order of the bars."""
    from app.calls.tallies import LENGTHS_S

    lows = list(LENGTHS_S)
    # Calls that were not connected lasted 0 seconds; the next bar begins just above that.
    found: list[tuple[float | None, float | None]] = [(0.001, lows[1] - 0.001)]
    for place, low in enumerate(lows[1:], start=1):
        found.append((low, lows[place + 1] - 0.001 if place + 1 < len(lows) else None))
    return found


def _outcomes(figures: CallStatistics) -> Chart:
    groups = {"completed": 0, "not_reached": 0, "not_made": 0, "under_way": 0, OTHER: 0}
    for name, count in figures.outcomes:
        if name == "completed":
            groups["completed"] += count
        elif name in NOT_REACHED:
            groups["not_reached"] += count
        elif name in NOT_MADE:
            groups["not_made"] += count
        elif name in UNDER_WAY:
            groups["under_way"] += count
        else:
            groups[OTHER] += count
    named = (
        ("completed", status.call("completed").word, "green_fill"),
        ("not_reached", translate("Calls", "Not reached"), "amber_fill"),
        ("not_made", translate("Calls", "Failed"), "red_fill"),
        ("under_way", translate("Calls", "Under way"), "teal_fill"),
        (OTHER, translate("Calls", "Other"), "grey_fill"),
    )
    amounts = tuple(Amount(key, word, groups[key], tone) for key, word, tone in named if groups[key])
    note = translate("Calls", "{count} calls").format(count=texts.number(figures.calls))
    return Chart(amounts, note if figures.calls != 1 else translate("Calls", "1 call"), _described(amounts))


def _sentiments(figures: CallStatistics) -> Chart:
    known = {name: count for name, count in figures.sentiments if name in _SENTIMENT_TONES}
    unknown = sum(count for name, count in figures.sentiments if name not in _SENTIMENT_TONES)
    amounts = [
        Amount(name, status.sentiment(name).word, known[name], tone)
        for name, tone in _SENTIMENT_TONES.items()
        if known.get(name)
    ]
    if unknown:
        amounts.append(Amount("unknown", status.sentiment("unknown").word, unknown, "track"))
    note = translate("Calls", "of {count} connected").format(count=texts.number(figures.connected))
    return Chart(tuple(amounts), note, _described(amounts))


def _hours(figures: CallStatistics) -> Chart:
    counts = [0] * 24
    for one in figures.hours:
        counts[one.hour] += one.calls
    most = max(counts)
    peak = counts.index(most) if most else -1
    note = translate("Calls", "peak at {hour}").format(hour=peak) if most else ""
    amounts = tuple(Amount(str(number), hour(number), count) for number, count in enumerate(counts))
    labels = tuple(str(number) if number in _LABELLED_HOURS else "" for number in range(24))
    return Chart(amounts, note, _described(amounts), labels, frozenset({peak}))


def _weekdays(figures: CallStatistics) -> Chart:
    counts = [0] * 7
    for one in figures.hours:
        counts[one.weekday] += one.calls
    amounts = tuple(Amount(str(number), weekday(number), count) for number, count in enumerate(counts))
    locale = QLocale()
    labels = tuple(locale.standaloneDayName(number + 1, QLocale.FormatType.NarrowFormat) for number in range(7))
    most = max(counts)
    return Chart(amounts, "", _described(amounts), labels, frozenset({counts.index(most)} if most else ()))


def _durations(figures: CallStatistics) -> Chart:
    bounds = length_bounds()
    counts = list(figures.lengths[: len(bounds)])
    if counts:
        counts[0] = max(0, counts[0] - (figures.calls - figures.connected))
    amounts = tuple(
        Amount(str(number), lasting(*_rounded(bounds[number])), count) for number, count in enumerate(counts)
    )
    labels = tuple(_short(low) if number in (1, 4, 7, 10) else "" for number, (low, _) in enumerate(bounds))
    note = ""
    if figures.average_s is not None:
        note = translate("Calls", "average {duration}").format(duration=texts.duration(figures.average_s))
    most = max(counts, default=0)
    strong = frozenset({counts.index(most)} if most else ())
    return Chart(amounts, note, _described(amounts), labels, strong)


def _campaigns(figures: CallStatistics, words: CallTexts) -> Chart:
    amounts = []
    for one in figures.campaigns[:_MOST_CAMPAIGNS]:
        name = words.campaign_names.get(one.campaign_id) or texts.plain(one.campaign_id, tokens.CELL_CAP)
        said = translate("Calls", "{share}: {connected} of {calls} calls").format(
            share=texts.percent(one.connected, one.calls),
            connected=texts.number(one.connected),
            calls=texts.number(one.calls),
        )
        share = 100 * one.connected / one.calls if one.calls else 0.0
        shown = texts.percent(one.connected, one.calls)
        amounts.append(
            Amount(one.campaign_id, name or translate("Calls", "No campaign"), share, "green_fill", shown, said)
        )
    note = texts.percent(figures.connected, figures.calls) if figures.calls else ""
    return Chart(tuple(amounts), note, "; ".join(f"{one.name}: {one.said}" for one in amounts[:10]))


def _rounded(bounds: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
    low, high = bounds
    return (round(low) if low else None, round(high) if high else None)


def _short(low: float | None) -> str:
    """A duration as a label below a bar: "30 s", "2 m"."""
    if not low or low < 1:
        return ""
    if low < 60:
        return translate("Calls", "{seconds} s").format(seconds=round(low))
    return translate("Calls", "{minutes} m").format(minutes=f"{low / 60:g}")


def _described(amounts: Sequence[Amount]) -> str:
    """A chart in words."""
    total = sum(one.value for one in amounts)
    parts = (f"{one.name} {texts.percent(one.value, total)}, {texts.number(one.value)}" for one in amounts if one.value)
    return "; ".join(parts)
