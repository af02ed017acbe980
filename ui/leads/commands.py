"""What can be done on the Leads page.

Owns: the commands that several parts of the page share, their titles and keys. Leaves to others: what they do, and when
they are possible.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from ui.command import Command
from ui.page import Page

translate = QCoreApplication.translate


class LeadCommands:
    """See the module.

    Attributes:
        send: Uploads the rows that can be sent.
        save: Saves the rows that are set aside, with their reasons.
        another: Opens another file.
        see_rows: From the result back to the rows.
        check_again: Looks once more how an upload ended.
        ask: Settles an upload of unknown outcome.
        paste: Takes rows from the clipboard.
        one: One lead by itself.
        do_not_call: The do-not-call list.
        read_campaigns: Reads the campaigns to choose from.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        again = translate("Leads", "Check again")
        self.send = self._make("leads.send", translate("Leads", "Upload leads"), sends=True, changes=True)
        self.save = self._make("leads.save", translate("Leads", "Save the rows that are set aside…"))
        self.another = self._make("leads.another", translate("Leads", "Another file…"))
        self.see_rows = self._make("leads.see_rows", translate("Leads", "See the rows"))
        self.check_again = self._make("leads.check_again", again, sends=True)
        self.ask = self._make("leads.result.ask", translate("Leads", "Settle it…"))
        self.paste = self._make("leads.paste", translate("Leads", "Paste from a spreadsheet"))
        self.paste.action.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        page.addAction(self.paste.action)  # on the page: the keys are in force while it is in front
        self.one = self._make("leads.one", translate("Leads", "One lead…"))
        self.do_not_call = self._make("leads.do_not_call", translate("Leads", "Do-not-call list…"))
        self.read_campaigns = self._make("leads.read_campaigns", translate("Leads", "Read campaigns"), sends=True)

    def _make(self, key: str, title: str, *, sends: bool = False, changes: bool = False) -> Command:
        desk = self._page.desk
        return Command(
            key,
            title,
            cooldown=desk.cooldown if sends else None,
            changes=desk.write_lock if changes else None,
            parent=self._page,
        )
