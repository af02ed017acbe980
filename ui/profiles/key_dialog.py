"""Adding a profile, or giving an existing one a new key.

Owns: the form and its test with a real request. Leaves to others: storing the key (`ui/application.py`).
The key is checked before anything is stored; a refused key stays in the form, so that it can be mended.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import AppError, AuthError, NetworkError, NotFoundError
from app.settings import Profile, new_profile_id
from ui import texts, tokens
from ui.tasks import TaskRunner
from ui.texts import error_text
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.search_field import TextField

if TYPE_CHECKING:
    from app.context import Context
    from app.secrets import Secret

translate = QCoreApplication.translate

FIELD_WIDTH = 360


class KeyDialog(QDialog):
    """The form.

    Args:
        tasks: Runs the test.
        profile: The profile that gets a new key; None for a new profile.
        address: The server address to start with.
        why: Why the key is asked for, where it is not the operator's own idea.
        names_taken: Names of the other profiles.
        parent: The main window.

    Signals:
        entered: Profile and key, tested (or deliberately stored untested while the server is out of reach).
    """

    entered = Signal(object, object)

    def __init__(
        self,
        tasks: TaskRunner,
        profile: Profile | None,
        address: str,
        *,
        why: str = "",
        names_taken: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._names_taken = {name.casefold() for name in names_taken}
        self._profile = profile
        self.proxy = ""  # that the test goes through, as later requests will
        self.opened: Callable[[], Context | None] = lambda: None  # the engine that may be using the same key
        self.colour = "teal"  # of a new profile
        self._is_closed = False
        new = profile is None
        title = translate("KeyDialog", "Add a profile") if new else translate("KeyDialog", "Key of this profile")
        self.setWindowTitle(title)
        self.setObjectName("key.dialog")
        self.name = self._field("key.name", translate("KeyDialog", "Profile name"))
        self.name.setMaxLength(60)
        self.key = self._field("key.key", translate("KeyDialog", "API key"))
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.address = self._field("key.address", translate("KeyDialog", "Server address"))
        self.address.setText(address)
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
        self._lay_out(title, why, cancel)
        if profile is not None:
            self.key.setFocus()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda _result: self._on_finished())

    def _field(self, name: str, label: str) -> TextField:
        field = TextField()
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setFixedWidth(FIELD_WIDTH)
        return field

    def _lay_out(self, title: str, why: str, cancel: Button) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.S24, tokens.S24, tokens.S24, tokens.S24)
        layout.setSpacing(tokens.S12)
        layout.addWidget(Label(title, size="title", weight="semibold"))
        if why:
            layout.addWidget(Label(texts.plain(why), tone="text2", wrap=True))
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
        self.problem.hide()
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.activate()  # before it is shown, so that it does not change its size in front of the operator

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
        if name.casefold() in self._names_taken:
            self.show_problem(
                translate("KeyDialog", "There is a profile named {name} already. Choose another name.").format(
                    name=name
                )
            )
            return None
        if self._profile is not None:
            return self._profile._replace(name=name, base_url=base_url, key_hint=key.hint), key
        made = Profile(id=new_profile_id(), name=name, base_url=base_url, colour=self.colour, key_hint=key.hint)
        return made, key

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
        if self._is_closed:
            return  # the test ends after the dialog, whose widgets are gone by then
        self.save.setEnabled(not busy)
        self.save.setText(translate("KeyDialog", "Testing…") if busy else translate("KeyDialog", "Test and save"))

    async def _test(self, profile: Profile, key: Secret) -> None:
        from app.context import try_key

        opened = self.opened()
        if opened is not None and opened.uses(profile.base_url, key) and opened.governor.snapshot.paused_until:
            self.show_problem(
                translate("KeyDialog", "The server has asked this key to pause. It is tested when the pause is over.")
            )
        try:
            await try_key(profile, key, proxy=self.proxy, opened=opened)
        except NetworkError as error:
            self.show_problem(error_text(error))
            self.anyway.show()
        except AuthError:
            self.show_problem(
                translate("KeyDialog", "The server refused this key. Check that it is whole and still valid.")
            )
        except NotFoundError:
            self.show_problem(
                translate("KeyDialog", "There is no DialNexa API at this address. Check it, the path included.")
            )
        except AppError as error:
            self.show_problem(error_text(error))
        else:
            self._finish(profile, key)

    def _on_finished(self) -> None:
        self._is_closed = True
        self._tasks.cancel("test-key")
        self.key.clear()

    def _finish(self, profile: Profile, key: Secret) -> None:
        self.accept()
        self.entered.emit(profile, key)
