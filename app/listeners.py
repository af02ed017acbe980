"""Those who want to hear of something, one as safe from the others as the teller is from them.

Owns: the list. Leaves to others: what there is to tell.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")

_log = logging.getLogger(__name__)


class Listeners(Generic[P]):
    """Called in the order in which they came. One that fails is logged: neither the others nor the teller suffer."""

    def __init__(self) -> None:
        self._all: dict[object, Callable[P, object]] = {}

    def add(self, listener: Callable[P, object]) -> Callable[[], None]:
        """Have `listener` called from now on; the returned function ends that, and may be called again."""
        place = object()
        self._all[place] = listener

        def remove() -> None:
            self._all.pop(place, None)

        return remove

    def tell(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call all of them."""
        for place, listener in tuple(self._all.items()):
            if place not in self._all:
                continue  # one before it has ended it
            try:
                listener(*args, **kwargs)
            except Exception:
                _log.exception("a listener failed")
