from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QPushButton

from app.demo import DemoServer
from app.settings import Profile
from tests.ui.profiles.conftest import Run, Stage, seen, until

Both = tuple[Profile, Profile]


async def begin_upload(stage: Stage, server: DemoServer, path: Path) -> Any:
    """Have an upload under way whose answer does not come; the Leads page."""
    page: Any = stage.window.page("leads")
    stage.window.desk.offer_files([path])
    await until(lambda: page.is_checked, "checked")
    paused = next(c for c in stage.campaigns.model.all_records if c.status == "paused")
    page.choose_campaign(paused.id)
    await until(lambda: page.send.available, lambda: f"possible to send: {page.send.why_not}")
    await server.control("faults", [{"kind": "hang", "path": "*upload-file*", "times": 1}])

    def uploads() -> int:
        return sum("upload-file" in path for _, path in seen(server))

    before = uploads()  # of other tests
    page.send.trigger()
    await until(lambda: uploads() > before, "the upload with the server")
    return page


def leads(tmp_path: Path) -> Path:
    path = tmp_path / "june.csv"
    path.write_text("phone_number,name\n" + "".join(f"+9198{i:08d},Name {i}\n" for i in range(50)))
    return path


def test_leaving_during_an_upload_asks_and_stays_by_default(
    run: Run[Any], folder: Path, both: Both, one: DemoServer, tmp_path: Path
) -> None:
    async def work() -> None:
        first, second = both
        stage = Stage(folder)
        await stage.open()
        closed: list[str] = []
        page = await begin_upload(stage, one, leads(tmp_path))
        stage.session.leave_then(lambda: closed.append("closed"), closing=True)
        ask = await stage.dialog("leave.dialog")
        stay = ask.findChild(QPushButton, "leave.dialog.no")
        assert stay is not None
        assert stay.isDefault()
        assert stay.text() == "Stay"
        stay.click()
        assert closed == []
        assert page.unfinished().startswith("An upload is under way: june.csv. Leaving now cuts the connection")

        stage.window.profile_wanted.emit(second.id)
        assert stage.session.current == first, "nothing before the answer"
        await stage.press("leave.dialog", "leave.dialog.yes")
        await stage.until_read(second)
        assert page.unfinished() == ""
        await one.control("faults", [])

        # Back again: what is open is shown at once.
        stage.told.clear()
        stage.window.profile_wanted.emit(first.id)
        await until(lambda: any("no known outcome" in text for text in stage.told), "told")
        await stage.end()

        again = Stage(folder)
        again.start()
        await until(lambda: any("1 upload has no known outcome" in text for text in again.told), "told at the start")
        message = again.window.desk.messages.last
        assert message is not None
        assert message.action is not None
        message.action()
        assert again.window.tabs.currentIndex() == 1
        uploads: Any = again.window.page("leads")
        await until(lambda: uploads.questions.records, "in the list")
        assert [str(record.state) for record in uploads.questions.records] == ["unknown"]
        await again.end()

    run(work())


def test_the_question_goes_away_with_its_reason(
    run: Run[Any], folder: Path, both: Both, one: DemoServer, tmp_path: Path
) -> None:
    async def work() -> None:
        stage = Stage(folder)
        await stage.open()
        closed: list[str] = []
        page = await begin_upload(stage, one, leads(tmp_path))
        stage.session.leave_then(lambda: closed.append("closed"), closing=True)
        ask = await stage.dialog("leave.dialog")
        gone: list[bool] = []
        ask.destroyed.connect(lambda: gone.append(True))
        page.upload.cancel.trigger()
        await until(lambda: page.unfinished() == "", "the end of the upload")
        await until(lambda: gone, "the question gone")
        assert closed == []
        assert stage.window.findChildren(QDialog, "leave.dialog") == []
        await one.control("faults", [])
        await stage.end()

    run(work())


def test_without_an_upload_nothing_is_asked(run: Run[Any], folder: Path, both: Both) -> None:
    async def work() -> None:
        stage = Stage(folder)
        await stage.open()
        closed: list[str] = []
        stage.session.leave_then(lambda: closed.append("closed"), closing=True)
        assert closed == ["closed"]
        await stage.end()

    run(work())


def test_files_wait_for_a_profile_and_for_each_other(run: Run[Any], folder: Path, both: Both, tmp_path: Path) -> None:
    async def work() -> None:
        _, second = both
        first_file, more = leads(tmp_path), [tmp_path / "july.csv", tmp_path / "august.csv"]
        for path in more:
            path.write_text("phone_number\n+919800000001\n")
        stage = Stage(folder, files=(str(first_file), str(more[0])))
        await stage.open()
        page: Any = stage.window.page("leads")
        await until(lambda: page.is_checked and page.opened.name == "june.csv", "the first file")
        assert page.waiting.paths == (more[0],)
        stage.session.offer_files([more[0], more[1]])  # handed over by a later start
        await until(lambda: page.is_checked and page.opened.name == "july.csv", "the file just asked for")
        assert page.waiting.paths[-1] == more[1]
        stage.window.profile_wanted.emit(second.id)
        await stage.until_read(second)
        assert page.opened is None
        assert page.waiting.paths == (), "files of one workspace are not for another"
        await stage.end()

    run(work())
