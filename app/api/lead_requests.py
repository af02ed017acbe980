"""What can be asked of and done to leads.

Owns: what shows that a change was made. Leaves to others: running an operation (`operations.py`).
"""

from __future__ import annotations

from app.api.dialect import LeadChanges, LeadDraft
from app.api.operations import Operations
from app.api.second_look import shows_lead_changes
from app.api.transport import OnSent
from app.errors import NotFoundError
from app.models import Lead, UploadCounts, UploadFile
from app.quota.priorities import Priority


class LeadRequests(Operations):
    """See `Api`."""

    async def upload_leads(self, campaign_id: str, file: UploadFile, *, on_sent: OnSent | None = None) -> UploadCounts:
        """Add the people in `file`, in one request that is never sent twice (but for a 429, which refuses it whole).

        `on_sent(sent, total)` counts bytes of the file. It is called with 0 right before the first byte leaves: as
        long as it was not called, nothing was sent; after a 429 it starts again at 0.

        Raises:
            InvalidRequestError: Refused; `rows` where the server names them.
            NetworkError, ServerError, OddAnswerError: The outcome is unknown, unless `sent` is NOTHING.
        """
        operation = self._dialect.upload_leads(campaign_id, file)
        return await self._run(operation, Priority.UPLOAD, on_sent=on_sent)

    async def add_lead(self, campaign_id: str, draft: LeadDraft, *, on_sent: OnSent | None = None) -> Lead:
        """Add one person; for many, upload a file. `on_sent` as for `upload_leads`."""
        return await self._run(self._dialect.add_lead(campaign_id, draft), Priority.INTERACTIVE, on_sent=on_sent)

    async def lead(self, lead_id: str, *, priority: Priority = Priority.INTERACTIVE) -> Lead:
        """One lead."""
        return await self._run(self._dialect.lead(lead_id), priority)

    async def update_lead(self, lead_id: str, changes: LeadChanges) -> Lead:
        """Change a lead; ConflictError once it was called. Where no answer comes, the lead is looked at.

        Raises:
            NetworkError: Not confirmed, as for `change_campaign_status`.
        """

        async def look() -> Lead:
            lead = await self._run(self._dialect.lead(lead_id).as_look(), Priority.INTERACTIVE)
            if not shows_lead_changes(lead, changes):
                raise LookupError
            return lead

        return await self._change(self._dialect.update_lead(lead_id, changes), look)

    async def remove_lead(self, lead_id: str) -> None:
        """Remove a lead; ConflictError where its campaign is over. Where no answer comes, the lead is looked for.

        Raises:
            NetworkError: Not confirmed, as for `change_campaign_status`.
        """

        async def look() -> None:
            try:
                await self._run(self._dialect.lead(lead_id).as_look(), Priority.INTERACTIVE)
            except NotFoundError:
                return
            raise LookupError

        await self._change(self._dialect.remove_lead(lead_id), look)
