"""Which of this computer's consoles sends to a campaign.

Owns: a lock for each campaign, and the note of who sent to it last. Leaves to others: when a lead may be sent
(`uploading.py`), what the counter of a campaign proves otherwise (`evidence.py`).

There is one console for a data folder, but there may be several data folders. Two consoles that add leads to a campaign
at the same time would each take the other's leads in its counter for their own. So one at a time may send, from reading
the counter until the outcome is known; none for a while after the other one ended without knowing; and whoever still
has a question about an upload only believes the counter if no other console has sent to the campaign since.

The lock is the operating system's, on a file that stays: it ends with its process, however that ends. The files lie in
the user's own folder for the state of programs; their names and what is in them are digests and times. All but `alone`
blocks for a moment.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import IO, Final

from app.clock import Clock
from app.errors import AppError
from app.leads import sentences
from app.store.file_lock import lock_file
from app.store.files import private_file, private_folder

FOLDER_NAME: Final = "campaigns"
# So long after the end of an upload of unknown outcome another console does not send: its rows may still be stored.
REST_S: Final = 60.0
_DIGEST_LENGTH: Final = 32
_LONGEST_NOTE: Final = 200
_OPEN: Final = "open"  # since when the lock is free, no console knows what became of the upload
_DONE: Final = "done"
# On Windows nobody else can read the byte that is locked.
_BEFORE_THE_NOTE: Final = b"\n"


Run = Callable[[Callable[[], "CampaignHold"]], Awaitable["CampaignHold"]]


class ElsewhereError(AppError):
    """Another console on this computer sends to the campaign, or did a moment ago."""

    template = sentences.SENT_ELSEWHERE


class HereError(AppError):
    """This console sends to the campaign already."""

    template = sentences.OPEN_QUESTION


class CampaignHold:
    """The right to be the only console that sends to a campaign, until `release` or the end of the process."""

    def __init__(self, file: IO[bytes] | None, mark: str, note_before: str) -> None:
        self._file = file
        self._mark = mark
        self._note_before = note_before

    def release(self, now: float, *, is_settled: bool | None) -> None:
        """Let others send. `is_settled`: what became of the upload is known; None: there was none."""
        if self._file is None:
            return
        note = f"{self._mark} {_DONE if is_settled else _OPEN} {now}" if is_settled is not None else self._note_before
        try:
            _write(self._file, note)
        except OSError:
            return  # as if the process had ended here
        finally:
            self._file.close()


class CampaignLocks:
    """The locks as one console takes them.

    Args:
        folder: Where the consoles of this user meet (`app.settings.state_folder`).
        server: Whose campaigns these are.
        owner: This console's own record of uploads, which tells it from the others.
    """

    def __init__(self, folder: Path, server: str, owner: Path, clock: Clock) -> None:
        self._folder = folder / FOLDER_NAME
        self._server = server
        self._mark = _digest(os.fsdecode(owner.resolve()))
        self._clock = clock

    def take(self, campaign_id: str, name: str) -> CampaignHold:
        """Be the only console that sends to the campaign, and be noted as the last that did.

        Where the file system knows no locks, uploads go on without them.

        Raises:
            HereError: It is taken by this console.
            ElsewhereError: Another console has it, or had it a moment ago and does not know what became of its rows.
        """
        file = None
        try:
            private_folder(self._folder.parent)
            private_folder(self._folder)
            file = open(private_file(self._path(campaign_id)), "r+b", buffering=0)  # noqa: SIM115 (kept open)
            if not lock_file(file) or not self._is_free(file):
                is_here = _read(file)[:1] == [self._mark]
                file.close()
                raise HereError(campaign=name) if is_here else ElsewhereError(campaign=name)
            note_before = " ".join(_read(file))
            _write(file, f"{self._mark} {_OPEN}")
            os.fsync(file.fileno())
        except OSError:
            if file is not None:
                file.close()
            return CampaignHold(None, self._mark, "")
        return CampaignHold(file, self._mark, note_before)

    def is_undisturbed(self, campaign_id: str) -> bool:
        """Whether no other console of this computer has sent to the campaign since this one did."""
        try:
            with open(self._path(campaign_id), "rb") as file:
                note = _read(file)
        except OSError:
            return True
        return not note or note[0] == self._mark

    def _is_free(self, file: IO[bytes]) -> bool:
        """Whether nothing of another console's last upload can still be on its way."""
        note = _read(file)
        if not note or note[0] == self._mark or note[1:2] != [_OPEN]:
            return True
        now = self._clock.time()
        if len(note) < 3:
            # It ended without a word, nobody knows when: the time is taken from here.
            _write(file, f"{note[0]} {_OPEN} {now}")
            return False
        return not 0 <= now - float(note[2]) < REST_S

    def _path(self, campaign_id: str) -> Path:
        return self._folder / (_digest(f"{self._server}\n{campaign_id}") + ".lock")


class Alone:
    """While this console alone sends to a campaign.

    Attributes:
        is_settled: Whether it is known what became of what was sent; None as long as nothing was.
    """

    is_settled: bool | None = None


@contextlib.asynccontextmanager
async def alone(
    locks: CampaignLocks | None, run: Run, clock: Clock, campaign_id: str, name: str
) -> AsyncIterator[Alone]:
    """Keep everybody else on this computer from sending to a campaign; without `locks` there is nobody else.

    Args:
        locks: As of this console.
        run: Runs in a thread what blocks.
        clock: For the note that is left.
        campaign_id: Which one.
        name: What to call it.

    Raises:
        HereError: This console is sending to it already.
        ElsewhereError: Another one is, or was a moment ago.
    """
    being = Alone()
    if locks is None:
        yield being
        return
    taking = asyncio.ensure_future(run(lambda: locks.take(campaign_id, name)))
    try:
        hold = await asyncio.shield(taking)
    except asyncio.CancelledError:
        taking.add_done_callback(_let_go)  # it may be taken all the same
        raise
    try:
        yield being
    finally:
        hold.release(clock.time(), is_settled=being.is_settled)


def _let_go(taking: asyncio.Future[CampaignHold]) -> None:
    if not taking.cancelled() and taking.exception() is None:
        taking.result().release(0.0, is_settled=None)


def _read(file: IO[bytes]) -> list[str]:
    """The words of the note; none where there is none that can be read."""
    file.seek(len(_BEFORE_THE_NOTE))
    words = file.read(_LONGEST_NOTE).decode("ascii", "replace").split()
    try:
        float(words[2] if len(words) > 2 else 0)
    except ValueError:
        return []
    return words


def _write(file: IO[bytes], note: str) -> None:
    file.seek(0)
    file.write(_BEFORE_THE_NOTE + note.encode("ascii"))
    file.truncate()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]
