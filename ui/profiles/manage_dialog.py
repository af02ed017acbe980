"""Every profile of this computer, and what is known of each.

Owns: the list and the form beside it. Every change holds at once, a name when it is finished. Leaves to others:
carrying it out (`ui/profiles/administration.py`), the key (`key_dialog.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QUrl,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.settings import Profile
from ui import icons, texts, theme, tokens
from ui.header import profile_colour
from ui.leads.countries import Country, country_name
from ui.profiles.colour_choice import ColourChoice
from ui.profiles.names import name_problem
from ui.widgets.button import Button
from ui.widgets.combo_button import ComboButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.rows import FormField, Rule
from ui.widgets.search_field import TextField
from ui.widgets.toggles import CheckBox

translate = QCoreApplication.translate

LIST_WIDTH: Final = 264
FORM_WIDTH: Final = 376
NAME_LIMIT: Final = 60
_ROW_HEIGHT: Final = 56
_PROFILE: Final = int(Qt.ItemDataRole.UserRole)
_OPEN: Final = _PROFILE + 1


class _Rows(QStyledItemDelegate):
    """A profile as a row: its colour, its name, where it goes and which key."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines."""
        return QSize(LIST_WIDTH - 2 * tokens.S8, _ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Colour, two lines, a lock where it is read-only, "open" where it is."""
        profile: Profile = index.data(_PROFILE)
        c = theme.colours()
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, c.soft)
            painter.fillRect(QRect(area.x(), area.y(), tokens.ROW_BAR, area.height()), c.accent)
        square = QRect(area.x() + tokens.S12, area.y() + tokens.S12, 12, 12)
        theme.draw_box(painter, square, tokens.R_BAR, profile_colour(profile), None)
        left = square.right() + tokens.S12
        right = area.right() - tokens.S8
        if profile.read_only:
            right -= tokens.ICON
            icons.paint(painter, "lock", QRect(right, area.y() + tokens.S8 + 2, tokens.ICON, tokens.ICON), c.amber)
            right -= tokens.S4
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        line = QRect(left, area.y() + tokens.S8, right - left, theme.line_height("body"))
        painter.setFont(theme.font("body", "semibold"))
        painter.setPen(c.text)
        name = texts.plain(profile.name, NAME_LIMIT)
        painter.drawText(line, flags, painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, line.width()))
        line.moveTop(line.bottom() + 1)
        painter.setFont(theme.font("caption"))
        painter.setPen(c.text2)
        second = _second_line(profile, is_open=bool(index.data(_OPEN)))
        painter.drawText(
            line, flags, painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, line.width())
        )


def _second_line(profile: Profile, *, is_open: bool) -> str:
    parts = [QUrl(profile.base_url).host()]
    if is_open:
        parts.insert(0, translate("Profiles", "open"))
    return texts.plain(" · ".join(parts), tokens.CELL_CAP)


class ManageDialog(QDialog):
    """The dialog. Shows what `show_profiles` was given; every wish goes out as a signal.

    Signals:
        changed: A profile with another name, colour, country or right (the profile as it is to be).
        add_wanted: A new profile is to be added.
        open_wanted: This profile is to be opened (its id).
        key_wanted: This profile is to get a new key (the profile).
        remove_wanted: This profile is to be removed (the profile).
        clear_wanted: Its local data are to be deleted (the profile).
        selected: Another profile is shown (its id): its size may be told with `show_size`.
    """

    changed = Signal(object)
    add_wanted = Signal()
    open_wanted = Signal(str)
    key_wanted = Signal(object)
    remove_wanted = Signal(object)
    clear_wanted = Signal(object)
    selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("profiles.dialog")
        self.setWindowTitle(translate("Profiles", "Profiles"))
        self._profiles: list[Profile] = []
        self._open_id = ""
        self._shown: Profile | None = None
        self._filling = False
        self._make_list()
        self._make_form()
        self._lay_out()

    # ------------------------------------------------------------------ building

    def _make_list(self) -> None:
        self.list = QListWidget()
        self.list.setObjectName("profiles.list")
        self.list.setAccessibleName(translate("Profiles", "Profiles"))
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.list.itemActivated.connect(lambda item: self._on_activated(item))
        self.add = Button(translate("Profiles", "Add a profile…"), icon="plus")
        self.add.setObjectName("profiles.add")
        self.add.clicked.connect(lambda: self.add_wanted.emit())
        self.add.setAutoDefault(False)

    def _button(self, key: str, text: str, icon: str = "", *, danger: bool = False) -> Button:
        button = Button(text, icon=icon, kind="danger" if danger else "plain", small=not danger)
        button.setObjectName(f"profiles.{key}")
        button.setAutoDefault(False)
        return button

    def _make_form(self) -> None:
        self.name = TextField(max_length=NAME_LIMIT)
        self.name.setObjectName("profiles.name")
        self.name.textEdited.connect(lambda text: self._check_name(text))
        self.name.editingFinished.connect(self._on_name)
        self.name_field = FormField(translate("Profiles", "Name"), self.name)
        self.colour = ColourChoice()
        self.colour.setObjectName("profiles.colour")
        self.colour.chosen.connect(lambda token: self._change(colour=token))
        self.country = ComboButton(least_width=FORM_WIDTH)
        self.country.setObjectName("profiles.country")
        self.country.activated.connect(lambda _row: self._change(default_country=self.country.currentData() or ""))
        self.read_only = CheckBox(
            translate("Profiles", "Read-only"),
            quiet=translate("Profiles", "nothing on the server is changed through this profile"),
        )
        self.read_only.setObjectName("profiles.read_only")
        self.read_only.toggled.connect(lambda on: self._change(read_only=on))
        self.key_text = Label(tone="text2", elide="middle")
        self.key_text.setObjectName("profiles.key.text")
        self.new_key = self._button("new_key", translate("Profiles", "New key…"), "key")
        self.new_key.clicked.connect(lambda: self._wish(self.key_wanted))
        self.data_text = Label(tone="text2", elide="end")
        self.data_text.setObjectName("profiles.data.text")
        self.clear = self._button("clear", translate("Profiles", "Clear local data…"), "trash")
        self.clear.clicked.connect(lambda: self._wish(self.clear_wanted))
        self.remove = self._button("remove", translate("Profiles", "Sign out and remove…"), danger=True)
        self.remove.clicked.connect(lambda: self._wish(self.remove_wanted))
        self.open_it = Button(translate("Profiles", "Open"))
        self.open_it.setObjectName("profiles.open")
        self.open_it.setAutoDefault(False)
        self.open_it.clicked.connect(lambda: self._on_open())
        self.close_it = Button(translate("Profiles", "Close"), kind="primary")
        self.close_it.setObjectName("profiles.close")
        self.close_it.setAutoDefault(False)  # Enter finishes a name, and must not close the dialog over a wrong one
        self.close_it.clicked.connect(lambda: self.accept())
        self.nobody = EmptyState(
            "key",
            translate("Profiles", "No profile yet"),
            translate("Profiles", "A profile is a workspace's API key, with a name and a colour."),
        )

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(tokens.S12)
        left.addWidget(self.list, 1)
        left.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = QWidget()
        self.form.setFixedWidth(FORM_WIDTH)
        form = QVBoxLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(tokens.S12)
        form.addWidget(self.name_field)
        form.addWidget(FormField(translate("Profiles", "Colour"), self.colour))
        form.addWidget(
            FormField(
                translate("Profiles", "Default country"),
                self.country,
                note=translate("Profiles", "for numbers that are written without a country code"),
            )
        )
        form.addWidget(self.read_only)
        form.addWidget(Rule())
        for text, button in ((self.key_text, self.new_key), (self.data_text, self.clear)):
            row = QHBoxLayout()
            row.setSpacing(tokens.S8)
            row.addWidget(text, 1)
            row.addWidget(button)
            form.addLayout(row)
        form.addStretch(1)
        ends = QHBoxLayout()
        ends.addWidget(self.open_it)
        ends.addStretch(1)
        ends.addWidget(self.remove)
        form.addLayout(ends)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.S24)
        middle.addLayout(left)
        middle.addWidget(self.form)
        self.nobody.setFixedWidth(FORM_WIDTH)
        middle.addWidget(self.nobody)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.close_it)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S16)
        layout.addWidget(Label(translate("Profiles", "Profiles"), size="title", weight="semibold"))
        layout.addLayout(middle, 1)
        layout.addWidget(Rule())
        layout.addLayout(last)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    # ------------------------------------------------------------------ showing

    def show_profiles(self, profiles: Sequence[Profile], open_id: str, *, may_add: bool) -> None:
        """Show these; the one that was shown stays shown where it is still there."""
        wanted = self._shown.id if self._shown is not None else open_id
        self._profiles = list(profiles)
        self._open_id = open_id
        self.add.setEnabled(may_add)
        self.add.set_hint(
            "" if may_add else translate("Profiles", "This run shows the demo. Start the console without --demo.")
        )
        self._filling = True
        self.list.clear()
        for profile in self._profiles:
            item = QListWidgetItem(texts.plain(profile.name, NAME_LIMIT))
            item.setData(_PROFILE, profile)
            item.setData(_OPEN, profile.id == open_id)
            said = [_second_line(profile, is_open=profile.id == open_id)]
            if profile.read_only:
                said.append(translate("Profiles", "read-only"))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, ", ".join(said))
            self.list.addItem(item)
        self._filling = False
        ids = [profile.id for profile in self._profiles]
        self.list.setCurrentRow(ids.index(wanted) if wanted in ids else 0 if ids else -1)
        self._show(self.list.currentItem())

    def show_countries(self, countries: Sequence[Country]) -> None:
        """Offer these as default countries."""
        self.country.clear()
        self.country.addItem(translate("Profiles", "no country: + is needed"), "")
        for country in countries:
            self.country.addItem(country.text, country.iso)
        self._show_country()

    def show_size(self, profile_id: str, size_bytes: int) -> None:
        """How much is kept of a profile on this computer."""
        if self._shown is None or self._shown.id != profile_id:
            return
        self.data_text.setText(
            translate("Profiles", "Local data: {size}").format(size=texts.size(size_bytes))
            if size_bytes
            else translate("Profiles", "No local data")
        )
        self.clear.setEnabled(size_bytes > 0)
        self.clear.set_hint("" if size_bytes else translate("Profiles", "Nothing is kept of it on this computer."))

    @property
    def shown(self) -> Profile | None:
        """The profile that the form is about."""
        return self._shown

    def _show(self, item: QListWidgetItem | None) -> None:
        if self._filling:
            return
        profile: Profile | None = item.data(_PROFILE) if item is not None else None
        is_other = profile is None or self._shown is None or profile.id != self._shown.id
        self._shown = profile
        self.form.setVisible(profile is not None)
        self.nobody.setVisible(profile is None)
        if profile is None:
            return
        self._filling = True
        if is_other or not self.name.hasFocus():
            self.name.setText(profile.name)
        self.name_field.set_error("")
        self.colour.show_colour(profile.colour)
        self.read_only.setChecked(profile.read_only)
        self._filling = False
        self._show_country()
        self.key_text.setText(
            translate("Profiles", "The key ends in …{hint}").format(hint=texts.plain(profile.key_hint, 8))
            if profile.key_hint
            else translate("Profiles", "The key is in the keyring")
        )
        is_open = profile.id == self._open_id
        self.open_it.setEnabled(not is_open)
        self.open_it.set_hint(translate("Profiles", "It is open.") if is_open else "")
        if is_other:
            self.data_text.setText("")
            self.clear.setEnabled(False)
        self.selected.emit(profile.id)

    def _show_country(self) -> None:
        if self._shown is None:
            return
        iso = self._shown.default_country
        row = self.country.findData(iso)
        if row < 0 and iso:  # not loaded yet, or none that is known
            self.country.addItem(country_name(iso), iso)
            row = self.country.count() - 1
        self.country.setCurrentIndex(max(0, row))

    # ------------------------------------------------------------------ changing

    def _check_name(self, text: str) -> bool:
        """Whether the profile may be called this; why not stands under the field."""
        shown = self._shown
        others = [profile.name for profile in self._profiles if shown is None or profile.id != shown.id]
        problem = name_problem(text, others)
        self.name_field.set_error(problem)
        return not problem

    def _on_name(self) -> None:
        """Enter, or the field was left: half a name holds nowhere."""
        if self._check_name(self.name.text()):
            self._change(name=self.name.text().strip())

    def _wish(self, signal: SignalInstance) -> None:
        if self._shown is not None:
            signal.emit(self._shown)

    def _on_open(self) -> None:
        if self._shown is not None:
            self.open_wanted.emit(self._shown.id)

    def _change(self, **what: Any) -> None:
        if self._filling or self._shown is None:
            return
        changed = self._shown._replace(**what)
        if changed != self._shown:
            self._shown = changed
            self.changed.emit(changed)

    def _on_activated(self, item: QListWidgetItem) -> None:
        profile: Profile = item.data(_PROFILE)
        if profile.id != self._open_id:
            self.open_wanted.emit(profile.id)
