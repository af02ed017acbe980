from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from ui.calls.facts import FactList
from ui.calls.words import analysis_rows


def test_what_lies_within_something_gets_a_row_of_its_own(qapp: object) -> None:
    noted = {
        "promise": True,
        "visit": {"city": "Pune", "when": {"day": "2026-06-17", "slot": None}},
        "dues": [{"month": "May", "amount": 1200}, {"month": "June"}],
        "tags": ["a", "b"],
        "none": {},
        "nothing": [],
    }
    assert analysis_rows(noted) == [
        ("promise", "yes"),
        ("visit › city", "Pune"),
        ("visit › when › day", "17 Jun 2026"),
        ("visit › when › slot", "—"),
        ("dues › 1 › month", "May"),
        ("dues › 1 › amount", "1,200"),
        ("dues › 2 › month", "June"),
        ("tags", "a, b"),
        ("none", "—"),
        ("nothing", "—"),
    ]


def test_depth_and_number_are_bounded(qapp: object) -> None:
    deep: dict[str, object] = {"end": 1}
    for _ in range(50):
        deep = {"in": deep}
    [(key, value)] = analysis_rows({"a": deep})
    assert key == "a › in › in › in"
    assert value.startswith('{"in": ')
    assert len(value) <= 300
    assert len(analysis_rows({"a": {str(number): number for number in range(10_000)}, "b": 1})) == 60


def test_the_analysis_is_copied_as_lines_that_no_spreadsheet_calculates(qapp: object) -> None:
    facts = FactList("Analysis")
    facts.show_facts([("note", "=1+1\nand more"), ("due", "17 Jun 2026")])
    facts.copy.click()
    assert QGuiApplication.clipboard().text() == "note\t'=1+1 and more\ndue\t17 Jun 2026\n"
