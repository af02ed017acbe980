"""Campaign leads (API pages "campaign-leads/*").

Owns: adding one, uploading a file, get, update, delete. There is no list of leads: none is documented.
Leaves to others: reading files (`uploads.py`), the queue (`dialler.py`).
Where the documentation is silent: leads are taken until the campaign is completed or cancelled (then 409); an over-size
file is a 413; a destination that is not enabled is a 403 for a single lead, as for a single call.
"""

from __future__ import annotations

from typing import Any

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Message

from app.sandbox import numbers, uploads
from app.sandbox.answers import Body, json_answer, read_json, route
from app.sandbox.dialler import Dialler
from app.sandbox.errors import Refused
from app.sandbox.records import FINAL_CAMPAIGN, CallerNumber, Campaign, Lead
from app.sandbox.spelling import Speller
from app.sandbox.state import Upload, Workspace
from app.sandbox.threads import in_daemon_thread

_ENVELOPE_BYTES = 64 * 1024  # what multipart adds to a file, generously


class LeadRoutes:
    """Handlers over the leads of campaigns."""

    def __init__(self, workspace: Workspace, dialler: Dialler, speller: Speller) -> None:
        self._workspace = workspace
        self._dialler = dialler
        self._speller = speller

    def routes(self) -> list[Route]:
        """The table of this resource."""
        return [
            route("POST", "/campaigns-leads", "calls:write", self.create),
            route("POST", "/campaigns-leads/upload-file/{id}", "calls:write", self.upload),
            route("GET", "/campaigns-leads/{id}", "calls:read", self.get),
            route("PATCH", "/campaigns-leads/{id}", "calls:write", self.update),
            route("DELETE", "/campaigns-leads/{id}", "calls:write", self.delete),
        ]

    async def create(self, request: Request) -> Response:
        """201 with the lead, queued."""
        body = Body(await read_json(request))
        campaign_id = body.text("campaignId", "campaign_id", required=True)
        name = body.text("name")
        number = _number(body, required=True)
        variables, remark = _variables(body)
        body.check()
        campaign = self._open_campaign(campaign_id or "")
        checked = _dialable(number or "", self._caller(campaign))
        lead = self._workspace.add_lead(
            campaign, checked, name or "", variables or {}, source="single", remark=remark or ""
        )
        self._dialler.poke(campaign)
        return json_answer(self._speller.lead(lead), 201)

    async def upload(self, request: Request) -> Response:
        """201 with the counts, or 400 and nothing stored."""
        campaign = self._open_campaign(request.path_params["id"])
        caller = self._caller(campaign)
        name, data = await _read_file(request)
        duplicates = self._workspace.options.duplicates
        known = self._numbers(campaign) if duplicates != "accept" else set()
        # A large file takes seconds to check; other requests are answered meanwhile.
        found = await in_daemon_thread(lambda: uploads.read(data, name, caller, known, duplicates))
        self._require_open(campaign)
        named: dict[str, list[str]] = {}
        for number, variables in found.leads:
            lead = self._workspace.add_lead(campaign, number, variables.get("name", ""), variables, source="upload")
            named.setdefault(number, []).append(lead.id)
        created = len(found.leads)
        now = self._workspace.clock.now_ms()
        self._workspace.uploads.append(Upload(campaign.id, name, len(data), now, created, found.skipped))
        self._dialler.poke(campaign)
        self._workspace.changed()
        message = f"{created} leads created"
        if found.skipped:
            message += f", {found.skipped} rows without a phone number or already known were skipped"
        return json_answer(
            {
                "campaign_id": campaign.id,
                "leads_created": created,
                "leads_skipped": found.skipped,
                "message": message,
                **({"data": named} if self._workspace.options.name_leads else {}),
            },
            201,
        )

    async def get(self, request: Request) -> Response:
        """One lead."""
        return json_answer(self._speller.lead(self._lead(request)))

    async def update(self, request: Request) -> Response:
        """Only while the lead is pending; the variables are replaced as a whole."""
        lead = self._lead(request)
        body = Body(await read_json(request))
        name = body.text("name")
        number = _number(body, required=False)
        variables, remark = _variables(body)
        body.check()
        if lead.status != "pending":
            raise Refused(409, "Lead has already been dialled")
        if number is not None:
            if not number.startswith("+"):
                raise Refused(400, "phone_number must be in E.164 format")
            lead.number = _dialable(number, self._caller(lead.campaign))
        if name is not None:
            lead.name = name
        if variables is not None:
            lead.variables = variables
        if remark is not None:
            lead.remark = remark
        return json_answer(self._speller.lead(lead))

    async def delete(self, request: Request) -> Response:
        """Not yet called: never will be. Already called: its logs stay."""
        lead = self._lead(request)
        if lead.campaign.status in FINAL_CAMPAIGN:
            raise Refused(409, f"Campaign is {lead.campaign.status}")
        if lead.status in ("pending", "in_progress"):
            lead.campaign.total -= 1
        lead.status = "removed"
        self._dialler.poke(lead.campaign)
        return json_answer({"message": "Lead removed successfully"})

    def _lead(self, request: Request) -> Lead:
        return self._workspace.lead(request.path_params["id"])

    def _open_campaign(self, identifier: str) -> Campaign:
        campaign = self._workspace.campaign(identifier)
        self._require_open(campaign)
        return campaign

    def _require_open(self, campaign: Campaign) -> None:
        if campaign.status in FINAL_CAMPAIGN:
            raise Refused(409, f"Cannot add leads to a campaign that is {campaign.status}")

    def _caller(self, campaign: Campaign) -> CallerNumber:
        caller = self._workspace.caller_number(campaign.from_number)
        if caller is None:
            raise Refused(422, "The caller number of this campaign no longer exists")
        return caller

    def _numbers(self, campaign: Campaign) -> set[str]:
        return {lead.number for lead in self._workspace.leads if lead.campaign is campaign and lead.status != "removed"}


