"""Coroutines started by the window: held, named, cancellable, with one place for their errors.

Owns: the set of running tasks. Leaves to others: how an error is shown (the two callbacks).
It stands in for `@asyncSlot`, which runs twice on a double click and does not hold its task.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Protocol

from shiboken6 import isValid

from app.errors import AppError

if TYPE_CHECKING:
    import asyncio


class Busy(Protocol):
    """A control that shows that its job is under way and refuses a second start."""

    def set_busy(self, busy: bool) -> None:
        """Turn the busy look on or off."""
        ...


class TaskRunner:
    """Runs coroutines on the Qt loop.

    Args:
        on_expected: Gets every `AppError` that a task ended with.
        on_unexpected: Gets every other exception.
    """

    def __init__(self, on_expected: Callable[[AppError], None], on_unexpected: Callable[[BaseException], None]) -> None:
        self._on_expected = on_expected
        self._on_unexpected = on_unexpected
        self._tasks: set[asyncio.Task[Any]] = set()
        self._named: dict[str, asyncio.Task[Any]] = {}
        self._closed = False

    def start(
        self, coroutine: Coroutine[Any, Any, Any], *, name: str | None = None, busy: Busy | None = None
    ) -> asyncio.Task[Any] | None:
        """Run `coroutine`; returns None when the window is already closing.

        A named task cancels the running one of the same name: the newest wish wins. `busy` is off again at the end,
        whatever happened.
        """
        if self._closed:
            coroutine.close()
            return None
        # Not at the top: the window is painted before asyncio is loaded.
        import asyncio

        if name is not None:
            self.cancel(name)
        try:
            task = asyncio.ensure_future(coroutine)
        except RuntimeError:
            # A timer of a window that outlives the loop: nothing can be started any more.
            coroutine.close()
            return None
        self._tasks.add(task)
        if name is not None:
            self._named[name] = task
        if busy is not None:
            busy.set_busy(True)
        task.add_done_callback(lambda done: self._finish(done, name, busy))
        return task

    def is_running(self, name: str) -> bool:
        """Whether the task of this name is under way."""
        return name in self._named

    def cancel(self, name: str) -> asyncio.Task[Any] | None:
        """Cancel the task of this name, if there is one; returns it, since it may take its time to end."""
        task = self._named.pop(name, None)
        if task is not None:
            task.cancel()
        return task

    async def aclose(self, limit_s: float = 1.0) -> None:
        """Cancel everything and wait `limit_s` for it to end; later starts are refused."""
        self._closed = True
        await self.drain(limit_s)

    async def drain(self, limit_s: float = 1.0) -> None:
        """Cancel everything but the calling task and wait `limit_s` for it to end: for a change of profile."""
        import asyncio

        mine = asyncio.current_task()
        left = [task for task in self._tasks if task is not mine]
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=limit_s)

    def _finish(self, task: asyncio.Task[Any], name: str | None, busy: Busy | None) -> None:
        self._tasks.discard(task)
        if name is not None and self._named.get(name) is task:
            del self._named[name]
        if busy is not None and isValid(busy):  # a dialog of a profile that was left is gone before its tasks are
            busy.set_busy(False)
        if task.cancelled():
            return
        error = task.exception()
        if isinstance(error, AppError):
            self._on_expected(error)
        elif error is not None:
            self._on_unexpected(error)
