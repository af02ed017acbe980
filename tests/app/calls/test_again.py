"""Who is to be called again."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.calls.again import numbers_not_reached
from app.calls.wanted import EVERYTHING
from tests.app.calls.mirrors import call, opened

pytestmark = pytest.mark.anyio


async def test_nobody_who_answered_later_or_is_being_called_is_called_twice(tmp_path: Path) -> None:
    async with opened(tmp_path / "data") as mirror:
        await mirror.store_rows(
            [
                call(1, to_number="+919876543211", status="no_answer"),
                call(2, to_number="+919876543212", status="no_answer"),
                call(3, to_number="+919876543213", status="no_answer"),
                call(4, to_number="+919876543212", status="completed"),
                call(5, to_number="+919876543213", status="in_progress"),
                call(6, to_number="+919876543214", status="completed"),
                call(7, to_number="+919876543214", status="busy"),
            ]
        )
        found = await numbers_not_reached(mirror, EVERYTHING, ("no_answer", "busy"), tmp_path / "again")
    assert found == ["+919876543214", "+919876543211"]
    assert list((tmp_path / "again").iterdir()) == []
