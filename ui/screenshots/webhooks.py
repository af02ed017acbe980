"""Pictures of the webhooks."""

from __future__ import annotations

from ui.screenshots.photographer import Photographer
from ui.webhooks import window as list_of
from ui.webhooks.actions import NEW


async def webhooks(at: Photographer) -> None:
    """The list, and the form of a new one over it."""
    late = at.window.late
    assert late is not None
    late.open_webhooks()
    opened = late.webhooks
    assert opened is not None
    opened.resize(list_of.WIDTH, list_of.HEIGHT)
    await at.until(lambda: opened.model.rowCount() > 0, "webhooks")
    await at.in_both_schemes("webhooks", opened)
    opened.acts.add.trigger()
    form = opened.acts.form(NEW)
    form.url.setText("https://hooks.example.com/dialnexa")
    form.boxes["campaign.completed"].setChecked(True)
    await at.take("webhooks-add-light", form)
    form.reject()
    opened.hide()
