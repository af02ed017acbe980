"""The status names of the API, in one place.

Owns: canonical names, which of them are final, which an action leads to, and the reading of other spellings.
Leaves to others: words, icons and colours (`ui/widgets/status.py`).
A value that is not listed here is kept as it came and treated as not final: the API may grow.
"""

from __future__ import annotations

import functools
from types import MappingProxyType
from typing import Final

CAMPAIGN_STATUSES: Final = (
    "draft",
    "active",
    "scheduled",
    "waiting",
    "running",
    "paused",
    "completed",
    "cancelled",
)
CAMPAIGN_FINAL: Final = frozenset({"completed", "cancelled", "deleted", "failed"})
CAMPAIGN_AFTER: Final = MappingProxyType(
    {
        "pause": frozenset({"paused"}),
        "resume": frozenset({"running", "active", "scheduled", "waiting", "completed"}),
        "cancel": frozenset({"cancelled"}),
    }
)
"""What the server may say after an action that worked. A resumed campaign can be done before it is read again."""

LEAD_STATUSES: Final = ("pending", "in_progress", "completed", "failed", "removed")
LEAD_FINAL: Final = frozenset({"completed", "failed", "removed"})

CALL_STATUSES: Final = (
    "created",
    "initiated",
    "sent",
    "received",
    "in_progress",
    "completed",
    "did_not_pick",
    "no_answer",
    "busy",
    "failed",
    "cancelled",
    "retry_expired",
    "voicemail",
)
CALL_FINAL: Final = frozenset(
    {
        "completed",
        "did_not_pick",
        "no_answer",
        "busy",
        "failed",
        "cancelled",
        "retry_expired",
        "voicemail",
        "hangup",
    }
)

CALL_NOT_PLACED: Final = frozenset({"created", "queued", "scheduled", "pending", "cancelled"})
"""The call was planned or called off: it has reached nobody. Some of them are of other servers than the documented."""
CALL_UNDER_WAY: Final = tuple(status for status in CALL_STATUSES if status not in CALL_FINAL)

SENTIMENTS: Final = ("positive", "neutral", "negative", "unknown")

END_REASONS: Final = (
    "user_disconnected",
    "agent_disconnected",
    "user_did_not_pick_up",
    "user_busy",
    "user_unreachable",
    "invalid_phone_number",
    "destination_forbidden",
    "network_failure",
    "voicemail_detected",
    "system_failure",
    "system_at_capacity",
    "insufficient_balance",
    "unknown",
)


@functools.lru_cache(maxsize=256)
def canonical(status: str) -> str:
    """The spelling used here of a status as the server wrote it: lower case, `-` and blanks as `_`."""
    return status.strip().lower().replace("-", "_").replace(" ", "_")
