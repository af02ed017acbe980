"""Adding a profile, or giving an existing one a new key.

Owns: the form and its test with a real request. Leaves to others: storing the key (`ui/application.py`).
The key is checked before anything is stored; a refused key stays in the form, so that it can be mended.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import AppError, NetworkError
from app.settings import DEFAULT_BASE_URL, Profile, new_profile_id
from ui import tokens
from ui.profiles.names import name_problem
from ui.tasks import TaskRunner
from ui.texts import error_text
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.search_field import TextField

if TYPE_CHECKING:
    from app.secrets import Secret

translate = QCoreApplication.translate

FIELD_WIDTH = 360


class KeyDialog(QDialog):
    """The form.

    Args:
        tasks: Runs the test.
        profile: The profile that gets a new key; None for a new profile.
        others: The profiles that are there already.
        address: Where a new profile goes unless somebody changes it.
        parent: The main window.

    Signals:
        entered: Profile and key, tested (or deliberately stored untested while the server is out of reach).
    """

    entered = Signal(object, object)

    def __init__(
        self,
        tasks: TaskRunner,
        profile: Profile | None,
        parent: QWidget | None = None,
        *,
        others: Sequence[Profile] = (),
        address: str = "",
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._profile = profile
        self._others = [other for other in others if profile is None or other.id != profile.id]
        new = profile is None
        title = translate("KeyDialog", "Add a profile") if new else translate("KeyDialog", "Key of this profile")
        self.setWindowTitle(title)
        self.setObjectName("key.dialog")
        self.name = self._field("key.name", translate("KeyDialog", "Profile name"))
        self.name.setMaxLength(60)
        self.key = self._field("key.key", translate("KeyDialog", "API key"))
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.address = self._field("key.address", translate("KeyDialog", "Server address"))
        self.address.setText(profile.base_url if profile else address or DEFAULT_BASE_URL)
        if profile is not None:
            self.name.setText(profile.name)
        self.problem = Label("", tone="red", wrap=True)
        self.problem.setObjectName("key.problem")
        self.problem.setFixedWidth(FIELD_WIDTH)
        self.save = Button(translate("KeyDialog", "Test and save"), kind="primary")
        self.save.setObjectName("key.save")
        self.save.setDefault(True)
        self.save.clicked.connect(lambda: self._on_save())
        self.anyway = Button(translate("KeyDialog", "Save without testing"))
        self.anyway.setObjectName("key.save_untested")
        self.anyway.clicked.connect(lambda: self._on_save_untested())
        self.anyway.hide()
        cancel = Button(translate("KeyDialog", "Cancel"))
        cancel.setObjectName("key.cancel")
        cancel.clicked.connect(lambda: self.reject())
        self._lay_out(title, cancel)
        if not new:
            self.key.setFocus()
        self.finished.connect(lambda _result: tasks.cancel("test-key"))

    def _field(self, name: str, label: str) -> TextField:
        field = TextField()
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setFixedWidth(FIELD_WIDTH)
        return field

    def _lay_out(self, title: str, cancel: Button) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(Label(title, size="title", weight="semibold"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.S16)
        grid.setVerticalSpacing(tokens.S8)
        for row, field in enumerate((self.name, self.key, self.address)):
            label = Label(field.accessibleName(), tone="text2")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        note = Label(
            translate(
                "KeyDialog",
                "Paste the whole key. It goes into this computer's keyring and is sent to this server only.",
            ),
            size="caption",
            tone="text2",
            wrap=True,
        )
        note.setFixedWidth(FIELD_WIDTH)
        grid.addWidget(note, 3, 1)
        grid.addWidget(self.problem, 4, 1)
        layout.addLayout(grid)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S8)
        buttons.addStretch(1)
        for button in (cancel, self.anyway, self.save):
            buttons.addWidget(button)
        layout.addLayout(buttons)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.problem.hide()

    def show_problem(self, text: str) -> None:
        """Say under the fields what is wrong; "" takes it away."""
        self.problem.setText(text)
        self.problem.setAccessibleName(text)
        self.problem.setVisible(bool(text))

    def _read(self) -> tuple[Profile, Secret] | None:
        from app.api.base_url import parse_base_url
        from app.secrets import Secret

        try:
            key = Secret.parse(self.key.text())
            base_url = parse_base_url(self.address.text())
        except AppError as error:
            self.show_problem(error_text(error))
            return None
        name = self.name.text().strip() or translate("KeyDialog", "My workspace")
        problem = name_problem(name, [other.name for other in self._others])
        if problem:
            self.show_problem(problem)
            return None
        if self._profile is not None:
            return self._profile._replace(name=name, base_url=base_url, key_hint=key.hint), key
        made = Profile(id=new_profile_id(), name=name, base_url=base_url, colour=self._colour(), key_hint=key.hint)
        return made, key

    def _colour(self) -> str:
        """One that no other profile has, as long as there are any."""
        used = {other.colour for other in self._others}
        return next((colour for colour in tokens.PROFILE_COLOURS if colour not in used), "teal")

    def _on_save(self) -> None:
        entered = self._read()
        if entered is not None:
            self.show_problem("")
            self.anyway.hide()
            self._tasks.start(self._test(*entered), name="test-key", busy=self)

    def _on_save_untested(self) -> None:
        entered = self._read()
        if entered is not None:
            self._finish(*entered)

    def set_busy(self, busy: bool) -> None:
        """The test is under way: a second one is refused, Cancel stays on."""
        self.save.setEnabled(not busy)
        self.save.setText(translate("KeyDialog", "Testing…") if busy else translate("KeyDialog", "Test and save"))

    async def _test(self, profile: Profile, key: Secret) -> None:
        from app.context import try_key

        try:
            await try_key(profile, key)
        except NetworkError as error:
            self.show_problem(error_text(error))
            self.anyway.show()
        except AppError as error:
            self.show_problem(error_text(error))
        else:
            self._finish(profile, key)

    def _finish(self, profile: Profile, key: Secret) -> None:
        self.key.clear()
        self.accept()
        self.entered.emit(profile, key)
