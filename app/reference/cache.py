"""Agents, numbers and catalogues: fetched once, kept on disk, used for a day.

Owns: the copies of one profile, their age and what another reading costs (API page "rate-limits": cache what changes
rarely). Leaves to others: fetching (`app/api/client.py`) and showing the age.
"""

from __future__ import annotations

import enum
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final, Generic, NamedTuple, TypeVar

import msgspec

from app.api.client import Api
from app.clock import Clock
from app.errors import AppError, AuthError, ForbiddenError
from app.models import Agent, Language, LanguageModel, PhoneNumber, Record, Transcriber, Voice
from app.quota.priorities import Priority
from app.store.files import private_folder, replace_file
from app.threads import run_in_daemon_thread

R = TypeVar("R")

MAX_AGE_S = 24 * 3600.0

_log = logging.getLogger(__name__)


class Kind(enum.StrEnum):
    """The kinds of reference data. The values name the files."""

    AGENTS = "agents"
    PHONE_NUMBERS = "phone_numbers"
    VOICES = "voices"
    LANGUAGES = "languages"
    LLMS = "llms"
    TRANSCRIBERS = "transcribers"


_RECORDS: Final[dict[Kind, type[Record]]] = {
    Kind.AGENTS: Agent,
    Kind.PHONE_NUMBERS: PhoneNumber,
    Kind.VOICES: Voice,
    Kind.LANGUAGES: Language,
    Kind.LLMS: LanguageModel,
    Kind.TRANSCRIBERS: Transcriber,
}
# How many of a kind one request brings; the others come whole.
_PAGE: Final = {Kind.AGENTS: 100, Kind.PHONE_NUMBERS: 100, Kind.VOICES: 50, Kind.LLMS: 100}


class Cached(NamedTuple, Generic[R]):
    """What is known of one kind of reference data.

    Attributes:
        items: In server order.
        age_s: Seconds since it was read; 0 for what has just been fetched.
        read_at: When that was, Unix time.
        problem: It is old, and this is why it could not be fetched anew.
    """

    items: tuple[R, ...]
    age_s: float
    read_at: float = 0.0
    problem: AppError | None = None

    @property
    def is_old(self) -> bool:
        """Whether it is old enough to be fetched anew by itself."""
        return self.age_s >= MAX_AGE_S


class _Copy(msgspec.Struct, Generic[R], frozen=True):
    """A list as it is kept. `saved_at` is Unix time, `account` says whose it is (`Api.account`)."""

    saved_at: float
    items: tuple[R, ...]
    account: str = ""


