"""What differs between the generations of the API, behind one small interface.

Owns: `Operation` (a request and how its answer is read), the capability list, and the questions a client can put.
Dialects are pure: they build requests and read answers, they send nothing. Leaves to others: sending, waiting,
retrying (`app/api/client.py`).
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Generic, Literal, Protocol, TypeVar

import msgspec

from app.api.messages import LOOK_LIMIT_S, Request, Response
from app.models import (
    Agent,
    CallAttempt,
    CallLog,
    Campaign,
    KeyRecord,
    Language,
    LanguageModel,
    Lead,
    NetworkGroup,
    Page,
    PhoneNumber,
    Transcriber,
    UploadCounts,
    UploadFile,
    Voice,
    Webhook,
)
from app.secrets import Secret

T = TypeVar("T")

CampaignAction = Literal["pause", "resume", "cancel"]


class Capability(enum.StrEnum):
    """What a generation of the API can do; the window offers nothing else."""

    CREATE_CAMPAIGN = "create campaign"
    EDIT_CAMPAIGN = "edit campaign"
    CHANGE_STATUS = "change campaign status"
    UPLOAD_LEADS = "upload leads"
    SINGLE_LEADS = "add, read, edit and remove single leads"
    LIST_LEADS = "list the leads of a campaign"
    CALL_LOGS = "call logs"
    CALL_RETRIES = "retries of a call"
    SINGLE_CALLS = "single calls"
    WEBHOOKS = "webhooks"
    API_KEYS = "api keys"


class Operation(Generic[T]):
    """One thing to ask of the server.

    Attributes:
        request: What to send.
        read: Makes the result of a successful answer; raises `DocumentError` where it is not what it should be.
        otherwise: Tried in this order when the server answers 404 or 405, that is, may not know the route.
        family: Name under which the client remembers which of the forms the server knows; "" for: ask anew each time.
        is_transition: Changes a state; a 400 then means "not in this state", as a 409 does.
        is_conditional: The answer carries an ETag that may be sent back.
        is_look: A read that must see what is there now: it does not join one that began earlier.
    """

    __slots__ = ("family", "is_conditional", "is_look", "is_transition", "otherwise", "read", "request")

    def __init__(
        self,
        request: Request,
        read: Callable[[Response], T],
        *,
        otherwise: tuple[Operation[T], ...] = (),
        family: str = "",
        is_transition: bool = False,
        is_conditional: bool = False,
        is_look: bool = False,
    ) -> None:
        self.request = request
        self.read = read
        self.otherwise = otherwise
        self.family = family
        self.is_transition = is_transition
        self.is_conditional = is_conditional
        self.is_look = is_look

    def as_look(self) -> Operation[T]:
        """The same read, made to see what became of a change."""
        return Operation(self.request.within(LOOK_LIMIT_S), self.read, otherwise=self.otherwise, is_look=True)


class CallLogQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which call logs to list. Dates are whole UTC days, both included; durations are seconds.

    The server may apply a filter more widely than asked: `app/calls/filtering.py` trims.
    """

    agent_id: str | None = None
    status: str | None = None
    sentiment: str | None = None
    campaign_id: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    duration_min_s: int | None = None
    duration_max_s: int | None = None
    newest_first: bool = True


class CampaignDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign to create. Without `scheduled_at` it may start at once (API page "campaigns/create")."""

    name: str
    agent_id: str
    from_phone_number: str  # E.164, a number of the workspace
    scheduled_at: datetime | None = None
    max_concurrent_calls: int | None = None
    max_retries: int | None = None
    retry_interval_minutes: int | None = None


class CampaignChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What to change in a campaign; None leaves it as it is. The agent can only change before the first call."""

    name: str | None = None
    agent_id: str | None = None
    max_concurrent_calls: int | None = None
    max_retries: int | None = None
    retry_interval_minutes: int | None = None


