"""Knows the webhooks of the open profile, and reads them.

Owns: what is known, whether it is being read, why it could not be. Leaves to others: showing (`window.py`), changing
(`actions.py`), which tells what the server answered.

They are few and may be changed elsewhere at any time: no copy is kept on the disk, and one that is old is read anew
when the window is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.errors import AppError, AuthError, ForbiddenError
from ui.desk import Desk

if TYPE_CHECKING:
    from app.context import Context
    from app.models import Webhook

FRESH_S: Final = 120.0
TASK: Final = "webhooks.read"


class Known(NamedTuple):
    """What is known.

    Attributes:
        webhooks: In the server's order; None before the first answer, or where the key may not see them.
        problem: Why they could not be read, or not anew.
        reading: They are being read.
        read_at: When, by the context's clock.
    """

    webhooks: tuple[Webhook, ...] | None = None
    problem: AppError | None = None
    reading: bool = False
    read_at: float = 0.0

    @property
    def is_refused(self) -> bool:
        """Whether the key is the reason."""
        return isinstance(self.problem, (AuthError, ForbiddenError))


class WebhookReader(QObject):
    """Reads for one window; begins anew with every profile.

    Signals:
        changed: `known` is another one.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.known = Known()

    @property
    def age_s(self) -> float | None:
        """Seconds since they were read, as of now; None where they were not."""
        context = self._desk.context
        if self.known.webhooks is None or context is None:
            return None
        return max(0.0, context.clock.time() - self.known.read_at)

    def look(self) -> None:
        """Somebody looks: read them unless what is known is good enough, or the key was refused."""
        age = self.age_s
        if not self.known.is_refused and (age is None or age > FRESH_S):
            self.refresh()

    def refresh(self) -> None:
        """Read them in any case."""
        context = self._desk.context
        if context is not None and not self.known.reading:
            self._set(self.known._replace(reading=True))
            self._desk.tasks.start(self._read(context), name=TASK)

    def forget(self) -> None:
        """Another profile: nothing is known any more."""
        self._desk.tasks.cancel(TASK)
        self._set(Known())

    def put(self, webhook: Webhook) -> None:
        """The server told of one that is new, or another than before."""
        known = self.known.webhooks or ()
        if any(one.id == webhook.id for one in known):
            after = tuple(webhook if one.id == webhook.id else one for one in known)
        else:
            after = (*known, webhook)
        self._set(self.known._replace(webhooks=after))

    def drop(self, webhook_id: str) -> None:
        """The server told that one is gone."""
        known = self.known.webhooks
        if known is not None:
            self._set(self.known._replace(webhooks=tuple(one for one in known if one.id != webhook_id)))

    async def _read(self, context: Context) -> None:
        webhooks, problem = None, None
        try:
            webhooks = await context.api.webhooks()
        except AppError as error:
            problem = error
        finally:
            if context is self._desk.context:
                after = self.known._replace(reading=False, problem=problem)
                if webhooks is not None:
                    after = after._replace(webhooks=webhooks, read_at=context.clock.time())
                # What the key may not read (any more) is not shown.
                self._set(after._replace(webhooks=None) if after.is_refused else after)

    def _set(self, known: Known) -> None:
        if known != self.known:
            self.known = known
            self.changed.emit()
