"""Pictures of the Quota tab."""

from __future__ import annotations

from ui.screenshots.photographer import Photographer


async def quota(at: Photographer) -> None:
    """The gauge and who spent what."""
    at.quota_page()
    at.window.show_tab("quota")
    await at.in_both_schemes("quota")
