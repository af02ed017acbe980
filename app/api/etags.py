"""What was read under which ETag.

Owns: a bounded table of decoded pages, keyed by profile and full URL: a tag belongs to one URL with its query, and two
workspaces may see different things under the same URL. Leaves to others: sending the tags.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, NamedTuple

MAX_ENTRIES = 64


class Tagged(NamedTuple):
    """A tag as the server gave it, and what was read with it."""

    etag: str
    page: Any


class ETagTable:
    """The pages of the last `capacity` URLs that were used."""

    def __init__(self, capacity: int = MAX_ENTRIES) -> None:
        self._capacity = capacity
        self._entries: OrderedDict[tuple[str, str], Tagged] = OrderedDict()

    def get(self, profile_id: str, url: str) -> Tagged | None:
        """What is kept for this URL."""
        entry = self._entries.get((profile_id, url))
        if entry is not None:
            self._entries.move_to_end((profile_id, url))
        return entry

    def keep(self, profile_id: str, url: str, etag: str, page: Any) -> None:
        """Keep `page` in place of what was there; the entry used longest ago makes room."""
        self._entries[profile_id, url] = Tagged(etag, page)
        self._entries.move_to_end((profile_id, url))
        if len(self._entries) > self._capacity:
            self._entries.popitem(last=False)

    def drop(self, profile_id: str, url: str) -> None:
        """Forget this URL: what came last had no tag."""
        self._entries.pop((profile_id, url), None)

    def __len__(self) -> int:
        return len(self._entries)
