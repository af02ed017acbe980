"""The records of the API, in one spelling.

Owns: what the console knows of a campaign, a lead, a call, an agent, a number. Leaves to others: how the server spells
it (`app/api/campaign_dialect.py`). Everything but ids may be missing; `raw` keeps what the server sent, unknown fields
included. Times are aware datetimes in UTC; durations are seconds.

Not imported before the first paint: msgspec alone costs a sixth of the start-up time.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from app import statuses


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Anything with an id. Ids are opaque: no prefix is ever checked."""

    id: str
    raw: dict[str, Any] = {}


class Campaign(Record, frozen=True, kw_only=True):
    """A campaign (API page "campaigns/get")."""

    name: str = ""
    status: str = ""
    agent_id: str | None = None
    from_phone_number: str | None = None
    max_concurrent_calls: int | None = None
    scheduled_at: datetime | None = None
    max_retries: int | None = None
    retry_interval_minutes: int | None = None
    total_leads: int | None = None
    completed_calls: int | None = None
    pending_calls: int | None = None
    created_at: datetime | None = None

    @property
    def is_final(self) -> bool:
        """No call will ever be placed again."""
        return self.status in statuses.CAMPAIGN_FINAL

    @property
    def is_dialling(self) -> bool:
        """Calls go out now, as far as the status and the counters tell ("active" is used for both)."""
        return self.status == "running" or (self.status == "active" and bool(self.completed_calls))


class Lead(Record, frozen=True, kw_only=True):
    """One person to call in a campaign (API page "campaign-leads/get")."""

    name: str = ""
    phone_number: str = ""
    campaign_id: str | None = None
    status: str = ""
    variables: dict[str, Any] = {}
    remark: str = ""
    call_log_id: str | None = None
    created_at: datetime | None = None


class TimelineEvent(msgspec.Struct, frozen=True):
    """Something that happened during a call."""

    event: str
    at: datetime | None = None


class CallLog(Record, frozen=True, kw_only=True):
    """One call attempt (API pages "call-logs/get" and "call-logs/get-details")."""

    call_id: str | None = None
    agent_id: str | None = None
    campaign_id: str | None = None
    to_number: str = ""
    from_number: str = ""
    status: str = ""
    sentiment: str = ""
    duration_s: float | None = None
    end_reason: str = ""
    recording_url: str | None = None
    summary: str = ""
    analysis: dict[str, Any] = {}
    created_at: datetime | None = None
    transcript: str | None = None  # None: not fetched; only the details carry it
    timeline: tuple[TimelineEvent, ...] = ()


class Agent(Record, frozen=True, kw_only=True):
    """A voice agent (API page "agents/get")."""

    title: str = ""
    version: int | None = None
    is_published: bool | None = None
    language: str = ""
    caller_number: str | None = None
    variables: tuple[str, ...] = ()
    timezone: str | None = None


class PhoneNumber(Record, frozen=True, kw_only=True):
    """A caller number of the workspace (API page "phone-numbers/list")."""

    number: str = ""
    label: str = ""
    country_code: str = ""
    type: str = ""
    status: str = ""
    provider: str = ""


class NetworkGroup(Record, frozen=True, kw_only=True):
    """A country, or part of one, that the workspace may call (OpenAPI, `/phone-country-rules`).

    Attributes:
        calling_code: Digits, without a plus sign.
        prefixes: How numbers begin behind the calling code; empty for all of them.
        from_code: Only for caller numbers of this calling code; "" for all.
    """

    country: str = ""
    calling_code: str = ""
    prefixes: tuple[str, ...] = ()
    from_code: str = ""


class Voice(Record, frozen=True, kw_only=True):
    """A voice of the catalogue (API page "voices/get")."""

    name: str = ""
    provider: str = ""
    gender: str = ""
    accent: str = ""
    language_code: str = ""
    preview_url: str | None = None


class Language(Record, frozen=True, kw_only=True):
    """A language of the catalogue (API page "languages/get"). `code` is BCP 47."""

    name: str = ""
    code: str = ""
    can_be_transcribed: bool | None = None


class LanguageModel(Record, frozen=True, kw_only=True):
    """A language model of the catalogue (API page "llms/get")."""

    name: str = ""
    provider: str = ""
    description: str = ""
    is_default: bool | None = None


class Transcriber(Record, frozen=True, kw_only=True):
    """A transcriber of the catalogue (API page "transcribers/get")."""

    name: str = ""
    provider: str = ""
    can_be_fallback: bool | None = None


class Webhook(Record, frozen=True, kw_only=True):
    """A webhook subscription (API page "webhooks/get"). Its secret is in neither a field nor `raw`."""

    url: str = ""
    events: tuple[str, ...] = ()
    is_active: bool | None = None
    created_at: datetime | None = None


class KeyRecord(Record, frozen=True, kw_only=True):
    """What the server tells of an API key (API page "api-keys/list"); never the key."""

    name: str = ""
    created_at: datetime | None = None
    last_used_at: datetime | None = None
    is_expired: bool | None = None


class CallAttempt(msgspec.Struct, frozen=True, kw_only=True):
    """One try to reach a person (API page "call-logs/retries"); the first try is number 1."""

    attempt: int | None = None
    status: str = ""
    duration_s: float | None = None
    at: datetime | None = None


class UploadFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file to upload, whole in memory (the API takes at most 10 MB)."""

    name: str
    content: bytes
    content_type: str = "text/csv"


R = TypeVar("R")


class Page(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """One page of a list, items in server order.

    `total` and `pages` are None where the server gave no count: go on while a page comes back full.
    `unreadable` rows of the answer are not among the items.
    `not_modified` tells that the server answered 304 and these items come from the copy kept here.
    """

    items: tuple[R, ...]
    page: int = 1
    limit: int = 20
    total: int | None = None
    pages: int | None = None
    not_modified: bool = False
    unreadable: int = 0

    @property
    def has_more(self) -> bool:
        """Whether asking for the next page makes sense."""
        if self.pages is not None:
            return self.page < self.pages
        return len(self.items) + self.unreadable >= self.limit


class UploadCounts(msgspec.Struct, frozen=True):
    """What the server says became of an uploaded file."""

    created: int
    skipped: int
    message: str = ""
    leads: tuple[tuple[str, str], ...] = ()  # (number, id), where the answer names them
