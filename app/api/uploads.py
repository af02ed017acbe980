"""What the server says about an uploaded lead file.

Owns: reading the counts of a success and the refused rows of a 400, for which no layout is documented. Pure.
Leaves to others: sending, and judging an outcome that cannot be read.
"""

from __future__ import annotations

from typing import Any

from app.api import fields
from app.api.documents import DocumentError
from app.errors import RejectedRow
from app.models import UploadCounts

_REASONS = ("failed_parsing_reason", "reason", "message", "error")
_POSITIONS = ("position", "row", "row_number", "line")
_NUMBERS = ("phone_number", "phoneNumber", "number")
# A refused 10 MB file has at most about this many rows.
_MAX_ROWS = 500_000
_MAX_DEPTH = 6


def read_counts(document: Any) -> UploadCounts:
    """The counts of an accepted upload (API page "campaign-leads/upload"; workflows answer a map of lead ids).

    Raises:
        DocumentError: Nothing in it says how many leads were created.
    """
    if type(document) is not dict:
        raise DocumentError("no upload result")
    data = fields.mapping(document, "data")
    for row in (document, data):
        created = fields.integer(row, "leads_created", "leads_enrolled", "total_leads_imported")
        if created is not None and created >= 0:
            skipped = fields.integer(row, "leads_skipped") or 0
            return UploadCounts(created, max(skipped, 0), fields.text(document, "message"), _read_leads(document))
    if data and all(type(ids) is list for ids in data.values()):
        return UploadCounts(sum(map(len, data.values())), 0, fields.text(document, "message"), _leads_in(data))
    raise DocumentError("an upload result without counts")


def _read_leads(document: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """(number, id) of each lead, where the answer has a map of ids beside its counts."""
    for name in ("data", "leads", "lead_ids"):
        if found := _leads_in(fields.mapping(document, name)):
            return found
    return ()


def _leads_in(ids_by_number: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (number, identifier)
        for number, ids in ids_by_number.items()
        if type(ids) is list
        for identifier in ids
        if type(identifier) is str and identifier
    )


def read_rejected_rows(document: Any) -> tuple[RejectedRow, ...]:
    """The refused rows in the body of a 400, in the order they stand there; none where it names none.

    Taken are lists of objects with `position`/`row` or `rows` and a reason, wherever they stand, and objects that
    group row numbers by reason.
    """
    found: list[RejectedRow] = []
    _collect(document, "", found, _MAX_DEPTH)
    return tuple(found)


def _collect(value: Any, reason: str, found: list[RejectedRow], depth: int) -> None:
    if depth == 0 or len(found) >= _MAX_ROWS:
        return
    if type(value) is list:
        for item in value:
            _collect(item, reason, found, depth - 1)
    elif type(value) is dict:
        own_reason = _reason(value) or reason
        position = fields.integer(value, *_POSITIONS)
        rows = value.get("rows", value.get("positions"))
        if position is not None and own_reason:
            found.append(RejectedRow(position, fields.text(value, *_NUMBERS), own_reason))
        elif type(rows) is list and own_reason:
            found.extend(_group(rows, own_reason))
        else:
            for name, item in value.items():
                if type(item) is list and item and all(type(entry) is int for entry in item):
                    found.extend(RejectedRow(entry, "", name) for entry in item)  # {"reason": [3, 17]}
                elif type(item) is dict or type(item) is list:
                    _collect(item, _reason_of_group(name), found, depth - 1)


def _reason(row: dict[str, Any]) -> str:
    return fields.text({name: row[name] for name in _REASONS if type(row.get(name)) is str}, *_REASONS)


def _reason_of_group(name: str) -> str:
    """The key of a group where it reads like a reason, not like a field name ("errors", "message")."""
    return name if " " in name.strip() else ""


def _group(rows: list[Any], reason: str) -> list[RejectedRow]:
    found = []
    for row in rows:
        if type(row) is int:
            found.append(RejectedRow(row, "", reason))
        elif type(row) is dict:
            number = fields.text(row, *_NUMBERS)
            found.append(RejectedRow(fields.integer(row, *_POSITIONS), number, _reason(row) or reason))
        elif type(row) is str:
            is_position = row.isdecimal() and len(row) < 8
            found.append(RejectedRow(int(row) if is_position else None, "" if is_position else row, reason))
    return found
