"""The record of uploads and of the numbers that went to each campaign.

Owns: `ledger.db`. Leaves to others: deciding what an outcome means (`uploading.py`).

What has to be true after a crash at any moment is committed durably (WAL, `synchronous=FULL`): an upload is INFLIGHT
before its first byte leaves, and its numbers count as sent in the same transaction that makes it CONFIRMED. Found
INFLIGHT at the start, its outcome is UNKNOWN. Calls run in a daemon thread each, with a connection of their own: they
are few, and nothing is left open.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import zlib
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from app.leads.checking import Earlier
