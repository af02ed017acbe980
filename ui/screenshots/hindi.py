"""Pictures of a window that was built in Hindi.

Owns: that window and the server it reads. Leaves to others: taking the picture (`ui/screenshots/photographer.py`).
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QLocale

from app.context import Context
from app.demo import start_demo_server
from app.errors import AppError
from app.secrets import Secret
from app.settings import Profile, Settings
from ui.main_window import MainWindow
from ui.screenshots.photographer import HEIGHT, WIDTH, Photographer
from ui.translation import use_language


async def hindi(at: Photographer) -> None:
    """A window that was built in Hindi, over a server of its own. The last step: the other window is done."""
    demo = await start_demo_server()
    locale = QLocale()
    translator = use_language("hi")
    if translator is None:
        raise AppError("The Hindi translation cannot be loaded.")
    with TemporaryDirectory() as folder:
        profile = Profile(id="demo", name="डेमो", base_url=demo.url, colour="teal")
        context = await Context.open(profile, Secret.parse(demo.key), Path(folder))
        failures: list[BaseException] = []
        english, at.window = at.window, MainWindow(Settings(Path(folder)), failures.append)
        try:
            await _hindi_window(at, context)
        finally:
            window, at.window = at.window, english
            window.open_context(None)
            await window.desk.tasks.aclose()
            await context.aclose()
            window.hide()
            window.deleteLater()
            demo.stop()
            QCoreApplication.removeTranslator(translator)
            QLocale.setDefault(locale)
    if failures:
        raise failures[0]


async def _hindi_window(at: Photographer, context: Context) -> None:
    window = at.window
    window.show_opening(context.profile)
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.show_page()
    window.open_context(context)
    campaigns = at.campaigns_page()
    await at.until(lambda: campaigns.model.rowCount() > 0 and campaigns.knows_agents, "campaigns")
    await at.take("hindi-campaigns-light")
    calls = at.calls_page()
    window.show_tab("calls")
    await at.until(lambda: calls.model.rowCount() > 0, "call logs")
    await at.until(calls.select_first_with_transcript, "a call in which somebody talked")
    await at.until(lambda: calls.details.has_transcript and bool(calls.charts.strip.bars()), "transcript, charts")
    await at.take("hindi-calls-light")
    leads = at.leads_page()
    window.show_tab("leads")
    with resources.as_file(resources.files("resources") / "samples" / "leads-hindi.csv") as sample:
        window.desk.offer_files([sample])
        await at.until(lambda: leads.is_checked, "checked lead file")
    await at.take("hindi-leads-preflight-light")
    leads.start_over()
    assert window.late is not None
    window.late.open_preferences()
    dialog = await at.dialog()
    await at.take("hindi-preferences-light", dialog)
    dialog.reject()
    window.show_tab("quota")
    at.quota_page()
    await at.take("hindi-quota-light")
