"""Removing what is kept of a profile, so that little of it can be read back from the disk.

Owns: the order that survives a crash, and overwriting. Leaves to others: asking first, and closing what is open.

The folder gets another name first: from then on the profile has no data, whatever happens to the rest. Then every file
is overwritten and removed, databases with their write-ahead logs included. What a file system or a drive keeps besides
(snapshots, spare blocks of flash memory) is out of reach of any program.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

_GONE: Final = ".gone-"
_DATABASE: Final = ("", "-wal", "-shm", "-journal")
_CHUNK: Final = bytes(1 << 20)


def folder_size(folder: Path, *, keep: Collection[str] = ()) -> int:
    """Bytes in all files below `folder` but those that `wipe_folder` would keep; 0 if it is not there. Blocks."""
    total = 0
    staying = _with_logs(keep)
    for place, _, names in os.walk(folder):
        for name in names:
            if place == str(folder) and name in staying:
                continue
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(place, name)).st_size
    return total


def wipe_folder(folder: Path, *, keep: Collection[str] = ()) -> None:
    """Remove a folder and everything below it; harmless if it is not there. Blocks.

    Args:
        folder: Which one.
        keep: Databases in it that stay where they are, with their write-ahead logs; where there is one, so does the
            folder. What goes is moved out one by one then, a database before its log: a log alone is never read.

    Raises:
        OSError: Something could not be removed; what is left is out of use and is tried again by `wipe_leftovers`.
    """
    if folder.is_symlink():
        folder.unlink()
        return
    gone = folder.with_name(f"{_GONE}{folder.name}-{os.urandom(4).hex()}")
    staying = _with_logs(name for name in keep if (folder / name).exists())
    try:
        if staying:
            gone.mkdir(mode=0o700)
            for name in sorted(os.listdir(folder)):
                if name not in staying:
                    os.rename(folder / name, gone / name)
        else:
            os.rename(folder, gone)
    except FileNotFoundError:
        return
    _wipe(gone)


def wipe_file(path: Path) -> None:
    """Overwrite and remove one file; harmless if it is not there. Blocks.

    Raises:
        OSError: It could not be removed.
    """
    with contextlib.suppress(FileNotFoundError):
        if not path.is_symlink():
            _overwrite(str(path))
        path.unlink()


def wipe_leftovers(parent: Path) -> None:
    """Finish what an earlier `wipe_folder` below `parent` did not come to. Blocks; leaves what cannot be removed."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(parent)):
            if entry.name.startswith(_GONE) and entry.is_dir(follow_symlinks=False):
                _wipe(Path(entry.path))


def _with_logs(databases: Iterable[str]) -> set[str]:
    return {f"{name}{ending}" for name in databases for ending in _DATABASE}


def _wipe(folder: Path) -> None:
    for place, folders, names in os.walk(folder, topdown=False):
        for name in names:
            path = os.path.join(place, name)
            if not os.path.islink(path):
                _overwrite(path)
            os.unlink(path)
        for name in folders:
            path = os.path.join(place, name)
            if os.path.islink(path):
                os.unlink(path)
            else:
                os.rmdir(path)
    os.rmdir(folder)


def _overwrite(path: str) -> None:
    flags = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    with open(descriptor, "wb", buffering=0) as file:
        # Another name of the same file elsewhere keeps its content.
        left = os.fstat(descriptor).st_size if os.fstat(descriptor).st_nlink == 1 else 0
        while left > 0:
            left -= file.write(_CHUNK[: min(left, len(_CHUNK))])
        os.fsync(descriptor)
