"""Call logs and single calls (API pages "call-logs/*" and "calls/*").

Owns: every documented filter, the entity tag, details, retries, single calls.
Leaves to others: finding (`state.py`), writing (`spelling.py`).
Where the documentation is silent: dates are UTC days, both inclusive; tags are strong; a 304 counts like
any answer.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.sandbox import numbers
from app.sandbox.answers import KEY, Body, json_answer, meta, page_of_rows, read_json, read_paging, route
from app.sandbox.dialler import Dialler
from app.sandbox.errors import Refused, invalid
from app.sandbox.records import FINAL_CALL, CallLog
from app.sandbox.spelling import Speller, iso
from app.sandbox.state import CallFilter, Workspace, day_end_ms, day_start_ms

_SENTIMENTS: Final = ("positive", "neutral", "negative", "unknown")
_STATUSES: Final = FINAL_CALL | {"created", "initiated", "sent", "received", "in_progress", "voicemail"}
_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')
_MOST_METADATA: Final = 15


class CallRoutes:
    """Handlers over the workspace's calls."""

    def __init__(self, workspace: Workspace, dialler: Dialler, speller: Speller) -> None:
        self._workspace = workspace
        self._dialler = dialler
        self._speller = speller

    def routes(self) -> list[Route]:
        """The table of these resources."""
        return [
            route("GET", "/call-logs", "calls:read", self.list),
            route("GET", "/call-logs/campaign/{id}", "calls:read", self.of_campaign),
            route("GET", "/call-logs/{id}", "calls:read", self.get),
            route("GET", "/call-logs/{id}/details", "calls:read", self.details),
            route("GET", "/call-logs/{id}/retries", "calls:read", self.retries),
            route("GET", "/calls", "calls:read", self.list_single),
            route("POST", "/calls", "calls:write", self.create_single),
            route("GET", "/calls/{id}", "calls:read", self.get_single),
        ]

    async def list(self, request: Request) -> Response:
        """E1 with an `ETag` for exactly this URL and key; 304 when `If-None-Match` has it."""
        body = self._page(request, _read_filter(request))
        whose = f"{request.url.path}?{request.url.query}#{request.scope[KEY].id}"
        tag = f'"{hashlib.blake2b(body + whose.encode(), digest_size=12).hexdigest()}"'
        headers = {"etag": tag}
        wanted = request.headers.get("if-none-match", "")
        if wanted.strip() == "*" or tag in _TAG.findall(wanted):
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers, media_type="application/json")

    async def of_campaign(self, request: Request) -> Response:
        """E1, one entry an attempt, newest first."""
        campaign = self._workspace.campaign(request.path_params["id"])
        body = self._page(request, CallFilter(campaign_id=campaign.id))
        return Response(body, media_type="application/json")

    async def get(self, request: Request) -> Response:
        """One call log, light."""
        return json_answer(self._speller.call(self._call(request)))

    async def details(self, request: Request) -> Response:
        """One call log with transcript, timeline, recording, analysis."""
        return json_answer(self._speller.call_details(self._call(request)))

    async def retries(self, request: Request) -> Response:
        """All attempts for the same lead."""
        return json_answer(self._speller.retries(self._call(request)))

    async def list_single(self, request: Request) -> Response:
        """E1, newest first; `from` and `to` are ISO instants here."""
        paging = read_paging(request)
        query = request.query_params
        problems = _Problems()
        wanted = CallFilter(
            agent_id=query.get("agent_id", ""),
            status=problems.status(query.get("status", "")),
            from_ms=problems.day(query.get("from"), "from", end=False),
            until_ms=problems.day(query.get("to"), "to", end=True),
        )
        problems.check()
        calls = self._workspace.find_calls(wanted)
        rows = [self._speller.single_call(call) for call in paging.cut(calls)]
        return json_answer({"data": rows, "meta": meta(paging, len(calls))})

    async def create_single(self, request: Request) -> Response:
        """201; 403 for a destination that is not enabled, 409 at the concurrency limit."""
        body = Body(await read_json(request))
        agent_id = body.text("agent_id", required=True)
        to = body.text("to_phone_number", "phone_number", required=True)
        sender = body.text("from_phone_number")
        metadata = body.fields.get("metadata") or {}
        if not isinstance(metadata, dict) or len(metadata) > _MOST_METADATA:
            body.problems.append(f"metadata must be an object of at most {_MOST_METADATA} entries")
        body.check()
        agent = self._workspace.agent(agent_id or "")
        caller = self._workspace.caller_number(sender) if sender else self._workspace.numbers.get(agent.number_id or "")
        if caller is None:
            raise Refused(400, "No phone number to call from")
        try:
            number = numbers.read(to or "", caller)
        except numbers.BadNumber as problem:
            raise Refused(400 if str(problem) == numbers.INVALID else 403, str(problem)) from None
        if self._dialler.active >= self._workspace.options.concurrency:
            raise Refused(409, "Concurrency limit reached")
        call = CallLog(
            agent=agent,
            from_number=caller.number,
            created_ms=self._workspace.clock.now_ms(),
            to_number=number,
            metadata=metadata,
        )
        call.status = "initiated"
        self._dialler.place(call)
        return json_answer(
            {
                "id": call.call_id,
                "to_phone_number": number,
                "agent_id": agent.id,
                "agent_version_number": agent.version,
                "status": call.status,
                "created_at": iso(call.created_ms),
            },
            201,
        )

    async def get_single(self, request: Request) -> Response:
        """One call."""
        return json_answer(self._speller.single_call(self._call(request)))

    def _call(self, request: Request) -> CallLog:
        return self._workspace.call(request.path_params["id"])

    def _page(self, request: Request, wanted: CallFilter) -> bytes:
        paging = read_paging(request)
        calls = self._workspace.find_calls(wanted)
        return page_of_rows([self._speller.call_row(call) for call in paging.cut(calls)], paging, len(calls))


