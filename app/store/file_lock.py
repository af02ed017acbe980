"""The operating system's lock on a file.

Owns: taking it. Leaves to others: what it is a lock of. It ends with the open file, so with its process at the latest,
however that ends. Light: the lock of the data folder is taken before the first paint.
"""

from __future__ import annotations

import sys
from typing import IO


def lock_file(file: IO[bytes]) -> bool:
    """Take the lock of an open file, which nobody but us may read on Windows then; False if somebody else has it.

    Raises:
        OSError: The file system knows no locks.
    """
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
