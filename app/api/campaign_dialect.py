"""The API generation with campaigns, leads and call logs.

Owns: the requests of this generation (API pages "campaigns/*", "campaign-leads/*", "call-logs/*", "calls/*",
"agents/*", "phone-numbers/*", "voices/*", "languages/*", "llms/*", "transcribers/*", "webhooks/*", "api-keys/*").
Where the pages contradict each other, what is sent here is the form with the most evidence; what is read
(`app/api/records.py`) is every form. Pure. Leaves to others: sending.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from app.api import records, uploads
from app.api.call_log_rows import read_call_logs
from app.api.dialect import (
    CallDraft,
    CallLogQuery,
    CampaignAction,
    CampaignChanges,
    CampaignDraft,
    Capability,
    LeadChanges,
    LeadDraft,
    Operation,
)
from app.api.documents import DocumentError, decode
from app.api.envelopes import find_record, find_rows, read_page
from app.api.messages import Request, Response, path_of
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

R = TypeVar("R")
Query = tuple[tuple[str, str], ...]

MAX_LIMIT = 100
MAX_VOICES = 50
# A file of 10 MB over a slow line, and the server's own work on it.
UPLOAD_TIMEOUT_S = 300.0

_STATUS_FOR: Mapping[CampaignAction, str] = {"pause": "paused", "resume": "running", "cancel": "cancelled"}
_ONE_DAY = timedelta(days=1)
# What confirmations are documented to hold, and the records that may come back instead.
_CONFIRMING = frozenset({"message", "success", "statusCode", "id", "data", "status"})


class CampaignDialect:
    """See `app.api.dialect.Dialect`."""

    name = "campaign"
    capabilities = frozenset(
        {
            Capability.CREATE_CAMPAIGN,
            Capability.EDIT_CAMPAIGN,
            Capability.CHANGE_STATUS,
            Capability.UPLOAD_LEADS,
            Capability.SINGLE_LEADS,
            Capability.CALL_LOGS,
            Capability.CALL_RETRIES,
            Capability.SINGLE_CALLS,
            Capability.WEBHOOKS,
            Capability.API_KEYS,
        }
    )

    # --- campaigns

    def campaigns(self, page: int, limit: int) -> Operation[Page[Campaign]]:
        """A page of campaigns. No filter is documented: search and filter locally."""
        return _page("/campaigns", records.campaign, ("campaigns",), page, limit)

    def campaign(self, campaign_id: str) -> Operation[Campaign]:
        """One campaign."""
        return _one(Request("GET", path_of("campaigns", campaign_id)), records.campaign, "campaign")

    def create_campaign(self, draft: CampaignDraft) -> Operation[Campaign]:
        """Create a campaign."""
        body: dict[str, Any] = {
            "name": draft.name,
            "agent_id": draft.agent_id,
            "from_phone_number": draft.from_phone_number,
        }
        if draft.scheduled_at is not None:
            body["scheduled_at"] = _iso(draft.scheduled_at)
        if draft.max_concurrent_calls is not None:
            body["max_concurrent_calls"] = draft.max_concurrent_calls
        body |= _retry_config(draft.max_retries, draft.retry_interval_minutes)
        return _one(Request("POST", "/campaigns", json=body), records.campaign, "campaign")

    def update_campaign(self, campaign_id: str, changes: CampaignChanges) -> Operation[Campaign]:
        """Change a campaign's settings."""
        body = _given(name=changes.name, agent_id=changes.agent_id, max_concurrent_calls=changes.max_concurrent_calls)
        body |= _retry_config(changes.max_retries, changes.retry_interval_minutes)
        return _one(Request("PATCH", path_of("campaigns", campaign_id), json=body), records.campaign, "campaign")

    def change_campaign_status(self, campaign_id: str, action: CampaignAction) -> Operation[None]:
        """Change the status, in the likelier of two forms first. None is documented for this generation.

        The first has the path of the documented "get status" and the body of the published operation on batches, and
        fails visibly where it does not exist; the second may be ignored without a word. Re-read after either.
        """
        path = path_of("campaigns", campaign_id)

        def read(response: Response) -> None:
            # What it says is not documented, and the campaign is read again in any case; but a network's sign-in page
            # answers 200 too.
            if response.body.strip():
                decode(response.body)

        second = Request("PATCH", path, json={"status": _STATUS_FOR[action]})
        return Operation(
            Request("PATCH", path + "/status", json={"action": action}),
            read,
            otherwise=(Operation(second, read, is_transition=True),),
            family="campaign status",
            is_transition=True,
        )

    # --- leads

    def upload_leads(self, campaign_id: str, file: UploadFile) -> Operation[UploadCounts]:
        """Add the people in a file."""
        path = path_of("campaigns-leads", "upload-file", campaign_id)
        request = Request("POST", path, upload=file, timeout_s=UPLOAD_TIMEOUT_S, fresh_connection=True)
        return Operation(request, lambda response: uploads.read_counts(decode(response.body)))

    def add_lead(self, campaign_id: str, draft: LeadDraft) -> Operation[Lead]:
        """Add one person."""
        body: dict[str, Any] = {
            "phoneNumber": draft.national_number,
            "countryCode": draft.country_code,
            "campaignId": campaign_id,
            "notes": dict(draft.variables),
        }
        if draft.name:
            body["name"] = draft.name  # an empty one may be refused
        return _one(Request("POST", "/campaigns-leads", json=body), records.lead, "lead")

    def lead(self, lead_id: str) -> Operation[Lead]:
        """One lead."""
        return _one(Request("GET", path_of("campaigns-leads", lead_id)), records.lead, "lead")

    def update_lead(self, lead_id: str, changes: LeadChanges) -> Operation[Lead]:
        """Change a lead that was not called yet."""
        body = _given(
            name=changes.name,
            phoneNumber=changes.national_number,
            countryCode=changes.country_code,
            notes=None if changes.variables is None else dict(changes.variables),
        )
        return _one(Request("PATCH", path_of("campaigns-leads", lead_id), json=body), records.lead, "lead")

    def remove_lead(self, lead_id: str) -> Operation[None]:
        """Take a lead out of its campaign."""
        return _nothing(Request("DELETE", path_of("campaigns-leads", lead_id)))

    # --- calls

    def call_logs(self, query: CallLogQuery, page: int, limit: int) -> Operation[Page[CallLog]]:
        """A page of call logs.

        With a campaign its own route is asked: as a filter, `campaign_id` is not in the documented table, and no
        field of a log would show that it had been ignored. ETags are documented for the general list only.
        """
        parameters = _call_log_parameters(query)
        campaign_id = query.campaign_id
        path = "/call-logs" if campaign_id is None else path_of("call-logs", "campaign", campaign_id)
        return _rows_page(
            path,
            lambda rows: read_call_logs(rows, campaign_id),
            ("call_logs", "calls"),
            page,
            limit,
            parameters,
            is_conditional=campaign_id is None,
        )

    def call_log(self, call_log_id: str, call_id: str | None) -> Operation[CallLog]:
        """One call log, light. Pages disagree on which id it takes: on a 404 the call's own is tried."""
        return _by_either_id(
            call_log_id, call_id, lambda key: _one(Request("GET", path_of("call-logs", key)), records.call_log, "call")
        )

    def call_log_details(self, call_log_id: str, call_id: str | None) -> Operation[CallLog]:
        """One call log with transcript and timeline."""
        return _by_either_id(
            call_log_id,
            call_id,
            lambda key: _one(Request("GET", path_of("call-logs", key, "details")), records.call_log, "call"),
        )

    def call_log_retries(self, call_log_id: str, call_id: str | None) -> Operation[tuple[CallAttempt, ...]]:
        """The tries to reach the same person."""

        def read(response: Response) -> tuple[CallAttempt, ...]:
            return tuple(map(records.attempt, find_rows(decode(response.body), "retries", "attempts")))

        return _by_either_id(
            call_log_id, call_id, lambda key: Operation(Request("GET", path_of("call-logs", key, "retries")), read)
        )

    def calls(self, page: int, limit: int) -> Operation[Page[CallLog]]:
        """A page of single calls, newest first."""
        return _rows_page("/calls", read_call_logs, ("calls",), page, limit)

    def call(self, call_id: str) -> Operation[CallLog]:
        """One single call."""
        return _one(Request("GET", path_of("calls", call_id)), records.call_log, "call")

    def place_call(self, draft: CallDraft) -> Operation[CallLog]:
        """Call somebody now."""
        body = _given(
            agent_id=draft.agent_id,
            to_phone_number=draft.to_phone_number,
            from_phone_number=draft.from_phone_number,
            agent_version_number=draft.agent_version,
            metadata=dict(draft.metadata) or None,
        )
        return _one(Request("POST", "/calls", json=body), records.call_log, "call")

    # --- reference data

    def agents(self, page: int, limit: int) -> Operation[Page[Agent]]:
        """A page of agents; the other generation's route is tried where this one's is unknown."""
        forms = [_page(path, records.agent, ("agents",), page, limit) for path in ("/agents2", "/agents")]
        return Operation(forms[0].request, forms[0].read, otherwise=(forms[1],), family="agents")

    def agent(self, agent_id: str) -> Operation[Agent]:
        """One agent; with the same second route."""
        forms = [
            _one(Request("GET", path_of(name, agent_id)), records.agent, "agent") for name in ("agents2", "agents")
        ]
        return Operation(forms[0].request, forms[0].read, otherwise=(forms[1],), family="agents")

    def phone_numbers(self, page: int, limit: int) -> Operation[Page[PhoneNumber]]:
        """A page of the workspace's caller numbers."""
        return _page("/organization-phone-numbers", records.phone_number, ("phone_numbers", "numbers"), page, limit)

    def network_groups(self) -> Operation[Page[NetworkGroup]]:
        """Where the workspace may call; the other generation's route, the only one there is."""
        return _catalogue("/phone-country-rules/enabled-network-groups", records.network_group, "groups")

    def voices(self, page: int) -> Operation[Page[Voice]]:
        """A page of voices."""
        return _page("/voices", records.voice, ("voices",), page, MAX_VOICES)

    def languages(self) -> Operation[Page[Language]]:
        """Every language."""
        return _catalogue("/languages", records.language, "languages")

    def language_models(self, page: int, limit: int) -> Operation[Page[LanguageModel]]:
        """A page of language models."""
        return _page("/llms", records.language_model, ("llms",), page, limit)

    def transcribers(self) -> Operation[Page[Transcriber]]:
        """Every transcriber."""
        return _catalogue("/transcribers", records.transcriber, "transcribers")

    # --- webhooks and keys

    def webhooks(self, page: int, limit: int) -> Operation[Page[Webhook]]:
        """A page of webhook subscriptions."""
        return _page("/user-webhooks", records.webhook, ("webhooks",), page, limit)

    def create_webhook(self, url: str, events: tuple[str, ...], secret: str) -> Operation[Webhook]:
        """Subscribe."""
        body = {"url": url, "events": list(events), "secret": secret}
        return _one(Request("POST", "/user-webhooks", json=body), records.webhook, "webhook")

    def update_webhook(self, webhook_id: str, changes: Mapping[str, Any]) -> Operation[Webhook]:
        """Change any of `url`, `events` (all of them), `secret`, `is_active`."""
        request = Request("PATCH", path_of("user-webhooks", webhook_id), json=dict(changes))
        return _one(request, records.webhook, "webhook")

    def delete_webhook(self, webhook_id: str) -> Operation[None]:
        """Unsubscribe."""
        return _nothing(Request("DELETE", path_of("user-webhooks", webhook_id)))

    def api_keys(self, page: int, limit: int) -> Operation[Page[KeyRecord]]:
        """A page of the workspace's API keys, without their secrets."""
        return _page("/api-keys", records.key_record, ("api_keys", "keys"), page, limit)

    def create_api_key(self, name: str) -> Operation[tuple[KeyRecord, Secret]]:
        """Create a key; its secret is shown this once."""

        def read(response: Response) -> tuple[KeyRecord, Secret]:
            row = find_record(decode(response.body), "api_key", "key")
            record, secret = records.key_record(row), row.get("secret")
            if record is None or type(secret) is not str or not secret:
                raise DocumentError("a new key without its secret")
            return record, Secret(secret)

        return Operation(Request("POST", "/api-keys", json={"name": name, "expire_now": False}), read)

    def revoke_api_key(self, key_id: str) -> Operation[None]:
        """Make a key invalid at once."""
        return _nothing(Request("DELETE", path_of("api-keys", key_id)))


