"""One console for one data folder.

Owns: the lock that says who is the first, what a second start says to the first one, and how it is said. Leaves to
others: listening and raising the window (`ui/instance_server.py`). Light: it is asked for before the first paint.

The lock is the operating system's, on a file that stays: it ends with its process, however that ends, so what a crash
left behind stands in nobody's way. All that crosses is "show yourself" and names of files: no profile, no key.

One request, one answer, over a Unix socket in a folder of the user's own (Windows: a named pipe):
`{"files": ["/absolute/name", ...]}` and a line feed, at most `LONGEST_BYTES`; then `ok` and a line feed.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final, NamedTuple

from app.cli import Arguments
from app.settings import data_folder
from app.store.file_lock import lock_file
from app.store.files import private_folder

LONGEST_BYTES: Final = 256 * 1024
MOST_FILES: Final = 100
ANSWER: Final = b"ok\n"

_LOCK: Final = "console.lock"
_SOCKET: Final = "console.socket"
_LONGEST_NAME: Final = 4096
# A Unix socket's path ends after 107 bytes, and Qt makes it below a temporary folder beside its place first.
_LONGEST_PATH: Final = 107 - 2 * len("XXXXXX/") - len(_SOCKET)
_ANSWER_LIMIT_S: Final = 5.0
_STARTING_LIMIT_S: Final = 10.0
_POLL_S: Final = 0.05

_SHOWN: Final = "The console is open already with this data folder: its window was brought to the front."
_SHOWN_AS_IT_IS: Final = (
    "The console is open already with this data folder: its window was brought to the front. Profile, address and key "
    "of this start were not handed over; close that window first, or use another --data-dir."
)
_SILENT: Final = (
    "Another console (process {process}) has the data folder {folder} and does not answer. End it, or use another "
    "--data-dir."
)


class FolderLock:
    """The right to be the console of one data folder, until `release` or the end of the process."""

    def __init__(self, folder: Path, file: IO[bytes]) -> None:
        self.folder = folder
        self._file = file

    @classmethod
    def take(cls, folder: Path) -> FolderLock | None:
        """The lock, or None while another process has it.

        Raises:
            OSError: The folder cannot be used, or its file system knows no locks.
        """
        # Not truncated: while another process has it, its number stands in there.
        file = open(private_folder(folder) / _LOCK, "a+b", buffering=0)  # noqa: SIM115 (kept open on purpose)
        try:
            if not lock_file(file):
                file.close()
                return None
            file.truncate(0)
            file.write(f"{os.getpid()}\n".encode())
        except BaseException:
            file.close()
            raise
        return cls(folder, file)

    def release(self) -> None:
        """Let another process be the first. The file stays: removing it would let two hold the lock at once."""
        self._file.close()


class Claim(NamedTuple):
    """What a start is to do: go on with `lock` (None: without one), or say `sentence` and end with `code`."""

    lock: FolderLock | None = None
    sentence: str = ""
    code: int = 0


def claim_folder(arguments: Arguments) -> Claim:
    """Be the console of the data folder, or hand over to the one that is. May block for some seconds in that case."""
    folder = data_folder(arguments.data_dir)
    try:
        lock = FolderLock.take(folder)
        if lock is not None:
            return Claim(lock)
        if hand_over(folder, arguments.files):
            asked = arguments.profile or arguments.base_url or os.environ.get("DIALNEXA_API_KEY")
            return Claim(sentence=_SHOWN_AS_IT_IS if asked else _SHOWN)
        lock = FolderLock.take(folder)  # it has ended meanwhile
    except OSError:
        return Claim()  # no locks here, or no folder: what is wrong with it is told when something is saved
    if lock is not None:
        return Claim(lock)
    return Claim(sentence=_SILENT.format(folder=folder, process=holder_of(folder) or "unknown"), code=1)


def address_of(folder: Path) -> str:
    """Where the console of `folder` listens: a path, or on Windows the name of a pipe.

    Raises:
        OSError: There is no private place for the socket.
    """
    if sys.platform == "win32":
        return rf"\\.\pipe\dialnexa-console-{_mark(folder)}"
    path = folder / _SOCKET
    if len(os.fsencode(path)) <= _LONGEST_PATH:
        return str(path)
    # Too long for a socket. The user's own run-time folder, else one below the temporary folder that is checked.
    import tempfile

    base = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    place = private_folder(Path(base) / f"dialnexa-{os.geteuid()}")
    if place.is_symlink() or place.stat().st_uid != os.geteuid():
        raise PermissionError(f"{place} belongs to somebody else")
    return str(place / f"{_mark(folder)[:16]}.s")


def hand_over(folder: Path, files: Sequence[str]) -> bool:
    """Ask the console of `folder` to show itself and to take `files`. Blocks for a few seconds at most.

    Returns:
        Whether it did. False as soon as nobody has the folder any more, and when it does not answer.
    """
    line = write_request(files)
    deadline = time.monotonic() + _STARTING_LIMIT_S
    while True:
        # The first one may still be starting, or be about to end.
        with contextlib.suppress(OSError):
            return _say(address_of(folder), line) == ANSWER
        if time.monotonic() > deadline or not is_taken(folder):
            return False
        time.sleep(_POLL_S)


def is_taken(folder: Path) -> bool:
    """Whether a process has the folder now."""
    lock = FolderLock.take(folder)
    if lock is not None:
        lock.release()
    return lock is None


def holder_of(folder: Path) -> str:
    """The process id that the holder of the lock has written down, as text; "" if it cannot be read."""
    try:
        text = (folder / _LOCK).read_bytes()[:20].decode().strip()
    except (OSError, ValueError):
        return ""
    return text if text.isdecimal() else ""


def write_request(files: Sequence[str]) -> bytes:
    """What a second start sends: the files by absolute names, as many as are taken."""
    import json

    names = [os.path.abspath(name) for name in files[:MOST_FILES]]
    line = json.dumps({"files": names}).encode("ascii") + b"\n"
    return line if len(line) <= LONGEST_BYTES else write_request(files[: len(files) // 2])


def read_request(line: bytes) -> list[Path]:
    """The files of a request.

    Raises:
        ValueError: It is not one that this program wrote.
    """
    import json

    if len(line) > LONGEST_BYTES:
        raise ValueError("too long")
    try:
        said = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(said, dict) or set(said) != {"files"} or not isinstance(said["files"], list):
        raise ValueError("not a request")
    names = said["files"]
    if len(names) > MOST_FILES:
        raise ValueError("too many files")
    for name in names:
        if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_NAME or "\0" in name or not os.path.isabs(name):
            raise ValueError("not a file name")
    return [Path(name) for name in names]


def _say(address: str, line: bytes) -> bytes:
    if sys.platform == "win32":
        with open(address, "r+b", buffering=0) as pipe:
            pipe.write(line)
            return pipe.read(len(ANSWER)) or b""
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(_ANSWER_LIMIT_S)
        connection.connect(address)
        try:
            connection.sendall(line)
            return connection.recv(len(ANSWER))
        except OSError:
            return b""  # it is there and does not answer: asking again would not help


def _mark(folder: Path) -> str:
    import hashlib

    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:32]
