"""An upload that waits until requests are allowed: what exactly was queued.

Owns: telling whether file, rows, target and pausing are still what they were then. Leaves to others: the queue
(`ui/when_allowed.py`), sending (`sending.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui import texts
from ui.leads.opened import OpenedFile
from ui.leads.words import leads_text

if TYPE_CHECKING:
    from app.models import Campaign

translate = QCoreApplication.translate


class QueuedUpload:
    """What is to be uploaded where, as of now.

    Attributes:
        label: In words.
        target: By which a later wish of the same kind is known.
        content: All that must be the same when its turn comes.
    """

    def __init__(self, file: OpenedFile, campaign: Campaign, *, pause: bool) -> None:
        self.file = file
        self.campaign = campaign
        self.pause = pause
        rows = file.result.to_send if file.result is not None else 0
        name = texts.plain(campaign.name or campaign.id, 60)
        self.label = translate("Leads", "Upload {leads} to ‘{campaign}’").format(leads=leads_text(rows), campaign=name)
        self.target = f"leads.send {campaign.id}"
        self.content = (
            file,
            file.session.version,
            file.checked_plan,
            file.result,
            # Once it dials, or no longer does, pausing and resuming it mean something else.
            (campaign.id, campaign.name, campaign.agent_id, campaign.is_dialling, campaign.is_final),
            pause,
        )

    def is_same(self, file: OpenedFile, campaign: Campaign, *, pause: bool) -> bool:
        """Whether this would be the same upload."""
        return QueuedUpload(file, campaign, pause=pause).content == self.content
