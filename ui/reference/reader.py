"""What the browser knows of each kind of reference data, and reading it.

Owns: one state a kind: the copy, what went wrong, whether it is being read. Leaves to others: the copies and the
requests (`app/reference/cache.py`), showing (`window.py`).

Looking costs nothing while a copy is good. What is missing or old is fetched when somebody stays with it for a
moment, so that passing through the list with the arrow keys fetches nothing.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.errors import AppError, AuthError, ForbiddenError
from app.reference.cache import Cached, Kind
from ui.desk import Desk

if TYPE_CHECKING:
    from app.context import Context
    from app.models import Record

STAY_S = 0.2


class KindState(NamedTuple):
    """What is known of one kind.

    Attributes:
        cached: The copy; None where there is none, or the key may not see it.
        problem: Why it could not be read, or not anew.
        reading: It is being fetched.
        looked: Whether the disk has been looked at.
    """

    cached: Cached[Record] | None = None
    problem: AppError | None = None
    reading: bool = False
    looked: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether the key is the reason."""
        return isinstance(self.problem, (AuthError, ForbiddenError))


class ReferenceReader(QObject):
    """Reads for one window; begins anew with every profile.

    Signals:
        changed: The state of a kind is another one (the kind).
    """

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._states: dict[Kind, KindState] = {}
        self._names: dict[Kind, dict[str, str]] = {}
        self._front: Kind | None = None

    def state(self, kind: Kind) -> KindState:
        """What is known of a kind."""
        return self._states.get(kind, KindState())

    def age_s(self, kind: Kind) -> float | None:
        """Seconds since the copy was read, as of now; None where there is none."""
        cached, context = self.state(kind).cached, self._desk.context
        if cached is None or context is None:
            return None
        return max(0.0, context.clock.time() - cached.read_at)

    def name_of(self, kind: Kind, record_id: str) -> str:
        """What a thing is called, by its id; the id where it is not known, "" for none."""
        names = self._names.get(kind)
        if names is None:
            cached = self.state(kind).cached
            names = self._names[kind] = {
                record.id: str(getattr(record, "title", "") or getattr(record, "name", ""))
                for record in (cached.items if cached is not None else ())
            }
        return names.get(record_id) or record_id

    def forget(self) -> None:
        """Another profile: nothing is known any more."""
        self._front = None
        self._states.clear()
        self._names.clear()
        for kind in Kind:
            self.changed.emit(kind)

    def look(self, kind: Kind) -> None:
        """Somebody looks at a kind: show what is kept of all of them, and fetch this one where that is not enough."""
        self._front = kind
        context = self._desk.context
        if context is not None:
            self._desk.tasks.start(self._look(context, kind), name="reference.look")

    def refresh(self, kind: Kind) -> None:
        """Fetch a kind in any case."""
        context = self._desk.context
        if context is not None and not self.state(kind).reading:
            self._begin(context, kind, refresh=True)

    async def _look(self, context: Context, front: Kind) -> None:
        for kind in (front, *(kind for kind in Kind if kind is not front)):
            if self.state(kind).reading or self.state(kind).is_refused:
                continue
            kept = await context.reference.kept(kind)
            if context is not self._desk.context:
                return
            now = self.state(kind)
            if kept is None and now.cached is not None:
                continue
            is_other = kept is not None and (now.cached is None or kept.read_at != now.cached.read_at)
            state = now._replace(cached=kept, looked=True, problem=None if is_other else now.problem)
            if is_other or not now.looked:
                self._set(kind, state)
            else:
                self._states[kind] = state  # the same copy, with its age as of now
        state = self.state(front)
        if state.reading or state.problem is not None or (state.cached is not None and not state.cached.is_old):
            return
        await asyncio.sleep(STAY_S)
        if self._front is front and context is self._desk.context and not self.state(front).reading:
            self._begin(context, front, refresh=state.cached is None)

    def _begin(self, context: Context, kind: Kind, *, refresh: bool) -> None:
        self._set(kind, self.state(kind)._replace(reading=True, looked=True))
        self._desk.tasks.start(self._fetch(context, kind, refresh=refresh))

    async def _fetch(self, context: Context, kind: Kind, *, refresh: bool) -> None:
        """Fetch a kind; somebody waits for it where `refresh` is set."""
        cached: Cached[Record] | None = None
        problem: AppError | None = None
        try:
            cached = await context.reference.read(kind, refresh=refresh)
            problem = cached.problem
        except AppError as error:
            problem = error
        finally:
            if context is self._desk.context:
                before = self.state(kind)
                after = before._replace(reading=False, problem=problem, cached=cached or before.cached)
                # What the key may not read (any more) is not shown, even where it is still kept.
                self._set(kind, after._replace(cached=None) if after.is_refused else after)

    def _set(self, kind: Kind, state: KindState) -> None:
        if state != self._states.get(kind):
            self._states[kind] = state
            self._names.pop(kind, None)
            self.changed.emit(kind)
