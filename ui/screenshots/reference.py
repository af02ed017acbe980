"""Pictures of the reference data browser."""

from __future__ import annotations

from app.reference.cache import Kind
from ui.reference import window as browser
from ui.screenshots.photographer import WAIT_LIMIT_S, Photographer


async def reference(at: Photographer) -> None:
    """The agents, with the fields of one beside them."""
    late = at.window.late
    assert late is not None
    late.open_reference()
    opened = late.reference
    assert opened is not None
    opened.resize(browser.WIDTH, browser.HEIGHT)
    state = opened.reader.state
    opened.kinds.choose(Kind.VOICES)
    await at.until(lambda: state(Kind.VOICES).cached is not None, "voices", 3 * WAIT_LIMIT_S)
    opened.kinds.choose(Kind.AGENTS)
    await at.until(lambda: state(Kind.AGENTS).cached is not None, "agents", 3 * WAIT_LIMIT_S)
    await at.in_both_schemes("reference", opened)
    opened.hide()
