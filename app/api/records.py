"""The rows of the server as records, in every documented spelling.

Owns: which field names mean the same thing (the documentation's samples and its prose use different ones, and nobody
knows which the server speaks). A row without an id gives None; everything else may be missing. Pure. Leaves to others:
requests (`app/api/campaign_dialect.py`), envelopes (`app/api/envelopes.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from app.api import fields
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
    PhoneNumber,
    TimelineEvent,
    Transcriber,
    Voice,
    Webhook,
)
from app.statuses import canonical

Row = dict[str, Any]
R = TypeVar("R")

_CREATED = ("created_at", "createdAt", "enrolled_at")

# The names of a call log's fields, the likeliest first.
CALL_LOG_FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "call_id": ("call_id", "callId"),
    "agent_id": ("agent_id", "agentId"),
    "campaign_id": ("campaign_id", "campaignId", "batch_id"),
    "to_number": ("to_phone_number", "to_number", "phone_number"),
    "from_number": ("from_phone_number", "from_number"),
    "status": ("status",),
    "sentiment": ("sentiment",),
    "duration_s": ("duration_seconds", "duration_sec", "duration"),
    "end_reason": ("end_reason", "hangup_reason", "disconnection_reason"),
    "recording_url": ("recording_url",),
    "summary": ("summary",),
    "analysis": ("analysis", "json_output", "post_call_analysis", "extracted_data"),
    "created_at": _CREATED,
}
CALL_LOG_DETAILS = ("transcript", "timeline")


def campaign(row: Row) -> Campaign | None:
    """A campaign, or the same thing under the names that batches use."""
    record_id = fields.text(row, "id", "campaign_id")
    if not record_id:
        return None
    retry = fields.mapping(row, "retry_config", "retry_policy", "retry")
    return Campaign(
        id=record_id,
        raw=row,
        name=fields.text(row, "name", "title"),
        status=canonical(fields.text(row, "status", "campaign_status")),
        agent_id=fields.optional_text(row, "agent_id", "agentId"),
        from_phone_number=fields.optional_text(row, "from_phone_number", "from_number"),
        max_concurrent_calls=fields.integer(row, "max_concurrent_calls"),
        scheduled_at=fields.instant(row, "scheduled_at", "starts_at"),
        max_retries=fields.integer(retry, "max_retries"),
        retry_interval_minutes=fields.integer(retry, "retry_interval_minutes", "wait_minutes"),
        total_leads=fields.integer(row, "total_leads", "total_lead_count", "total_records", "total_calls"),
        completed_calls=fields.integer(row, "completed_calls", "completed"),
        pending_calls=fields.integer(row, "pending_calls"),
        created_at=fields.instant(row, *_CREATED),
    )


def lead(row: Row) -> Lead | None:
    """A lead. Of `notes`, `metadata` and `dynamic_variables` an object holds variables and a text is a remark."""
    record_id = fields.text(row, "id", "lead_id")
    if not record_id:
        return None
    variables: dict[str, Any] = {}
    for name in ("dynamic_variables", "metadata", "notes"):
        variables |= fields.mapping(row, name)
    phone_number = fields.text(row, "phone_number", "phoneNumber")
    return Lead(
        id=record_id,
        raw=row,
        name=fields.text(row, "name"),
        phone_number=international(phone_number, fields.text(row, "country_code", "countryCode")),
        campaign_id=fields.optional_text(row, "campaign_id", "campaignId"),
        status=canonical(fields.text(row, "status")),
        variables=variables,
        remark=_remark(row),
        call_log_id=fields.optional_text(row, "call_log_id", "callLogId"),
        created_at=fields.instant(row, *_CREATED),
    )


def _remark(row: Row) -> str:
    for name in ("notes", "remark"):
        value = row.get(name)
        if type(value) is str:
            return value[: fields.MAX_TEXT]
    return ""


def call_log(row: Row) -> CallLog | None:
    """A call log, or a single call."""
    names = CALL_LOG_FIELDS
    call_id = fields.optional_text(row, *names["call_id"])
    record_id = fields.text(row, *names["id"]) or call_id
    if not record_id:
        return None
    timeline = row.get("timeline")
    return CallLog(
        id=record_id,
        raw=row,
        call_id=call_id,
        agent_id=fields.optional_text(row, *names["agent_id"]),
        campaign_id=fields.optional_text(row, *names["campaign_id"]),
        to_number=fields.text(row, *names["to_number"]),
        from_number=fields.text(row, *names["from_number"]),
        status=canonical(fields.text(row, *names["status"])),
        sentiment=canonical(fields.text(row, *names["sentiment"])),
        duration_s=fields.number(row, *names["duration_s"]),
        end_reason=canonical(fields.text(row, *names["end_reason"])),
        recording_url=fields.optional_text(row, *names["recording_url"]),
        summary=fields.text(row, *names["summary"]),
        analysis=fields.mapping(row, *names["analysis"]),
        created_at=fields.instant(row, *names["created_at"]),
        transcript=_transcript(row.get("transcript")),
        timeline=_timeline(timeline) if type(timeline) is list else (),
    )


def _transcript(value: Any) -> str | None:
    """The transcript as lines "speaker: words"; documented as one text, taken as a list of turns too."""
    if type(value) is str:
        return value[: fields.MAX_LONG_TEXT]
    if type(value) is not list:
        return None
    lines = []
    for turn in value:
        if type(turn) is str:
            lines.append(turn)
        elif type(turn) is dict:
            speaker = fields.text(turn, "speaker", "role")
            words = fields.text(turn, "text", "content", "message")
            lines.append(f"{speaker}: {words}" if speaker else words)
    return "\n".join(lines)[: fields.MAX_LONG_TEXT]


def _timeline(value: list[Any]) -> tuple[TimelineEvent, ...]:
    return tuple(
        TimelineEvent(fields.text(event, "event", "type"), fields.instant(event, "timestamp", "at", "created_at"))
        for event in value
        if type(event) is dict
    )


def attempt(row: Row) -> CallAttempt:
    """One entry of the retries of a call."""
    return CallAttempt(
        attempt=fields.integer(row, "attempt"),
        status=canonical(fields.text(row, "status")),
        duration_s=fields.number(row, "duration_sec", "duration_seconds", "duration"),
        at=fields.instant(row, "called_at", "timestamp", *_CREATED),
    )


def agent(row: Row) -> Agent | None:
    """An agent; most of what an operator wants to see stands in its current version."""
    record_id = fields.text(row, "id", "agent_id")
    if not record_id:
        return None
    version = fields.mapping(row, "current_version")
    language = fields.mapping(version, "language")
    language_details = fields.mapping(language, "details")
    outbound = fields.mapping(fields.mapping(version, "telephony"), "outbound")
    variables = fields.mapping(version, "prompts").get("default_dynamic_variables")
    return Agent(
        id=record_id,
        raw=row,
        title=fields.text(version, "title", "name") or fields.text(row, "title", "name"),
        version=_first(fields.integer(version, "number", "version_number"), row, "current_version_number"),
        is_published=fields.boolean(version, "is_published"),
        language=fields.text(language_details, "name", "code") or fields.text(language, "name", "code"),
        caller_number=_caller_number(outbound),
        variables=_names(variables),
        timezone=fields.optional_text(row, "timezone"),
    )


def _first(value: int | None, row: Row, name: str) -> int | None:
    return value if value is not None else fields.integer(row, name)


def _caller_number(outbound: Row) -> str | None:
    details = fields.mapping(outbound, "details")
    phone_number = fields.text(details, "phone_number", "number")
    return international(phone_number, fields.text(details, "country_code")) or None


def _names(variables: Any) -> tuple[str, ...]:
    """Names of variables, given as the keys of an object, as a list, or as a list of objects with a name."""
    if type(variables) is dict:
        return tuple(variables)
    if type(variables) is list:
        found = [item if type(item) is str else fields.text(item, "name", "key") for item in variables if item]
        return tuple(name for name in found if name)
    return ()


def phone_number(row: Row) -> PhoneNumber | None:
    """A caller number of the workspace."""
    record_id = fields.text(row, "id")
    if not record_id:
        return None
    country_code = fields.text(row, "country_code", "countryCode")
    return PhoneNumber(
        id=record_id,
        raw=row,
        number=international(fields.text(row, "phone_number", "phoneNumber", "number"), country_code),
        label=fields.text(row, "label", "nickname"),
        country_code=country_code,
        type=canonical(fields.text(row, "type")),
        status=canonical(fields.text(row, "status")),
        provider=fields.text(row, "provider"),
    )


def network_group(row: Row) -> NetworkGroup | None:
    """Where the workspace may call."""
    rule = row.get("countryRule") or row.get("country_rule")
    if not isinstance(rule, dict):
        return None
    code = _digits(fields.text(rule, "calling_code", "callingCode"))
    if not code:
        return None
    from_code = _digits(fields.text(row, "from_phone_number_country_code", "fromPhoneNumberCountryCode"))
    found = rule.get("prefixes")
    prefixes = [_digits(str(each)) for each in found] if isinstance(found, list) else []
    return NetworkGroup(
        id=fields.text(row, "id") or f"{from_code}>{code}",
        raw=row,
        country=fields.text(rule, "country_name", "country_iso"),
        calling_code=code,
        prefixes=tuple(prefix for prefix in prefixes if prefix),
        from_code=from_code,
    )


def _digits(text: str) -> str:
    digits = text.strip().removeprefix("+")
    return digits if digits.isascii() and digits.isdecimal() and len(digits) <= 15 else ""


def international(number: str, country_code: str) -> str:
    """`number` with its calling code in front, where the server keeps the two apart ("98765 43210" and "+91")."""
    code = country_code.removeprefix("+")
    if not number or number.startswith("+") or not (code.isdecimal() and len(code) <= 3):
        return number
    digits = number.removeprefix("00")
    if digits.startswith(code) and len(digits) > 10:
        return "+" + digits
    return f"+{code}{digits}"


def voice(row: Row) -> Voice | None:
    """A voice of the catalogue."""
    return _catalogue(
        row,
        lambda record_id: Voice(
            id=record_id,
            raw=row,
            name=fields.text(row, "name"),
            provider=fields.text(row, "provider", "provider_name"),
            gender=fields.text(row, "gender"),
            accent=fields.text(row, "accent"),
            language_code=fields.text(row, "language_code"),
            preview_url=fields.optional_text(row, "preview_url"),
        ),
    )


def language(row: Row) -> Language | None:
    """A language of the catalogue."""
    return _catalogue(
        row,
        lambda record_id: Language(
            id=record_id,
            raw=row,
            name=fields.text(row, "name"),
            code=fields.text(row, "code", "language_code"),
            can_be_transcribed=fields.boolean(row, "is_supported_for_transcription"),
        ),
    )


def language_model(row: Row) -> LanguageModel | None:
    """A language model of the catalogue."""
    return _catalogue(
        row,
        lambda record_id: LanguageModel(
            id=record_id,
            raw=row,
            name=fields.text(row, "name"),
            provider=fields.text(row, "provider"),
            description=fields.text(row, "description"),
            is_default=fields.boolean(row, "is_default"),
        ),
    )


def transcriber(row: Row) -> Transcriber | None:
    """A transcriber of the catalogue."""
    return _catalogue(
        row,
        lambda record_id: Transcriber(
            id=record_id,
            raw=row,
            name=fields.text(row, "name"),
            provider=fields.text(row, "provider"),
            can_be_fallback=fields.boolean(row, "supports_fallback"),
        ),
    )


def webhook(row: Row) -> Webhook | None:
    """A webhook subscription, without its secret."""
    return _catalogue(
        row,
        lambda record_id: Webhook(
            id=record_id,
            raw=without_secret(row),
            url=fields.text(row, "url"),
            events=fields.texts(row, "events"),
            is_active=fields.boolean(row, "is_active"),
            created_at=fields.instant(row, *_CREATED),
        ),
    )


def key_record(row: Row) -> KeyRecord | None:
    """What is told about an API key, without its secret."""
    return _catalogue(
        row,
        lambda record_id: KeyRecord(
            id=record_id,
            raw=without_secret(row),
            name=fields.text(row, "name"),
            created_at=fields.instant(row, *_CREATED),
            last_used_at=fields.instant(row, "last_used_at", "lastUsedAt"),
            is_expired=fields.boolean(row, "is_expired", "isExpired"),
        ),
    )


def without_secret(row: Row) -> Row:
    """`row` but for the field that must not be kept."""
    return {name: value for name, value in row.items() if name != "secret"}


def _catalogue(row: Row, build: Callable[[str], R]) -> R | None:
    record_id = fields.text(row, "id")
    return build(record_id) if record_id else None
