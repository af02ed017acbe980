"""How things stand with the server, as far as the last answers tell.

Owns: one word and its listeners. Leaves to others: the words in the window, and asking again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from app.listeners import Listeners

ConnectionState = Literal["unknown", "connected", "offline", "refused", "limited"]


class Connection:
    """The state of the connection, derived from outcomes. Nothing is sent to find it out."""

    def __init__(self) -> None:
        self.state: ConnectionState = "unknown"
        self._listeners: Listeners[[ConnectionState]] = Listeners()

    def subscribe(self, listener: Callable[[ConnectionState], None]) -> Callable[[], None]:
        """Have `listener` called on every change, on the loop's thread; returns how to stop that."""
        return self._listeners.add(listener)

    def answered(self, status: int) -> None:
        """An answer of the API came in. A 4xx or 5xx shows as well that the server is there."""
        self._change("refused" if status == 401 else "limited" if status == 429 else "connected")

    def lost(self) -> None:
        """No answer came, or one that is not the API's."""
        self._change("offline")

    def _change(self, state: ConnectionState) -> None:
        if state == self.state:
            return
        self.state = state
        self._listeners.tell(state)
