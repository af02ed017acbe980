"""Files that only their owner may read, and that are never seen half written.

Owns: creating private folders and files, replacing a file in one step. Leaves to others: what is in them.
Light on purpose: the settings are read before the first paint. On Windows the user's profile folder is private already;
the modes have no effect there.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path

_OWNER_ONLY_FOLDER = 0o700
_OWNER_ONLY_FILE = 0o600


def private_folder(path: Path) -> Path:
    """Create the folder if it is missing, and see to it that it is for its owner alone (0700).

    A folder that serves others too is left as it is: one of somebody else, one with the sticky bit such as `/tmp`, the
    home folder itself, a file system's root.

    Raises:
        OSError: It cannot be created.
    """
    with contextlib.suppress(FileExistsError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=_OWNER_ONLY_FOLDER)
    status = path.stat()
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(f"{path} is not a folder")
    if stat.S_IMODE(status.st_mode) & 0o077 and not _serves_others(path, status):
        path.chmod(_OWNER_ONLY_FOLDER)
    return path


def private_file(path: Path) -> Path:
    """Create an empty file if it is missing, and see to it that it is for its owner alone (0600).

    For SQLite: its `-wal` and `-shm` files take over the mode of the database.

    Raises:
        OSError: It cannot be created.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), _OWNER_ONLY_FILE)
    try:
        if sys.platform != "win32" and stat.S_IMODE(os.fstat(descriptor).st_mode) != _OWNER_ONLY_FILE:
            os.fchmod(descriptor, _OWNER_ONLY_FILE)
    finally:
        os.close(descriptor)
    return path


def replace_file(path: Path, content: bytes) -> None:
    """Write a private file so that a reader, or the next start after a power cut, finds the old or the new, whole.

    Raises:
        OSError: It cannot be written; the old file is untouched and nothing is left lying about.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, _OWNER_ONLY_FILE)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _serves_others(path: Path, status: os.stat_result) -> bool:
    if sys.platform == "win32":
        return True
    resolved = path.resolve()
    return (
        status.st_uid != os.geteuid()
        or bool(status.st_mode & stat.S_ISVTX)
        or resolved == resolved.parent
        or resolved == Path.home().resolve()
    )


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself durable, where the system knows how."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