def _page(
    path: str, read: Callable[[dict[str, Any]], R | None], names: tuple[str, ...], page: int, limit: int
) -> Operation[Page[R]]:
    return _rows_page(path, lambda rows: map(read, rows), names, page, limit)


def _rows_page(
    path: str,
    read_rows: Callable[[list[dict[str, Any]]], Iterable[R | None]],
    names: tuple[str, ...],
    page: int,
    limit: int,
    parameters: Query = (),
    *,
    is_conditional: bool = False,
) -> Operation[Page[R]]:
    limit = min(limit, MAX_LIMIT)
    request = Request("GET", path, (*parameters, ("page", str(page)), ("limit", str(limit))))
    return Operation(
        request,
        lambda response: read_page(decode(response.body), read_rows, names, page=page, limit=limit),
        is_conditional=is_conditional,
    )


def _catalogue(path: str, read: Callable[[dict[str, Any]], R | None], name: str) -> Operation[Page[R]]:
    """A list that comes whole, without paging; taken as the only page unless its counters say otherwise."""

    def read_all(response: Response) -> Page[R]:
        document = decode(response.body)
        rows = len(find_rows(document, name))
        return read_page(document, lambda found: map(read, found), (name,), page=1, limit=rows + 1)

    return Operation(Request("GET", path), read_all)


