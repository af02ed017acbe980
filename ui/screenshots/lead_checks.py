"""Pictures of lead files that need a person: columns, characters, problems, repairs; and the template for a good one.

Owns: how these states are reached. Leaves to others: taking the picture (`ui/screenshots/photographer.py`), a file from
drop to result (`leads.py`).
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from ui.screenshots.photographer import NARROW_HEIGHT, NARROW_WIDTH, Photographer

if TYPE_CHECKING:
    from ui.leads.page import LeadsPage

MANY: Final = 120_000  # rows, five of six with a problem
CALLED: Final = 30


async def lead_checks(at: Photographer) -> None:
    """Files that are looked at and not sent."""
    page = at.leads_page()
    at.window.show_tab("leads")
    await at.take("leads-drop-dark", dark=True)
    page.open_template()
    dialog = page.dialogs.template
    assert dialog is not None
    campaign = next(one for one in at.campaigns_page().model.all_records if one.status == "paused")
    dialog.campaign.setCurrentIndex(dialog.campaign.findData(campaign.id))
    dialog.campaign.activated.emit(dialog.campaign.currentIndex())
    await at.until(lambda: "," in dialog.columns.text(), "columns of the agent")
    await at.in_both_schemes("leads-template", dialog)
    dialog.reject()
    with TemporaryDirectory() as folder:
        await _no_numbers(at, page, Path(folder) / "customers.csv")
        await _old_encoding(at, page, Path(folder) / "kunden.csv")
        await _called_lately(at, page, Path(folder) / "reminders.csv")
        await _many_problems(at, page, Path(folder) / "june_all.csv")
        page.start_over()


async def _opened(at: Photographer, page: LeadsPage, path: Path, text: str, encoding: str = "utf-8") -> None:
    await asyncio.to_thread(path.write_text, text, encoding)
    page.offer([path])
    await at.until(lambda: page.opened is not None and page.opened.path == path, path.name)


async def _no_numbers(at: Photographer, page: LeadsPage, path: Path) -> None:
    """Nobody can tell which column holds the phone numbers."""
    rows = "".join(f"C-{serial:04d},Customer {serial},{4_000 + serial},12 July\n" for serial in range(80))
    await _opened(at, page, path, f"customer,name,amount,due_date\n{rows}")
    await at.in_both_schemes("leads-map")


async def _old_encoding(at: Photographer, page: LeadsPage, path: Path) -> None:
    """Nothing in the file proves its encoding."""
    names = ("Łukasz Wójcik,Kraków", "Małgorzata Żak,Łódź", "Jiří Dvořák,Plzeň")
    rows = "".join(f"98450 {serial:05d},{names[serial % 3]},12 July\n" for serial in range(90))
    await _opened(at, page, path, f"Mobile,name,town,due_date\n{rows}", "cp1250")
    await at.until(lambda: page.is_checked, "checked lead file")
    page.characters.choose.trigger()
    dialog = page.characters.dialog
    assert dialog is not None
    await at.in_both_schemes("leads-characters", dialog)
    dialog.reject()


async def _called_lately(at: Photographer, page: LeadsPage, path: Path) -> None:
    """Some of them were called in the last days; what was repaired in the last file with this header comes first."""
    context = at.window.desk.context
    assert context is not None
    calls = await (await context.mirror.view()).rows(0, CALLED)
    called = list(dict.fromkeys(row.record.to_number for row in calls if row is not None))
    numbers = [*called, *(f"97380 {serial:05d}" for serial in range(60))]
    for number in (12, 15, 30, 31):
        numbers[number] = f"1212555{1_000 + number}"
    rows = [f"{number},Lead {place},{'12 July' if place % 9 else ''}\n" for place, number in enumerate(numbers)]
    strip = page.preflight.problems.repairs
    await _opened(at, page, path, f"Mobile,name,due_date\n{''.join(rows)}")
    await at.until(lambda: strip.offer("add_plus") is not None, "repairs")
    page.checking.repair("add_plus")
    await at.until(lambda: page.opened is not None and page.opened.repaired_before != (), "repaired")
    await at.until(lambda: not at.window.desk.tasks.is_running("leads.repairs_kept"), "remembered")
    await _opened(at, page, path.with_name("reminders_2.csv"), f"Mobile,name,due_date\n{''.join(rows)}")
    await at.until(lambda: page.is_checked and strip.offers[:1] == [strip.offer("add_plus")], "repairs")
    campaign = [one for one in at.campaigns_page().model.all_records if one.status == "paused"][-1]
    page.choose_campaign(campaign.id)
    await at.until(lambda: page.is_checked and page.checking.expected is not None, "its agent")
    page.checking.show_view("called_lately")
    await at.until(lambda: page.model.view == "called_lately", "who was called")
    await at.in_both_schemes("leads-called-lately")


async def _many_problems(at: Photographer, page: LeadsPage, path: Path) -> None:
    """A hundred thousand rows with a problem, and repairs for them."""
    forms = ("+9198{0:08d}", "1212{0:07d}", "919198{0:08d}", "call +9197{0:08d} after six", "9.87654E+09", "")
    cells = (forms[serial % 6].format(serial) for serial in range(MANY))
    rows = "".join(f"{cell},Lead {serial},{serial % 7 or ''}\n" for serial, cell in enumerate(cells))
    strip = page.preflight.problems.repairs
    await _opened(at, page, path, f"Mobile,name,amount\n{rows}")
    await at.until(lambda: page.is_checked and len(strip.offers) > 2, "repairs of very many rows", limit_s=60)
    await at.in_both_schemes("leads-100000-problems")
    size = at.window.size()
    at.window.resize(NARROW_WIDTH, NARROW_HEIGHT)
    await at.in_both_schemes("leads-100000-problems-narrow")
    at.window.resize(size)
    await at.settle()
