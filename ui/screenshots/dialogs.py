"""Pictures of what the menus open, and of the command palette."""

from __future__ import annotations

from pathlib import Path

from app.log import format_exception
from ui.dialogs.about import AboutDialog
from ui.dialogs.crash import CrashWindow
from ui.screenshots.photographer import Photographer


async def menu_dialogs(at: Photographer) -> None:
    """What the menus open."""
    late = at.window.late
    assert late is not None
    for name, show in (
        ("preferences", late.open_preferences),
        ("shortcuts", late.open_shortcuts),
        ("about", late.open_about),
    ):
        show()
        dialog = await at.dialog()
        if isinstance(dialog, AboutDialog):
            await at.until(lambda about=dialog: about.is_complete, "licences")  # type: ignore[misc]
        await at.in_both_schemes(name, dialog)
        dialog.reject()
    try:
        raise RuntimeError("pretended for this picture")
    except RuntimeError as error:
        folder = f"{Path(__file__).parents[2]}/"
        details = format_exception(type(error), error, error.__traceback__).replace(folder, "")
    crash = CrashWindow("RuntimeError", details, Path(), at.window)
    crash.show()
    await at.in_both_schemes("crash", crash)
    crash.reject()
    crash.deleteLater()


async def command_palette(at: Photographer) -> None:
    """The palette, open and searched."""
    late = at.window.late
    assert late is not None
    at.window.show_tab("campaigns")
    late.open_palette()
    await at.in_both_schemes("palette")
    late.palette.search.setText("emi")
    await at.take("palette-search-light")
    late.open_palette()
