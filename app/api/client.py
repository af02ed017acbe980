"""The API as the rest of the program sees it: questions in, records out.

Owns: running the operations of a dialect (second forms, ETags, identical questions asked once), and the changes of
status whose outcome has to be read back. Leaves to others: spelling (`app/api/campaign_dialect.py`), sending and
retrying (`app/api/exchange.py`), when a request may leave (`app/quota/governor.py`).

Every method raises `AppError`s with a sentence for the operator; see `app/errors.py`. Times are aware and in UTC.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import msgspec

from app.api.connection import ConnectionState
from app.api.dialect import (
    CallDraft,
    CallLogQuery,
    CampaignAction,
    CampaignChanges,
    CampaignDraft,
    Capability,
    Dialect,
    LeadChanges,
    LeadDraft,
    Operation,
)
from app.api.documents import LARGE_BYTES, DocumentError
from app.api.etags import ETagTable
from app.api.exchange import Exchange, Governor
from app.api.messages import Response
from app.api.refusals import looks_like_html, refusal
from app.api.request_log import RequestLog
from app.api.second_look import shows_lead_changes
from app.api.transport import OnSent, Transport
from app.clock import Clock
from app.errors import (
    ApiError,
    AppError,
    NetworkError,
    NotFoundError,
    OddAnswerError,
    ReadOnlyError,
    Sent,
    ServerError,
)
from app.models import (
    Agent,
    CallAttempt,
    CallLog,
    Campaign,
    KeyRecord,
    Language,
    LanguageModel,
    Lead,
    Page,
    PhoneNumber,
    Transcriber,
    UploadCounts,
    UploadFile,
    Voice,
    Webhook,
)
from app.quota.priorities import Activity, Priority
from app.secrets import Secret
from app.statuses import CAMPAIGN_AFTER
from app.threads import run_in_daemon_thread

T = TypeVar("T")

MAX_PAGES = 1000

# After these nobody knows whether a change was made.
_UNSETTLED = (NetworkError, ServerError, OddAnswerError)

_ACTIVITY_OF: Mapping[Priority, Activity] = {
    Priority.EMERGENCY: Activity.YOU,
    Priority.INTERACTIVE: Activity.YOU,
    Priority.UPLOAD: Activity.UPLOADS,
    Priority.BACKGROUND: Activity.SYNC,
}


class Api:
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

    def __init__(
        self,
        transport: Transport,
        governor: Governor,
        dialect: Dialect,
        clock: Clock,
        *,
        profile_id: str,
        etags: ETagTable | None = None,
        read_only: bool = False,
        patience: float = 1.0,
    ) -> None:
        self.read_only = read_only
        self._transport = transport
        self._dialect = dialect
        self._profile_id = profile_id
        self._etags = etags if etags is not None else ETagTable()
        self._exchange = Exchange(transport, governor, clock, patience=patience)
        self._known_forms: dict[str, int] = {}
        self._flights: dict[tuple[Any, ...], asyncio.Future[Callable[[], Any] | None]] = {}

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

    # --- campaigns

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

        return await self._all(fetch)

    async def campaign(
        self, campaign_id: str, *, priority: Priority = Priority.INTERACTIVE, look: bool = False
    ) -> Campaign:
        """One campaign with its counters as they stand now; `look` as for `all_campaigns`."""
        operation = self._dialect.campaign(campaign_id)
        return await self._run(operation.as_look() if look else operation, priority)

    async def create_campaign(self, draft: CampaignDraft) -> Campaign:
        """Create a campaign. It may start calling at once; see `app/campaigns/creating.py` for a lost answer."""
        return await self._run(self._dialect.create_campaign(draft), Priority.INTERACTIVE)

    async def update_campaign(self, campaign_id: str, changes: CampaignChanges) -> Campaign:
        """Change settings; what is None stays. ConflictError where the state does not allow it.

        See `app/campaigns/editing.py` for a lost answer.
        """
        return await self._run(self._dialect.update_campaign(campaign_id, changes), Priority.INTERACTIVE)

    async def change_campaign_status(self, campaign_id: str, action: CampaignAction) -> Campaign:
        """Pause, resume or cancel, and give back the campaign as the server then tells it.

        The status may differ from what was asked for: a server can accept a change and ignore it.

        Raises:
            ConflictError: Not possible in the present state.
            NotFoundError: No such campaign.
            NetworkError: Not confirmed: the outcome is unknown and reading the campaign again did not settle it. With
                `sent` NOTHING: certainly not carried out.
        """
        priority = Priority.INTERACTIVE if action == "resume" else Priority.EMERGENCY
        try:
            await self._run(self._dialect.change_campaign_status(campaign_id, action), priority)
        except _UNSETTLED as error:
            if _never_left(error):
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

    async def _change(self, operation: Operation[T], look: Callable[[], Awaitable[T]]) -> T:
        """Do `operation` once. Where its outcome is unknown, `look` finds what its answer would have told.

        `look` raises LookupError where the change does not show.
        """
        try:
            return await self._run(operation, Priority.INTERACTIVE)
        except _UNSETTLED as error:
            if _never_left(error):
                raise
            failure = error
        sent = failure.sent if isinstance(failure, NetworkError) else Sent.ANSWERED
        try:
            return await look()
        except AppError:
            template = "The change is not confirmed, and {host} could not be asked about it. Look before you repeat it."
        except LookupError:
            template = "The change is not confirmed: {host} does not show it so far. Look again before you repeat it."
        raise NetworkError(template, sent=sent, host=self._transport.host)

    # --- leads

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

    async def add_lead(self, campaign_id: str, draft: LeadDraft) -> Lead:
        """Add one person; for many, upload a file."""
        return await self._run(self._dialect.add_lead(campaign_id, draft), Priority.INTERACTIVE)

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

    # --- calls

    async def call_logs(
        self,
        query: CallLogQuery,
        *,
        page: int = 1,
        limit: int = 100,
        priority: Priority = Priority.INTERACTIVE,
        activity: Activity | None = None,
    ) -> Page[CallLog]:
        """A page of call logs. Asked again, an unchanged one comes from the copy kept here: `not_modified`."""
        return await self._run(self._dialect.call_logs(query, page, limit), priority, activity)

    async def call_log(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> CallLog:
        """One call log without transcript. `call_id` is tried where the server does not know the log's id."""
        return await self._run(self._dialect.call_log(call_log_id, call_id), priority)

    async def call_log_details(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> CallLog:
        """One call log with transcript, timeline, recording and analysis."""
        return await self._run(self._dialect.call_log_details(call_log_id, call_id), priority)

    async def call_log_retries(
        self, call_log_id: str, *, call_id: str | None = None, priority: Priority = Priority.INTERACTIVE
    ) -> tuple[CallAttempt, ...]:
        """The tries to reach the same person, first one first."""
        return await self._run(self._dialect.call_log_retries(call_log_id, call_id), priority)

    async def download(
        self, url: str, most_bytes: int, on_progress: Callable[[int, int], None] | None = None
    ) -> tuple[int, bytes]:
        """What a link leads to, fetched without the key and outside of the quota: status and body.

        See `Transport.download`.
        """
        return await self._transport.download(url, most_bytes, on_progress)

    async def calls(
        self, *, page: int = 1, limit: int = 100, priority: Priority = Priority.INTERACTIVE
    ) -> Page[CallLog]:
        """A page of single calls, newest first."""
        return await self._run(self._dialect.calls(page, limit), priority)

    async def call(self, call_id: str, *, priority: Priority = Priority.INTERACTIVE) -> CallLog:
        """One single call."""
        return await self._run(self._dialect.call(call_id), priority)

    async def place_call(self, draft: CallDraft) -> CallLog:
        """Call somebody now. Billed; never sent twice."""
        return await self._run(self._dialect.place_call(draft), Priority.INTERACTIVE)

    # --- reference data: all of it, in server order

    async def agents(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[Agent, ...]:
        """Every agent."""
        return await self._all(lambda page: self._run(self._dialect.agents(page, 100), priority, Activity.REFERENCE))

    async def agent(self, agent_id: str, *, priority: Priority = Priority.INTERACTIVE) -> Agent:
        """One agent."""
        return await self._run(self._dialect.agent(agent_id), priority, Activity.REFERENCE)

    async def phone_numbers(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[PhoneNumber, ...]:
        """Every caller number of the workspace."""
        return await self._all(
            lambda page: self._run(self._dialect.phone_numbers(page, 100), priority, Activity.REFERENCE)
        )

    async def voices(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[Voice, ...]:
        """Every voice."""
        return await self._all(lambda page: self._run(self._dialect.voices(page), priority, Activity.REFERENCE))

    async def languages(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[Language, ...]:
        """Every language."""
        return (await self._run(self._dialect.languages(), priority, Activity.REFERENCE)).items

    async def llms(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[LanguageModel, ...]:
        """Every language model."""
        return await self._all(
            lambda page: self._run(self._dialect.language_models(page, 100), priority, Activity.REFERENCE)
        )

    async def transcribers(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[Transcriber, ...]:
        """Every transcriber."""
        return (await self._run(self._dialect.transcribers(), priority, Activity.REFERENCE)).items

    # --- webhooks and keys

    async def webhooks(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[Webhook, ...]:
        """Every webhook subscription."""
        return await self._all(lambda page: self._run(self._dialect.webhooks(page, 100), priority))

    async def create_webhook(self, url: str, events: tuple[str, ...], secret: str) -> Webhook:
        """Subscribe `url` (https) to `events`; `secret` signs the deliveries."""
        return await self._run(self._dialect.create_webhook(url, events, secret), Priority.INTERACTIVE)

    async def update_webhook(self, webhook_id: str, changes: Mapping[str, Any]) -> Webhook:
        """Change any of `url`, `events` (the whole list), `secret`, `is_active`."""
        return await self._run(self._dialect.update_webhook(webhook_id, changes), Priority.INTERACTIVE)

    async def delete_webhook(self, webhook_id: str) -> None:
        """Unsubscribe; deliveries still to be repeated are dropped."""
        await self._run(self._dialect.delete_webhook(webhook_id), Priority.INTERACTIVE)

    async def api_keys(self, *, priority: Priority = Priority.INTERACTIVE) -> tuple[KeyRecord, ...]:
        """Every API key of the workspace, without secrets."""
        return await self._all(lambda page: self._run(self._dialect.api_keys(page, 100), priority))

    async def create_api_key(self, name: str) -> tuple[KeyRecord, Secret]:
        """Create a key. The secret is given this once."""
        return await self._run(self._dialect.create_api_key(name), Priority.INTERACTIVE)

    async def revoke_api_key(self, key_id: str) -> None:
        """Make a key invalid at once."""
        await self._run(self._dialect.revoke_api_key(key_id), Priority.INTERACTIVE)

    # --- running operations

    async def _all(self, fetch: Callable[[int], Awaitable[Page[T]]]) -> tuple[T, ...]:
        """Every item of a list, page by page; what moved to the next page meanwhile is taken once."""
        found: dict[str, T] = {}
        for number in range(1, MAX_PAGES + 1):
            page = await fetch(number)
            before = len(found)
            for item in page.items:
                found.setdefault(item.id, item)  # type: ignore[attr-defined]
            # A server that ignores `page` would send the first one for ever.
            if not page.has_more or len(found) == before:
                break
        return tuple(found.values())

    async def _run(
        self,
        operation: Operation[T],
        priority: Priority,
        activity: Activity | None = None,
        on_sent: OnSent | None = None,
    ) -> T:
        """Do `operation`, in the form that the server knows. Everything that is sent passes here.

        Raises:
            ReadOnlyError: It would change something, and this profile may not.
        """
        if self.read_only and not operation.request.is_read:
            raise ReadOnlyError
        activity = activity or _ACTIVITY_OF[priority]
        forms = (operation, *operation.otherwise)
        known = self._known_forms.get(operation.family, 0)
        first_error: ApiError | None = None
        for index in (known, *(index for index in range(len(forms)) if index != known)):
            try:
                result = await self._share(forms[index], priority, activity, on_sent)
            except ApiError as error:
                if error.status not in (404, 405) or len(forms) == 1:
                    raise
                first_error = first_error or error
            else:
                if operation.family:
                    self._known_forms[operation.family] = index
                return result
        assert first_error is not None
        raise first_error

    async def _share(
        self, operation: Operation[T], priority: Priority, activity: Activity, on_sent: OnSent | None
    ) -> T:
        """Do `operation`; a read that is under way already is waited for instead of being sent twice.

        The first caller does the work in its own task. If it is cancelled, one of those who wait takes over.
        """
        request = operation.request
        if not request.is_read or operation.is_look:
            return await self._perform(operation, priority, activity, on_sent)
        key = (request.target, priority, activity)
        while (flight := self._flights.get(key)) is not None:
            result = await asyncio.shield(flight)
            if result is not None:
                return result()  # type: ignore[no-any-return]
        flight = self._flights[key] = asyncio.get_running_loop().create_future()
        landed: Callable[[], T] | None = None
        try:
            value = await self._perform(operation, priority, activity, on_sent)
            landed = lambda: value  # noqa: E731
            return value
        except AppError as error:
            landed = _raiser(error)
            raise
        finally:
            del self._flights[key]
            flight.set_result(landed)

    async def _perform(
        self, operation: Operation[T], priority: Priority, activity: Activity, on_sent: OnSent | None
    ) -> T:
        request = operation.request
        url = self._transport.base_url + request.target
        tagged = self._etags.get(self._profile_id, url) if operation.is_conditional else None
        if tagged is not None:
            request = request.with_header("If-None-Match", tagged.etag)
        response = await self._exchange.answer(request, priority, activity, on_sent)
        if response.status == 304 and tagged is not None:
            unchanged: T = msgspec.structs.replace(tagged.page, not_modified=True)
            return unchanged
        result = await self._read(operation, response)
        if operation.is_conditional:
            if etag := response.headers.get("etag"):
                self._etags.keep(self._profile_id, url, etag, result)
            else:
                self._etags.drop(self._profile_id, url)
        return result

    async def _read(self, operation: Operation[T], response: Response) -> T:
        host = self._transport.host
        try:
            if len(response.body) < LARGE_BYTES:
                return _result(operation, response, host)
            return await run_in_daemon_thread(lambda: _result(operation, response, host), name="read-answer")
        except OddAnswerError:
            if looks_like_html(response):
                self._exchange.connection.lost()  # somebody else answers in the place of the API
            raise


def _result(operation: Operation[T], response: Response, host: str) -> T:
    """What the answer says, or the error that it stands for. Pure."""
    if response.status >= 400:
        raise refusal(response, host, is_transition=operation.is_transition)
    try:
        if response.status < 300:
            return operation.read(response)
        what = f"status {response.status}"
    except DocumentError as problem:
        what = "a web page" if looks_like_html(response) else str(problem)
    raise OddAnswerError(status=response.status, host=host, what=what)


def _never_left(error: AppError) -> bool:
    return isinstance(error, NetworkError) and error.sent is Sent.NOTHING


def _raiser(error: AppError) -> Callable[[], Any]:
    def raise_it() -> Any:
        raise error

    return raise_it
