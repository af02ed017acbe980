"""An empty lead file to be filled in: for which campaign, and with which columns.

Owns: the dialog, and saving the file. Leaves to others: the columns (`app/leads/template.py`), the agent's variables
(`app/reference`). No lead is sent from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import texts, tokens
from ui.desk import Desk
from ui.leads.file_dialogs import choose_csv_to_write
from ui.leads.single.expected import expected_variables
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.context import Context
    from app.models import Campaign

translate = QCoreApplication.translate

_WIDTH: Final = 460


class TemplateDialog(QDialog):
    """See the module. Use `open()`. It deletes itself.

    Attributes:
        campaign: For which one the file is.
        columns: Says which columns it gets.
    """

    def __init__(self, desk: Desk, context: Context, campaign_id: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._context = context
        self._variables: Sequence[str] | None = None
        self.setObjectName("leads.template.dialog")
        title = translate("Leads", "A lead file to fill in")
        self.setWindowTitle(title)
        self.setModal(True)
        self.campaign = ComboButton(translate("Leads", "Campaign"), least_width=_WIDTH)
        self.campaign.setObjectName("leads.template.campaign")
        self.campaign.setAccessibleName(translate("Leads", "Campaign of the template"))
        self.campaign.setFixedWidth(_WIDTH)
        self.campaign.addItem(translate("Leads", "any"), "")
        for each in context.campaigns.records:
            if not each.is_final:
                self.campaign.addItem(texts.plain(each.name or each.id, tokens.CELL_CAP), each.id)
        self.campaign.setCurrentIndex(max(0, self.campaign.findData(campaign_id)))
        self.campaign.activated.connect(lambda _place: self._load())
        self.columns = Label("", wrap=True)
        self.columns.setObjectName("leads.template.columns")
        self.columns.setFixedWidth(_WIDTH)
        self._note = Label("", tone="text2", wrap=True)
        self._note.setFixedWidth(_WIDTH)
        cancel = Button(translate("Leads", "Cancel"))
        cancel.setObjectName("leads.template.cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.save = Button(translate("Leads", "Save it…"), icon="save", kind="primary")
        self.save.setObjectName("leads.template.save")
        self.save.setDefault(True)
        self.save.clicked.connect(self._on_save)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S8)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(Label(title, size="title", weight="semibold"))
        layout.addWidget(self.campaign)
        layout.addWidget(self.columns)
        layout.addWidget(self._note)
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.finished.connect(lambda _result: self._on_finished())
        self._load()
        self.campaign.setFocus()

    @property
    def _campaign(self) -> Campaign | None:
        return self._context.campaigns.get(str(self.campaign.currentData() or ""))

    def _load(self) -> None:
        """Find out what the agent says; until then the plain columns are shown."""
        self._desk.tasks.cancel("leads.template.agent")
        self.campaign.setAccessibleDescription(self.campaign.currentText())
        self._show(None)
        if self._campaign is not None:
            self._desk.tasks.start(self._load_agent(self._campaign), name="leads.template.agent")

    async def _load_agent(self, campaign: Campaign) -> None:
        variables = await expected_variables(self._context, campaign)
        if self._campaign is not None and self._campaign.id == campaign.id:
            self._show(variables)

    def _show(self, variables: Sequence[str] | None) -> None:
        from app.leads.template import template_columns

        self._variables = variables
        columns = template_columns(variables)
        names = ", ".join(texts.plain(name, tokens.CELL_CAP) for name in columns)
        self.columns.setText(translate("Leads", "Columns: {names}").format(names=names))
        said = [translate("Leads", "It has column names and no row. Write numbers with their country, such as +91.")]
        wanted = len(set(variables or ()) | {columns[0]})
        if wanted > len(columns):
            left_out = translate("Leads", "The agent says more than an upload can carry; left out: {count}.")
            said.insert(0, left_out.format(count=texts.number(wanted - len(columns))))
        elif variables is None and self._campaign is not None:
            said.insert(0, translate("Leads", "It is not known which variables the agent says."))
        self._note.setText(" ".join(said))

    def _on_save(self) -> None:
        from app.leads.template import template_name

        campaign = self._campaign
        variables = self._variables
        choose_csv_to_write(
            self,
            "leads.template.file",
            translate("Leads", "Save the template"),
            template_name(campaign.name or "" if campaign is not None else ""),
            lambda path: self._desk.tasks.start(self._write(path, variables), name="leads.template.save"),
        )

    async def _write(self, path: Path, variables: Sequence[str] | None) -> None:
        from app.leads.template import write_template
        from app.threads import run_in_daemon_thread

        await run_in_daemon_thread(lambda: write_template(path, variables), name="template")
        self._desk.messages.success(
            translate("Leads", "Saved {name}. Fill it in and drop it here.").format(name=texts.plain(path.name))
        )
        self.accept()

    def _on_finished(self) -> None:
        self._desk.tasks.cancel("leads.template.agent")
        self.deleteLater()
