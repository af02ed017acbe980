"""What a page may use of the window around it.

Owns: nothing but the references. It is passed to every page, so that no page knows the main window or a global.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.commands import CommandRegistry
from ui.cooldown import Cooldown
from ui.key_sharing import KeySharing
from ui.messages import Messages
from ui.quota_follower import QuotaFollower
from ui.tasks import TaskRunner
from ui.write_lock import WriteLock

if TYPE_CHECKING:
    from app.context import Context


class Desk(QObject):
    """Shared services of one window.

    Attributes:
        tasks: Runs coroutines; cancelled as a whole when the profile changes.
        messages: The message bar.
        cooldown: The countdown that commands follow.
        write_lock: Why nothing may be changed on the server, where the open profile is read-only.
        quota: What is left of the quota, with the second hand.
        sharing: Whether others use the key of the open profile.
        context: The engine of the open profile; None while none is open.
        is_watched: Whether the window can be seen at all: nothing is read for nobody.
        idle_s: Since when another window has been in front, in seconds; 0 while this one is.
        commands: Every command of the window, by key.

    Signals:
        context_changed: Another profile was opened, or the last one closed.
        tab_wanted: Somebody wants this tab shown (its key).
        campaign_wanted: Somebody wants this campaign selected (its id); its tab is in front by then.
        files_coming: Files are being dragged over the window.
        files_offered: Lead files were dropped or opened (list of Path).
        rows_offered: Leads came from elsewhere in the window (text of a CSV, a name for it).
        calls_wanted: The calls of a campaign are to be shown (its id).
        leads_wanted: Leads are to go to a campaign (its id).
        agent_wanted: The campaigns of an agent are to be shown (its id); their tab is in front by then.
        display_changed: Values are written in another way (masked numbers).
        note_changed: What the status bar says at its right (how fresh the call logs are).
        came_to_front: The window is the one that is worked with again (after so many seconds).
    """

    context_changed = Signal()
    tab_wanted = Signal(str)
    campaign_wanted = Signal(str)
    files_coming = Signal()
    files_offered = Signal(list)
    rows_offered = Signal(str, str)
    calls_wanted = Signal(str)
    leads_wanted = Signal(str)
    agent_wanted = Signal(str)
    display_changed = Signal()
    note_changed = Signal(str)
    came_to_front = Signal(float)

    def __init__(
        self, tasks: TaskRunner, messages: Messages, cooldown: Cooldown, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.messages = messages
        self.cooldown = cooldown
        self.write_lock = WriteLock(self)
        self.commands = CommandRegistry(self)
        self.sharing = KeySharing(self)
        self.quota = QuotaFollower(self)
        self.quota.changed.connect(lambda: self.cooldown.set_snapshot(self.quota.snapshot))
        self.context: Context | None = None
        self.is_watched: Callable[[], bool] = lambda: True
        self.idle_s: Callable[[], float] = lambda: 0.0

    def set_context(self, context: Context | None) -> None:
        """Hand the engine of another profile to every page."""
        self.context = context
        self.write_lock.set_read_only(context is not None and context.profile.read_only)
        self.sharing.follow(context)
        self.quota.follow(context.governor if context is not None else None)
        self.context_changed.emit()

    def offer_files(self, paths: list[Path]) -> None:
        """Lead files for the Leads tab, wherever on the window they were dropped."""
        self.tab_wanted.emit("leads")
        self.files_offered.emit(paths)

    def offer_rows(self, text: str, name: str) -> None:
        """Leads for the Leads tab that come from no file: the text of a CSV, and what to call it."""
        self.tab_wanted.emit("leads")
        self.rows_offered.emit(text, name)

    def show_calls(self, campaign_id: str) -> None:
        """Bring the Call logs tab to the front, with the calls of this campaign."""
        self.tab_wanted.emit("calls")
        self.calls_wanted.emit(campaign_id)

    def show_leads(self, campaign_id: str) -> None:
        """Bring the Leads tab to the front, with this campaign as the target."""
        self.tab_wanted.emit("leads")
        self.leads_wanted.emit(campaign_id)

    def show_campaigns_of(self, agent_id: str) -> None:
        """Bring the Campaigns tab to the front, with the campaigns of this agent."""
        self.tab_wanted.emit("campaigns")
        self.agent_wanted.emit(agent_id)
