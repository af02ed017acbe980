"""How often the newest calls are read again while somebody looks at them.

Owns: the interval. Leaves to others: sending, and the timer.
"""

from __future__ import annotations

from typing import Final

from app.campaigns.watching import refresh_interval_s
from app.quota.snapshot import QuotaSnapshot

CALM_S: Final = 60.0
AFTER_ERROR_S: Final = 20.0


def check_interval_s(snapshot: QuotaSnapshot, *, failed: bool, idle_s: float = 0.0) -> float:
    """Seconds until the first page is worth another request.

    Once a minute; less often where that would be more than a share of the quota, where little is left, or where the
    window has long not been in front. Sooner after an error, so that a connection that is back is noticed.
    """
    calm = max(CALM_S, refresh_interval_s(snapshot, any_live=False, idle_s=idle_s))
    return min(calm, AFTER_ERROR_S) if failed else calm
