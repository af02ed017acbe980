"""One lead at a time: adding, looking up, changing, removing."""

from __future__ import annotations

from typing import Final

ADDING: Final = "leads.one.add"
QUEUED_ADDING: Final = "leads.one.add.queued"
CHANGING: Final = "leads.one.change"
QUEUED_CHANGING: Final = "leads.one.queued"
TAKING_BACK: Final = "leads.take_back"
CHANGES: Final = (ADDING, QUEUED_ADDING, CHANGING, QUEUED_CHANGING, TAKING_BACK)
"""Names of the tasks in which leads are added, changed or removed one by one."""
