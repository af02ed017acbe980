"""The wrappings around lists and single records, all of them.

Owns: finding the list and its counters in every envelope that is documented or was seen (API page "pagination"; the
August 2026 description of the API; live observations). Pure. Leaves to others: reading the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from app.api import fields
from app.api.documents import DocumentError
from app.models import Page

R = TypeVar("R")

_COMMON_NAMES = ("data", "items", "callLogs")


def find_rows(document: Any, *names: str) -> list[dict[str, Any]]:
    """The rows of a list answer: the root itself, or under `data`, `items`, `callLogs`, one of `names`, `data.<name>`.

    Raises:
        DocumentError: There is no list anywhere.
    """
    if type(document) is list:
        return [row for row in document if type(row) is dict]
    if type(document) is dict:
        for name in (*_COMMON_NAMES, *names):
            found = document.get(name)
            if type(found) is list:
                return [row for row in found if type(row) is dict]
        inner = document.get("data")
        if type(inner) is dict:
            return find_rows(inner, *names)
    raise DocumentError("no list")


def find_record(document: Any, *names: str) -> dict[str, Any]:
    """The record of a single answer: bare, or under `data` or one of `names`.

    Raises:
        DocumentError: It is no object.
    """
    if type(document) is not dict:
        raise DocumentError("no record")
    for name in ("data", *names):
        inner = document.get(name)
        if type(inner) is dict and ("id" in inner or "id" not in document):
            return inner
    return document


def read_page(
    document: Any,
    read_rows: Callable[[list[dict[str, Any]]], Iterable[R | None]],
    names: tuple[str, ...],
    *,
    page: int,
    limit: int,
) -> Page[R]:
    """One page: the rows that `read_rows` makes something of, and the counters as far as there are any.

    `page` and `limit` are what was asked for; the server's own figures win.

    Raises:
        DocumentError: No list, or rows of which not one can be read.
    """
    found = find_rows(document, *names)
    items = tuple([record for record in read_rows(found) if record is not None])
    if found and not items:
        raise DocumentError("a list of something else")
    return page_of(document, items, page=page, limit=limit, unreadable=len(found) - len(items))


def page_of(document: Any, items: tuple[R, ...], *, page: int, limit: int, unreadable: int = 0) -> Page[R]:
    """`items` with the counters of `document`: `meta.total`, `meta.totalItems`, `total`, `count`; pages alike."""
    outer = document if type(document) is dict else {}
    inner = fields.mapping(outer, "data")
    meta = fields.mapping(outer, "meta") or fields.mapping(inner, "meta") or {**inner, **outer}
    total = _count(meta, "total", "totalItems", "count")
    limit = _count(meta, "limit", "itemsPerPage") or limit
    pages = _count(meta, "totalPages")
    if pages is None and total is not None:
        pages = -(-total // limit)
    number = _count(meta, "page", "currentPage") or page
    return Page(items=items, page=number, limit=limit, total=total, pages=pages, unreadable=max(0, unreadable))


def _count(row: fields.Row, *names: str) -> int | None:
    value = fields.integer(row, *names)
    return value if value is not None and value >= 0 else None
