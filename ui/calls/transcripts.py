"""Transcripts that come by themselves: which are wanted most, and how far they are.

Owns: when their queue runs, telling it what somebody looks at, the words for its progress. Leaves to others: the queue,
its order and its budget (`app/calls/detail_queue.py`), where the budget is chosen (`ui/preferences`), what is opened
(`ui/calls/shown_call.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.errors import AppError
from ui import texts
from ui.desk import Desk

if TYPE_CHECKING:
    from app.calls.detail_queue import DetailQueue
    from app.calls.sync import CallSync, SyncProgress
    from app.calls.wanted import CallFilter
    from app.context import Context

translate = QCoreApplication.translate

RUN: Final = "calls.transcripts"
WANT: Final = "calls.transcripts.want"


class Transcripts(QObject):
    """Runs the queue of the open profile once no call is missing.

    Signals:
        changed: `words` says something else.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._details: DetailQueue | None = None
        self._stops: list[Callable[[], None]] = []

    def follow(self, context: Context | None) -> None:
        """The transcripts of this profile from now on; None: of none."""
        for name in (RUN, WANT):
            self._desk.tasks.cancel(name)
        for stop in self._stops:
            stop()
        self._stops, self._details = [], None
        if context is not None and context.mirror.is_open:
            sync: CallSync = context.sync
            self._details = context.details
            self._details.is_watched = self._desk.is_watched
            self._stops = [
                sync.subscribe(self._on_progress),
                self._details.subscribe(lambda _progress: self.changed.emit()),
            ]
        self.changed.emit()

    def want(self, wanted: CallFilter, shown: Sequence[str]) -> None:
        """Somebody looks at these calls: those of a campaign, or those (by id) that a search found."""
        if self._details is None:
            return
        self._details.watch(wanted.campaigns)
        if wanted.text and shown and self._details.budget:
            self._desk.tasks.start(self._want(self._details, shown), name=WANT)

    def words(self) -> str:
        """What is missing and what it costs; "" where nothing comes by itself or nothing is missing."""
        details = self._details
        if details is None or not details.budget or not details.progress.missing:
            return ""
        progress = details.progress
        if progress.spent_today >= details.budget:
            words = translate("Calls", "{missing} transcripts missing: today's {budget} requests are spent")
        else:
            words = translate("Calls", "{missing} transcripts missing, {spent} of {budget} requests today")
        return words.format(
            missing=texts.number(progress.missing),
            spent=texts.number(progress.spent_today),
            budget=texts.number(details.budget),
        )

    async def _want(self, details: DetailQueue, shown: Sequence[str]) -> None:
        try:
            await details.want(shown)
        except AppError:
            return  # the rows say what is wrong with the mirror

    def _on_progress(self, progress: SyncProgress) -> None:
        """Transcripts are worth nothing before the calls that they belong to are known."""
        is_ready = progress.checked_at is not None and not progress.is_filling and not progress.is_working
        if is_ready and self._details is not None and not self._desk.tasks.is_running(RUN):
            self._desk.tasks.start(self._details.run(), name=RUN)
