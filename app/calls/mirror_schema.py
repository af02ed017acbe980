"""The tables of the mirror and their versions.

Owns: the schema. Leaves to others: what is written (`mirror_rows.py`) and asked (`mirror_sql.py`).

A call's key is four times its time of creation in ms, or the first free number after that: the order of keys is the
order of time, for the table, for every index and for the full-text index. Repeated texts are numbers of `word`; the
first numbers are given out in the order in which a list is sorted. The index `search` keeps no text of its own
(`content=''`): what it was fed is made anew from `text` where a call changes.

`tally_*` count the calls by what the charts show, small enough to be added up at once whatever the number of calls;
they are written in the same transaction as the calls. Those with a day know no length of a call by its hour: that would
be nearly a row for every call. `tally_week` knows it, of all weeks together.
"""

from __future__ import annotations

from typing import Final

from app.statuses import CALL_STATUSES, END_REASONS, SENTIMENTS

NOTHING: Final = 0
"""The word of an empty text."""
KEYS_PER_MS: Final = 4
UNKNOWN_LENGTH: Final = -1
_FIRST_STATUS: Final = 1
_FIRST_SENTIMENT: Final = 40
_FIRST_END_REASON: Final = 60
_FIRST_OTHER: Final = 100

_WORDS: Final = ",".join(
    f"({number}, '{text}')"
    for first, texts in (
        (NOTHING, ("",)),
        (_FIRST_STATUS, (*CALL_STATUSES, "hangup")),
        (_FIRST_SENTIMENT, SENTIMENTS),
        (_FIRST_END_REASON, tuple(text for text in END_REASONS if text not in SENTIMENTS)),
        (_FIRST_OTHER, ("-",)),  # keeps the numbers below for the lists above
    )
    for number, text in enumerate(texts, start=first)
)

_FIRST: Final = f"""
create table meta (name text primary key, value) without rowid;
create table word (id integer primary key autoincrement, text text not null unique);
insert into word (id, text) values {_WORDS};
create table call (
    key integer primary key,
    id text not null unique,
    call_id text,
    at integer,
    status integer not null,
    sentiment integer not null,
    end_reason integer not null,
    campaign integer not null,
    agent integer not null,
    from_number integer not null,
    to_number text not null,
    duration integer not null,
    day integer not null,
    slot integer not null,
    look_at real,
    details_at real,
    heard_at real
);
create index call_by_status on call (status);
create index call_by_sentiment on call (sentiment);
create index call_by_campaign on call (campaign);
create index call_by_agent on call (agent);
create index call_by_duration on call (duration);
create index call_by_number on call (to_number);
create index call_to_look_at on call (look_at) where look_at is not null;
create index call_wanting_details on call (key) where look_at is null and details_at is null and duration > 0;
create index call_with_details on call (details_at) where details_at > 0;
create index call_heard on call (key) where heard_at is not null;
create table text (
    key integer primary key,
    summary text not null default '',
    analysis text not null default '',
    transcript text
);
create table detail (
    key integer primary key,
    timeline text,
    recording_url text,
    recording_at real,
    attempts text,
    attempts_at real
);
create table extra (key integer primary key, row text, details text);
create virtual table search using fts5 (doc, content='', tokenize='trigram case_sensitive 1');
create table span (top integer primary key, bottom integer not null, calls integer not null);
create table analysis_field (name text primary key, calls integer not null) without rowid;
create table tally_outcome (
    day integer, campaign integer, agent integer, status integer, sentiment integer, end_reason integer,
    calls integer not null, connected integer not null, ms integer not null,
    primary key (day, campaign, agent, status, sentiment, end_reason)
) without rowid;
create table tally_hour (
    day integer, campaign integer, agent integer, status integer, sentiment integer, end_reason integer, hour integer,
    calls integer not null, connected integer not null,
    primary key (day, hour, campaign, agent, status, sentiment, end_reason)
) without rowid;
create table tally_length (
    day integer, campaign integer, agent integer, status integer, sentiment integer, end_reason integer,
    length integer, calls integer not null,
    primary key (length, day, campaign, agent, status, sentiment, end_reason)
) without rowid;
create table tally_week (
    slot integer, length integer, campaign integer, agent integer, status integer, sentiment integer,
    end_reason integer, calls integer not null, ms integer not null,
    primary key (slot, length, campaign, agent, status, sentiment, end_reason)
) without rowid;
create table detail_request (
    id text primary key, reason integer not null, asked_at real not null, tries integer not null default 0
) without rowid;
create table spent (day text primary key, requests integer not null) without rowid;
"""
STEPS: Final = (_FIRST,)
