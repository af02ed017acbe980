"""Thousands of messy files: never an exception, and rows in = rows to send + rows set aside, whatever is done to them.

2,000 files are read; `DIALNEXA_FUZZ_FILES=100000` reads so many.
"""

from __future__ import annotations

import csv
import io
import os
import random
from pathlib import Path

import pytest

from app.errors import LeadFileError
from app.leads.lead_file import OpenLeadFile
from app.leads.reading import read_file, read_text
from app.leads.records import CheckResult
from tests.app.leads.making import plan_of
from tests.app.leads.messy_files import Messy, messy_file

FILES = int(os.environ.get("DIALNEXA_FUZZ_FILES", "2000"))
SHARES = 4


@pytest.mark.timeout(0)
@pytest.mark.parametrize("share", range(SHARES))
def test_messy_files(tmp_path: Path, share: int) -> None:
    read = told = 0
    refusals: dict[int, str] = {}
    for seed in range(share, FILES, SHARES):
        messy = messy_file(seed)
        try:
            file = opened(tmp_path, messy, seed)
        except LeadFileError as error:
            refusals[seed] = error.user_message
            continue
        read += 1
        told += messy.rows is not None
        try:
            look_at(file, messy, random.Random(seed), tmp_path)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}") from error
    for seed, sentence in refusals.items():
        assert sentence.endswith("."), (seed, sentence)
        assert "{" not in sentence, (seed, sentence)
        assert messy_file(seed).rows is None, (seed, sentence)
    assert read > FILES / SHARES * 0.6  # else the generator shows nothing
    assert told > FILES / SHARES * 0.03


def opened(folder: Path, messy: Messy, seed: int) -> OpenLeadFile:
    if seed % 10 == 9:
        try:
            text = messy.content.decode()
        except UnicodeDecodeError:
            text = messy.content.decode("latin-1")
        if messy.rows is None or text.isascii():
            return OpenLeadFile(read_text(text, "pasted rows"))
    path = folder / messy.name
    path.write_bytes(messy.content)
    return OpenLeadFile(read_file(path))


def look_at(file: OpenLeadFile, messy: Messy, source: random.Random, folder: Path) -> None:
    summary = file.file.summary
    if messy.rows is not None:
        assert summary.row_count == messy.rows
    column = summary.phone_column if summary.phone_column is not None else source.randrange(len(summary.header))
    plan = plan_of(file, phone_column=column, default_country=source.choice(["IN", "US", ""]))
    result = file.check(plan, lambda share: None)
    hold(file, result)
    for _ in range(source.randrange(3)):
        action = source.randrange(5)
        if action == 0:
            file.edit(
                source.randrange(result.rows),
                source.randrange(len(summary.header)),
                source.choice(["", "9800000005", '"']),
            )
        elif action == 1 and (offers := file.repairs()):
            offer = source.choice(offers)
            assert len(file.preview(offer.key, 0, 1_000)) == offer.count
            file.repair(offer.key, 'filled, "in"')
        elif action == 2:
            file.drop(source.choice(["warnings", "to_send", "country_added"]))
        elif action == 3:
            file.undo()
        else:
            file.restore()
        hold(file, file.check(plan, lambda share: None))
    if result.set_aside and source.random() < 0.2:
        rejected = folder / "rejected.csv"
        written = file.write_rejected(rejected)
        assert written == file.check(plan, lambda share: None).set_aside
        if written:
            assert read_file(rejected).summary.row_count <= written  # rows of blanks alone are no rows


def hold(file: OpenLeadFile, result: CheckResult) -> None:
    """What is true of every file."""
    assert result.rows == file.file.summary.row_count == len(file.table.rows)
    assert result.rows == result.to_send + result.set_aside, f"{result.to_send} + {result.set_aside} of {result.rows}"
    assert sum(group.count for group in result.groups if group.blocker) == result.set_aside
    shown = file.rows("all", 0, result.rows)
    assert sum(bool(row.problems) and row.problems[0].severity == "blocker" for row in shown) == result.set_aside
    if result.can_send:
        payload = file.payload()
        sent = list(csv.reader(io.StringIO(payload.content.decode(), newline="")))
        assert len(sent) == 1 + result.to_send == 1 + payload.rows
        assert len(payload.content) == result.payload_bytes
        assert {len(row) for row in sent} == {1 + len(result.variables)}
        assert len({row[0] for row in sent[1:]}) == result.to_send
