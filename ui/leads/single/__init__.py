"""One lead at a time: adding, looking up, changing, removing."""

from __future__ import annotations

from typing import Final

ADDING: Final = "leads.one.add"
QUEUED_ADDING: Final = "leads.one.add.queued"
CHANGING: Final = "leads.one.change"
QUEUED_CHANGING: Final = "leads.one.queued"
CHANGES: Final = (ADDING, QUEUED_ADDING, CHANGING, QUEUED_CHANGING)
"""Names of the tasks in which a single lead is added, changed or removed."""
