"""A job that goes on while there is something to do, and is woken when there is again.

Owns: that there is never a second one at a time, and that nothing that comes while it ends is forgotten. Leaves to
others: the job.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from ui.tasks import TaskRunner

if TYPE_CHECKING:
    import asyncio


class Worker:
    """Runs `job` under `name` whenever `has_work`; a job that fails is not tried again before the next `wake`."""

    def __init__(
        self,
        tasks: TaskRunner,
        name: str,
        job: Callable[[], Coroutine[Any, Any, None]],
        has_work: Callable[[], bool],
    ) -> None:
        self._tasks = tasks
        self._name = name
        self._job = job
        self._has_work = has_work
        self._task: asyncio.Task[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether the job is under way."""
        return self._task is not None

    def wake(self) -> None:
        """There is something to do."""
        if self._task is None and self._has_work():
            self._task = self._tasks.start(self._job(), name=self._name)
            if self._task is not None:
                self._task.add_done_callback(self._on_done)

    def cancel(self) -> None:
        """Give up what is under way."""
        self._task = None
        self._tasks.cancel(self._name)

    def _on_done(self, task: asyncio.Task[None]) -> None:
        if task is not self._task:
            return
        self._task = None
        if not task.cancelled() and task.exception() is None:
            self.wake()
