"""The API as the rest of the program sees it: questions in, records out.

Owns: putting together the questions about each kind of thing, one module each. Leaves to others: these questions
(`*_requests.py`) and running them (`operations.py`).

Every method raises `AppError`s with a sentence for the operator; see `app/errors.py`. Times are aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Callable

from app.api.account_requests import AccountRequests
from app.api.call_requests import CallRequests
from app.api.campaign_requests import CampaignRequests
from app.api.connection import ConnectionState
from app.api.dialect import Capability
from app.api.lead_requests import LeadRequests
from app.api.reference_requests import ReferenceRequests
from app.api.request_log import RequestLog
from app.quota.priorities import Priority


class Api(CampaignRequests, LeadRequests, CallRequests, ReferenceRequests, AccountRequests):
    """One workspace on one server.

    Args:
        transport: Bound to one address and key.
        governor: The governor of that key.
        dialect: How this server spells things.
        clock: For waiting between retries.
        profile_id: Keeps what is remembered of two workspaces apart.
        etags: Shared between the Apis of a run where given.
        read_only: Refuse everything that changes something; may be set later too.
        patience: Multiplies every time limit: 1 for people, less for tests.
    """

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What this server can do."""
        return self._dialect.capabilities

    @property
    def account(self) -> str:
        """Whose data the answers are; see `Transport`."""
        return self._transport.account

    @property
    def request_log(self) -> RequestLog:
        """The last requests of this run."""
        return self._exchange.log

    @property
    def connection(self) -> ConnectionState:
        """How things stand with the server, by the last answer."""
        return self._exchange.connection.state

    def subscribe_connection(self, listener: Callable[[ConnectionState], None]) -> Callable[[], None]:
        """Have `listener` called when `connection` changes; returns how to stop that."""
        return self._exchange.connection.subscribe(listener)

    async def open(self) -> None:
        """Set up the HTTP library beforehand, off this thread, so that the first request need not wait for it."""
        await self._transport.open()

    async def aclose(self) -> None:
        """Close the connections. What is under way fails."""
        await self._transport.aclose()

    async def check(self) -> None:
        """Ask the cheapest question that needs a valid key; raises what is wrong with key or address."""
        await self._run(self._dialect.agents(1, 1), Priority.INTERACTIVE)
