"""The tables of the record of uploads, and bringing an older record up to date.

Owns: the schema and its versions. Leaves to others: what is written (`ledger.py`, `series.py`, `added.py`, `audit.py`).
"""

from __future__ import annotations

import sqlite3
from typing import Final

VERSION: Final = 3

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
# `series`, `part`, `parts`: a file that needs several uploads. `refusal`: the server's reasons by row. `lead`: what the
# server calls the leads of an upload whose answer names them. `audit`: what happened to uploads, without anybody in it.
_THIRD: Final = """
alter table upload add column series integer;
alter table upload add column part integer not null default 0;
alter table upload add column parts integer not null default 1;
create index upload_by_series on upload (series, part);
create table refusal (
    upload_id integer not null references upload (id),
    number integer not null,
    reason text not null,
    primary key (upload_id, number)
) without rowid;
create table lead (
    upload_id integer not null references upload (id),
    number integer not null,
    lead_id text not null,
    outcome text not null default '',
    primary key (upload_id, number, lead_id)
) without rowid;
create table audit (
    id integer primary key autoincrement,
    at real not null,
    who text not null,
    what text not null,
    upload_id integer not null,
    file_name text not null,
    file_sha256 text not null,
    campaign_id text not null,
    campaign_name text not null,
    part integer not null,
    parts integer not null,
    rows integer not null,
    set_aside integer not null,
    created integer,
    skipped integer
);
"""
_STEPS: Final = (_FIRST, _SECOND, _THIRD)


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
