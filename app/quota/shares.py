"""How several consoles with the same key divide the requests of a window.

Owns: what a console tells of itself, what it is told, and the arithmetic between the two. Pure. Leaves to others: the
file through which they tell it (`share_file.py`), keeping to it (`core.py`).

Each console holds a number of requests before it sends them. What all hold together never exceeds the limit. Who has
nothing to send holds little, so that the others may have it; who wants more gets an equal part first, and beyond it
what the others do not want. A small part is held by nobody: it is there for an emergency of any of them.
"""

from __future__ import annotations

from typing import Final, NamedTuple

_EMERGENCY_SHARE: Final = 2


class Standing(NamedTuple):
    """What a console tells.

    Attributes:
        limit: Requests that a window allows; 0 while that or the present window is not known.
        window_end: When it ends, as told to all alike: Unix time of the server, or monotonic.
        tolerance_s: Ends that differ by less are of the same window.
        remaining: Requests left by the server's last word.
        spent: Requests of this window that this console let go.
        held: Requests of this window that it holds, those spent among them.
        waiting: Requests that wait and are announced.
        is_urgent: Somebody waits for one of them.
    """

    limit: int = 0
    window_end: float = 0.0
    tolerance_s: float = 1.5
    remaining: int = 0
    spent: int = 0
    held: int = 0
    waiting: int = 0
    is_urgent: bool = False


class Share(NamedTuple):
    """What it is told.

    Attributes:
        partners: Other consoles that use the key now.
        held: Requests of the present window that it holds from now on; without partners all there are.
        spent_by_partners: Requests of the present window that they have let go, as last told.
    """

    partners: int
    held: int
    spent_by_partners: int


class Other(NamedTuple):
    """What is known of another console."""

    window_end: float
    held: int
    spent: int
    wants: bool


def divide(mine: Standing, others: list[Other]) -> Share:
    """What `mine` may hold of the present window, the others holding what they hold."""
    same = [other for other in others if abs(other.window_end - mine.window_end) < mine.tolerance_s]
    spent_by_others = sum(other.spent for other in same)
    if not others or not mine.limit:
        return Share(len(others), mine.limit, spent_by_others)
    held_by_others = sum(other.held for other in same)
    budget = max(1, mine.limit - _EMERGENCY_SHARE)
    wished = mine.spent + min(mine.waiting, max(2, mine.limit // 10))
    if not mine.is_urgent:
        wanting = sum(other.wants for other in others)
        little = max(1, mine.limit // 20)  # for a click of those who want nothing now
        equal = (budget - little * (len(others) - wanting)) // (wanting + 1)
        wished = min(wished, max(equal, 1))
    # What strangers have spent is missing from what the server says is left.
    left_for_all = mine.spent + mine.remaining - max(0, held_by_others - spent_by_others)
    allowed = min(budget - held_by_others, left_for_all)
    return Share(len(others), max(mine.spent, min(mine.held, allowed), min(wished, allowed)), spent_by_others)
