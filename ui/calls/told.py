"""What the Call logs page says about the calls that are here.

Owns: the words for how fresh the mirror is, what the strip under the table says, and what stands in the place of rows;
all as data. Leaves to others: reading (`ui/calls/reader.py`), showing it and doing what is offered
(`ui/calls/page.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.errors import AuthError, ForbiddenError
from ui import texts
from ui.calls.model import CallTableModel
from ui.calls.reader import CallReader
from ui.desk import Desk
from ui.texts import error_text

if TYPE_CHECKING:
    from app.calls.wanted import CallFilter

translate = QCoreApplication.translate

Offer = Literal["", "refresh", "clear_filters", "clear_search", "campaigns"]
SENDING: frozenset[Offer] = frozenset({"refresh"})


class EmptyWords(NamedTuple):
    """What stands where no row is. `action` names the button that does `offer`."""

    icon: str
    title: str
    text: str = ""
    action: str = ""
    offer: Offer = ""


class StripWords(NamedTuple):
    """What the strip under the table says, and how far it is: done of total, where that is told."""

    icon: str
    tone: str
    text: str
    done: int = 0
    total: int = 0


class ReadingTold:
    """See the module. `wanted` gives the filter with the words searched for."""

    def __init__(self, desk: Desk, reader: CallReader, model: CallTableModel, wanted: Callable[[], CallFilter]) -> None:
        self._desk = desk
        self._reader = reader
        self._model = model
        self._wanted = wanted

    def freshness(self) -> str:
        """How many calls are here, as of when, and what the last look brought at which cost."""
        reader, progress = self._reader, self._reader.progress
        state = self._desk.cooldown.state
        if progress is None:
            return ""
        if progress.is_working and state is not None:
            return translate("Calls", "Waiting {seconds} s, then calls are read by themselves").format(
                seconds=state.seconds_left
            )
        count = self._count()
        if progress.checked_at is None:
            if progress.problem is not None:
                return translate("Calls", "{count}, offline copy").format(count=count)
            return (
                translate("Calls", "{count}, looking for new ones…").format(count=count)
                if reader.here
                else (translate("Calls", "Reading call logs…"))
            )
        parts = [count, translate("Calls", "up to date {time}").format(time=texts.clock_at(progress.checked_at))]
        if progress.is_filling and progress.is_working:
            parts.append(translate("Calls", "older ones are being fetched"))
        else:
            parts.append(self._outcome())
        return ", ".join(part for part in parts if part)

    def _count(self) -> str:
        here, progress = self._reader.here or 0, self._reader.progress
        if progress is not None and progress.is_filling and progress.total is not None and progress.total > here:
            words = translate("Calls", "{here} of {total} calls")
            return words.format(here=texts.number(here), total=texts.number(progress.total))
        one, many = translate("Calls", "1 call"), translate("Calls", "{count} calls")
        return (one if here == 1 else many).format(count=texts.number(here))

    def _outcome(self) -> str:
        reader, progress = self._reader, self._reader.progress
        if progress is None or progress.is_working:
            return ""
        if progress.problem is not None:
            return translate("Calls", "last check: failed")
        if progress.new_calls:
            words = translate("Calls", "last check: {count} new")
            outcome = words.format(count=texts.number(progress.new_calls))
        elif reader.was_not_modified:
            outcome = translate("Calls", "last check: not modified")
        else:
            outcome = translate("Calls", "last check: nothing new")
        if progress.cost == 1:
            return outcome + ", " + translate("Calls", "1 request")
        cost = translate("Calls", "{count} requests").format(count=texts.number(progress.cost))
        return f"{outcome}, {cost}" if progress.cost else outcome

    def strip(self) -> StripWords | None:
        """What is under the table; None where nothing is to be said."""
        progress, here = self._reader.progress, self._reader.here
        state = self._desk.cooldown.state
        if progress is None or not here:
            return None
        if progress.problem is not None and not progress.is_working:
            words = translate("Calls", "This is the copy on this computer: {problem}")
            return StripWords("offline", "amber", words.format(problem=error_text(progress.problem)))
        if progress.serves_one_page:
            words = translate("Calls", "The server gives only its newest {count} calls, whatever page is asked for.")
            return StripWords("info", "text2", words.format(count=texts.number(progress.calls)))
        if not progress.is_filling:
            return None
        if state is not None and progress.is_working:
            words = translate("Calls", "Older calls go on by themselves in {seconds} s.")
            return StripWords("hourglass", "amber", words.format(seconds=state.seconds_left), here, progress.total or 0)
        if progress.total is None:
            words = translate("Calls", "Older calls are fetched in the background, newest first: {here} are here.")
            return StripWords("download", "text2", words.format(here=texts.number(here)))
        words = translate("Calls", "Older calls are fetched in the background, newest first: {here} of {total}.")
        words = words.format(here=texts.number(here), total=texts.number(progress.total))
        if progress.requests_left:
            more = translate("Calls", "About {count} requests are left.")
            words += " " + more.format(count=texts.number(progress.requests_left))
        return StripWords("download", "text2", words, here, progress.total)

    def empty(self) -> EmptyWords:
        """Why there is no row, and the one thing to do about it."""
        reader, progress = self._reader, self._reader.progress
        if self._desk.context is None:
            return EmptyWords(
                "phone", translate("Calls", "No profile is open"), translate("Calls", "Choose a profile above.")
            )
        wanted = self._wanted()
        if wanted.is_impossible:
            days = wanted.first_day is not None and wanted.last_day is not None and wanted.first_day > wanted.last_day
            text = translate("Calls", "The to date is before the from date.") if days else ""
            return _filtered("calendar", translate("Calls", "No day is selected"), text)
        if reader.problem is not None:
            title = translate("Calls", "The calls on this computer cannot be read")
            return EmptyWords("warning", title, error_text(reader.problem))
        if not reader.here:
            return self._nothing_here()
        if reader.is_asking:
            return EmptyWords("search", translate("Calls", "Searching…"))
        if wanted.text:
            return self._not_found(wanted.text)
        if not wanted.is_everything:
            here = texts.number(reader.here)
            text = translate("Calls", "None of the {count} calls here passes them.").format(count=here)
            if progress is not None and progress.is_filling:
                text += " " + translate("Calls", "Older ones are still being fetched.")
            return _filtered("filter", translate("Calls", "No call matches these filters"), text)
        return self._under_way()

    def _nothing_here(self) -> EmptyWords:
        progress = self._reader.progress
        problem = progress.problem if progress is not None and not progress.is_working else None
        try_again = translate("Calls", "Try again")
        if isinstance(problem, AuthError):
            return EmptyWords(
                "key", translate("Calls", "The key was refused"), error_text(problem), try_again, "refresh"
            )
        if isinstance(problem, ForbiddenError):
            title = translate("Calls", "This key may not read call logs")
            return EmptyWords("key", title, error_text(problem), try_again, "refresh")
        if problem is not None:
            title = translate("Calls", "Call logs could not be read")
            return EmptyWords("offline", title, error_text(problem), try_again, "refresh")
        if progress is None or progress.checked_at is None or self._reader.here is None:
            return self._under_way()
        text = translate("Calls", "Calls appear here as soon as a campaign dials.")
        show = translate("Calls", "Show the campaigns")
        return EmptyWords("phone", translate("Calls", "No call yet"), text, show, "campaigns")

    def _under_way(self) -> EmptyWords:
        state = self._desk.cooldown.state
        if state is None:
            return EmptyWords("refresh", translate("Calls", "Reading call logs…"))
        title = translate("Calls", "Waiting {seconds} s").format(seconds=state.seconds_left)
        return EmptyWords("hourglass", title, translate("Calls", "Then the calls are read by themselves."))

    def _not_found(self, phrase: str) -> EmptyWords:
        progress = self._reader.progress
        title = translate("Calls", "No call has “{phrase}”").format(phrase=texts.plain(phrase, 40))
        here = texts.number(self._reader.here)
        text = translate("Calls", "{count} calls were searched.").format(count=here)
        if progress is not None and progress.is_filling:
            text += " " + translate("Calls", "Older ones are still being fetched.")
        return EmptyWords("search", title, text, translate("Calls", "Clear the search"), "clear_search")


def _filtered(icon: str, title: str, text: str) -> EmptyWords:
    return EmptyWords(icon, title, text, translate("Calls", "Clear the filters"), "clear_filters")