def _read_filter(request: Request) -> CallFilter:
    query = request.query_params
    problems = _Problems()
    wanted = CallFilter(
        agent_id=query.get("agent_id", ""),
        campaign_id=query.get("campaign_id", ""),
        status=problems.status(query.get("status", "")),
        sentiment=problems.one_of(query.get("sentiment", ""), "sentiment", _SENTIMENTS),
        from_ms=problems.day(query.get("start_date"), "start_date", end=False),
        until_ms=problems.day(query.get("end_date"), "end_date", end=True),
        duration_min=problems.seconds(query.get("duration_min"), "duration_min"),
        duration_max=problems.seconds(query.get("duration_max"), "duration_max"),
        oldest_first=problems.one_of(query.get("created_at", ""), "created_at", ("asc", "desc")) == "asc",
        by_duration=problems.one_of(query.get("duration", ""), "duration", ("asc", "desc")),
    )
    problems.check()
    return wanted


@dataclass
class _Problems:
    """Reads query values and collects what is wrong with them."""

    found: list[str] = field(default_factory=list)

    def status(self, text: str) -> str:
        canonical = text.replace("-", "_")
        if text and canonical not in _STATUSES:
            self.found.append(f"status must be one of {', '.join(sorted(_STATUSES))}")
        return "sent" if canonical == "in_progress" else canonical

    def one_of(self, text: str, name: str, allowed: tuple[str, ...]) -> str:
        if text and text not in allowed:
            self.found.append(f"{name} must be one of {', '.join(allowed)}")
        return text

    def day(self, text: str | None, name: str, *, end: bool) -> int | None:
        if not text:
            return None
        moment = day_end_ms(text) if end else day_start_ms(text)
        if moment is None:
            self.found.append(f"{name} must be a valid ISO 8601 date string")
        return moment

    def seconds(self, text: str | None, name: str) -> float | None:
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if not 0 <= value < 1e9:
            self.found.append(f"{name} must be a number not less than 0")
        return value

    def check(self) -> None:
        if self.found:
            raise invalid(self.found)
