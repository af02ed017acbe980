"""Which calls the operator wants to see.

Owns: the filters as the operator thinks of them (days of this computer's time zone), and what they mean for the
server and for a record. Leaves to others: the server's own spelling of a query (`app/api/campaign_dialect.py`).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from app.calls.filtering import matches

if TYPE_CHECKING:
    from app.api.dialect import CallLogQuery
    from app.models import CallLog


class CallSelection(NamedTuple):
    """The filters above the table. None means: any.

    Attributes:
        first_day: Calls of this day or later, in this computer's time zone.
        last_day: Calls of this day or earlier, in this computer's time zone.
    """

    status: str | None = None
    sentiment: str | None = None
    campaign_id: str | None = None
    agent_id: str | None = None
    first_day: date | None = None
    last_day: date | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered out."""
        return not any(self)

    @property
    def is_impossible(self) -> bool:
        """Whether the first day is after the last one: no call can match, and no request is worth sending."""
        return self.first_day is not None and self.last_day is not None and self.first_day > self.last_day

    @property
    def has_exact_total(self) -> bool:
        """Whether the server's count is the count of what is wanted: its days are not the operator's days."""
        return self.first_day is None and self.last_day is None

    @property
    def begins_at(self) -> datetime | None:
        """The first instant that is wanted."""
        return None if self.first_day is None else _midnight(self.first_day)

    @property
    def ends_before(self) -> datetime | None:
        """The first instant that is not wanted any more."""
        if self.last_day is None or self.last_day == date.max:
            return None
        return _midnight(self.last_day + timedelta(days=1))

    def query(self) -> CallLogQuery:
        """What to ask the server, whose days are days of UTC: at least everything that is wanted."""
        from app.api.dialect import CallLogQuery

        begins_at, ends_before = self.begins_at, self.ends_before
        return CallLogQuery(
            agent_id=self.agent_id,
            status=self.status,
            sentiment=self.sentiment,
            campaign_id=self.campaign_id,
            start_date=None if begins_at is None else begins_at.astimezone(UTC).date(),
            end_date=None if ends_before is None else (ends_before - timedelta(microseconds=1)).astimezone(UTC).date(),
        )

    def accepts(self, record: CallLog) -> bool:
        """Whether this call is wanted, whatever the server made of the question."""
        at = record.created_at
        begins_at, ends_before = self.begins_at, self.ends_before
        if at is not None and ((begins_at and at < begins_at) or (ends_before and at >= ends_before)):
            return False
        return matches(self.query(), record)


def _midnight(day: date) -> datetime:
    """The beginning of a day here, as an aware time."""
    return datetime.combine(day, time()).astimezone()
