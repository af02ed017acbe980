"""Pictures of the Call logs tab: the first fill, a transcript, a recording, what was tried again, no calls.

Owns: how these states are reached. Leaves to others: taking the picture (`ui/screenshots/photographer.py`).
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from app.context import Context
from app.demo import start_demo_server
from app.secrets import Secret
from app.settings import Profile
from ui.calls import player
from ui.calls.detail_panel import RETRIES, TRANSCRIPT
from ui.calls.page import CallsPage
from ui.calls.reader import FIGURES
from ui.screenshots.photographer import HEIGHT, NARROW_HEIGHT, NARROW_WIDTH, WIDTH, Photographer

WIDE, HIGH = 1600, 1000


async def calls(at: Photographer) -> None:
    """The table with a transcript beside it, then what can be done with a call."""
    page = at.calls_page()
    at.window.show_tab("calls")
    await at.until(lambda: page.model.rowCount() > 0, "call logs")
    await at.until(page.select_first_with_transcript, "a call in which somebody talked")
    await at.until(lambda: page.details.has_transcript, "transcript")
    await at.until(lambda: bool(page.charts.strip.bars()), "charts")
    await at.until(lambda: bool(page.strip.text), "older calls that are fetched")
    await at.in_both_schemes("calls-first-fill")
    # The fill leaves requests of the window to others for as long as it lasts: nobody waits for that here.
    await at.new_quota_window(600)
    await at.until(lambda: not page.strip.text, "all calls")
    await at.new_quota_window()
    await at.until(lambda: not at.window.desk.tasks.is_running(FIGURES), "figures of all calls")
    await at.in_both_schemes("calls")
    for name, width, height in (("narrow", NARROW_WIDTH, NARROW_HEIGHT), ("wide", WIDE, HIGH)):
        at.window.resize(width, height)
        await at.in_both_schemes(f"calls-{name}")
    at.window.resize(WIDTH, HEIGHT)
    await _found(at, page)
    await _recording(at, page)
    await _retries(at, page)


async def _found(at: Photographer, page: CallsPage) -> None:
    """Words that were found, filters without a control, the dialogs."""
    page.search.setText("loan")
    page.filters.set_rest(page.filters.rest._replace(duration=(60.0, None)))
    await at.until(lambda: not page.is_typing and not page.filters.is_settling, "a search that began")
    await at.until(lambda: not page.reader.is_asking and page.model.rowCount() > 0, "calls found")
    await at.until(page.select_first_with_transcript, "a call in which somebody talked")
    await at.until(lambda: page.details.has_transcript, "transcript with hits")
    await at.in_both_schemes("calls-found")
    columns = page.columns.open()
    await at.take("calls-columns-light", columns)
    columns.reject()
    export = page.exporting.open()
    await at.take("calls-export-light", export)
    export.reject()
    page.search.clear()
    page.filters.clear()
    await at.until(lambda: not page.is_typing and not page.filters.is_settling, "filters that were cleared")
    await at.until(lambda: not page.reader.is_asking and page.model.rowCount() > 0, "call logs")
    await at.until(page.select_first_with_transcript, "a call in which somebody talked")
    await at.until(lambda: page.details.has_transcript, "transcript")


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
        shown = [(row, held.record) for row, held in page.model.held()]
        return [
            row
            for place, (row, call) in enumerate(shown)
            if call.duration_s and any(call.to_number == earlier.to_number for _, earlier in shown[place + 1 :])
        ]

    # The newest calls of all campaigns are first tries.
    campaign = next(one for one in at.campaigns_page().model.all_records if one.status == "paused")
    page.show_calls_of(campaign.id)
    await at.until(lambda: not page.reader.is_asking and bool(tried_again()), "a call that was tried again")
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


async def no_calls(at: Photographer) -> None:
    """A workspace in which nobody was called yet, in the place of the one that is open."""
    window, own = at.window, at.window.desk.context
    demo = await start_demo_server("--call-logs", "0", "--no-dialler")
    with TemporaryDirectory() as folder:
        profile = Profile(id="demo", name="Demo", base_url=demo.url, colour="teal")
        context = await Context.open(profile, Secret.parse(demo.key), Path(folder))
        page = at.calls_page()
        window.show_tab("calls")
        try:
            window.open_context(context)
            await at.until(lambda: page.reader.progress is not None and bool(page.reader.progress.checked_at), "a look")
            await at.until(lambda: page.reader.here == 0, "no calls")
            await at.in_both_schemes("calls-empty")
        finally:
            window.open_context(own)
            await context.aclose()
            demo.stop()
    campaigns = at.campaigns_page()
    await at.until(lambda: campaigns.model.rowCount() > 0 and campaigns.knows_agents, "campaigns, once more")


async def without_server(at: Photographer) -> None:
    """The server is gone: the copy on this computer stays, and is called one."""
    page = at.calls_page()
    at.window.show_tab("calls")
    await at.until(lambda: page.refresh.available, "refresh")
    page.refresh.trigger()
    await at.until(lambda: bool(page.strip.text), "a copy that is called one")
    kept = next((row for row, held in page.model.held() if held.has_details and held.record.duration_s), None)
    if kept is not None:
        page.table.select_row(kept)
        await at.until(lambda: page.details.has_transcript, "a transcript that is kept")
    await at.in_both_schemes("calls-offline")
    at.window.desk.messages.dismiss()
