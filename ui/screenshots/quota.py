"""Pictures of the Quota tab: its states in a window of its own (`quota_window.py`), and the usage report."""

from __future__ import annotations

from ui.main_window import MainWindow
from ui.screenshots.photographer import HEIGHT, WIDTH, Photographer
from ui.screenshots.quota_window import take_quota_pictures


async def quota(at: Photographer) -> None:
    """Fresh, busy, shared, cooling down; then the report of the window at hand."""
    own = at.window

    async def take(name: str, window: MainWindow) -> None:
        at.window = window
        try:
            await at.in_both_schemes(name)
        finally:
            at.window = own

    await take_quota_pictures(take, at.until, (WIDTH, HEIGHT))
    at.window.show_tab("quota")
    page = at.quota_page()
    page.request_more.trigger()
    report = page.report
    assert report is not None
    await at.until(lambda: report.is_ready, "usage report")
    await at.in_both_schemes("quota-report", report)
    report.reject()
