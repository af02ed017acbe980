"""What can be asked of and done to campaigns.

Owns: the changes of status whose outcome has to be read back. Leaves to others: running an operation (`operations.py`).
"""

from __future__ import annotations

from collections.abc import Awaitable

from app.api.dialect import CampaignAction, CampaignChanges, CampaignDraft
from app.api.operations import UNSETTLED, Operations, never_left
from app.api.transport import OnSent
from app.errors import ApiError, AppError, NetworkError, Sent
from app.models import Campaign, Page
from app.quota.priorities import Priority
from app.statuses import CAMPAIGN_AFTER


class CampaignRequests(Operations):
    """See `Api`."""

    async def campaigns(
        self, *, page: int = 1, limit: int = 100, priority: Priority = Priority.INTERACTIVE
    ) -> Page[Campaign]:
        """A page of campaigns in server order."""
        return await self._run(self._dialect.campaigns(page, limit), priority)

    async def all_campaigns(
        self, *, priority: Priority = Priority.INTERACTIVE, look: bool = False
    ) -> tuple[Campaign, ...]:
        """Every campaign, one request per hundred.

        `look`: to see what became of a change; it does not join a reading that began before.
        """

        def fetch(page: int) -> Awaitable[Page[Campaign]]:
            operation = self._dialect.campaigns(page, 100)
            return self._run(operation.as_look() if look else operation, priority)

        return await self._all(fetch, priority)

    async def campaign(
        self, campaign_id: str, *, priority: Priority = Priority.INTERACTIVE, look: bool = False
    ) -> Campaign:
        """One campaign with its counters as they stand now; `look` as for `all_campaigns`."""
        operation = self._dialect.campaign(campaign_id)
        return await self._run(operation.as_look() if look else operation, priority)

    async def create_campaign(self, draft: CampaignDraft, *, on_sent: OnSent | None = None) -> Campaign:
        """Create a campaign. It may start calling at once; see `app/campaigns/creating.py` for a lost answer.

        `on_sent` as for `upload_leads`.
        """
        return await self._run(self._dialect.create_campaign(draft), Priority.INTERACTIVE, on_sent=on_sent)

    async def update_campaign(self, campaign_id: str, changes: CampaignChanges) -> Campaign:
        """Change settings; what is None stays. ConflictError where the state does not allow it.

        See `app/campaigns/editing.py` for a lost answer.
        """
        return await self._run(self._dialect.update_campaign(campaign_id, changes), Priority.INTERACTIVE)

    async def change_campaign_status(
        self, campaign_id: str, action: CampaignAction, *, on_sent: OnSent | None = None
    ) -> Campaign:
        """Pause, resume or cancel, and give back the campaign as the server then tells it.

        The status may differ from what was asked for: a server can accept a change and ignore it. `on_sent` as for
        `upload_leads`.

        Raises:
            ConflictError: Not possible in the present state.
            NotFoundError: No such campaign.
            NetworkError: Not confirmed: the outcome is unknown and reading the campaign again did not settle it. With
                `sent` NOTHING: certainly not carried out.
        """
        priority = Priority.INTERACTIVE if action == "resume" else Priority.EMERGENCY
        try:
            await self._run(self._dialect.change_campaign_status(campaign_id, action), priority, on_sent=on_sent)
        except UNSETTLED as error:
            if never_left(error):
                raise
            return await self._settle(campaign_id, action, priority, error)
        except ApiError as error:
            if error.status not in (404, 405):
                raise
            return await self._after_no_form(campaign_id, action, priority)
        try:
            return await self.campaign(campaign_id, priority=priority, look=True)
        except AppError:
            raise NetworkError(
                "{host} accepted the change, but the campaign could not be read again. Refresh to see its state.",
                sent=Sent.ANSWERED,
                host=self._transport.host,
            ) from None

    async def _settle(self, campaign_id: str, action: CampaignAction, priority: Priority, error: AppError) -> Campaign:
        """The outcome of a change is unknown: look."""
        sent = error.sent if isinstance(error, NetworkError) else Sent.ANSWERED
        status = ""
        try:
            campaign = await self.campaign(campaign_id, priority=priority, look=True)
        except AppError:
            status = ""
        else:
            if campaign.status in CAMPAIGN_AFTER[action]:
                return campaign
            status = campaign.status
        if status:
            template = "The change is not confirmed: the campaign still says {status}. Refresh, then try again."
        else:
            template = (
                "The change is not confirmed, and the campaign could not be read again. Refresh to see its state."
            )
        raise NetworkError(template, sent=sent, status=status) from None

    async def _after_no_form(self, campaign_id: str, action: CampaignAction, priority: Priority) -> Campaign:
        """The server knows neither form of the change: is it the campaign that it does not know?"""
        campaign = await self.campaign(campaign_id, priority=priority, look=True)
        if campaign.status in CAMPAIGN_AFTER[action]:
            return campaign
        raise ApiError(
            "This server offers no way to change a campaign's status. Use the DialNexa dashboard for that.", status=404
        )
