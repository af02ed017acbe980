"""Campaigns (API pages "campaigns/*").

Owns: list, get, create, update, status in every form that clients may try. Leaves to others: leads (`routes_leads.py`).
Where the documentation is silent: name, agent and caller number are required; a campaign without a start in the future
runs at once; filters of the list are ignored; there is no way to start a draft and none to delete a campaign.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.sandbox import lifecycle
from app.sandbox.answers import Body, json_answer, meta, read_json, read_paging, route
from app.sandbox.dialler import Dialler
from app.sandbox.errors import Refused
from app.sandbox.records import Campaign
from app.sandbox.spelling import Speller
from app.sandbox.state import Workspace

_LONGEST_NAME = 255
_MOST_RETRIES = 10


class CampaignRoutes:
    """Handlers over the workspace's campaigns."""

    def __init__(self, workspace: Workspace, dialler: Dialler, speller: Speller) -> None:
        self._workspace = workspace
        self._dialler = dialler
        self._speller = speller

    def routes(self) -> list[Route]:
        """The table of this resource."""
        return [
            route("GET", "/campaigns", "calls:read", self.list),
            route("POST", "/campaigns", "calls:write", self.create),
            route("GET", "/campaigns/{id}", "calls:read", self.get),
            route("PATCH", "/campaigns/{id}", "calls:write", self.update),
            route("GET", "/campaigns/{id}/status", "calls:read", self.get_status),
            route("PATCH", "/campaigns/{id}/status", "calls:write", self.change_status),
        ]

    async def list(self, request: Request) -> Response:
        """E1, newest first."""
        paging = read_paging(request)
        ordered = sorted(self._workspace.campaigns.values(), key=lambda one: one.created_ms, reverse=True)
        rows = [self._speller.campaign(one) for one in paging.cut(ordered)]
        return json_answer({"data": rows, "meta": meta(paging, len(ordered))})

    async def get(self, request: Request) -> Response:
        """One campaign."""
        return json_answer(self._speller.campaign(self._campaign(request)))

    async def create(self, request: Request) -> Response:
        """201 with the campaign; running unless its start lies in the future."""
        body = Body(await read_json(request))
        name = body.text("name", required=True, longest=_LONGEST_NAME)
        agent_id = body.text("agent_id", required=True)
        number = body.text("from_phone_number", required=True)
        concurrent = body.integer("max_concurrent_calls", 1, self._workspace.options.concurrency)
        scheduled = _instant(body, "scheduled_at")
        retries = _retries(body)
        body.check()
        agent = self._workspace.agent(agent_id or "")
        caller = self._workspace.caller_number(number or "")
        if caller is None:
            raise Refused(400, "from_phone_number is not a phone number of this workspace")
        if caller.status != "active":
            raise Refused(422, "from_phone_number is not active")
        now = self._workspace.clock.now_ms()
        later = scheduled is not None and scheduled > now
        campaign = Campaign(
            id=self._workspace.new_id("cmp"),
            name=name or "",
            agent=agent,
            from_number=caller.number,
            status="active" if later else "running",
            max_concurrent=concurrent or 5,
            max_retries=retries[0] or 0,
            retry_interval_min=120 if retries[1] is None else retries[1],
            created_ms=now,
            scheduled_ms=scheduled,
        )
        self._workspace.campaigns[campaign.id] = campaign
        return json_answer(self._speller.campaign(campaign), 201)

    async def update(self, request: Request) -> Response:
        """Only what the body names is changed; nothing is when one part fails."""
        campaign = self._campaign(request)
        body = Body(await read_json(request))
        name = body.text("name", longest=_LONGEST_NAME)
        agent_id = body.text("agent_id")
        concurrent = body.integer("max_concurrent_calls", 1, self._workspace.options.concurrency)
        scheduled = _instant(body, "scheduled_at")
        retries = _retries(body)
        status = body.text("status")
        if self._workspace.options.status_form not in ("patch", "both"):
            status = None  # ignored silently, as an unknown field would be
        if status is not None and status not in lifecycle.ACTION_OF_STATUS:
            body.problems.append(f"status must be one of {', '.join(lifecycle.ACTION_OF_STATUS)}")
        body.check()
        agent = campaign.agent
        if agent_id is not None and agent_id != agent.id:
            agent = self._workspace.agent(agent_id)
            if campaign.calls:
                raise Refused(409, "agent_id cannot be changed after calls were placed")
        if status == "active" and campaign.status == "running":
            status = None  # the prose calls a running campaign active
        if status is not None and status != campaign.status:
            lifecycle.change(self._workspace, self._dialler, campaign, lifecycle.ACTION_OF_STATUS[status])
        campaign.agent = agent
        campaign.name = name or campaign.name
        campaign.max_concurrent = concurrent or campaign.max_concurrent
        if scheduled is not None:
            campaign.scheduled_ms = scheduled
        most, interval = retries
        campaign.max_retries = campaign.max_retries if most is None else most
        campaign.retry_interval_min = campaign.retry_interval_min if interval is None else interval
        self._dialler.poke(campaign)
        return json_answer(self._speller.campaign(campaign))

    async def get_status(self, request: Request) -> Response:
        """The shape is not documented; the prose spelling wraps it once more than the sample's."""
        campaign = self._campaign(request)
        body: dict[str, Any] = self._speller.campaign(campaign)
        kept = ("id", "status", "total_leads", "completed_calls", "pending_calls")
        short = {name: body[name] for name in kept if name in body}
        return json_answer({"campaign": short} if "retry_policy" in body else short)

    async def change_status(self, request: Request) -> Response:
        """`{"action": "pause" | "resume" | "cancel"}`, answered like its published twin for batches."""
        campaign = self._campaign(request)
        options = self._workspace.options
        if options.status_form not in ("action", "both"):
            if options.status_refusal == 405:
                raise Refused(405, "Method Not Allowed")
            raise Refused(404, f"Cannot PATCH {request.url.path}")
        body = Body(await read_json(request))
        action = body.text("action", required=True)
        if action is not None and action not in lifecycle.ACTIONS:
            body.problems.append(f"action must be one of {', '.join(lifecycle.ACTIONS)}")
        body.check()
        affected = lifecycle.change(self._workspace, self._dialler, campaign, action or "")
        status = self._speller.campaign(campaign)["status"]
        return json_answer(
            {
                "success": True,
                "message": f"Campaign {campaign.status}",
                "campaign": {"id": campaign.id, "status": status, "title": campaign.name},
                "affectedCalls": {
                    "initiated": affected.initiated,
                    "queued": affected.queued,
                    "removedFromQueue": affected.removed_from_queue,
                    "cancelledCallLogs": affected.cancelled_call_logs,
                    "resumedCallLogs": affected.resumed_call_logs,
                },
            }
        )

    def _campaign(self, request: Request) -> Campaign:
        return self._workspace.campaign(request.path_params["id"])


def _instant(body: Body, name: str) -> int | None:
    value = body.fields.get(name)
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        body.problems.append(f"{name} must be a valid ISO 8601 date string")
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)


def _retries(body: Body) -> tuple[int | None, int | None]:
    """`max_retries` and `retry_interval_minutes` under either name; None for what is not given."""
    for name in ("retry_config", "retry_policy"):
        value = body.fields.get(name)
        if value is None:
            continue
        if not isinstance(value, dict):
            body.problems.append(f"{name} must be an object")
            break
        inner = Body(value)
        most = inner.integer("max_retries", 0, _MOST_RETRIES)
        interval = inner.integer("retry_interval_minutes", 0, 7 * 24 * 60)
        body.problems.extend(f"{name}.{problem}" for problem in inner.problems)
        return most, interval
    return None, None
