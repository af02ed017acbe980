"""Answers as they were documented, seen, or could be: nothing raises, nothing bad gets in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api import fields, records, uploads
from app.api.call_log_rows import read_call_logs
from app.api.documents import DocumentError, clean_text, decode
from app.api.envelopes import find_record, find_rows, read_page
from app.api.messages import Response
from app.api.refusals import refusal
from app.errors import (
    ApiError,
    AppError,
    AuthError,
    ConflictError,
    ForbiddenError,
    InvalidRequestError,
    NotFoundError,
    OddAnswerError,
    ServerError,
)
from app.models import CallLog, UploadCounts
from app.secrets import Secret

AT = datetime(2024, 3, 1, 10, tzinfo=UTC)


# --- documents


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"a": "plain", "b": [1, 2.5, true, null]}', {"a": "plain", "b": [1, 2.5, True, None]}),
        ('{"a": "हिन्दी – “quoted”"}'.encode(), {"a": "हिन्दी – “quoted”"}),
        (b'{"a": "x\\u202ey\\u2066z"}', {"a": "xyz"}),
        ('{"a": "x\u202ey", "\u200eb": 1}'.encode(), {"a": "xy", "b": 1}),
        (b'{"a": "one\\ntwo\\tthree\\u0000\\b\\f\\u001b[31m"}', {"a": "one\ntwo\tthree[31m"}),
        (b'{"a": "x\x7fy"}', {"a": "xy"}),
        ('{"a": "x\x9by"}'.encode(), {"a": "xy"}),
        ('{"a": "x\u061cy"}'.encode(), {"a": "xy"}),
        ('{"a": "x\u2069y"}'.encode(), {"a": "xy"}),
        ('{"a": "x\u200fy"}'.encode(), {"a": "xy"}),
        (b'{"a": "\\ud83d\\ude00 \\ud800"}', {"a": "😀 "}),
        (b'{"a": NaN, "b": Infinity, "c": 1e999, "d": 1}', {"a": None, "b": None, "c": None, "d": 1}),
        (b'{"a": 9223372036854775807, "b": 9223372036854775808}', {"a": 2**63 - 1, "b": None}),
        (b'{"a": ' + b"9" * 6000 + b"}", {"a": None}),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b'{"a": "\xff"}', {"a": "\ufffd"}),
        (b'{"a": "' + b"x" * 100_000 + b'"}', {"a": "x" * 100_000}),
        (b"[" * 40 + b"]" * 40, json.loads("[" * 40 + "]" * 40)),
    ],
)
def test_documents(body: bytes, expected: Any) -> None:
    assert decode(body) == expected


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b'{"a": ', b"[" * 100 + b"]" * 100, b"[" * 100_000, b'{"a":' * 50_000, b"\x00", b"tru"]
)
def test_what_is_no_document(body: bytes) -> None:
    with pytest.raises(DocumentError):
        decode(body)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(_json)
def test_decoding_is_json_but_for_what_is_cleaned(value: Any) -> None:
    def cleaned(value: Any) -> Any:
        if isinstance(value, str):
            return clean_text(value)
        if isinstance(value, list):
            return [cleaned(item) for item in value]
        if isinstance(value, dict):
            return {clean_text(key): cleaned(item) for key, item in value.items()}
        if isinstance(value, int) and not isinstance(value, bool) and not -(2**63) <= value < 2**63:
            return None
        return value

    for is_ascii in (True, False):
        body = json.dumps(value, ensure_ascii=is_ascii).encode("utf-8", "replace")
        assert decode(body) == cleaned(json.loads(body))


# --- fields


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-01T10:00:00.000Z", AT),
        ("2024-03-01T10:00:00Z", AT),
        ("2024-03-01T10:00:00", AT),
        (" 2024-03-01 10:00:00 ", AT),
        ("2024-03-01T15:30:00+05:30", AT),
        ("2024-03-01", AT.replace(hour=0)),
        (1709287200, AT),
        (1709287200.0, AT),
        (1709287200000, AT),
        ("1709287200", AT),
        ("soon", None),
        ("", None),
        (True, None),
        (10**30, None),
        (-(10**17), None),
        ("9" * 400, None),
        ("0001-01-01T00:00:00+14:00", None),
        ({}, None),
        ([], None),
    ],
)
def test_times(value: Any, expected: datetime | None) -> None:
    found = fields.instant({"at": value}, "at")
    assert found == expected
    assert found is None or found.tzinfo is UTC


def test_numbers() -> None:
    assert fields.integer({"a": "x", "b": "12"}, "a", "b") == 12
    assert fields.integer({"a": 12.0}, "a") == 12
    for value in (12.5, True, None, "1e3", "²", 2**63, "9" * 30, [], {}, "--1"):
        assert fields.integer({"a": value}, "a") is None
    assert fields.number({"a": None, "b": 3}, "a", "b") == 3.0
    assert fields.number({"a": "42.5"}, "a") == 42.5
    for value in ("nan", "inf", "x", True, None, 10**400, [], ""):
        assert fields.number({"a": value}, "a") is None


def test_texts_are_capped() -> None:
    assert len(fields.text({"a": "x" * 100_000}, "a")) == fields.MAX_TEXT
    log = records.call_log({"id": "log_1", "transcript": "x" * 3_000_000, "summary": "x" * 100_000})
    assert log is not None
    assert len(log.transcript or "") == fields.MAX_LONG_TEXT
    assert len(log.summary) == fields.MAX_TEXT


# --- envelopes

_ROWS = [{"id": "a"}, {"id": "b"}]


@pytest.mark.parametrize(
    ("document", "total", "pages"),
    [
        ({"data": _ROWS, "meta": {"page": 1, "limit": 2, "total": 5, "totalPages": 3}}, 5, 3),
        ({"data": _ROWS, "meta": {"page": 1, "limit": 2, "total": 5}}, 5, 3),
        ({"data": _ROWS}, None, None),
        ({"items": _ROWS, "total": 5, "page": 1, "limit": 2}, 5, 3),
        ({"callLogs": _ROWS, "total": 5, "page": 1, "limit": 2, "totalPages": 3}, 5, 3),
        (
            {
                "statusCode": 200,
                "message": "ok",
                "data": _ROWS,
                "meta": {"totalItems": 5, "itemsPerPage": 2, "totalPages": 3, "currentPage": 1},
            },
            5,
            3,
        ),
        ({"statusCode": 200, "data": _ROWS, "count": 2}, 2, 1),
        ({"voices": _ROWS, "total": 5, "page": 1, "limit": 2, "totalPages": 3}, 5, 3),
        (_ROWS, None, None),
        ({"data": {"voices": _ROWS}}, None, None),
        ({"data": {"items": _ROWS, "total": 5}}, 5, 3),
        ({"data": _ROWS, "meta": {"total": "many", "totalPages": -1}}, None, None),
        ({"data": [None, 1, "x", *_ROWS]}, None, None),
    ],
)
def test_every_envelope_of_a_list(document: Any, total: int | None, pages: int | None) -> None:
    page = read_page(document, lambda rows: map(records.voice, rows), ("voices",), page=1, limit=2)
    assert [voice.id for voice in page.items] == ["a", "b"]
    assert page.has_more is (pages is None or pages > 1)
    if total is not None:
        assert page.total == total
    assert page.pages == pages or pages is None


@pytest.mark.parametrize("document", [{}, {"data": {}}, {"data": "x"}, {"message": "ok"}, "x", 1, None, {"data": None}])
def test_no_list(document: Any) -> None:
    with pytest.raises(DocumentError):
        find_rows(document, "voices")


def test_a_list_of_something_else() -> None:
    with pytest.raises(DocumentError):
        read_page({"data": [{"x": 1}]}, lambda rows: map(records.voice, rows), (), page=1, limit=2)


@pytest.mark.parametrize(
    "document",
    [
        {"id": "a", "data": {"x": 1}},
        {"data": {"id": "a"}},
        {"message": "ok", "webhook": {"id": "a"}},
        {"statusCode": 200, "message": "ok", "data": {"id": "a"}},
    ],
)
def test_every_envelope_of_a_record(document: Any) -> None:
    assert find_record(document, "webhook")["id"] == "a"


# --- records


def test_campaigns_in_every_spelling() -> None:
    sample = records.campaign(
        {
            "id": "cmp_1",
            "organization_id": "org_1",
            "name": "Renewals",
            "status": "running",
            "scheduled_at": None,
            "retry_config": {"max_retries": 3, "retry_interval_minutes": 120},
            "created_at": "2024-03-01T10:00:00.000Z",
            "something_new": {"a": 1},
        }
    )
    assert sample is not None
    assert (sample.max_retries, sample.retry_interval_minutes) == (3, 120)
    assert sample.raw["something_new"] == {"a": 1}
    assert sample.total_leads is None
    other = records.campaign(
        {
            "id": 17,
            "title": "Renewals",
            "status": "In-Progress",
            "starts_at": "2024-03-01T10:00:00Z",
            "retry": {"max_retries": "2", "wait_minutes": 30},
            "total_lead_count": 10,
            "createdAt": 1709287200,
        }
    )
    assert other is not None
    assert (other.id, other.name, other.status) == ("17", "Renewals", "in_progress")
    assert (other.max_retries, other.retry_interval_minutes, other.total_leads) == (2, 30, 10)
    assert other.scheduled_at == other.created_at == AT


def test_variables_and_remarks_of_leads() -> None:
    for row in (
        {"notes": {"city": "Pune"}},
        {"metadata": {"city": "Pune"}, "notes": "call later"},
        {"dynamic_variables": {"city": "Pune"}, "notes": None},
    ):
        lead = records.lead({"id": "lead_1", "phoneNumber": "9876543210", "countryCode": "+91", **row})
        assert lead is not None
        assert lead.variables == {"city": "Pune"}
        assert lead.remark == ("call later" if row.get("notes") == "call later" else "")
        assert lead.phone_number == "+919876543210"


@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        ("+919876543210", "91", "+919876543210"),
        ("9876543210", "+91", "+919876543210"),
        ("919876543210", "91", "+919876543210"),
        ("9198765432", "91", "+919198765432"),
        ("9876543210", "IN", "9876543210"),
        ("9876543210", "", "9876543210"),
        ("", "91", ""),
    ],
)
def test_calling_codes_kept_apart(number: str, code: str, expected: str) -> None:
    assert records.international(number, code) == expected


def test_agents_of_both_generations() -> None:
    first = records.agent(
        {
            "id": "agt_1",
            "current_version_number": 4,
            "current_version": {
                "title": "Asha",
                "number": 4,
                "is_published": True,
                "language": {"id": "lang_1", "details": {"name": "Hindi", "code": "hi-IN"}},
                "telephony": {"outbound": {"id": "phn_1", "details": {"phone_number": "+911140849936"}}},
                "prompts": {"default_dynamic_variables": {"name": "", "city": ""}},
            },
        }
    )
    assert first is not None
    assert (first.title, first.version, first.is_published, first.language) == ("Asha", 4, True, "Hindi")
    assert (first.caller_number, first.variables) == ("+911140849936", ("name", "city"))
    second = records.agent({"id": "agent_1", "current_version": {"title": "Asha", "version_number": 2}})
    assert second is not None
    assert (second.version, second.caller_number, second.variables) == (2, None, ())
    nulls = {"telephony": {"outbound": None}, "prompts": {"default_dynamic_variables": None}, "language": None}
    third = records.agent({"id": "agent_1", "current_version": nulls, "current_version_number": 7})
    assert third is not None
    assert third.version == 7


def test_details_of_a_call() -> None:
    log = records.call_log(
        {
            "call_id": "call_1",
            "duration_sec": "42",
            "status": "no-answer",
            "end_reason": "User Busy",
            "transcript": [{"role": "agent", "content": "Hello"}, {"speaker": "user", "text": "हाँ"}, "bye", 7],
            "timeline": [{"event": "call_started", "timestamp": "2024-03-01T10:00:00Z"}, None, {"event": 1}],
            "json_output": {"interested": True},
        }
    )
    assert log is not None
    assert (log.id, log.call_id, log.duration_s, log.status) == ("call_1", "call_1", 42.0, "no_answer")
    assert log.end_reason == "user_busy"
    assert log.transcript == "agent: Hello\nuser: हाँ\nbye"
    assert [(event.event, event.at) for event in log.timeline] == [("call_started", AT), ("1", None)]
    assert log.analysis == {"interested": True}


_names = sorted({name for names in records.CALL_LOG_FIELDS.values() for name in names} | {"transcript", "unknown"})
_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False),
    st.text(max_size=5),
    st.sampled_from(
        [
            "completed",
            "no-answer",
            "2024-03-01T10:00:00.000Z",
            "2024-03-01T10:00:00",
            "2024-03-01T15:30:00+05:30",
            "20240301",
            "2024-13-01T10:00:00Z",
            "",
        ]
    ),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.lists(st.integers(), max_size=2),
)
_usual: dict[str, Any] = {
    "id": "log_1",
    "call_id": "call_1",
    "agent_id": "agt_1",
    "status": "completed",
    "sentiment": "positive",
    "duration_seconds": 42,
    "end_reason": "user_disconnected",
    "recording_url": None,
    "analysis": {"interested": True},
    "fallback_stt_transcriber_id": None,
    "to_phone_number": "+919876543210",
    "created_at": "2024-03-01T10:00:00.000Z",
}


@given(
    st.lists(
        st.builds(
            lambda usual, changes: {**(_usual if usual else {}), **changes},
            st.booleans(),
            st.dictionaries(st.sampled_from(_names), _values, max_size=5),
        ),
        max_size=6,
    ),
    st.none() | st.just("cmp_1"),
)
def test_the_short_cut_gives_the_same_call_logs(rows: list[dict[str, Any]], campaign_id: str | None) -> None:
    expected = [records.call_log(row if campaign_id is None else {**row, "campaign_id": campaign_id}) for row in rows]
    assert list(read_call_logs(rows, campaign_id)) == expected


@pytest.mark.parametrize(
    "changes",
    [
        {"created_at": "2024-03-01T15:30:00.000+05:30"},
        {"created_at": "2024-03-01T10:00:00.000"},
        {"created_at": "2024-03-01"},
        {"created_at": "99999999999999999999"},
        {"created_at": None, "createdAt": "2024-03-01T10:00:00Z"},
        {"duration_seconds": None, "duration_sec": 7},
        {"duration_seconds": "7"},
        {"duration_seconds": 10**400},
        {"duration_seconds": True},
        {"to_phone_number": "", "to_number": "+441632960000"},
        {"analysis": None, "json_output": {"a": 1}},
        {"analysis": []},
        {"id": ""},
        {"id": None},
        {"id": 17},
        {"status": 5},
        {"status": ""},
        {"call_id": ""},
        {"transcript": "agent: hello"},
        {"timeline": [{"event": "call_started"}]},
        {"recording_url": ""},
        {"sentiment": None},
    ],
    ids=str,
)
def test_unusual_rows_take_the_long_way_to_the_same_record(changes: dict[str, Any]) -> None:
    row = {**_usual, **changes}
    assert list(read_call_logs([row])) == [records.call_log(row)]


def test_the_short_cut_is_taken_for_usual_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(row: dict[str, Any]) -> CallLog | None:
        raise AssertionError("took the long way")

    monkeypatch.setattr(records, "call_log", never)
    without = {name: value for name, value in _usual.items() if name != "call_id"}
    found = list(read_call_logs([_usual, without, {**_usual, "sentiment": None}]))
    assert [log.created_at for log in found if log] == [AT] * 3


@given(st.dictionaries(st.text(max_size=20), _values, max_size=8))
def test_no_row_raises(row: dict[str, Any]) -> None:
    for read in (
        records.campaign,
        records.lead,
        records.call_log,
        records.agent,
        records.phone_number,
        records.voice,
        records.language,
        records.language_model,
        records.transcriber,
        records.webhook,
        records.key_record,
    ):
        read({"id": "x", **row})


# --- uploads


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            {"campaign_id": "cmp_1", "leads_created": 150, "leads_skipped": 3, "message": "done"},
            UploadCounts(150, 3, "done"),
        ),
        ({"workflow_id": "wf_1", "leads_enrolled": 7, "message": "done"}, UploadCounts(7, 0, "done")),
        ({"statusCode": 201, "data": {"total_leads_imported": "9"}}, UploadCounts(9, 0, "")),
        (
            {"data": {"+911": ["lead_1"], "+912": ["lead_2", "lead_3"]}, "count": 3},
            UploadCounts(3, 0, "", (("+911", "lead_1"), ("+912", "lead_2"), ("+912", "lead_3"))),
        ),
        (
            {"leads_created": 1, "leads_skipped": 1, "data": {"+911": ["lead_1"]}},
            UploadCounts(1, 1, "", (("+911", "lead_1"),)),
        ),
    ],
)
def test_counts_of_an_upload(document: Any, expected: UploadCounts) -> None:
    assert uploads.read_counts(document) == expected


@pytest.mark.parametrize("document", [{}, [], None, "ok", {"message": "ok"}, {"leads_created": -1}, {"data": {}}])
def test_no_counts(document: Any) -> None:
    with pytest.raises(DocumentError):
        uploads.read_counts(document)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            {"errors": [{"position": 3, "phone_number": "12", "failed_parsing_reason": "Invalid phone number"}]},
            [(3, "12", "Invalid phone number")],
        ),
        (
            {"message": [{"reason": "Unsupported prefix", "rows": [2, {"row": 5, "phone_number": "+1"}, "9", "+44"]}]},
            [
                (2, "", "Unsupported prefix"),
                (5, "+1", "Unsupported prefix"),
                (9, "", "Unsupported prefix"),
                (None, "+44", "Unsupported prefix"),
            ],
        ),
        (
            {"errors": {"Invalid phone number": [3, 17]}},
            [(3, "", "Invalid phone number"), (17, "", "Invalid phone number")],
        ),
        (
            {"errors": {"Invalid phone number": [{"row": 3, "phone_number": "x"}]}},
            [(3, "x", "Invalid phone number")],
        ),
        ({"data": {"groups": [{"message": "bad", "positions": [4]}]}}, [(4, "", "bad")]),
        ({"statusCode": 400, "message": ["one", "two"], "error": "Bad Request"}, []),
        ({"statusCode": 400, "message": "one", "error": "Bad Request"}, []),
        (None, []),
    ],
)
def test_refused_rows(document: Any, expected: list[Any]) -> None:
    assert [tuple(row) for row in uploads.read_rejected_rows(document)] == expected


@given(_json)
def test_looking_for_refused_rows_never_raises(document: Any) -> None:
    uploads.read_rejected_rows(document)


# --- refusals


def refused(status: int, body: Any, headers: dict[str, str] | None = None, **options: Any) -> AppError:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return refusal(Response(status, headers or {}, content, 0.0), "api.dialnexa.com", **options)


@pytest.mark.parametrize(
    ("status", "kind", "says"),
    [
        (400, InvalidRequestError, "did not accept this: name must not be empty"),
        (401, AuthError, "key was refused"),
        (402, InvalidRequestError, "name must not be empty"),
        (403, ForbiddenError, "not allowed to do that: name must not be empty"),
        (404, NotFoundError, "name must not be empty"),
        (405, ApiError, "405"),
        (409, ConflictError, "Not possible in the present state"),
        (413, InvalidRequestError, "name must not be empty"),
        (422, InvalidRequestError, "name must not be empty"),
        (418, ApiError, "418"),
        (500, ServerError, "500"),
        (503, ServerError, "503"),
    ],
)
def test_each_status_has_its_error(status: int, kind: type[ApiError], says: str) -> None:
    error = refused(status, {"statusCode": status, "message": "name must not be empty", "error": "Whatever"})
    assert type(error) is kind
    assert isinstance(error, ApiError)
    assert error.status == status
    assert error.lines == ("name must not be empty",)
    assert says in error.user_message


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ({"message": ["one", "two"]}, ("one", "two")),
        ({"message": "one\ntwo"}, ("one", "two")),
        ({"message": [], "error": "Bad Request"}, ("Bad Request",)),
        ({"error": {"message": "inner"}}, ("inner",)),
        ({"detail": "x"}, ("x",)),
        ({"message": 7}, ()),
        ([], ()),
        (b"plain text", ()),
        (b"", ()),
        ({"message": "{status} {reason} %s"}, ("{status} {reason} %s",)),
        ({"message": "x\u202ey" + "z" * 1000}, ("xy" + "z" * 498,)),
    ],
)
def test_the_servers_words_are_shown_as_they_are(body: Any, lines: tuple[str, ...]) -> None:
    error = refused(400, body)
    assert isinstance(error, InvalidRequestError)
    assert error.lines == lines
    for line in lines:
        assert line in error.user_message


def test_a_400_to_a_change_of_state_is_a_conflict() -> None:
    assert type(refused(400, {"message": "paused already"}, is_transition=True)) is ConflictError


def test_a_web_page_is_not_the_api() -> None:
    page = b"<!DOCTYPE html><html><h1>Sign in to the network</h1></html>"
    for error in (refused(404, page), refused(403, b"x", {"content-type": "text/html; charset=utf-8"})):
        assert isinstance(error, OddAnswerError)
        assert "web page" in error.user_message
        assert "Check the address" in error.user_message
    assert isinstance(refused(502, page), ServerError)


def test_a_too_large_upload_without_a_word() -> None:
    assert "too large" in refused(413, b"").user_message


def test_a_server_that_quotes_the_key_is_not_quoted() -> None:
    Secret("quoted-id:quoted-secret")
    error = refused(401, {"message": "Unknown key quoted-id:quoted-secret"})
    assert isinstance(error, AuthError)
    assert "quoted-secret" not in str(error.lines) + error.user_message + repr(error.params)


def test_offsets_are_turned_to_utc() -> None:
    log = records.call_log({"id": "log_1", "created_at": "2024-03-01T15:30:00+05:30"})
    assert log is not None
    assert log.created_at == AT
    assert log.created_at.utcoffset() == timedelta(0)
    assert AT.astimezone(timezone(timedelta(hours=5.5))) == AT
