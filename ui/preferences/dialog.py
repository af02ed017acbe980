"""The preferences.

Owns: the form. What is chosen is in force at once and kept in the settings; there is nothing to confirm.
Leaves to others: the settings file (`app/settings.py`), what each setting does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import AppError
from app.proxy import EXAMPLE, parse_proxy
from app.settings import DETAILS_A_DAY, FOREVER, RETENTIONS, THEMES, Settings
from ui import texts, tokens
from ui.leads.countries import country_name, load_countries
from ui.preferences.languages import languages
from ui.texts import error_text
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton
from ui.widgets.label import Label
from ui.widgets.rows import Rule, SectionTitle, row
from ui.widgets.search_field import TextField
from ui.widgets.toggles import Switch

if TYPE_CHECKING:
    from ui.main_window import MainWindow

translate = QCoreApplication.translate

NAME_WIDTH = 136
CONTROL_WIDTH = 440
COUNTRIES_TASK = "preferences.countries"


class PreferencesDialog(QDialog):
    """The form. Use `open()`."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self.setObjectName("preferences.dialog")
        self.setWindowTitle(translate("Preferences", "Preferences"))
        self._row = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.S16)
        self._grid.setVerticalSpacing(tokens.S8)
        self._grid.setColumnMinimumWidth(0, NAME_WIDTH)
        self._build_look()
        self._build_numbers()
        self._build_requests()
        self._build_data()
        close = Button(translate("Preferences", "Close"), kind="primary")
        close.setObjectName("preferences.close")
        close.setAutoDefault(False)
        close.clicked.connect(lambda: self.accept())
        foot = QHBoxLayout()
        foot.addWidget(Label(translate("Preferences", "Changes are kept at once."), size="caption", tone="text2"))
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S16)
        layout.addWidget(Label(translate("Preferences", "Preferences"), size="title", weight="semibold"))
        layout.addLayout(self._grid)
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.finished.connect(lambda _result: window.desk.tasks.cancel(COUNTRIES_TASK))
        window.desk.context_changed.connect(self._show_country)
        self._show_country()
        window.desk.tasks.start(self._load_countries(), name=COUNTRIES_TASK)

    # ------------------------------------------------------------------ building

    def _section(self, title: str) -> None:
        if self._row:
            self._put(Rule(), whole=True)
        self._put(SectionTitle(title), whole=True)

    def _put(self, widget: QWidget, *, whole: bool = False) -> None:
        self._grid.addWidget(widget, self._row, 0 if whole else 1, 1, 2 if whole else 1)
        self._row += 1

    def _named(self, name: str, control: QWidget, key: str, *, beside: Button | None = None) -> None:
        control.setObjectName(key)
        control.setAccessibleName(name)
        room = beside.sizeHint().width() + tokens.S8 if beside is not None else 0
        control.setFixedWidth(CONTROL_WIDTH - room)
        label = Label(name)
        label.setBuddy(control)
        self._grid.addWidget(label, self._row, 0)
        self._put(row(control, beside) if beside is not None else control)

    def _note(self, text: str) -> Label:
        note = Label(text, size="caption", tone="text2", wrap=True)
        note.setFixedWidth(CONTROL_WIDTH)
        self._put(note)
        return note

    def _switch(self, key: str, text: str, quiet: str, on: bool, slot: Callable[[bool], None]) -> Switch:
        switch = Switch(text, quiet=quiet)
        switch.setObjectName(key)
        switch.setAccessibleName(text)
        switch.setChecked(on)
        switch.toggled.connect(slot)
        self._put(switch)
        return switch

    def _build_look(self) -> None:
        self._section(translate("Preferences", "Appearance"))
        self.theme = ComboButton()
        titles = {
            "system": translate("Preferences", "As the system"),
            "light": translate("Preferences", "Light"),
            "dark": translate("Preferences", "Dark"),
        }
        for mode in THEMES:
            self.theme.addItem(titles[mode], mode)
        self.theme.setCurrentIndex(THEMES.index(self._settings.theme))
        self.theme.activated.connect(lambda _index: self._on_theme())
        self._named(translate("Preferences", "Colours"), self.theme, "preferences.theme")
        self.contrast = self._switch(
            "preferences.contrast",
            translate("Preferences", "High contrast"),
            translate("Preferences", "When off, only where the system asks for it"),
            self._settings.high_contrast,
            lambda _on: self._trigger("view.contrast"),
        )
        self.language = ComboButton()
        for language in languages():
            self.language.addItem(language.name, language.tag)
        self.language.setCurrentIndex(max(0, self.language.findData(self._settings.language)))
        self.language.activated.connect(lambda _index: self._on_language())
        self._named(translate("Preferences", "Language"), self.language, "preferences.language")
        self._note(translate("Preferences", "In force from the next start of the console."))

    def _build_numbers(self) -> None:
        self._section(translate("Preferences", "Phone numbers"))
        self.country = ComboButton()
        self.country.activated.connect(lambda _index: self._on_country())
        self._named(translate("Preferences", "Default country"), self.country, "preferences.country")
        self._country_note = self._note("")
        self.masking = self._switch(
            "preferences.mask",
            translate("Preferences", "Mask phone numbers on the screen"),
            translate("Preferences", "+91 98••• ••210; copying still gives the whole number"),
            self._settings.mask_numbers,
            self._on_mask,
        )

    def _build_requests(self) -> None:
        self._section(translate("Preferences", "Requests"))
        self.share = self._switch(
            "preferences.share",
            translate("Preferences", "Share the key"),
            translate("Preferences", "Background work leaves other users of it their part; also in the Quota tab"),
            self._window.desk.sharing.is_on,
            self._window.desk.sharing.choose,
        )
        self._window.desk.sharing.changed.connect(self._show_sharing)
        self._show_sharing()
        self.details = ComboButton()
        chosen = self._settings.details_a_day
        for requests in sorted({*DETAILS_A_DAY, chosen}):
            words = translate("Preferences", "{count} a day") if requests else translate("Preferences", "None")
            self.details.addItem(words.format(count=texts.number(requests)), requests)
        self.details.setCurrentIndex(self.details.findData(chosen))
        self.details.activated.connect(lambda _index: self._on_details())
        self._named(translate("Preferences", "Transcripts"), self.details, "preferences.transcripts")
        self.details.setAccessibleName(translate("Preferences", "Requests for transcripts"))
        explained = translate(
            "Preferences", "Requests that fetch transcripts by themselves. What you open is always fetched."
        )
        self.details.setAccessibleDescription(explained)
        self.details.setToolTip(texts.tooltip(explained))
        self.proxy = TextField(self._settings.proxy, placeholder=EXAMPLE)
        self.proxy.editingFinished.connect(self._on_proxy)
        self._named(translate("Preferences", "Proxy"), self.proxy, "preferences.proxy")
        self._proxy_note = self._note("")
        self._proxy_note.set_tone("red")
        self._show_proxy("")

    def _build_data(self) -> None:
        self._section(translate("Preferences", "Personal data on this computer"))
        self.retention = ComboButton()
        words = {
            30: translate("Preferences", "30 days"),
            90: translate("Preferences", "90 days"),
            365: translate("Preferences", "1 year"),
            FOREVER: translate("Preferences", "Until I remove it"),
        }
        for days in RETENTIONS:
            self.retention.addItem(words[days], days)
        self.retention.setCurrentIndex(RETENTIONS.index(self._settings.retention_days))
        self.retention.activated.connect(lambda _index: self._on_retention())
        self.clear = Button(translate("Preferences", "Clear local data…"), icon="trash")
        self.clear.setObjectName("preferences.clear_data")
        self.clear.setAutoDefault(False)
        self._named(translate("Preferences", "Keep it for"), self.retention, "preferences.retention", beside=self.clear)
        self.retention.setAccessibleName(translate("Preferences", "Keep personal data on this computer"))
        explained = translate(
            "Preferences",
            "When a profile is opened, calls that are older leave this computer, and finished uploads that are older "
            "lose their rows, names, lists of numbers and the server's remarks. Each number that went to a "
            "campaign stays with that campaign, so that nobody is uploaded twice. The do-not-call list and "
            "uploads without a known outcome are left alone.",
        )
        self._note(explained)
        self.retention.setAccessibleDescription(explained)
        command = self._window.desk.commands.get("file.clear_data")
        assert command is not None
        self._clear_command = command
        self.clear.clicked.connect(lambda: command.trigger())
        command.changed.connect(self._show_clear)
        self._show_clear()

    # ------------------------------------------------------------------ changes

    def _keep(self) -> None:
        self._window.desk.tasks.start(self._settings.save_in_background())

    def _on_theme(self) -> None:
        self._trigger(f"view.theme.{self.theme.currentData()}")

    def _trigger(self, key: str) -> None:
        """Have the entry of the View menu do it, so that it is ticked as well."""
        command = self._window.desk.commands.get(key)
        if command is not None:
            command.action.trigger()
        self._keep()

    def _on_language(self) -> None:
        self._settings.language = str(self.language.currentData())
        self._keep()

    def _on_mask(self, on: bool) -> None:
        self._settings.mask_numbers = on
        texts.mask_phones(on)
        for page in self._window.built_pages():
            for model in page.findChildren(QAbstractItemModel):
                _repaint(model)
            page.on_display_changed()
        self._window.desk.display_changed.emit()
        self._keep()

    def _show_sharing(self) -> None:
        """It belongs to the profile, and the Quota tab has it too."""
        sharing = self._window.desk.sharing
        self.share.setEnabled(sharing.is_possible)
        self.share.setChecked(sharing.is_on)

    def _show_clear(self) -> None:
        self.clear.setEnabled(self._clear_command.available)
        self.clear.set_hint(self._clear_command.why_not)

    def _on_details(self) -> None:
        self._settings.details_a_day = int(self.details.currentData())
        context = self._window.desk.context
        if context is not None:
            context.details.budget = self._settings.details_a_day
            context.details.look()
        self._keep()

    def _on_retention(self) -> None:
        self._settings.retention_days = int(self.retention.currentData())
        self._keep()

    def _on_proxy(self) -> None:
        try:
            proxy = parse_proxy(self.proxy.text())
        except AppError as error:
            self._show_proxy(error_text(error))
            return
        self._show_proxy("")
        self.proxy.setText(proxy)
        if proxy != self._settings.proxy:
            self._settings.proxy = proxy
            self._keep()

    def _show_proxy(self, problem: str) -> None:
        self.proxy.set_invalid(problem)
        explained = translate(
            "Preferences", "Empty for none. Used from the next opening of a profile; proxies of the system never are."
        )
        # The form is as high as a small screen: what is known to whoever sets a proxy takes no line of it.
        self._proxy_note.setText(problem)
        self._proxy_note.setVisible(bool(problem))
        if not problem:
            self.proxy.set_hint(explained)
            self.proxy.setToolTip(texts.tooltip(explained))

    # ------------------------------------------------------------------ the default country

    def _show_country(self) -> None:
        context = self._window.desk.context
        self.country.setEnabled(context is not None)
        if context is None:
            self._country_note.setText(translate("Preferences", "Open a profile first: it belongs to the profile."))
            return
        self._country_note.setText(
            translate("Preferences", "For lead numbers without a country code, in the profile {name}.").format(
                name=texts.plain(context.profile.name, tokens.CELL_CAP)
            )
        )
        iso = context.profile.default_country
        if self.country.findData(iso) < 0:
            self.country.addItem(country_name(iso) if iso else translate("Preferences", "None"), iso)
        self.country.setCurrentIndex(self.country.findData(iso))

    async def _load_countries(self) -> None:
        from app.threads import run_in_daemon_thread

        countries = await run_in_daemon_thread(load_countries, name="countries")
        chosen = self.country.currentData()
        self.country.clear()
        for country in countries:
            self.country.addItem(country.text, country.iso)
        self.country.setCurrentIndex(self.country.findData(chosen))
        self._show_country()

    def _on_country(self) -> None:
        context = self._window.desk.context
        if context is None:
            return
        iso = str(self.country.currentData())
        context.take_profile(context.profile._replace(default_country=iso))
        stored = self._settings.profile(context.profile.id)
        if stored is not None:
            changed = stored._replace(default_country=iso)
            self._settings.put_profile(changed)
            self._keep()
            self._window.profile_changed.emit(changed)


def _repaint(model: QAbstractItemModel) -> None:
    rows, columns = model.rowCount(QModelIndex()), model.columnCount(QModelIndex())
    if rows and columns:
        model.dataChanged.emit(model.index(0, 0), model.index(rows - 1, columns - 1))
