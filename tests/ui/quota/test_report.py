"""The report that goes with a request for a higher limit."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from PySide6.QtCore import QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from app.sandbox.options import DEMO_KEY
from tests.ui.quota.bench import QuotaBench
from tests.ui.until import until
from ui.quota.report_dialog import ReportDialog


class MailProgram(QObject):
    """Takes what would go to the desktop's mail program."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


async def opened(bench: QuotaBench) -> ReportDialog:
    bench.find("quota.request_more").click()
    dialog = bench.quota.report
    assert dialog is not None
    await until(lambda: dialog.is_ready)
    return dialog


async def test_it_shows_what_it_will_say_and_no_more(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        other = await bench.other_console()
        for _ in range(5):
            await other.api.campaigns()
        await other.aclose()
        await bench.context.api.campaigns()
        await bench.still()
        dialog = await opened(bench)
        text = dialog.text.toPlainText()
        total = bench.context.api.request_log.added + 5
        assert f"{total}, 5 of them by others with this key" in text
        assert "10,000 requests per window" in text
        for secret in (*DEMO_KEY.split(":"), "/campaigns", "+91", "Test"):
            assert secret not in text
        assert "support@dialnexa.com" in "".join(
            label.text() for label in dialog.findChildren(type(dialog.said)) if label is not dialog.said
        )
        dialog.reject()
        await until(lambda: bench.quota.report is None)


async def test_copy_and_files(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        dialog = await opened(bench)
        dialog.copy.click()
        assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
        assert dialog.said.text() == "The report was copied."
        for kind, button in (("txt", dialog.as_text), ("csv", dialog.as_csv)):
            button.click()
            chooser = dialog.findChild(QFileDialog, f"quota.report.{kind}.dialog")
            assert chooser is not None
            chooser.fileSelected.emit(str(tmp_path / f"usage.{kind}"))
            chooser.reject()
            await until(lambda kind=kind: dialog.said.text() == f"Saved to usage.{kind}.")  # type: ignore[misc]
        assert (tmp_path / "usage.txt").read_text("utf-8") == dialog.text.toPlainText()
        with (tmp_path / "usage.csv").open(encoding="utf-8-sig", newline="") as file:
            (row,) = csv.DictReader(file)
        assert int(row["total"]) == bench.context.api.request_log.added
        dialog.save_to(tmp_path / "none" / "usage.txt")
        await until(lambda: bench.told and "could not be saved" in bench.told[-1])


async def test_the_mail_goes_through_the_operators_own_program(tmp_path: Path, scheme: object) -> None:
    program = MailProgram()
    async with QuotaBench(tmp_path) as bench:
        dialog = await opened(bench)
        QDesktopServices.setUrlHandler("mailto", program, "take")
        try:
            dialog.mail.click()
        finally:
            QDesktopServices.unsetUrlHandler("mailto")
        (url,) = program.urls
        parts = urlsplit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        assert parts.path == "support@dialnexa.com"
        body = parse_qs(parts.query)["body"][0]
        assert "please raise the request limit" in body
        assert "10,000 requests per window" in body
        assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
        assert "draft is in your mail program" in dialog.said.text()


async def test_another_period_is_another_report(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        dialog = await opened(bench)
        week = dialog.text.toPlainText()
        dialog.period.setCurrentIndex(dialog.period.findData(1))
        dialog.period.activated.emit(dialog.period.currentIndex())
        await until(lambda: dialog.text.toPlainText() != week)
        # Leaving the profile closes it: it belongs to the key.
        bench.window.open_context(None)
        assert not dialog.isVisible()


async def test_a_report_that_is_being_saved_may_be_closed(tmp_path: Path, scheme: object) -> None:
    async with QuotaBench(tmp_path) as bench:
        dialog = await opened(bench)
        dialog.save_to(tmp_path / "usage.txt")
        dialog.reject()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        await until(lambda: not bench.desk.tasks.is_running("quota.report.save"))
        assert (tmp_path / "usage.txt").exists()
        assert bench.told[-1] == "Saved to usage.txt."
        assert bench.failures == []