class LeadDraft(msgspec.Struct, frozen=True, kw_only=True):
    """One person to add to a campaign."""

    country_code: str  # with "+"
    national_number: str
    name: str = ""
    variables: Mapping[str, Any] = {}


class LeadChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What to change in a lead that was not called yet; None leaves it as it is.

    `variables` replaces all of them, so the full set is to be given. Both parts of the number go together.
    """

    name: str | None = None
    country_code: str | None = None
    national_number: str | None = None
    variables: Mapping[str, Any] | None = None


class CallDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A single call to place at once. It is billed, and it cannot be taken back."""

    agent_id: str
    to_phone_number: str
    from_phone_number: str | None = None
    agent_version: int | None = None
    metadata: Mapping[str, Any] = {}


# ruff: noqa: D102  the questions are explained where they are answered, in app/api/campaign_dialect.py
class Dialect(Protocol):
    """The questions and how one generation of the API spells them. Page numbers start at 1."""

    name: str
    capabilities: frozenset[Capability]

    # Campaigns and leads
    def campaigns(self, page: int, limit: int) -> Operation[Page[Campaign]]: ...
    def campaign(self, campaign_id: str) -> Operation[Campaign]: ...
    def create_campaign(self, draft: CampaignDraft) -> Operation[Campaign]: ...
    def update_campaign(self, campaign_id: str, changes: CampaignChanges) -> Operation[Campaign]: ...
    def change_campaign_status(self, campaign_id: str, action: CampaignAction) -> Operation[None]: ...
    def upload_leads(self, campaign_id: str, file: UploadFile) -> Operation[UploadCounts]: ...
    def add_lead(self, campaign_id: str, draft: LeadDraft) -> Operation[Lead]: ...
    def lead(self, lead_id: str) -> Operation[Lead]: ...
    def update_lead(self, lead_id: str, changes: LeadChanges) -> Operation[Lead]: ...
    def remove_lead(self, lead_id: str) -> Operation[None]: ...

    # Calls
    def call_logs(self, query: CallLogQuery, page: int, limit: int) -> Operation[Page[CallLog]]: ...
    def call_log(self, call_log_id: str, call_id: str | None) -> Operation[CallLog]: ...
    def call_log_details(self, call_log_id: str, call_id: str | None) -> Operation[CallLog]: ...
    def call_log_retries(self, call_log_id: str, call_id: str | None) -> Operation[tuple[CallAttempt, ...]]: ...
    def calls(self, page: int, limit: int) -> Operation[Page[CallLog]]: ...
    def call(self, call_id: str) -> Operation[CallLog]: ...
    def place_call(self, draft: CallDraft) -> Operation[CallLog]: ...

    # Reference data
    def agents(self, page: int, limit: int) -> Operation[Page[Agent]]: ...
    def agent(self, agent_id: str) -> Operation[Agent]: ...
    def phone_numbers(self, page: int, limit: int) -> Operation[Page[PhoneNumber]]: ...
    def network_groups(self) -> Operation[Page[NetworkGroup]]: ...
    def voices(self, page: int) -> Operation[Page[Voice]]: ...
    def languages(self) -> Operation[Page[Language]]: ...
    def language_models(self, page: int, limit: int) -> Operation[Page[LanguageModel]]: ...
    def transcribers(self) -> Operation[Page[Transcriber]]: ...

    # Webhooks and keys
    def webhooks(self, page: int, limit: int) -> Operation[Page[Webhook]]: ...
    def create_webhook(self, url: str, events: tuple[str, ...], secret: str) -> Operation[Webhook]: ...
    def update_webhook(self, webhook_id: str, changes: Mapping[str, Any]) -> Operation[Webhook]: ...
    def delete_webhook(self, webhook_id: str) -> Operation[None]: ...
    def api_keys(self, page: int, limit: int) -> Operation[Page[KeyRecord]]: ...
    def create_api_key(self, name: str) -> Operation[tuple[KeyRecord, Secret]]: ...
    def revoke_api_key(self, key_id: str) -> Operation[None]: ...
