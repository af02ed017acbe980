"""Notes of campaigns that were paused for an upload, in a real file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.leads.paused_notes import FILE_NAME, PausedNotes
from tests.app.fake_clock import FakeClock


def test_what_was_noted_is_there_at_the_next_start_until_it_is_removed(tmp_path: Path) -> None:
    notes = PausedNotes(tmp_path, FakeClock())
    notes.add("1", "One")
    notes.add("2", "Two")
    notes.add("1", "One again")
    assert [(note.campaign_id, note.name) for note in PausedNotes(tmp_path, FakeClock()).all()] == [
        ("1", "One again"),
        ("2", "Two"),
    ]
    notes.remove("1")
    notes.remove("never there")
    assert [note.campaign_id for note in notes.all()] == ["2"]
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'[{"campaign_id": 1}]', b"\xff"])
def test_a_file_that_cannot_be_read_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    notes = PausedNotes(tmp_path, FakeClock())
    assert notes.all() == ()
    notes.add("1", "One")
    assert len(notes.all()) == 1
