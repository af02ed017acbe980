"""A lead file as the window sees it: opened, checked, looked at page by page and closed, without ever blocking.

Owns: the child process that holds the file, and the life of calls to it. Leaves to others: the file (`worker.py`).

Two daemon threads speak over the pipes and report with `call_soon_threadsafe`: asyncio's own subprocesses do not work
on every loop that a Qt window may run on. The rows never leave the child but for the pages that are asked for.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import SimpleQueue
from types import NoneType
from typing import IO, Any, Final, TypeVar

import msgspec

from app.errors import LeadFileError
from app.leads import protocol, sentences
from app.leads.file_names import plain_name
from app.leads.records import (
    LARGEST_PART_BYTES,
    LARGEST_TEXT_BYTES,
    CheckPlan,
    CheckResult,
    FileSummary,
    LeadRow,
    Payload,
    PreviewRow,
    Refusal,
    RepairOffer,
)
from app.processes import module_command, module_environment

T = TypeVar("T")

OnProgress = Callable[[float], None]
_END_WITHIN_S: Final = 0.5


class LeadSession:
    """One opened lead file. Calls are served in order; every call may raise `LeadFileError`.

    A cancelled call is given up by the child as soon as it looks. When the child ends by itself (a file made to fill
    its memory, a kill), the calls under way and all later ones raise a `LeadFileError`.
    """

    summary: FileSummary

    def __init__(self, child: _Child) -> None:
        self._child = child
        self.version = 0  # another one after every change of the rows

    @classmethod
    async def open(
        cls,
        path: Path,
        *,
        sheet: str | None = None,
        encoding: str | None = None,
        on_progress: OnProgress | None = None,
        spare: SpareReader | None = None,
        part_bytes: int = LARGEST_PART_BYTES,
    ) -> LeadSession:
        """Start a process and have it read the file.

        Args:
            path: The file; it is read once and never changed.
            sheet: Which sheet of a workbook, by default the first one with anything in it.
            encoding: A codec name, where the operator knows better.
            on_progress: Called on the loop with the share that is done, 0 to 1.
            spare: A process that may have started already.
            part_bytes: How much one upload takes; what is larger is sent in parts.

        Raises:
            LeadFileError: It is no lead file; the sentence says why and what to do.
        """
        request = protocol.Open(os.fsencode(path), sheet, encoding, part_bytes)
        return await cls._open(plain_name(path), request, on_progress, spare)

    @classmethod
    async def open_text(
        cls,
        text: str,
        name: str,
        *,
        on_progress: OnProgress | None = None,
        spare: SpareReader | None = None,
        part_bytes: int = LARGEST_PART_BYTES,
    ) -> LeadSession:
        """Start a process and have it read rows that were pasted; they are never on the disk.

        Args:
            text: Cells with tabs between them, as spreadsheets copy them, or CSV; with or without column names.
            name: What to call them.
            on_progress: As for `open`.
            spare: As for `open`.
            part_bytes: As for `open`.

        Raises:
            LeadFileError: These are no rows; the sentence says why and what to do.
        """
        limit = LARGEST_TEXT_BYTES
        if len(text) > limit:  # a message to the child has a limit too
            raise LeadFileError(
                sentences.PASTED_TOO_BIG, name=name, size_mb=len(text) // 1_000_000, limit_mb=limit // 1_000_000
            )
        # A clipboard can hold half a character.
        clean = text.encode("utf-8", "replace").decode()
        return await cls._open(name, protocol.OpenText(clean, name, part_bytes), on_progress, spare)

    @classmethod
    async def _open(
        cls, name: str, request: protocol.Request, on_progress: OnProgress | None, spare: SpareReader | None
    ) -> LeadSession:
        session = cls(spare.take(name) if spare is not None else _Child(name))
        try:
            session.summary = await session._child.call(request, FileSummary, on_progress)
        except BaseException:
            session._child.kill()
            raise
        return session

    async def read_again(
        self,
        path: Path,
        *,
        sheet: str | None = None,
        encoding: str | None = None,
        on_progress: OnProgress | None = None,
        part_bytes: int = LARGEST_PART_BYTES,
    ) -> None:
        """Read the file once more in another way, in the same process; what was decided about its rows is gone."""
        self.version += 1
        request = protocol.Open(os.fsencode(path), sheet, encoding, part_bytes)
        self.summary = await self._child.call(request, FileSummary, on_progress)

    @property
    def pid(self) -> int | None:
        """The process that holds the file, None once it has ended."""
        return self._child.pid

    async def check(self, plan: CheckPlan, *, on_progress: OnProgress | None = None) -> CheckResult:
        """Check every row; `rows`, `payload` and `write_rejected` then speak of this check."""
        return await self._child.call(protocol.Check(plan), CheckResult, on_progress)

    async def measure(self, *, on_progress: OnProgress | None = None) -> CheckResult:
        """The verdict of the latest check once more, with the size of the upload, which takes as long as the check."""
        return await self._child.call(protocol.Measure(), CheckResult, on_progress)

    async def rows(self, view: str, start: int, count: int) -> list[LeadRow]:
        """A page of "all", "to_send", "set_aside", "warnings" or a group (`ProblemGroup.key`), in file order."""
        return await self._child.call(protocol.Rows(view, start, count), list[LeadRow])

    async def payload(self, part: int | None = None) -> Payload:
        """What is to be uploaded: all of it, or one part (from 0) of what is too large for one upload.

        How many parts there are says `measure`.
        """
        return await self._child.call(protocol.GetPayload(part), Payload)

    async def write_rejected(self, path: Path) -> int:
        """Save the rows that are set aside, each with its reason; the file can be dropped again as it is."""
        return await self._child.call(protocol.WriteRejected(os.fsencode(path)), int)

    async def edit(self, index: int, column: int, text: str) -> None:
        """Change a cell (in memory only); the verdict follows at once."""
        text = text.encode("utf-8", "replace").decode()  # a text field can hold half a character
        self.version += 1
        await self._child.call(protocol.Edit(index, column, text), NoneType)

    async def drop(self, view: str) -> int:
        """Take the rows of a view out; the verdict follows at once. Returns how many there were."""
        self.version += 1
        return await self._child.call(protocol.Drop(view), int)

    async def restore(self) -> int:
        """Take all `drop`s back; the verdict follows at once. Returns how many rows that were."""
        self.version += 1
        return await self._child.call(protocol.Restore(), int)

    async def repairs(self) -> list[RepairOffer]:
        """What can be done about many rows of the latest check at once."""
        return await self._child.call(protocol.Repairs(), list[RepairOffer])

    async def preview(self, key: str, start: int, count: int, text: str = "") -> list[PreviewRow]:
        """Some of the rows that a repair would change; `text` is what it would write where it needs one."""
        text = text.encode("utf-8", "replace").decode()
        return await self._child.call(protocol.Preview(key, start, count, text), list[PreviewRow])

    async def repair(self, key: str, text: str = "") -> CheckResult:
        """Do a repair (`RepairOffer.key`); the verdict afterwards. A million rows take a quarter of a second."""
        text = text.encode("utf-8", "replace").decode()
        self.version += 1
        return await self._child.call(protocol.Repair(key, text), CheckResult)

    async def undo(self) -> CheckResult:
        """Take the latest change back: a repair, an edited cell, dropped rows. The verdict afterwards."""
        self.version += 1
        return await self._child.call(protocol.Undo(), CheckResult)

    async def redo(self) -> CheckResult:
        """Do once more what was undone last. The verdict afterwards."""
        self.version += 1
        return await self._child.call(protocol.Redo(), CheckResult)

    async def lay_refusals(self, refusals: Iterable[Refusal]) -> int:
        """Note what the server refused; the next `check` sets those rows aside. Returns how many are new."""
        self.version += 1
        return await self._child.call(protocol.LayRefusals(tuple(refusals)), int)

    async def aclose(self) -> None:
        """End the process, whatever it is doing, within a second. Calls under way raise."""
        await self._child.aclose()


class SpareReader:
    """A process that starts before there is a file for it: starting takes as long as checking 50,000 rows."""

    def __init__(self) -> None:
        self._child: _Child | None = None

    @property
    def pid(self) -> int | None:
        """The process that waits, None while none does."""
        return self._child.pid if self._child is not None else None

    def prepare(self) -> None:
        """Have a process waiting."""
        if self._child is None or self._child.is_over:
            self._child = _Child("")

    async def ready(self) -> None:
        """Wait until it has started, or ended."""
        if self._child is not None:
            await self._child.ready.wait()

    def take(self, name: str) -> _Child:
        """A process for the file called `name`: the one that waits, or else a new one."""
        child, self._child = self._child, None
        if child is None or child.is_over:
            return _Child(name)
        child.name = name
        return child

    def drop(self) -> None:
        """End the process that waits, if one does."""
        if self._child is not None:
            self._child.kill()
        self._child = None


class _Call:
    """A call under way."""

    def __init__(self, answer: asyncio.Future[msgspec.Raw], on_progress: OnProgress | None) -> None:
        self.answer = answer
        self.on_progress = on_progress


class _Child:
    """The process, from this side. Everything but `_serve` and `_write` runs on the loop."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._loop = asyncio.get_running_loop()
        self._calls: dict[int, _Call] = {}
        self._next_id = 1
        self._outbox: SimpleQueue[protocol.ToWorker | None] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()  # guards _process and _unwanted
        self._unwanted = False
        self._closed = False
        self._ended = asyncio.Event()
        self.ready = asyncio.Event()  # it has started, or ended
        threading.Thread(target=self._serve, name="lead-file", daemon=True).start()

    @property
    def is_over(self) -> bool:
        return self._closed or self._ended.is_set()

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process is not None and not self._ended.is_set() else None

    async def call(self, request: protocol.Request, answer_type: type[T], on_progress: OnProgress | None = None) -> T:
        """Send `request` and wait for its answer."""
        if self._closed or self._ended.is_set():
            raise LeadFileError(sentences.CLOSED, name=self.name)
        call_id, self._next_id = self._next_id, self._next_id + 1
        call = self._calls[call_id] = _Call(self._loop.create_future(), on_progress)
        self._outbox.put(protocol.Call(call_id, request))
        try:
            body = await call.answer
        except asyncio.CancelledError:
            self._outbox.put(protocol.Cancel(call_id))
            raise
        finally:
            self._calls.pop(call_id, None)
        return msgspec.msgpack.decode(body, type=answer_type)

    def kill(self) -> None:
        """End the process at once; also one that is only just being started."""
        self._closed = True
        with self._lock:
            self._unwanted = True
            process = self._process
        self._outbox.put(None)
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()

    async def aclose(self) -> None:
        self._closed = True
        self._outbox.put(None)  # closes its input, upon which it ends
        if not self._ended.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_END_WITHIN_S):
                    await self._ended.wait()
        if not self._ended.is_set():
            self.kill()
            await self._ended.wait()

    def _serve(self) -> None:
        """Start the process and pass on what it says, until it ends. Runs in a thread."""
        process = None
        try:
            process = _start()
            with self._lock:
                self._process = process
                unwanted = self._unwanted
            if unwanted:
                process.kill()
            assert process.stdin is not None
            assert process.stdout is not None
            threading.Thread(target=self._write, args=(process.stdin,), name="lead-file-requests", daemon=True).start()
            decoder = msgspec.msgpack.Decoder(protocol.FromWorker)
            while (frame := protocol.read_frame(process.stdout)) is not None:
                self._report(self._take, decoder.decode(frame))
        except OSError:
            pass  # it could not be started: the same to the caller as one that ended at once
        finally:
            if process is not None:
                process.kill()  # nothing more can be heard from it
                process.wait()
                if process.stdout is not None:
                    process.stdout.close()
            self._outbox.put(None)
            self._report(self._end)

    def _write(self, pipe: IO[bytes]) -> None:
        """Send what is put into the outbox. A thread of its own: a busy child lets the pipe fill up."""
        with contextlib.suppress(OSError, ValueError), pipe:
            while (message := self._outbox.get()) is not None:
                protocol.write_frame(pipe, message)

    def _report(self, function: Callable[..., None], *arguments: Any) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has closed: nobody is waiting any more
            self._loop.call_soon_threadsafe(function, *arguments)

    def _take(self, message: protocol.FromWorker) -> None:
        if isinstance(message, protocol.Ready):
            self.ready.set()
            return
        call = self._calls.get(message.id)
        if call is None or call.answer.done():
            return
        match message:
            case protocol.Progress():
                if call.on_progress is not None:
                    call.on_progress(message.share)
            case protocol.Answer():
                call.answer.set_result(message.body)
            case protocol.Failure():
                call.answer.set_exception(LeadFileError(message.template, **message.params))

    def _end(self) -> None:
        self._ended.set()
        self.ready.set()
        template = sentences.CLOSED if self._closed else sentences.READER_DIED
        for call in self._calls.values():
            if not call.answer.done():
                call.answer.set_exception(LeadFileError(template, name=self.name))


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        module_command("app.leads.worker"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a reader that runs out of memory says so there
        env=module_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
