"""Campaigns that were paused for an upload, until they go on: a restart must not make anybody forget them.

Owns: `paused.json` of a profile. Leaves to others: pausing and resuming (`ui/leads/upload_run.py`), asking the server
how things stand (`ui/leads/left_paused.py`).
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

import msgspec

from app.clock import Clock
from app.store.files import replace_file

FILE_NAME: Final = "paused.json"
_LARGEST_BYTES: Final = 100_000
_MOST: Final = 100


class PausedNote(msgspec.Struct, frozen=True):
    """A campaign that was about to be paused at `at` (Unix time)."""

    campaign_id: str
    name: str
    at: float


class PausedNotes:
    """The notes of one profile. Blocks: call it in a thread. A file that cannot be read counts as none."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / FILE_NAME
        self._clock = clock
        self._lock = threading.Lock()

    def all(self) -> tuple[PausedNote, ...]:
        """The newest first."""
        with self._lock:
            return tuple(reversed(self._load()))

    def add(self, campaign_id: str, name: str) -> None:
        """Before the request to pause leaves.

        Raises:
            OSError: It cannot be written.
        """
        with self._lock:
            others = [note for note in self._load() if note.campaign_id != campaign_id]
            self._store([*others, PausedNote(campaign_id, name, self._clock.time())])

    def remove(self, campaign_id: str) -> None:
        """It goes on, or the operator knows.

        Raises:
            OSError: It cannot be written.
        """
        with self._lock:
            notes = self._load()
            others = [note for note in notes if note.campaign_id != campaign_id]
            if len(others) < len(notes):
                self._store(others)

    def _load(self) -> list[PausedNote]:
        try:
            if self._path.stat().st_size > _LARGEST_BYTES:
                return []
            return msgspec.json.decode(self._path.read_bytes(), type=list[PausedNote])
        except (OSError, msgspec.MsgspecError, UnicodeError):
            return []

    def _store(self, notes: list[PausedNote]) -> None:
        replace_file(self._path, msgspec.json.encode(notes[-_MOST:]))
