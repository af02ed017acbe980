"""Pictures of the Call logs tab: a transcript, a recording, what was tried again.

Owns: how these states are reached. Leaves to others: taking the picture (`ui/screenshots/photographer.py`).
"""

from __future__ import annotations

from ui.calls import player
from ui.calls.detail_panel import RETRIES, TRANSCRIPT
from ui.calls.page import CallsPage
from ui.screenshots.photographer import Photographer


async def calls(at: Photographer) -> None:
    """The table with a transcript beside it, then what can be done with a call."""
    page = at.calls_page()
    at.window.show_tab("calls")
    await at.until(lambda: page.model.rowCount() > 0, "call logs")
    page.select_first_with_transcript()
    await at.until(lambda: page.details.has_transcript, "transcript")
    await at.in_both_schemes("calls")
    await _recording(at, page)
    await _retries(at, page)


async def _recording(at: Photographer, page: CallsPage) -> None:
    """Played where the media library can be loaded, whether or not anybody hears it; else there is no more to see."""
    if not player.is_loadable():
        return
    page.playback.use(player.QtPlayer)
    page.playback.toggle()
    await at.until(lambda: page.playback.position_s > 1, "a recording that plays")
    page.playback.pause()
    await at.in_both_schemes("calls-recording")
    page.playback.stop()


async def _retries(at: Photographer, page: CallsPage) -> None:
    """A call to somebody who was not reached at first; what can be done with it."""

    def tried_again() -> list[int]:
        shown = page.model.rows
        return [
            row
            for row, call in enumerate(shown)
            if call.duration_s and any(call.to_number == earlier.to_number for earlier in shown[row + 1 :])
        ]

    # The newest calls of all campaigns are first tries.
    campaign = next(one for one in at.campaigns_page().model.all_records if one.status == "paused")
    page.show_calls_of(campaign.id)
    await at.until(lambda: not page.reader.reading and bool(tried_again()), "a call that was tried again")
    again = tried_again()[0]
    page.table.select_row(again)
    page.details.tabs.setCurrentIndex(RETRIES)
    await at.until(lambda: bool(page.details.retries.shown) and page.details.has_transcript, "retries")
    await at.take("calls-retries-light")
    page.details.tabs.setCurrentIndex(TRANSCRIPT)
    call = page.selected()
    assert call is not None
    menu = page.menu.open(call, page.table.mapToGlobal(page.table.rect().center()))
    await at.take("calls-menu-light", menu)
    menu.close()
    page.filters.clear()
