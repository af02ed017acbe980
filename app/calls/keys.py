"""Where in the order of time a call is that is known by its id.

Owns: this one question to the mirror. Leaves to others: what a key is (`mirror_schema.py`), where it is in a view
(`view.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.calls.mirror import CallMirror
    from app.store.database import Connection


async def key_of(mirror: CallMirror, call_id: str) -> int | None:
    """The key of a call, None where it is not in the mirror.

    Raises:
        AppError: The mirror cannot be read.
    """

    def work(database: Connection) -> int | None:
        found = database.execute("select key from call where id = ?", (call_id,)).fetchone()
        return None if found is None else int(found[0])

    return await mirror.read(work)
