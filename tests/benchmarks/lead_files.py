"""Lead files for the benchmark: the same ones in every run.

Owns: their content. Leaves to others: measuring.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

HEADER = ["phone", "name", "city", "amount", "due", "note"]
_FIRST = ["Aarav", "Ishita", "Rohan", "Meera", "Sandeep", "Farah", "Vikram", "Neha", "Karan", "Lakshmi"]
_CITIES = ["Pune", "Delhi", "Mumbai", "Chennai", "London", "Berlin", "Dubai", "Boston"]
_AREA_CODES = ["212", "305", "415", "617", "703"]
_BAD = ["", "12345", "9.87654E+09", "n/a", "+91 98765", "5000000000"]


def rows(count: int, *, seed: int = 1) -> Iterator[list[str]]:
    """Six columns; mobile numbers of five countries, half of them Indian; one in twenty cannot be called."""
    source = random.Random(seed)
    below = source.randrange
    for serial in range(count):
        kind = below(120)
        if kind < 6:
            phone = _BAD[kind]
        elif kind < 32:
            phone = f"+91 {below(7_000_000_000, 10_000_000_000)}"
        elif kind < 58:
            phone = str(below(7_000_000_000, 10_000_000_000))
        elif kind < 74:
            phone = f"+1 {_AREA_CODES[below(5)]}{below(2_000_000, 10_000_000)}"
        elif kind < 90:
            phone = f"+44 74{below(100_000_000):08d}"
        elif kind < 106:
            phone = f"+49 151{below(100_000_000):08d}"
        else:
            phone = f"+971 50{below(10_000_000):07d}"
        name = f"{_FIRST[below(10)]} {serial}"
        amount, due = str(below(1_000_000)), f"2026-0{1 + below(9)}-{10 + below(19)}"
        yield [phone, name, _CITIES[below(8)], amount, due, f"n{below(1_000_000)}"]


def write_csv(path: Path, count: int, *, seed: int = 1, without_plus: int = 0) -> None:
    """A CSV file of `count` rows; in `without_plus` of them, evenly spread, the number lacks its plus sign."""
    every = count // without_plus if without_plus else 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(HEADER) + "\n")
        for serial, row in enumerate(rows(count, seed=seed)):
            if every and serial % every == 0:
                row[0] = f"1212{2_000_000 + serial}"
            file.write(",".join(row) + "\n")


def write_workbook(book: Path, table: Path, count: int) -> None:
    """An XLSX file and a CSV file of the same rows: numbers as numbers, all else as text."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(book, {"constant_memory": False})
    sheet = workbook.add_worksheet()
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        sheet.write_row(0, 0, HEADER)
        for place, row in enumerate(rows(count), start=1):
            writer.writerow(row)
            for column, cell in enumerate(row):
                if column == 3:
                    sheet.write_number(place, column, float(cell))
                else:
                    sheet.write_string(place, column, cell)
    workbook.close()
