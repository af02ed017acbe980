from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.demo import DemoServer
from app.errors import ReadOnlyError
from app.settings import Profile, Settings
from tests.ui.profiles.conftest import Run, Stage, seen, until
from ui.command import Command
from ui.main_window import tab_specs

Both = tuple[Profile, Profile]

# Commands that change nothing on the server, by key or by what their key begins with. A new command is either here or
# follows the write lock: this list is what keeps one from being forgotten.
HARMLESS = (
    "view.", "file.", "help.", "edit.", "tools.", "queue.", "palette", "quota.", "reference.", "calls.",
    "campaigns.refresh", "campaigns.leads", "campaigns.calls", "campaigns.copy", "campaigns.open",
    "leads.cancel", "leads.save", "leads.another", "leads.see_rows", "leads.check_again", "leads.settle",
    "leads.read_campaigns", "leads.ask", "leads.reopen", "leads.result.ask", "leads.paste", "leads.one",
    "leads.do_not_call", "leads.give_up", "leads.upload_rows", "leads.trail", "leads.look_paused",
    "leads.characters", "leads.undo", "leads.redo", "campaigns.look", "campaigns.reload",
)  # fmt: skip
REASON = "This profile is read-only. File, Manage profiles changes that."


def commands(stage: Stage) -> list[Command]:
    """Every command of the window, all pages built."""
    for spec in tab_specs():
        stage.window.page(spec.key)
    return stage.window.findChildren(Command)


def test_nothing_that_changes_something_is_possible(run: Run[Any], folder: Path, both: Both, one: DemoServer) -> None:
    async def work() -> None:
        first, _ = both
        settings = Settings.load(folder)
        settings.put_profile(first._replace(read_only=True))
        settings.save()
        before = len(seen(one))
        stage = Stage(folder)
        await stage.open()
        assert stage.window.windowTitle() == "Workspace 1 — read-only — DialNexa Console"
        assert stage.find(QWidget, "profile.read_only").isVisible()
        changing = [command for command in commands(stage) if not command.key.startswith(HARMLESS)]
        assert {"campaigns.pause", "campaigns.create", "campaigns.stop_all", "leads.send"} <= {c.key for c in changing}
        for row in range(stage.campaigns.model.rowCount()):
            stage.campaigns.table.select_row(row)
            for command in changing:
                command.trigger()
            forgotten = [command.key for command in changing if (command.possible, command.why_not) != (False, REASON)]
            assert forgotten == []
        leads: Any = stage.window.page("leads")
        leads.one.trigger()
        for name in ("add", "save", "remove"):
            button = await until(lambda name=name: stage.window.findChild(QPushButton, f"leads.one.{name}"), name)
            assert not button.isEnabled()
            assert REASON in button.accessibleDescription(), name
        leads.dialogs.forget()
        stage.campaigns.refresh.trigger()  # reading goes on
        await until(lambda: stage.campaigns.refresh.available, "read again")
        context = stage.session.context
        assert context is not None
        campaign = next(c for c in stage.campaigns.model.all_records if c.status == "running")
        for ask in (
            lambda: context.api.change_campaign_status(campaign.id, "pause"),
            lambda: context.api.remove_lead("lead_1"),
            lambda: context.api.revoke_api_key("key_1"),
        ):
            with pytest.raises(ReadOnlyError, match="Nothing was sent"):
                await ask()
        assert {method for method, _ in seen(one)[before:]} == {"GET"}
        await stage.end()

    run(work())


def test_it_is_switched_on_and_off_without_a_restart(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        stage = Stage(folder)
        await stage.open()
        running = next(i for i, c in enumerate(stage.campaigns.model.all_records) if c.status == "running")
        stage.campaigns.table.select_row(running)
        assert stage.campaigns.pause.possible
        stage.window.manage_wanted.emit()
        dialog: Any = await stage.dialog("profiles.dialog")
        dialog.read_only.setChecked(True)
        assert stage.campaigns.pause.why_not == REASON
        context = stage.session.context
        assert context is not None
        with pytest.raises(ReadOnlyError):
            await context.api.remove_lead("lead_1")
        assert stage.session.context is context, "nothing was read anew"
        await until(lambda: Settings.load(folder).profiles[0].read_only, "on the disk")
        dialog.read_only.setChecked(False)
        assert stage.campaigns.pause.possible
        assert stage.window.windowTitle() == "Workspace 1 — DialNexa Console"
        await stage.end()

    run(work())


def test_a_damaged_setting_is_read_as_read_only(folder: Path, both: Both) -> None:
    path = folder / "settings.json"
    path.write_text(path.read_text().replace('"read_only": false', '"read_only": "no"', 1))
    first, second = Settings.load(folder).profiles
    assert (first.read_only, second.read_only) == (True, False)
