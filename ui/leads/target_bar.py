"""Where the leads go and how their numbers are read: campaign, country, sheet, the agent's variables.

Owns: the row of choices above the table. Leaves to others: checking again when one changes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import texts, tokens
from ui.campaigns.columns import shown_status
from ui.command import Command
from ui.leads.countries import Country
from ui.leads.variable_pills import VariablePills
from ui.toolbar import Toolbar
from ui.widgets import status
from ui.widgets.combo_button import ComboButton
from ui.widgets.cooling_button import CoolingButton

if TYPE_CHECKING:
    from app.models import Campaign

translate = QCoreApplication.translate


class TargetBar(QWidget):
    """48 px.

    Signals:
        campaign_chosen: By the operator; "" for none.
        country_chosen: ISO code; "" for none.
        sheet_chosen: Its name.
    """

    campaign_chosen = Signal(str)
    country_chosen = Signal(str)
    sheet_chosen = Signal(str)

    def __init__(self, read_campaigns: Command, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.campaign = ComboButton(translate("Leads", "Campaign"), least_width=10 * tokens.S32)
        self.campaign.setObjectName("leads.campaign")
        self.campaign.setAccessibleName(translate("Leads", "Target campaign"))
        self.campaign.activated.connect(lambda place: self.campaign_chosen.emit(self.campaign.itemData(place)))
        self.country = ComboButton(translate("Leads", "Numbers in"), least_width=6 * tokens.S32)
        self.country.setObjectName("leads.country")
        self.country.setAccessibleName(translate("Leads", "Country of the numbers"))
        self.country.setMaximumWidth(6 * tokens.S32)
        self.country.activated.connect(lambda place: self.country_chosen.emit(self.country.itemData(place)))
        self.sheet = ComboButton(translate("Leads", "Sheet"))
        self.sheet.setObjectName("leads.sheet")
        self.sheet.setAccessibleName(translate("Leads", "Sheet of the workbook"))
        self.sheet.setMaximumWidth(8 * tokens.S32)
        self.sheet.activated.connect(lambda place: self.sheet_chosen.emit(self.sheet.itemText(place)))
        self._read = CoolingButton(read_campaigns.title, icon="refresh")
        read_campaigns.bind(self._read)
        self.variables = VariablePills()
        bar = Toolbar()
        bar.add(self.campaign, self._read, self.country, self.sheet)
        bar.add_separator()
        bar.add(self.variables)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(bar)
        self.show_campaigns((), "", read=False)
        self.show_sheets((), "")

    def show_campaigns(self, campaigns: Sequence[Campaign], current: str, *, read: bool) -> None:
        """Offer these campaigns; `read`: whether the list was read at all."""
        combo = self.campaign
        if combo.view().isVisible():
            return  # it would change under the operator's hand; the next reading does it
        none = translate("Leads", "choose one") if read else translate("Leads", "not read yet")
        entries = [(none, "", "")]
        for campaign in campaigns:
            name = texts.plain(campaign.name or campaign.id, tokens.CELL_CAP)
            word = status.campaign(shown_status(campaign)).word
            entries.append((f"{name}{texts.THIN}{word}", campaign.id, name))
        shown = [
            (combo.itemText(place), combo.itemData(place), combo.itemData(place, Qt.ItemDataRole.AccessibleTextRole))
            for place in range(combo.count())
        ]
        if shown != [(text, data, name or text) for text, data, name in entries]:
            combo.clear()
            for text, data, name in entries:
                combo.addItem(text, data)
                place = combo.count() - 1
                # Spoken and found by its name; the status is what describes it.
                combo.setItemData(place, name or text, Qt.ItemDataRole.AccessibleTextRole)
                combo.setItemData(place, text, Qt.ItemDataRole.AccessibleDescriptionRole)
                combo.setItemData(place, texts.tooltip(text), Qt.ItemDataRole.ToolTipRole)
            combo.updateGeometry()
        combo.setCurrentIndex(max(0, combo.findData(current)))
        combo.setAccessibleDescription(combo.currentText())
        combo.setToolTip(texts.tooltip(combo.currentText()))
        self._read.setVisible(not read)

    def show_countries(self, countries: Sequence[Country], current: str) -> None:
        """Offer these countries for numbers that are written without one."""
        combo = self.country
        if combo.count() != len(countries) + 1:
            combo.clear()
            combo.addItem(translate("Leads", "no country: + is needed"), "")
            for country in countries:
                combo.addItem(country.text, country.iso)
            combo.updateGeometry()
        combo.setCurrentIndex(max(0, combo.findData(current)))
        combo.setAccessibleDescription(combo.currentText())

    def show_sheets(self, sheets: Sequence[str], current: str) -> None:
        """Offer the sheets of a workbook; hidden where there is nothing to choose."""
        combo = self.sheet
        if [combo.itemText(place) for place in range(combo.count())] != list(sheets):
            combo.clear()
            combo.addItems(list(sheets))
            combo.updateGeometry()
        combo.setCurrentIndex(combo.findText(current, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive))
        combo.setAccessibleDescription(combo.currentText())
        combo.setVisible(len(sheets) > 1)

    def show_variables(self, expected: Sequence[str] | None, have: Collection[str], *, campaign: bool) -> None:
        """Show what the agent says; None: that is not known."""
        if not campaign:
            self.variables.show_text(translate("Leads", "Choose the campaign that the leads go to"))
        elif expected is None:
            self.variables.show_text(translate("Leads", "It is not known which variables the agent says"))
        else:
            self.variables.show_variables(expected, have)
