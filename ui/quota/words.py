"""What the Quota tab says, in words.

Owns: names of activities, sentences about window, forecast, others, what a 304 costs, one bar or minute of the chart.
Leaves to others: the figures (`app/quota`), where they are shown. Pure.
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.quota.forecast import Forecast, Outcome, Pace
from app.quota.minutes import SERIES, Bar, Cooldown, Cost, Minute, cost_of_unchanged
from app.quota.snapshot import QuotaSnapshot
from ui import texts

translate = QCoreApplication.translate

_TIED: Final = "\u00a0"  # a blank at which no line is broken


def _tied(seconds: float | None) -> str:
    """A duration that stays in one line."""
    return texts.duration(seconds).replace(" ", _TIED)


class Words(NamedTuple):
    """A forecast: in a few words, as a sentence, and what it assumes."""

    head: str
    text: str
    assumption: str

    @property
    def spoken(self) -> str:
        """All of it."""
        return " ".join(part for part in (f"{self.head}.", self.text, self.assumption) if part).replace(_TIED, " ")


def series_name(series: str) -> str:
    """Who spent it."""
    return {
        "you": translate("Quota", "You"),
        "uploads": translate("Quota", "Uploads"),
        "sync": translate("Quota", "Watching and call logs"),
        "reference": translate("Quota", "Reference data"),
        "others": translate("Quota", "Other users of this key"),
    }[series]


def window_text(snapshot: QuotaSnapshot) -> str:
    """When the window resets."""
    now = time.monotonic()
    if snapshot.paused_until is not None and snapshot.paused_until > now:
        left = snapshot.paused_until - now
        return translate("Quota", "Requests go on in {left}, at {time}").format(
            left=texts.duration(left), time=texts.clock_at(time.time() + left)
        )
    if snapshot.resets_at is None:
        return translate("Quota", "The server has not told its limit yet")
    left = snapshot.resets_at - now
    if left <= 0:
        return translate("Quota", "The window is over; the next request opens a new one")
    return translate("Quota", "Resets in {left}, at {time}").format(
        left=texts.duration(left), time=texts.clock_at(time.time() + left)
    )


def traffic_text(snapshot: QuotaSnapshot) -> str:
    """What is on its way and what waits."""
    return translate("Quota", "{sent} on their way · {waiting} waiting").format(
        sent=texts.number(snapshot.in_flight), waiting=texts.number(snapshot.waiting)
    )


def partners_text(partners: int, spent: int) -> str:
    """What other consoles of this computer did with the same key in this window; "" where there are none."""
    if not partners:
        return ""
    text = (
        translate("Quota", "Shared with another console on this computer: {spent} in this window")
        if partners == 1
        else translate("Quota", "Shared with {count} other consoles on this computer: {spent} in this window")
    )
    return text.format(count=texts.number(partners), spent=texts.number(spent))


def forecast_words(found: Forecast) -> Words:
    """A forecast in words; what is not known is said to be unknown."""
    left = _tied(found.full_in_s) if found.full_in_s is not None else ""
    empty = _tied(found.empty_in_s) if found.empty_in_s is not None else ""
    pace = pace_text(found.pace)
    match found.outcome:
        case Outcome.PAUSED:
            text = translate("Quota", "Nothing leaves for {left}; then one request asks whether the rest may follow.")
            waiting = translate("Quota", "Waiting requests: {count}.").format(count=texts.number(found.waiting))
            return Words(translate("Quota", "The server asked for a pause"), text.format(left=left), waiting)
        case Outcome.EMPTY:
            text = (
                translate("Quota", "Full again in {left}.").format(left=left)
                if left
                else translate("Quota", "The server has not told when there will be more.")
            )
            waiting = translate("Quota", "Waiting requests: {count}.").format(count=texts.number(found.waiting))
            return Words(translate("Quota", "Nothing is left"), text, waiting)
        case Outcome.IDLE:
            text = translate("Quota", "Left: {count}. Full again in {left}.") if left else ""
            text = text or translate("Quota", "Left: {count}. The next request opens a new window.")
            return Words(
                translate("Quota", "Nothing is being sent"),
                text.format(count=texts.number(found.left_over), left=left),
                pace,
            )
        case Outcome.LASTS:
            text = translate("Quota", "At this pace {count} will be left over in {left}.")
            return Words(
                translate("Quota", "Lasts until the reset"),
                text.format(count=texts.number(found.left_over), left=left),
                assumption_text(found),
            )
        case Outcome.RUNS_OUT:
            text = translate("Quota", "At this pace empty in {empty}, full again in {left}.")
            return Words(
                translate("Quota", "Runs out before the reset"),
                text.format(empty=empty, left=left),
                assumption_text(found),
            )
    if empty:
        text = translate("Quota", "At this pace empty in {empty}; when it is full again the server has not told.")
        return Words(translate("Quota", "Not known in full"), text.format(empty=empty), assumption_text(found))
    return Words(
        translate("Quota", "Unknown"), translate("Quota", "The server has told nothing yet that a forecast needs."), ""
    )


def pace_text(pace: Pace) -> str:
    """The pace by itself."""
    text = translate("Quota", "Pace of the last {over}: {pace} a minute, {others} of them by others.")
    return text.format(over=_tied(pace.over_s), **_paces(pace))


def assumption_text(found: Forecast) -> str:
    """What a forecast takes for granted."""
    if found.waiting:
        text = translate(
            "Quota",
            "Assumes {pace} a minute, as in the last {over} ({others} by others), and that {waiting} waiting leave "
            "too.",
        )
    else:
        text = translate("Quota", "Assumes {pace} a minute, as in the last {over} ({others} by others).")
    return text.format(over=_tied(found.pace.over_s), waiting=texts.number(found.waiting), **_paces(found.pace))


def _paces(pace: Pace) -> dict[str, str]:
    return {"pace": texts.number(pace.per_s * 60), "others": texts.number(pace.others_per_s * 60)}


def others_text(per_minute: float) -> str:
    """That somebody else uses the key."""
    if per_minute < 1.5:
        return translate("Quota", "About one request a minute comes from somebody else with this key.")
    return translate("Quota", "About {count} requests a minute come from somebody else with this key.").format(
        count=texts.number(per_minute)
    )


def unchanged_text(day: Minute) -> str:
    """What answers "not modified" saved in the last day: measured, or said to be unknown."""
    count = texts.number(day.unchanged)
    if not day.unchanged:
        return translate("Quota", "No answer “not modified” (304) in this time.")
    match cost_of_unchanged(day):
        case Cost.FREE:
            text = translate(
                "Quota",
                "{count} answers “not modified” (304): {measured} were measured and cost nothing; saved: {saved}.",
            )
        case Cost.CHARGED:
            text = translate(
                "Quota",
                "{count} answers “not modified” (304): {measured} were measured and cost a request each; saved: none.",
            )
        case Cost.MIXED:
            text = translate(
                "Quota",
                "{count} answers “not modified” (304): of {measured} that were measured {charged} cost a request; "
                "saved: about {saved}.",
            )
        case _:
            text = translate(
                "Quota", "{count} answers “not modified” (304): what they cost on this server is not known yet."
            )
    free = day.measured - day.charged
    saved = day.unchanged * free / day.measured if day.measured else 0
    return text.format(
        count=count,
        measured=texts.number(day.measured),
        charged=texts.number(day.charged),
        saved=texts.number(saved),
    )


def pauses_text(cooldowns: list[Cooldown]) -> str:
    """How many pauses there were."""
    if not cooldowns:
        return translate("Quota", "no pause")
    length = texts.duration(sum(pause.length_s for pause in cooldowns))
    if len(cooldowns) == 1:
        return translate("Quota", "1 pause of {length}").format(length=length)
    return translate("Quota", "{count} pauses, {length} together").format(
        count=texts.number(len(cooldowns)), length=length
    )


def time_of(minute: int) -> str:
    """Time of day here at which a minute begins: "09:45"."""
    return datetime.fromtimestamp(minute * 60).astimezone().strftime("%H:%M")


def minute_lines(minute: Minute | None, at: int) -> list[str]:
    """One minute: when, how much, by whom, what went wrong."""
    head = time_of(at)
    if minute is None or not (minute.total or minute.limited):
        return [translate("Quota", "{time}: nothing was sent").format(time=head)]
    count = translate("Quota", "{time}: {count} requests").format(time=head, count=texts.number(minute.total))
    return [count, *_details(minute)]


def bar_lines(bar: Bar) -> list[str]:
    """Some minutes: from when to when, how much, the busiest of them, by whom, what went wrong."""
    if bar.minutes == 1:
        return minute_lines(bar.busiest or bar.sum, bar.first)
    span = f"{time_of(bar.first)} – {time_of(bar.first + bar.minutes)}"
    if not (bar.sum.total or bar.sum.limited):
        return [translate("Quota", "{time}: nothing was sent").format(time=span)]
    lines = [translate("Quota", "{time}: {count} requests").format(time=span, count=texts.number(bar.sum.total))]
    if bar.busiest is not None:
        lines.append(
            translate("Quota", "Busiest minute {time} with {count}").format(
                time=time_of(bar.busiest.at), count=texts.number(bar.busiest.total)
            )
        )
    return [*lines, *_details(bar.sum)]


def _details(some: Minute) -> list[str]:
    shares = [f"{series_name(series)} {texts.number(some.count(series))}" for series in SERIES if some.count(series)]
    lines = [texts.THIN.join(shares)] if shares else []
    if some.limited:
        lines.append(translate("Quota", "Rate limited (429): {count}").format(count=texts.number(some.limited)))
    if some.longest_wait_s >= 1:
        lines.append(
            translate("Quota", "Longest wait for a turn {wait}").format(wait=texts.duration(some.longest_wait_s))
        )
    if some.remaining is not None and some.limit is not None:
        lines.append(translate("Quota", "Left at the end: {left}").format(left=texts.ratio(some.remaining, some.limit)))
    return lines
