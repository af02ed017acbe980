"""Whatever is in a file: rows with a verdict each, or one sentence; nothing else, and no row lost."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import LeadFileError
from app.leads.lead_file import OpenLeadFile
from app.leads.reading import read_file
from app.leads.records import CheckPlan, CheckResult
from tests.app.leads.making import checked, mobile, plan_of

QUIET = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))

phones = st.one_of(
    st.integers(0, 9).map(mobile),
    st.from_regex(r"\+?[0-9 ().\-]{0,16}", fullmatch=True),
    st.sampled_from(["", " ", "9.87654E+09", "9876543210.0", "n/a", "'+919800000001", "+91 98000 00001 x 12", "०१२"]),
)
cells = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.sampled_from(["", " ", '"', "'", ",", ";", "=1", "a\nb", "a\r\nb", "\0", "\u2028", "\ufeff", "फ़", "x" * 400]),
)
headers = st.lists(st.one_of(cells, st.sampled_from(["phone", "name", "phone_number", ""])), min_size=1, max_size=5)


def read(content: bytes, name: str = "leads.csv") -> OpenLeadFile | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            return OpenLeadFile(read_file(path))
        except LeadFileError:
            return None


@QUIET
@given(
    st.lists(st.tuples(phones, st.text("ab ,\t\u00a0", max_size=4)), min_size=1, max_size=8),
    st.sampled_from([",", ";"]),
)
def test_lines_and_cells_give_the_same_verdict(rows: list[tuple[str, str]], delimiter: str) -> None:
    """A file without any quote is kept as lines, the same file with one as cells."""
    plain = [delimiter.join(cell.replace(delimiter, "").replace('"', "") for cell in row) for row in rows]
    header = delimiter.join(["phone", "name"])
    lines, cells = (
        read("\n".join([header, *plain]).encode()),
        read("\n".join(['"phone"' + header[5:], *plain]).encode()),
    )
    if lines is None or cells is None:
        assert lines is cells
        return
    assert list(lines.table.rows) == list(cells.table.rows)
    one, other = judge(lines), judge(cells)
    assert one == other
    assert lines.rows("all", 0, 99) == cells.rows("all", 0, 99)
    lines.edit(0, 0, mobile(7))
    cells.edit(0, 0, mobile(7))
    assert judge(lines) == judge(cells)
    if one.can_send:
        assert lines.payload().content == cells.payload().content


def judge(file: OpenLeadFile) -> CheckResult:
    """Check and hold the promises that hold for every file."""
    column = file.file.summary.phone_column
    result = checked(file, phone_column=column if column is not None else 0)
    assert result.rows == result.to_send + result.set_aside == file.file.summary.row_count == len(file.table.rows)
    assert sum(group.count for group in result.groups if group.blocker) == result.set_aside
    rows = file.rows("all", 0, result.rows)
    assert [bool(row.problems and row.problems[0].severity == "blocker") for row in rows].count(
        True
    ) == result.set_aside
    assert all(problem.sentence.text for row in rows for problem in row.problems)
    if result.can_send:
        payload = file.payload()
        sent = list(csv.reader(io.StringIO(payload.content.decode(), newline="")))
        assert len(sent) == 1 + result.to_send
        assert {len(row) for row in sent} == {1 + len(result.variables)}
        assert len({row[0] for row in sent[1:]}) == result.to_send
        rows_sent = file.rows("to_send", 0, result.to_send)
        assert [row[0] for row in sent[1:]] == [row.e164 for row in rows_sent]
    return result


@QUIET
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    if file := read(content):
        judge(file)


@QUIET
@given(
    st.binary(max_size=200),
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_any_bytes_after_a_magic(content: bytes, magic: bytes) -> None:
    if file := read(magic + content, "leads.xlsx"):
        judge(file)


@QUIET
@given(st.text(st.sampled_from('ab1,;"\n\r\t |\0\u2028९'), max_size=120))
def test_any_text_of_structure_characters(text: str) -> None:
    if file := read(("phone,name\n" + text).encode()):
        judge(file)


@QUIET
@given(headers, st.data(), st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_written_table_is_read_back(header: list[str], data: st.DataObject, delimiter: str, encoding: str) -> None:
    rows = data.draw(st.lists(st.tuples(phones, *[cells for _ in header]), min_size=1, max_size=8))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["phone", *header])
    writer.writerows(rows)
    if file := read(out.getvalue().encode(encoding)):
        result = judge(file)
        clean = all("\n" not in cell and "\r" not in cell for row in [header, *rows] for cell in row)
        if clean and file.file.summary.delimiter == delimiter:
            filled = [row for row in rows if any(cell.replace("\0", "") for cell in row)]
            assert result.rows == len(filled)


@QUIET
@given(st.lists(phones, min_size=1, max_size=12), st.sampled_from(["IN", "US", "IT", "", "ZZ"]))
def test_any_numbers(numbers: list[str], country: str) -> None:
    file = read("\n".join(["phone,id", *(f"{number},{index}" for index, number in enumerate(numbers))]).encode())
    assert file is not None
    result = file.check(plan(file, country), lambda share: None)
    assert result.rows == len(numbers) == result.to_send + result.set_aside


def plan(file: OpenLeadFile, country: str) -> CheckPlan:
    return plan_of(file, default_country=country, phone_column=0)
