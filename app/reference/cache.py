"""Agents, numbers and catalogues: fetched once, kept on disk, used for a day.

Owns: the copies of one profile and their age (API page "rate-limits": cache what changes rarely). Leaves to others:
fetching (`app/api/client.py`) and showing the age.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from app.api.client import Api
from app.clock import Clock
from app.errors import AppError, AuthError, ForbiddenError
from app.models import Agent, Language, LanguageModel, PhoneNumber, Transcriber, Voice
from app.quota.priorities import Priority
from app.store.files import private_folder, replace_file
from app.threads import run_in_daemon_thread

R = TypeVar("R")

MAX_AGE_S = 24 * 3600.0

_log = logging.getLogger(__name__)


class Cached(NamedTuple, Generic[R]):
    """What is known of one kind of reference data. `age_s` is 0 for what has just been fetched."""

    items: tuple[R, ...]
    age_s: float


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
        return await self._get("agents", Agent, lambda priority: self._api.agents(priority=priority), refresh)

    async def phone_numbers(self, *, refresh: bool = False) -> Cached[PhoneNumber]:
        """Every caller number."""
        return await self._get(
            "phone_numbers", PhoneNumber, lambda priority: self._api.phone_numbers(priority=priority), refresh
        )

    async def voices(self, *, refresh: bool = False) -> Cached[Voice]:
        """Every voice."""
        return await self._get("voices", Voice, lambda priority: self._api.voices(priority=priority), refresh)

    async def languages(self, *, refresh: bool = False) -> Cached[Language]:
        """Every language."""
        return await self._get("languages", Language, lambda priority: self._api.languages(priority=priority), refresh)

    async def llms(self, *, refresh: bool = False) -> Cached[LanguageModel]:
        """Every language model."""
        return await self._get("llms", LanguageModel, lambda priority: self._api.llms(priority=priority), refresh)

    async def transcribers(self, *, refresh: bool = False) -> Cached[Transcriber]:
        """Every transcriber."""
        return await self._get(
            "transcribers", Transcriber, lambda priority: self._api.transcribers(priority=priority), refresh
        )

    async def _get(
        self, name: str, kind: type[R], fetch: Callable[[Priority], Awaitable[tuple[R, ...]]], refresh: bool
    ) -> Cached[R]:
        """The copy, or what `fetch` gives.

        Raises:
            AppError: From fetching. Where nobody asked for it and an older copy is there, that one is given instead,
                unless the key is the reason: then the copy may not be the key's to see any more.
        """
        copy: _Copy[R] | None = self._copies.get(name) or await self._load(name, kind)
        age_s = self._age_s(copy)
        if copy is not None and not refresh and age_s < MAX_AGE_S:
            return Cached(copy.items, age_s)
        try:
            items = await fetch(Priority.INTERACTIVE if refresh else Priority.BACKGROUND)
        except (AuthError, ForbiddenError):
            raise
        except AppError:
            if copy is None or refresh:
                raise
            return Cached(copy.items, age_s)
        fetched = self._copies[name] = _Copy(self._clock.time(), items, self._api.account)
        await self._save(name, fetched)
        return Cached(items, 0.0)

    def _age_s(self, copy: _Copy[Any] | None) -> float:
        """Seconds since it was fetched; as good as too old where the clock was set back since."""
        age_s = self._clock.time() - copy.saved_at if copy is not None else MAX_AGE_S
        return age_s if age_s >= 0 else MAX_AGE_S

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
