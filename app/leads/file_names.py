"""File names as text to show and to send.

Owns: making any name safe for that. Leaves to others: opening files.
"""

from __future__ import annotations

import re
from pathlib import Path


def plain_name(path: Path) -> str:
    """The file's name for showing. Names that are no text in the system's encoding get question marks."""
    return (path.name or str(path)).encode("utf-8", "replace").decode()


def upload_name(name: str) -> str:
    """A name for the uploaded CSV that no server can misread."""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "_", Path(name).stem).strip("_")[:60]
    return f"{stem or 'leads'}.csv"
