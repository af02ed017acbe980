"""The process that holds one lead file: `python -m app.leads.worker`, spoken to over its standard streams.

Owns: serving one request after the other, and ending at once when the other side goes. Leaves to others: everything
about the file (`lead_file.py`). Its memory is limited, so that a file made to fill it ends this process and no other.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
import time
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any, Final

import msgspec

from app.errors import AppError, LeadFileError
from app.leads import protocol, sentences
from app.leads.file_names import plain_name
from app.leads.lead_file import OpenLeadFile
from app.leads.reading import read_file, read_text

MEMORY_LIMIT_BYTES: Final = 4 * 1024**3
_PROGRESS_INTERVAL_S: Final = 0.05


class _CallerGoneError(Exception):
    """The call under way is no longer wanted."""


class _LaterError(Exception):
    """The call under way goes on when all others are served."""


class Worker:
    """Serves the requests that arrive on `incoming`, in order, and answers on `outgoing`."""

    def __init__(self, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._calls: SimpleQueue[protocol.Call] = SimpleQueue()
        self._cancelled: set[int] = set()
        self._file: OpenLeadFile | None = None
        self._name = ""
        self._reported_at = 0.0

    def serve(self) -> None:
        """Serve until the other side closes the pipe; then the process ends, whatever it is doing."""
        threading.Thread(target=self._listen, name="requests", daemon=True).start()
        protocol.write_frame(self._outgoing, protocol.Ready())
        while True:
            call = self._calls.get()
            try:
                self._answer(call)
            except BrokenPipeError:
                os._exit(0)

    def _listen(self) -> None:
        decoder = msgspec.msgpack.Decoder(protocol.ToWorker)
        while (frame := protocol.read_frame(self._incoming)) is not None:
            message = decoder.decode(frame)
            if isinstance(message, protocol.Cancel):
                self._cancelled.add(message.id)
            else:
                self._calls.put(message)
        os._exit(0)

    def _answer(self, call: protocol.Call) -> None:
        try:
            result = self._carry_out(call)
            message: protocol.FromWorker = protocol.Answer(call.id, msgspec.Raw(msgspec.msgpack.encode(result)))
        except _CallerGoneError:
            return
        except _LaterError:
            self._calls.put(call)
            return
        except BrokenPipeError:
            raise
        except AppError as error:
            message = protocol.Failure(call.id, error.template, error.params)
        except MemoryError:
            self._file = None
            message = protocol.Failure(call.id, sentences.TOO_LARGE_FOR_MEMORY, {"name": self._name})
        except Exception as error:
            # No traceback: it would end on the window's stderr, and its lines may quote people's data.
            params: dict[str, str | int | float] = {"name": self._name, "what": type(error).__name__}
            message = protocol.Failure(call.id, sentences.UNEXPECTED, params)
        protocol.write_frame(self._outgoing, message)

    def _carry_out(self, call: protocol.Call) -> Any:
        request = call.request

        def progress(share: float) -> None:
            self._report(call.id, share)

        if isinstance(request, protocol.Open):
            path = Path(os.fsdecode(request.path))
            self._name = plain_name(path)
            self._file = OpenLeadFile(
                read_file(path, sheet=request.sheet, encoding=request.encoding, progress=progress), request.part_bytes
            )
            return self._file.file.summary
        if isinstance(request, protocol.OpenText):
            self._name = request.name
            self._file = OpenLeadFile(read_text(request.text, request.name, progress=progress), request.part_bytes)
            return self._file.file.summary
        if self._file is None:
            raise LeadFileError(sentences.CLOSED, name=self._name)
        match request:
            case protocol.Check():
                return self._file.check(request.plan, progress)
            case protocol.Measure():
                for share in self._file.measuring():
                    progress(share)
                    # Nobody waits for this; whoever scrolls or undoes meanwhile is served first.
                    if share < 1 and not self._calls.empty():
                        raise _LaterError
                return self._file.measure()
            case protocol.Rows():
                return self._file.rows(request.view, request.start, request.count)
            case protocol.GetPayload():
                return self._file.payload(request.part)
            case protocol.WriteRejected():
                return self._file.write_rejected(Path(os.fsdecode(request.path)))
            case protocol.Edit():
                return self._file.edit(request.index, request.column, request.text)
            case protocol.Drop():
                return self._file.drop(request.view)
            case protocol.Restore():
                return self._file.restore()
            case protocol.Repairs():
                return self._file.repairs(progress)
            case protocol.Preview():
                return self._file.preview(request.key, request.start, request.count, request.text)
            case protocol.Repair():
                return self._file.repair(request.key, request.text)
            case protocol.Undo():
                return self._file.undo()
            case protocol.Redo():
                return self._file.redo()
            case protocol.LayRefusals():
                return self._file.lay_refusals(request.refusals)

    def _report(self, call_id: int, share: float) -> None:
        if call_id in self._cancelled:
            raise _CallerGoneError
        now = time.monotonic()
        if now - self._reported_at >= _PROGRESS_INTERVAL_S:
            self._reported_at = now
            protocol.write_frame(self._outgoing, protocol.Progress(call_id, share))


def _limit_memory() -> None:
    """Keep a bomb from taking the machine's memory. Only Unix has this limit."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY_LIMIT_BYTES if hard == resource.RLIM_INFINITY else min(hard, MEMORY_LIMIT_BYTES)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def main() -> None:
    """Serve the pipes that are the standard streams."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl+C in a terminal goes to the window's process, which ends this one
    # Rows are plain lists of text without cycles; looking for some takes longer than reading the file.
    gc.disable()
    _limit_memory()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not fall between the frames
    Worker(incoming, outgoing).serve()


if __name__ == "__main__":
    main()
