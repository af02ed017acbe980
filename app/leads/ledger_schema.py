"""The tables of the record of uploads, and bringing an older record up to date.

Owns: the schema and its versions. Leaves to others: what is written (`ledger.py`, `added.py`).
"""

from __future__ import annotations

import sqlite3
from typing import Final

VERSION: Final = 2

_FIRST: Final = """
create table upload (
    id integer primary key autoincrement,
    campaign_id text not null,
    campaign_name text not null,
    file_name text not null,
    file_sha256 text not null,
    rows integer not null,
    set_aside integer not null,
    total_before integer,
    total_after integer,
    state text not null,
    created integer,
    skipped integer,
    reason text not null default '',
    began_at real not null,
    ended_at real,
    numbers blob not null
);
create index upload_by_campaign on upload (campaign_id, state);
create table sent (
    campaign_id text not null,
    number integer not null,
    upload_id integer not null references upload (id),
    primary key (campaign_id, number)
) without rowid;
"""
# `kept`: the rows that were sent, as CSV, until it is certain that they arrived. `single`: people added one by one.
_SECOND: Final = """
alter table upload add column looked_at real;
create table kept (
    upload_id integer primary key references upload (id),
    content blob not null
);
create table single (
    upload_id integer primary key references upload (id),
    number integer not null,
    name text not null,
    lead_id text not null default '',
    removed_at real
);
create index single_by_lead on single (lead_id);
"""
_STEPS: Final = (_FIRST, _SECOND)


class NewerError(Exception):
    """The record was written by a newer version of this program."""


def bring_up_to_date(database: sqlite3.Connection) -> None:
    """Make the tables, or add to an older version's what is missing; each step whole or not at all.

    Raises:
        NewerError: See there; nothing was changed.
    """
    version = database.execute("pragma user_version").fetchone()[0]
    if version > VERSION:
        raise NewerError
    for number, step in enumerate(_STEPS[version:], start=version + 1):
        database.executescript(f"begin immediate;{step}pragma user_version = {number};commit;")