def _one(request: Request, read: Callable[[dict[str, Any]], R | None], name: str) -> Operation[R]:
    def read_record(response: Response) -> R:
        record = read(find_record(decode(response.body), name))
        if record is None:
            raise DocumentError("a record without an id")
        return record

    return Operation(request, read_record)


def _nothing(request: Request) -> Operation[None]:
    def read(response: Response) -> None:
        # A network's sign-in page also answers 200, to anything.
        document = decode(response.body) if response.body.strip() else {"message": ""}
        if type(document) is not dict or not _CONFIRMING & document.keys():
            raise DocumentError("no confirmation")

    return Operation(request, read)


def _by_either_id(key: str, other: str | None, build: Callable[[str], Operation[R]]) -> Operation[R]:
    first = build(key)
    if other is None or other == key:
        return first
    return Operation(first.request, first.read, otherwise=(build(other),))


def _call_log_parameters(query: CallLogQuery) -> Query:
    parameters = [("created_at", "desc" if query.newest_first else "asc")]
    if query.agent_id is not None:
        parameters.append(("agent_id", query.agent_id))
    if query.status is not None:
        parameters.append(("status", query.status))
    if query.sentiment is not None:
        parameters.append(("sentiment", query.sentiment))
    # Time zone and inclusiveness of the server's days are not documented: ask for a day more on both sides.
    if query.start_date is not None:
        parameters.append(("start_date", (query.start_date - _ONE_DAY).isoformat()))
    if query.end_date is not None:
        parameters.append(("end_date", (query.end_date + _ONE_DAY).isoformat()))
    if query.duration_min_s is not None:
        parameters.append(("duration_min", str(query.duration_min_s)))
    if query.duration_max_s is not None:
        parameters.append(("duration_max", str(query.duration_max_s)))
    return tuple(parameters)


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _retry_config(max_retries: int | None, interval_minutes: int | None) -> dict[str, Any]:
    inner = _given(max_retries=max_retries, retry_interval_minutes=interval_minutes)
    return {"retry_config": inner} if inner else {}


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