def _dialable(number: str, caller: CallerNumber) -> str:
    try:
        return numbers.read(number, caller)
    except numbers.BadNumber as problem:
        raise Refused(400 if str(problem) == numbers.INVALID else 403, str(problem)) from None


def _number(body: Body, *, required: bool) -> str | None:
    """E.164 from either form: `phoneNumber` + `countryCode`, or `phone_number`."""
    if "phone_number" in body.fields:
        return body.text("phone_number", required=required)
    local = body.text("phoneNumber", required=required)
    code = body.text("countryCode")
    if local is None or code is None or local.startswith("+"):
        return local
    return f"+{code.lstrip('+')}{local}"


def _variables(body: Body) -> tuple[dict[str, Any] | None, str | None]:
    """Variables and remark from `notes` (object or text) and `metadata`."""
    notes, metadata = body.fields.get("notes"), body.fields.get("metadata")
    remark = notes if isinstance(notes, str) else None
    variables = notes if isinstance(notes, dict) else metadata
    if variables is not None and not isinstance(variables, dict):
        body.problems.append("metadata must be an object")
        return None, remark
    if notes is not None and not isinstance(notes, (str, dict)):
        body.problems.append("notes must be an object")
    if variables is not None and len(variables) > uploads.MAX_VARIABLES:
        body.problems.append(f"notes must have at most {uploads.MAX_VARIABLES} entries")
    return variables, remark


async def _read_file(request: Request) -> tuple[str, bytes]:
    """Name and bytes of the part `file`.

    The whole body is taken off the socket even when it is too large: closing it half read would reset the connection
    before the client could read the refusal.
    """
    body = bytearray()
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= uploads.MAX_BYTES + _ENVELOPE_BYTES:
            body += chunk
    if size > uploads.MAX_BYTES + _ENVELOPE_BYTES:
        raise Refused(413, "File is larger than 10 MB")

    async def replay() -> Message:
        return {"type": "http.request", "body": bytes(body), "more_body": False}

    try:
        async with Request(request.scope, replay).form() as form:
            part = form.get("file")
            if not isinstance(part, UploadFile):
                raise Refused(400, "file should not be empty")
            data = await part.read()
            name = part.filename or ""
    except MultiPartException as problem:
        raise Refused(400, f"Malformed multipart body: {problem.message}") from None
    if len(data) > uploads.MAX_BYTES:
        raise Refused(413, "File is larger than 10 MB")
    return name, data
