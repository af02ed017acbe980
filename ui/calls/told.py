"""What the Call logs page says about its reading.

Owns: the words for how fresh the calls are, what the strip under the table says, and what stands in the place of rows;
all as data. Leaves to others: reading (`ui/calls/reader.py`), showing it and doing what is offered
(`ui/calls/page.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.errors import AuthError, ForbiddenError
from ui import texts
from ui.calls.columns import CallTexts
from ui.calls.model import CallTableModel
from ui.calls.reader import CallReader
from ui.desk import Desk
from ui.texts import error_text

if TYPE_CHECKING:
    from app.calls.selection import CallSelection

translate = QCoreApplication.translate

Offer = Literal["", "refresh", "more", "clear_filters", "clear_search", "campaigns"]
SENDING: frozenset[Offer] = frozenset({"refresh", "more"})


class EmptyWords(NamedTuple):
    """What stands where no row is. `action` names the button that does `offer`."""

    icon: str
    title: str
    text: str = ""
    action: str = ""
    offer: Offer = ""


class StripWords(NamedTuple):
    """What the strip under the table says. `action` names its button, which loads more."""

    icon: str
    tone: str
    text: str
    action: str = ""


class ReadingTold:
    """See the module. `selection` gives the filters, `phrase` what is typed into the search."""

    def __init__(
        self,
        desk: Desk,
        reader: CallReader,
        model: CallTableModel,
        words: CallTexts,
        selection: Callable[[], CallSelection],
        phrase: Callable[[], str],
    ) -> None:
        self._desk = desk
        self._reader = reader
        self._model = model
        self._words = words
        self._selection = selection
        self._phrase = phrase

    def freshness(self) -> str:
        """How many calls are here, as of when, and what the last look brought."""
        reader, feed = self._reader, self._reader.feed
        state = self._desk.cooldown.state
        if reader.reading in ("first", "more", "refresh") and state is not None:
            return translate("Calls", "Waiting {seconds} s, then calls are read by themselves").format(
                seconds=state.seconds_left
            )
        if feed is None or feed.read_at is None:
            return translate("Calls", "Reading call logs…") if reader.reading else ""
        held = self._model.total
        if not feed.has_more:
            one, many = translate("Calls", "1 call"), translate("Calls", "{held} calls")
            count = one if held == 1 else many
        elif feed.total is not None:
            count = translate("Calls", "{held} of {total} calls loaded")
        else:
            count = translate("Calls", "{held} calls loaded")
        count = count.format(held=texts.number(held), total=texts.number(feed.total))
        at = texts.clock_at(feed.read_at)
        outcome = {
            "read": "",
            "not modified": translate("Calls", "last check: not modified"),
            "new": translate("Calls", "last check: {count} new").format(count=texts.number(feed.new_count)),
            "changed": translate("Calls", "last check: changed"),
            "same": translate("Calls", "last check: nothing new"),
            "failed": translate("Calls", "last check: failed"),
        }[feed.outcome]
        parts = [count, translate("Calls", "up to date {time}").format(time=at), outcome]
        if reader.reading == "more":
            parts[2] = translate("Calls", "reading more…")
        return ", ".join(part for part in parts if part)

    def strip(self) -> StripWords | None:
        """What is under the table; None where nothing is to be said."""
        reader, feed = self._reader, self._reader.feed
        state = self._desk.cooldown.state
        held = texts.number(self._model.total)
        if feed is None or not feed.has_more or not self._model.rowCount():
            return None
        if reader.reading == "more" and state is not None:
            words = translate("Calls", "More calls come by themselves in {seconds} s.")
            return StripWords("hourglass", "amber", words.format(seconds=state.seconds_left))
        if reader.problem is not None:
            return StripWords("warning", "red", error_text(reader.problem), translate("Calls", "Try again"))
        if self._words.finder:
            words = (
                translate("Calls", "Searched the {held} calls loaded here, of {total}.")
                if feed.total is not None
                else translate("Calls", "Searched the {held} calls loaded here. There are more.")
            ).format(held=held, total=texts.number(feed.total))
            return StripWords("search", "text2", words, translate("Calls", "Load more"))
        if reader.paused:
            words = translate("Calls", "The last pages had no call that these filters let through.")
            return StripWords("filter", "text2", words, translate("Calls", "Load more"))
        return None

    def empty(self) -> EmptyWords:
        """Why there is no row, and the one thing to do about it."""
        reader = self._reader
        feed, problem = reader.feed, reader.problem
        if self._desk.context is None:
            return EmptyWords(
                "phone", translate("Calls", "No profile is open"), translate("Calls", "Choose a profile above.")
            )
        selection = self._selection()
        if selection.is_impossible:
            text = translate("Calls", "The to date is before the from date.")
            return _filtered("calendar", translate("Calls", "No day is selected"), text)
        if reader.reading and not self._model.total:
            return self._under_way()
        try_again = translate("Calls", "Try again")
        if isinstance(problem, AuthError):
            return EmptyWords(
                "key", translate("Calls", "The key was refused"), error_text(problem), try_again, "refresh"
            )
        if isinstance(problem, ForbiddenError):
            title = translate("Calls", "This key may not read call logs")
            return EmptyWords("key", title, error_text(problem), try_again, "refresh")
        if problem is not None and not self._model.total:
            title = translate("Calls", "Call logs could not be read")
            return EmptyWords("offline", title, error_text(problem), try_again, "refresh")
        if self._words.finder and self._model.total:
            return self._not_found()
        if feed is not None and feed.has_more:
            text = translate("Calls", "The last pages had no call that these filters let through.")
            title = translate("Calls", "No call yet")
            return EmptyWords("filter", title, text, translate("Calls", "Load more"), "more")
        if not selection.is_everything:
            text = translate("Calls", "The server has no call that they let through.")
            return _filtered("filter", translate("Calls", "No call matches these filters"), text)
        text = translate("Calls", "Calls appear here as soon as a campaign dials.")
        show = translate("Calls", "Show the campaigns")
        return EmptyWords("phone", translate("Calls", "No call yet"), text, show, "campaigns")

    def _under_way(self) -> EmptyWords:
        state = self._desk.cooldown.state
        if state is None:
            return EmptyWords("refresh", translate("Calls", "Reading call logs…"))
        title = translate("Calls", "Waiting {seconds} s").format(seconds=state.seconds_left)
        return EmptyWords("hourglass", title, translate("Calls", "Then the calls are read by themselves."))

    def _not_found(self) -> EmptyWords:
        feed = self._reader.feed
        title = translate("Calls", "No loaded call has “{phrase}”").format(phrase=texts.plain(self._phrase(), 40))
        held = texts.number(self._model.total)
        if feed is not None and feed.has_more:
            text = (
                translate("Calls", "{held} of {total} calls are loaded and were searched.")
                if feed.total is not None
                else translate("Calls", "{held} calls are loaded and were searched; there are more.")
            ).format(held=held, total=texts.number(feed.total))
            return EmptyWords("search", title, text, translate("Calls", "Load more"), "more")
        text = translate("Calls", "All {held} calls were searched.").format(held=held)
        return EmptyWords("search", title, text, translate("Calls", "Clear the search"), "clear_search")


def _filtered(icon: str, title: str, text: str) -> EmptyWords:
    return EmptyWords(icon, title, text, translate("Calls", "Clear the filters"), "clear_filters")
