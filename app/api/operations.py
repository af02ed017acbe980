"""Running the operations of a dialect.

Owns: second forms of a request, ETags, identical questions asked once, lists page by page, looking at what became of a
change. Leaves to others: spelling (`app/api/campaign_dialect.py`), sending and retrying (`app/api/exchange.py`), when a
request may leave (`app/quota/governor.py`), the questions themselves (the modules of `app/api/client.py`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import msgspec

from app.api.dialect import Dialect, Operation
from app.api.documents import LARGE_BYTES, DocumentError
from app.api.etags import ETagTable
from app.api.exchange import Exchange, Governor
from app.api.messages import Response
from app.api.refusals import looks_like_html, refusal
from app.api.transport import OnSent, Transport
from app.clock import Clock
from app.errors import ApiError, AppError, NetworkError, OddAnswerError, ReadOnlyError, Sent, ServerError
from app.models import Page
from app.quota.priorities import Activity, Priority
from app.threads import run_in_daemon_thread

T = TypeVar("T")

MAX_PAGES = 1000

# After these nobody knows whether a change was made.
UNSETTLED = (NetworkError, ServerError, OddAnswerError)

_ACTIVITY_OF: Mapping[Priority, Activity] = {
    Priority.EMERGENCY: Activity.YOU,
    Priority.INTERACTIVE: Activity.YOU,
    Priority.UPLOAD: Activity.UPLOADS,
    Priority.BACKGROUND: Activity.SYNC,
}


class Operations:
    """What the questions about every kind of thing have in common."""

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

    async def _all(self, fetch: Callable[[int], Awaitable[Page[T]]], priority: Priority) -> tuple[T, ...]:
        """Every item of a list, page by page; what moved to the next page meanwhile is taken once.

        Once the first page tells how many there are, the others are announced to the governor.
        """
        found: dict[str, T] = {}
        withdraw: Callable[[], None] | None = None
        try:
            for number in range(1, MAX_PAGES + 1):
                page = await fetch(number)
                if number == 1 and page.pages is not None and page.pages > 1:
                    withdraw = self._exchange.expect(priority, min(page.pages, MAX_PAGES) - 1)
                before = len(found)
                for item in page.items:
                    found.setdefault(item.id, item)  # type: ignore[attr-defined]
                # A server that ignores `page` would send the first one for ever.
                if not page.has_more or len(found) == before:
                    break
        finally:
            if withdraw is not None:
                withdraw()
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

    async def _change(self, operation: Operation[T], look: Callable[[], Awaitable[T]]) -> T:
        """Do `operation` once. Where its outcome is unknown, `look` finds what its answer would have told.

        `look` raises LookupError where the change does not show.
        """
        try:
            return await self._run(operation, Priority.INTERACTIVE)
        except UNSETTLED as error:
            if never_left(error):
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


def never_left(error: AppError) -> bool:
    """Whether no byte of the request left this machine, so that it was certainly not carried out."""
    return isinstance(error, NetworkError) and error.sent is Sent.NOTHING


def _raiser(error: AppError) -> Callable[[], Any]:
    def raise_it() -> Any:
        raise error

    return raise_it
