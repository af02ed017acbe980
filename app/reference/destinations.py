"""Where the workspace may call: its enabled network groups, and what they mean for one caller number.

Owns: their copy of a day, and which beginnings of numbers they allow. Leaves to others: fetching (`app/api/client.py`),
looking at the rows of a file (`app/leads/checking.py`).

The server refuses what lies outside of them (pages "telephony/overview" and "batch-calls/recipient-files"). Servers
that do not tell them, and keys that may not read them, are taken as allowing everything: the server has the last word.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from app.api.client import Api
from app.clock import Clock
from app.errors import AppError, ForbiddenError, NotFoundError, OddAnswerError
from app.models import NetworkGroup, Record
from app.quota.priorities import Priority
from app.store.files import private_folder, replace_file
from app.threads import run_in_daemon_thread

MAX_AGE_S: Final = 24 * 3600.0
FILE_NAME: Final = "network_groups.json"

_log = logging.getLogger(__name__)


class _Copy(msgspec.Struct, frozen=True):
    """As it is kept. `saved_at` is Unix time, `account` says whose it is (`Api.account`)."""

    saved_at: float
    account: str
    groups: tuple[NetworkGroup, ...]


class Destinations:
    """The network groups of one profile.

    Args:
        folder: The profile's own folder; the copy is with the other reference data.
        api: Of the same profile.
        clock: For the age.
    """

    def __init__(self, folder: Path, api: Api, clock: Clock) -> None:
        self._path = folder / "reference" / FILE_NAME
        self._api = api
        self._clock = clock
        self._copy: _Copy | None = None
        self._is_refused = False
        self._turn = asyncio.Lock()  # who asks while somebody has asked shares the answer

    @property
    def known(self) -> tuple[NetworkGroup, ...] | None:
        """What `groups` gave last."""
        return self._copy.groups if self._copy is not None else None

    async def groups(self) -> tuple[NetworkGroup, ...] | None:
        """The enabled groups, from a copy of the last day or by one request; None: not known."""
        async with self._turn:
            return await self._groups()

    async def _groups(self) -> tuple[NetworkGroup, ...] | None:
        copy = self._copy = self._copy or await run_in_daemon_thread(self._read, name="destinations")
        if copy is not None and 0 <= self._clock.time() - copy.saved_at < MAX_AGE_S:
            return copy.groups
        if self._is_refused:
            return None
        try:
            groups = await self._api.network_groups(priority=Priority.INTERACTIVE)  # somebody waits for a verdict
        except (NotFoundError, ForbiddenError, OddAnswerError):
            self._is_refused = True  # no such route, or not for this key: one request was enough
            return None
        except AppError:
            return copy.groups if copy is not None else None
        self._copy = _Copy(self._clock.time(), self._api.account, groups)
        try:
            await run_in_daemon_thread(self._write, name="destinations")
        except OSError as error:
            _log.warning("the network groups could not be kept: %s", error.strerror)
        return groups

    def _read(self) -> _Copy | None:
        try:
            copy = msgspec.json.decode(self._path.read_bytes(), type=_Copy)
        except (OSError, ValueError, RecursionError):
            return None
        return copy if copy.account == self._api.account else None

    def _write(self) -> None:
        private_folder(self._path.parent)
        replace_file(self._path, msgspec.json.encode(self._copy))


def is_checked(caller: Record) -> bool:
    """Whether the server checks where a caller number calls: it does not for those of a SIP trunk of one's own."""
    return caller.raw.get("sip_trunk_enabled") is not True


def allowed_beginnings(groups: Iterable[NetworkGroup] | None, caller: str | None) -> tuple[str, ...]:
    """How numbers in E.164 begin that may be called from `caller` (E.164); empty where that is not known."""
    if groups is None or not caller:
        return ()
    fitting = [group for group in groups if not group.from_code or caller.startswith(f"+{group.from_code}")]
    return tuple(
        sorted({f"+{group.calling_code}{prefix}" for group in fitting for prefix in (group.prefixes or ("",))})
    )
