"""Pictures of the Leads tab: a file from drop to result, one lead, and an upload of unknown outcome.

Owns: how these states are reached. Leaves to others: taking the picture (`ui/screenshots/photographer.py`).
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.api.dialect import LeadDraft
from ui import tokens
from ui.drop_frame import DropFrame
from ui.screenshots.photographer import Photographer

if TYPE_CHECKING:
    from ui.leads.page import LeadsPage

PART_BYTES = 10_000  # for a file that needs four parts without being large
FIRST_SHOWN = 32  # where the sample's first rows with problems are


async def leads(at: Photographer) -> None:
    """One file from the drop to its result, then the dialogs of the page."""
    page = at.leads_page()
    at.window.show_tab("leads")
    await at.take("leads-drop-light")
    held = DropFrame(at.window)
    held.show_for([Path("june_leads.csv")])
    await at.take("leads-file-over-light")
    held.show_for([Path("june_report.pdf")])
    await at.take("leads-file-of-no-use-dark", dark=True)
    held.hide()
    held.deleteLater()
    with resources.as_file(resources.files("resources") / "samples" / "leads-messy.csv") as sample:
        at.window.desk.offer_files([sample])
        await at.until(lambda: page.is_checked, "checked lead file")
        await at.take("leads-no-campaign-light")
        campaigns = at.campaigns_page().model.all_records
        page.choose_campaign(next(campaign.id for campaign in campaigns if campaign.status == "paused"))
        await at.until(lambda: page.send.available, "Send")
        page.preflight.rows.table.verticalScrollBar().setValue(FIRST_SHOWN * tokens.H_ROW)
        await at.settle()
        await at.until(lambda: page.model.record_at(FIRST_SHOWN + 1) is not None, "rows with problems")
        repairs = page.preflight.problems.repairs
        await at.until(repairs.isVisible, "repairs")
        await at.in_both_schemes("leads-preflight")
        await at.take("leads-preflight-high-contrast-light", high_contrast=True)
        repairs.wanted.emit(repairs.offers[0].key)
        await at.until(lambda: page.repairing.dialog is not None, "a repair to look at")
        looked_at = page.repairing.dialog
        assert looked_at is not None
        await at.in_both_schemes("leads-repair", looked_at)
        looked_at.reject()
        page.send.trigger()
        await at.until(lambda: page.is_sent, "answer to the upload")
        # The server has the last word on where it calls: what it refuses was only a warning here.
        await at.take("leads-refused-light")
        page.see_rows.trigger()
        await at.until(lambda: page.send.available, "Send, once more")
        page.send.trigger()
        await at.until(lambda: page.is_sent, "uploaded leads")
    await at.take("leads-result-light")
    page.start_over()
    await _one_lead(at, page)
    await _lost_upload(at, page)
    await _in_parts(at, page)


async def _one_lead(at: Photographer, page: LeadsPage) -> None:
    """The form for one lead, filled in."""
    page.one.trigger()
    dialog = page.dialogs.one
    assert dialog is not None
    campaigns = at.campaigns_page().model.all_records
    dialog.begin(next(campaign.id for campaign in campaigns if campaign.status == "paused"))
    dialog.add.form.number.setText("98765 43210")
    dialog.add.form.name.setText("Asha Rao")
    await at.until(dialog.add.add.isEnabled, "a lead to add")
    await at.until(lambda: not at.window.desk.tasks.is_running("leads.one.agent"), "its variables")
    await at.in_both_schemes("leads-one", dialog)
    dialog.reject()


async def _lost_upload(at: Photographer, page: LeadsPage) -> None:
    """An answer that is really lost while somebody else adds a lead: the counter settles nothing."""
    context = at.window.desk.context
    assert context is not None
    rows = "".join(f"98450 {serial:05d}\tLead {serial}\t12 July\n" for serial in range(240))
    QGuiApplication.clipboard().setText(f"Mobile\tname\tdue_date\n{rows}")
    page.paste.trigger()
    await at.until(lambda: page.is_checked, "pasted rows")
    campaign = next(one for one in at.campaigns_page().model.all_records if one.status == "paused")
    page.choose_campaign(campaign.id)
    await at.until(lambda: page.send.available, "Send")
    await at.take("leads-pasted-light")
    lost = {"kind": "drop_after", "path": "/campaigns-leads/upload-file/*", "delay_s": 0.5}
    await at.demo.control("faults", [lost])
    page.send.trigger()
    await at.until(lambda: page.upload.view.phase == "answer", "all bytes gone")
    await context.api.add_lead(campaign.id, LeadDraft(country_code="+91", national_number="9845099999", name="Ravi"))
    await at.until(lambda: page.questions.dialog is not None, "the question")
    dialog = page.questions.dialog
    assert dialog is not None
    await at.in_both_schemes("leads-ask", dialog)
    dialog.reject()
    page.start_over()


async def _in_parts(at: Photographer, page: LeadsPage) -> None:
    """A file that needs four uploads: under way, held up by a limit, stopped by a refused row, and looked at again."""
    rows = [f"98450 {serial:05d}\tLead {serial:03d}\t12 July\n" for serial in range(1_000, 2_000)]
    rows[600] = "+234 803 123 4567\tLead 600\t12 July\n"  # the server knows that it may not be called
    QGuiApplication.clipboard().setText(f"Mobile\tname\tdue_date\n{''.join(rows)}")
    await at.new_quota_window()
    page.opening.part_bytes = PART_BYTES
    page.paste.trigger()
    await at.until(lambda: page.is_checked, "pasted rows")
    campaign = [one for one in at.campaigns_page().model.all_records if one.status == "paused"][1]
    page.choose_campaign(campaign.id)
    await at.until(lambda: page.send.available, "Send")
    uploads = "/campaigns-leads/upload-file/*"
    slow = {"kind": "delay", "path": uploads, "skip": 1, "delay_s": 1.5}
    limit = {"kind": "rate_limit", "path": uploads, "skip": 1, "retry_after_s": 3}
    await at.demo.control("faults", [slow, limit])
    page.send.trigger()
    view = page.upload.view
    await at.until(lambda: view.part == 1 and view.phase == "answer", "the second part under way")
    await at.in_both_schemes("leads-parts-sending")
    await at.until(lambda: view.is_waiting, "an upload that waits out a limit", limit_s=30)
    await at.in_both_schemes("leads-parts-limited")
    await at.until(lambda: page.is_sent, "the result of all parts", limit_s=30)
    await at.until(lambda: page.rest.go_on.available, "the rest can go on")
    await at.in_both_schemes("leads-parts-result")
    page.rest.go_on.trigger()
    await at.take("leads-parts-go-on-light", await at.dialog())
    (await at.dialog()).reject()
    page.back.rows.trigger()
    await at.until(lambda: page.back.dialog is not None and page.back.dialog.model.rowCount() > 0, "rows of the upload")
    dialog = page.back.dialog
    assert dialog is not None
    await at.in_both_schemes("leads-upload-rows", dialog)
    dialog.reject()
    page.start_over()
    page.back.trail.trigger()
    await at.until(
        lambda: page.back.trail_dialog is not None and page.back.trail_dialog.model.rowCount() > 0, "the audit trail"
    )
    trail = page.back.trail_dialog
    assert trail is not None
    await at.in_both_schemes("leads-trail", trail)
    trail.reject()
    page.opening.part_bytes = None
    await at.take("leads-earlier-light")