class ReferenceCache:
    """The reference data of one profile.

    Every question is answered from the copy if it is younger than a day, without a request; else it is fetched, at
    background priority. `refresh=True` fetches in any case, as something that somebody waits for.

    Args:
        folder: The profile's own folder; the copies get a folder below it.
        api: Of the same profile.
        clock: For the ages.
    """

    def __init__(self, folder: Path, api: Api, clock: Clock) -> None:
        self._folder = folder / "reference"
        self._api = api
        self._clock = clock
        self._copies: dict[str, _Copy[Any]] = {}

    async def agents(self, *, refresh: bool = False) -> Cached[Agent]:
        """Every agent."""
        return await self._get(Kind.AGENTS, Agent, refresh)

    async def phone_numbers(self, *, refresh: bool = False) -> Cached[PhoneNumber]:
        """Every caller number."""
        return await self._get(Kind.PHONE_NUMBERS, PhoneNumber, refresh)

    async def voices(self, *, refresh: bool = False) -> Cached[Voice]:
        """Every voice."""
        return await self._get(Kind.VOICES, Voice, refresh)

    async def languages(self, *, refresh: bool = False) -> Cached[Language]:
        """Every language."""
        return await self._get(Kind.LANGUAGES, Language, refresh)

    async def llms(self, *, refresh: bool = False) -> Cached[LanguageModel]:
        """Every language model."""
        return await self._get(Kind.LLMS, LanguageModel, refresh)

    async def transcribers(self, *, refresh: bool = False) -> Cached[Transcriber]:
        """Every transcriber."""
        return await self._get(Kind.TRANSCRIBERS, Transcriber, refresh)

    async def read(self, kind: Kind, *, refresh: bool = False) -> Cached[Record]:
        """All of one kind, as the methods of its name give it."""
        return await self._get(kind, _RECORDS[kind], refresh)

    async def kept(self, kind: Kind) -> Cached[Record] | None:
        """The copy as it is, however old, without a request; None where there is none."""
        copy: _Copy[Record] | None = self._copies.get(kind) or await self._load(kind, _RECORDS[kind])
        return self._cached(copy) if copy is not None else None

    @staticmethod
    def requests_for(kind: Kind, count: int) -> int:
        """How many requests reading a kind takes when there are still `count` of it: one a page."""
        return max(1, -(-count // _PAGE[kind])) if kind in _PAGE else 1

    async def _get(self, kind: Kind, record: type[R], refresh: bool) -> Cached[R]:
        """The copy, or what the server gives.

        Raises:
            AppError: From fetching. Where nobody asked for it and an older copy is there, that one is given instead,
                unless the key is the reason: then the copy may not be the key's to see any more.
        """
        copy: _Copy[R] | None = self._copies.get(kind) or await self._load(kind, record)
        cached = self._cached(copy) if copy is not None else None
        if cached is not None and not refresh and not cached.is_old:
            return cached
        try:
            items = await self._fetch(kind, Priority.INTERACTIVE if refresh else Priority.BACKGROUND)
        except (AuthError, ForbiddenError):
            raise
        except AppError as error:
            if cached is None or refresh:
                raise
            return cached._replace(problem=error)
        fetched = self._copies[kind] = _Copy(self._clock.time(), items, self._api.account)
        await self._save(kind, fetched)
        return Cached(items, 0.0, fetched.saved_at)

    def _fetch(self, kind: Kind, priority: Priority) -> Awaitable[tuple[Any, ...]]:
        api = self._api
        fetching: dict[Kind, Callable[..., Awaitable[tuple[Any, ...]]]] = {
            Kind.AGENTS: api.agents,
            Kind.PHONE_NUMBERS: api.phone_numbers,
            Kind.VOICES: api.voices,
            Kind.LANGUAGES: api.languages,
            Kind.LLMS: api.llms,
            Kind.TRANSCRIBERS: api.transcribers,
        }
        return fetching[kind](priority=priority)

    def _cached(self, copy: _Copy[R]) -> Cached[R]:
        """A copy with its age: as good as too old where the clock was set back since."""
        age_s = self._clock.time() - copy.saved_at
        return Cached(copy.items, age_s if age_s >= 0 else MAX_AGE_S, copy.saved_at)

    async def _load(self, name: str, kind: type[R]) -> _Copy[R] | None:
        """What is on disk; None for nothing, for what cannot be read and for another account's: it is fetched then."""

        def read() -> _Copy[R] | None:
            try:
                content = self._path(name).read_bytes()
                copy: _Copy[R] = msgspec.json.decode(content, type=_Copy[kind])  # type: ignore[valid-type]
            except (OSError, ValueError, RecursionError):
                return None
            # A profile can get another address or the key of another workspace.
            return copy if copy.account == self._api.account else None

        copy = await run_in_daemon_thread(read, name="reference-read")
        if copy is not None:
            self._copies.setdefault(name, copy)
        return copy

    async def _save(self, name: str, copy: _Copy[Any]) -> None:
        def write() -> None:
            private_folder(self._folder)
            replace_file(self._path(name), msgspec.json.encode(copy))

        try:
            await run_in_daemon_thread(write, name="reference-write")
        except OSError as error:
            _log.warning("reference data could not be kept: %s", error.strerror)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json"
