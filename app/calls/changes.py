"""What a change of the mirror consisted of.

Owns: the plain data that the mirror hands to those who show it. Light.
"""

from __future__ import annotations

from typing import NamedTuple


class Changes(NamedTuple):
    """Keys of calls (see `mirror_schema.py`); a call whose time changed is in both `removed` and `added`.

    Attributes:
        added: Calls that were not there before.
        changed: Calls that say something else now.
        removed: Calls that are not there any more.
        is_everything: So much changed that looking again is cheaper than telling.
    """

    added: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    is_everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.is_everything)


class Stored(NamedTuple):
    """What storing a list did.

    Attributes:
        keys: Of every record given, in the order given, doubles once.
        known: Which of them were there before.
        changes: What this changed.
    """

    keys: tuple[int, ...]
    known: frozenset[int]
    changes: Changes
