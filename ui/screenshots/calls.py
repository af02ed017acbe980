"""Pictures of the Call logs tab."""

from __future__ import annotations

from ui.screenshots.photographer import Photographer


async def calls(at: Photographer) -> None:
    """The table with a transcript beside it."""
    page = at.calls_page()
    at.window.show_tab("calls")
    await at.until(lambda: page.model.rowCount() > 0, "call logs")
    page.select_first_with_transcript()
    await at.until(lambda: page.details.has_transcript, "transcript")
    await at.in_both_schemes("calls")
