"""The usage report for a request for a higher limit.

Owns: what it says, as text and as CSV, and the draft of the mail. Leaves to others: the figures (`minutes.py`), showing
and sending it. Pure, but for `save_csv` and `save_text`. In English, since the vendor reads it.

It holds counts and times, nothing else: no key, no path, no name, no number of a person. The address is the one that
the API's documentation names for this ("rate limits").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from app.quota.minutes import SERIES, Cooldown, Cost, Minute, cost_of_unchanged, even_window_s, total

SUPPORT: Final = "support@dialnexa.com"
LONGEST_MAILTO: Final = 1_900
"""Characters of a mailto address that every system passes on whole."""

_NAMES: Final = {
    "you": "People at the console",
    "uploads": "Lead uploads",
    "sync": "Watching campaigns and call logs",
    "reference": "Reference data",
    "others": "Other users of the same key",
}
_COSTS: Final = {
    Cost.UNKNOWN: "not measured",
    Cost.FREE: "cost nothing",
    Cost.CHARGED: "each cost a request",
    Cost.MIXED: "some cost a request",
}
_CSV_HEADER: Final = [
    "from", "minutes", "limit", "most_used_in_a_window", *SERIES, "total", "answers_304", "answers_429",
    "waited_s", "longest_wait_s", "windows",
]  # fmt: skip


class Report(NamedTuple):
    """Everything the report is made of.

    Attributes:
        minutes: Oldest first.
        cooldowns: Oldest first.
        since, until: Unix times of the period.
        limit: Requests a window allows, as last told; None while unknown.
        window_s: Length of a window as observed; None while unknown.
    """

    minutes: Sequence[Minute]
    cooldowns: Sequence[Cooldown]
    since: float
    until: float
    limit: int | None
    window_s: float | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to report."""
        return not self.minutes

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Names and values, most important first."""
        whole = total(self.minutes)
        limit = self.limit if self.limit is not None else whole.limit
        window = "unknown" if self.window_s is None else f"{even_window_s(self.window_s):.0f} s"
        lines = [("Limit", f"{_count(limit)} requests per window"), ("Window (observed)", window)]
        lines.append(("Windows observed", _count(whole.windows)))
        peak = f"{_count(whole.most_used)} requests"
        if limit and whole.most_used:
            peak += f" ({100 * whole.most_used // limit} % of the limit)"
        lines.append(("Most used in one window", peak if whole.windows else "unknown"))
        lines.append(("Requests", f"{_count(whole.total)}, {_count(whole.others)} of them by others with this key"))
        busiest = max(self.minutes, key=lambda minute: minute.total, default=None)
        if busiest is not None:
            lines.append(("Busiest minute", f"{_count(busiest.total)} requests"))
        lines.append(("Answers 429", _count(whole.limited)))
        paused_s = sum(pause.length_s for pause in self.cooldowns)
        lines.append(("Pauses after a 429", f"{len(self.cooldowns)}, {_seconds(paused_s)} together"))
        lines.append(
            ("Waiting for a turn", f"{_seconds(whole.waited_s)} in all, {_seconds(whole.longest_wait_s)} at most")
        )
        lines.append(("Answers 304", f"{_count(whole.unchanged)}, {_COSTS[cost_of_unchanged(whole)]}"))
        return lines


def report_text(report: Report, zone: tzinfo | None = None) -> str:
    """The report as text: summary, by activity, by day, by hour of the day.

    Args:
        report: The figures.
        zone: Of days and hours; UTC where None.
    """
    zone = zone or UTC
    lines = [
        "API usage report (DialNexa Console)",
        f"From {_moment(report.since, zone)} to {_moment(report.until, zone)}",
        "",
    ]
    width = max(len(name) for name, _ in report.summary) + 2
    lines += [f"{name + ':':<{width}}{value}" for name, value in report.summary]
    if report.is_empty:
        return "\n".join([*lines, "", "Nothing was sent in this time."]) + "\n"
    whole = total(report.minutes)
    lines += ["", "Requests by activity"]
    for series in SERIES:
        share = f"{100 * whole.count(series) / whole.total:.0f} %" if whole.total else ""
        lines.append(f"  {_NAMES[series]:<34}{_count(whole.count(series)):>9}  {share:>5}")
    lines += ["", "By day", f"  {'':<12}{'requests':>9}{'others':>9}{'429':>7}{'peak':>7}{'waited':>12}"]
    for name, one in _grouped(report.minutes, lambda at: at.strftime("%Y-%m-%d"), zone):
        lines.append(_line(name, one))
    lines += ["", "By hour of the day, all days together"]
    for name, one in _grouped(report.minutes, lambda at: at.strftime("%H:00"), zone, in_order=False):
        lines.append(_line(name, one))
    return "\n".join(lines) + "\n"


def report_rows(report: Report) -> tuple[list[str], list[list[str]]]:
    """The report as a table: header and one row an hour (UTC) in which something happened."""
    rows = []
    for name, one in _grouped(report.minutes, lambda at: at.strftime("%Y-%m-%dT%H:00Z"), UTC):
        counts = [one.count(series) for series in SERIES]
        values = [
            name, 60, "" if one.limit is None else one.limit, one.most_used, *counts, one.total, one.unchanged,
            one.limited, f"{one.waited_s:.1f}", f"{one.longest_wait_s:.1f}", one.windows,
        ]  # fmt: skip
        rows.append([str(value) for value in values])
    return list(_CSV_HEADER), rows


def save_csv(path: Path, report: Report) -> int:
    """Write the table as CSV, harmless in a spreadsheet; returns the number of rows. Blocks.

    Raises:
        AppError: It cannot be written there.
    """
    from app.leads.rejected import write_rows

    header, rows = report_rows(report)
    return write_rows(path, header, rows)


def save_text(path: Path, text: str) -> None:
    """Write the text, whole or not at all. Blocks.

    Raises:
        AppError: It cannot be written there.
    """
    from app.errors import AppError
    from app.leads import sentences
    from app.store.files import replace_file

    try:
        replace_file(path, text.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise AppError(sentences.CANNOT_WRITE, name=path.name, reason=reason) from None


class MailDraft(NamedTuple):
    """A mail that nobody has sent yet."""

    to: str
    subject: str
    body: str

    @property
    def url(self) -> str:
        """As a mailto address (RFC 6068), of at most `LONGEST_MAILTO` characters: a longer body is cut at a line."""
        head = f"mailto:{self.to}?subject={quote(self.subject)}&body="
        body = self.body
        while len(head) + len(quote(body.replace("\n", "\r\n"))) > LONGEST_MAILTO and body:
            body = body.rstrip("\n").rpartition("\n")[0]
        return head + quote(body.replace("\n", "\r\n"))


def mail_draft(report: Report) -> MailDraft:
    """The mail that asks for more. The whole report goes with it by hand: a mailto address carries no attachment."""
    peak = total(report.minutes).most_used
    lines = [
        "Hello,",
        "",
        "please raise the request limit of our API key.",
        "We need a limit of about ___ requests per window, because ___.",
        "",
        "What our console has measured:",
        *(f"- {name}: {value}" for name, value in report.summary),
        "",
        "(The whole report is on the clipboard: paste it here.)",
        "",
        "Workspace: ___",
        "",
        "Thank you",
    ]
    limit = f" ({peak} of {report.limit} requests used in a window)" if report.limit and peak else ""
    return MailDraft(SUPPORT, f"Higher API rate limit{limit}", "\n".join(lines) + "\n")


def _line(name: str, one: Minute) -> str:
    counts = f"{_count(one.total):>9}{_count(one.others):>9}{_count(one.limited):>7}{_count(one.most_used):>7}"
    return f"  {name:<12}{counts}{_seconds(one.waited_s):>12}"


def _grouped(
    minutes: Iterable[Minute], name_of: Callable[[datetime], str], zone: tzinfo, *, in_order: bool = True
) -> list[tuple[str, Minute]]:
    groups: dict[str, list[Minute]] = {}
    for minute in minutes:
        groups.setdefault(name_of(datetime.fromtimestamp(minute.at * 60, zone)), []).append(minute)
    summed = [(name, total(group)) for name, group in groups.items()]
    return summed if in_order else sorted(summed, key=lambda pair: pair[0])


def _count(number: int | None) -> str:
    return "unknown" if number is None else f"{number:,}"


def _seconds(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.1f} s"
    return f"{seconds / 60:,.0f} min"


def _moment(unix: float, zone: tzinfo) -> str:
    return datetime.fromtimestamp(unix, zone).strftime("%Y-%m-%d %H:%M %Z")
