"""Pictures of the Campaigns tab: its table, its forms, a cooldown, and a server that died.

Owns: how these states are reached. Leaves to others: taking the picture (`ui/screenshots/photographer.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.quota.snapshot import QuotaSnapshot
from ui.screenshots.photographer import HEIGHT, NARROW_HEIGHT, NARROW_WIDTH, WAIT_LIMIT_S, WIDTH, Photographer

if TYPE_CHECKING:
    from ui.campaigns.page import CampaignsPage

PAUSE_S = 14


async def campaigns(at: Photographer) -> None:
    """The table: full, filtered to nothing, in a narrow window."""
    page = at.campaigns_page()
    at.window.show_tab("campaigns")
    await at.until(lambda: page.model.rowCount() > 0, "campaigns")
    await at.until(lambda: page.knows_agents, "names of agents")
    await at.until(lambda: at.snapshot() != QuotaSnapshot(), "quota")
    await at.in_both_schemes("campaigns")
    await at.take("campaigns-high-contrast-light", high_contrast=True)
    await at.take("campaigns-high-contrast-dark", dark=True, high_contrast=True)
    page.search.setText("no such campaign")
    await at.take("campaigns-filtered-out-light")
    page.search.clear()
    at.window.resize(NARROW_WIDTH, NARROW_HEIGHT)
    await at.take("campaigns-narrow-light")
    at.window.resize(WIDTH, HEIGHT)


async def read_only(at: Photographer) -> None:
    """The window of a profile that may change nothing."""
    context = at.window.desk.context
    assert context is not None
    own = context.profile
    at.window.show_tab("campaigns")
    at.window.show_changed(own._replace(name="Auditor", colour="amber", read_only=True))
    await at.in_both_schemes("read-only")
    at.window.show_changed(own)


async def forms(at: Photographer) -> None:
    """The estimate; the form for a new campaign, empty and refused; the question before one is cancelled."""
    page = at.campaigns_page()
    at.window.show_tab("campaigns")
    # The page looks again by itself, but late where the pictures before have left little quota; a click is quick.
    for _ in range(3):
        if not page.details.has_estimate:
            await at.until(lambda: page.refresh.available, "refresh", 3 * WAIT_LIMIT_S)
            page.refresh.trigger()
            await at.until(lambda: page.refresh.available, "campaigns once more", 3 * WAIT_LIMIT_S)
    await at.until(lambda: page.details.has_estimate, "estimate from two readings", 3 * WAIT_LIMIT_S)
    await at.take("campaigns-estimate-light")
    page.new.trigger()
    form = page.acts.new_form()
    await at.until(lambda: form.fields.caller.count() > 0, "caller numbers")
    form.fields.name.setText("Festive offer · second round")
    form.fields.agent.setCurrentIndex(0)
    await at.in_both_schemes("new-campaign", form)
    form.fields.start.on_date.setChecked(True)
    form.fields.caller.setCurrentIndex(form.fields.caller.count() - 1)  # one that is not active yet
    await at.until(lambda: page.acts.create.available, "Create campaign")
    page.acts.create.trigger()
    await at.until(lambda: bool(form.problem.text), "refusal of the server")
    await at.take("new-campaign-refused-light", form)
    form.reject()
    running = next(campaign for campaign in page.model.records if campaign.status == "running")
    page.show_campaign(running.id)
    page.cancel.trigger()
    question = await at.dialog()
    await at.in_both_schemes("cancel-campaign", question)
    question.reject()


async def cooling(at: Photographer) -> None:
    """A real 429 with Retry-After from the sandbox, not a pretended one."""
    await at.demo.control("faults", [{"kind": "rate_limit", "retry_after_s": PAUSE_S}])
    page = at.campaigns_page()
    at.window.show_tab("campaigns")
    await at.until(lambda: page.refresh.available, "refresh")
    page.refresh.trigger()
    await at.until(lambda: at.window.desk.cooldown.state is not None, "cooldown")
    await at.in_both_schemes("campaigns-cooldown")
    await _queued(at, page)


async def _queued(at: Photographer, page: CampaignsPage) -> None:
    """Actions that wait: one, then several in a narrow window; then as the palette tells it."""
    late = at.window.late
    assert late is not None
    paused = next(campaign for campaign in page.model.all_records if campaign.status == "paused")
    running = next(campaign for campaign in page.model.all_records if campaign.status == "running")
    page.show_campaign(paused.id)
    late.queue.put(page.resume)
    page.show_campaign(running.id)
    await at.in_both_schemes("campaigns-queued")
    late.queue.put(page.pause)
    at.window.resize(NARROW_WIDTH, NARROW_HEIGHT)
    await at.take("campaigns-queued-narrow-light")
    at.window.resize(WIDTH, HEIGHT)
    late.open_palette()
    await at.take("palette-cooldown-dark", dark=True)
    late.open_palette()
    late.queue.clear()
    at.window.desk.messages.dismiss()


async def stop_everything(at: Photographer) -> None:
    """One campaign that the server fails to pause among others that it does."""
    page = at.campaigns_page()
    at.window.show_tab("campaigns")
    await at.until(lambda: page.stop_all.available, "end of the cooldown", PAUSE_S * 2)
    await at.new_quota_window()
    unlucky = [campaign for campaign in page.model.records if campaign.status == "running"][1]
    path = f"/campaigns/{unlucky.id}/status"
    await at.demo.control("faults", [{"kind": "status", "status": 500, "path": path, "times": 0}])
    page.stop_all.trigger()
    await at.until(lambda: page.stop_all.available, "results")
    dialog = await at.dialog()
    await at.in_both_schemes("stop-everything", dialog)
    dialog.close()
    at.window.desk.messages.dismiss()


async def offline(at: Photographer) -> None:
    """The server dies: what was read stays, and the window says so."""
    await at.until(lambda: at.window.desk.cooldown.state is None, "end of the cooldown", PAUSE_S * 2)
    await at.new_quota_window()
    at.demo.stop()
    page = at.campaigns_page()
    at.window.show_tab("campaigns")
    page.refresh.trigger()
    await at.until(lambda: at.window.desk.messages.last is not None, "message")
    await at.take("campaigns-offline-light")
