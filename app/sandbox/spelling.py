"""How records are written in JSON.

Owns: the field names of the documentation's samples and of its prose, which disagree throughout, and the choice between
them (`Options.spelling`). "mixed" changes from record to record. By default a record carries the fields of both
examples in the chosen spelling; `Options.lean` leaves out what the chosen example leaves out. Three things are not
in the documentation and only there while not lean: a call's numbers, its `campaign_id`, its `summary`.
Leaves to others: the envelopes of lists (`answers.py`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from app.sandbox import conversations
from app.sandbox.options import Options
from app.sandbox.recordings import FOLDER as RECORDINGS
from app.sandbox.records import FINAL_CALL, CallerNumber, CallLog, Campaign, Lead

ORGANIZATION: Final = "org_5d1f0c7be2a4"
_PROSE_CALL_STATUS: Final = {"no_answer": "no-answer", "sent": "in-progress"}

Json = dict[str, Any]


def iso(ms: int) -> str:
    """ISO 8601, UTC, milliseconds, `Z`."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def maybe_iso(ms: int | None) -> str | None:
    """`iso`, or null."""
    return None if ms is None else iso(ms)


class Speller:
    """Writes records as the options want them at this moment.

    Attributes:
        origin: Scheme, host and port under which the server is reached, for links; "" until it is.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self.origin = ""

    def is_prose(self, index: int) -> bool:
        """Whether the record with this index is written like the prose."""
        style = self._options.spelling
        return style == "prose" or (style == "mixed" and index % 2 == 1)

    @property
    def lean(self) -> bool:
        """See `Options.lean`."""
        return self._options.lean

    def campaign(self, campaign: Campaign) -> Json:
        """A campaign (API page "campaigns/get"). `pending_calls` counts leads without a final outcome."""
        prose = self.is_prose(int(campaign.id[-2:], 16))
        body: Json = {
            "id": campaign.id,
            "organization_id": ORGANIZATION,
            "name": campaign.name,
            "agent_id": campaign.agent.id,
            "from_phone_number": campaign.from_number,
            "status": "active" if prose and campaign.status == "running" else campaign.status,
            "max_concurrent_calls": campaign.max_concurrent,
            "scheduled_at": maybe_iso(campaign.scheduled_ms),
            "retry_policy" if prose else "retry_config": {
                "max_retries": campaign.max_retries,
                "retry_interval_minutes": campaign.retry_interval_min,
            },
            "total_leads": campaign.total,
            "completed_calls": campaign.completed,
            "pending_calls": campaign.total - campaign.completed,
            "created_at": iso(campaign.created_ms),
        }
        if self.lean:
            absent = (
                ("organization_id", "scheduled_at", "retry_policy")
                if prose
                else ("total_leads", "completed_calls", "pending_calls")
            )
            for name in absent:
                del body[name]
        return body

    def lead(self, lead: Lead) -> Json:
        """A campaign lead (API page "campaign-leads/get")."""
        prose = self.is_prose(lead.index)
        body: Json = {
            "id": lead.id,
            "campaign_id": lead.campaign.id,
            "phone_number": lead.number,
            "status": lead.status,
        }
        if prose:
            body["metadata"] = lead.variables
            body["notes"] = lead.remark
        else:
            body["notes"] = lead.variables
        if not (prose and self.lean):
            body["name"] = lead.name
        if lead.calls:
            body["call_log_id"] = lead.calls[-1].id
        body["created_at"] = iso(lead.created_ms)
        return body

    def call_row(self, call: CallLog) -> bytes:
        """A call log as JSON bytes, kept once the call is over: a page of these is what clients ask for most."""
        style = f"{self._options.spelling}{self._options.lean}"
        kept = call.rendered
        if kept is not None and kept[0] == style:
            return kept[1]
        row = msgspec.json.encode(self.call(call))
        if call.status in FINAL_CALL:
            call.rendered = (style, row)
        return row

    def call(self, call: CallLog) -> Json:
        """A call log, light (API page "call-logs/get")."""
        prose = self.is_prose(call.index)
        status = call.status
        if prose:
            status = "voicemail" if call.end_reason == "voicemail_detected" else _PROSE_CALL_STATUS.get(status, status)
        body: Json = {"id": call.call_id} if prose else {"id": call.id, "call_id": call.call_id}
        body["agent_id"] = call.agent.id
        body["status"] = status
        body["sentiment"] = call.sentiment
        body["duration_sec" if prose else "duration_seconds"] = call.duration_s
        if call.end_reason:
            body["end_reason"] = call.end_reason
        if not prose:
            if conversations.was_connected(call):
                body["recording_url"] = self.recording(call)
            body["analysis"] = conversations.analysis(call)
            body["fallback_stt_transcriber_id"] = None
        if not self.lean:
            body["to_number" if prose else "to_phone_number"] = call.to_number
            body["from_number" if prose else "from_phone_number"] = call.from_number
            body["campaign_id"] = call.campaign.id if call.campaign else None
            body["type"] = "phone"
            body["call_direction"] = "outbound"
            body["summary"] = conversations.summary(call)
        body["created_at"] = iso(call.created_ms)
        return body

    def call_details(self, call: CallLog) -> Json:
        """A call log with everything (API page "call-logs/get-details")."""
        return {
            **self.call(call),
            "recording_url": self.recording(call) if conversations.was_connected(call) else None,
            "analysis": conversations.analysis(call),
            "transcript": conversations.transcript(call),
            "timeline": [{"event": event, "timestamp": iso(ms)} for event, ms in conversations.timeline(call)],
        }

    def retries(self, call: CallLog) -> Json:
        """All attempts to reach the lead of `call` (API page "call-logs/retries"), first attempt first."""
        attempts = call.lead.calls if call.lead is not None else [call]
        prose = self.is_prose(call.index)
        return {
            "call_id": call.call_id,
            "data": [
                {
                    "attempt": one.attempt,
                    "status": one.status,
                    **(
                        {"duration_sec": one.duration_s, "called_at": iso(one.created_ms)}
                        if prose
                        else {"timestamp": iso(one.created_ms)}
                    ),
                }
                for one in attempts
            ],
        }

    def single_call(self, call: CallLog) -> Json:
        """A call as `/calls` shows it (API page "calls/get"); lighter than a call log."""
        ended = call.created_ms + (call.ring_s + call.duration_s) * 1000 if call.end_reason else None
        return {
            "id": call.call_id,
            "agent_id": call.agent.id,
            "agent_version_number": call.agent.version,
            "to_phone_number": call.to_number,
            "from_phone_number": call.from_number,
            "status": call.status,
            "duration_seconds": call.duration_s,
            "recording_url": self.recording(call) if conversations.was_connected(call) else None,
            "metadata": call.metadata or (call.lead.variables if call.lead else {}),
            "created_at": iso(call.created_ms),
            "ended_at": maybe_iso(ended),
        }

    def caller_number(self, number: CallerNumber, index: int) -> Json:
        """A caller number (API page "phone-numbers/list")."""
        body: Json = {"id": number.id, "phone_number": number.number, "status": number.status}
        if self.is_prose(index):
            body |= {
                "country_code": number.country_code,
                "type": number.kind,
                "inbound_agent_id": None,
                "monthly_cost_usd": "4.50",
                "capabilities": ["voice"],
            }
            if self.lean:
                return body
        return body | {
            "label": number.label,
            "nickname": number.label,
            "agent_id": number.agent_id,
            "provider": number.provider,
            "country_code": number.country_code,
            "type": number.kind,
            "created_at": iso(number.created_ms),
        }

    def recording(self, call: CallLog) -> str:
        """Where the recording is (`recordings.py`)."""
        return f"{self.origin}{RECORDINGS}/{call.id}.wav"
