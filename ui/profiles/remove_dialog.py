"""Asks before a profile, or what is kept of it on this computer, is removed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.settings import Profile
from ui import texts, tokens
from ui.dialogs.confirm import ConfirmDialog
from ui.widgets.button import Button
from ui.widgets.rows import FormField
from ui.widgets.search_field import TextField
from ui.widgets.toggles import CheckBox

translate = QCoreApplication.translate


class RemoveDialog(ConfirmDialog):
    """Removing a profile; its local data may go with it.

    Args:
        profile: Which one.
        size_bytes: What is kept of it on this computer.
        unsettled: How many of its uploads have no known outcome.
        on_remove: Called with whether the local data goes too.
        parent: The window.
    """

    def __init__(
        self,
        profile: Profile,
        size_bytes: int,
        unsettled: int,
        on_remove: Callable[[bool], object],
        parent: QWidget | None,
    ) -> None:
        data = CheckBox(
            translate("Remove", "Delete its local data too ({size})").format(size=texts.size(size_bytes)),
            quiet=translate(
                "Remove",
                "its do-not-call list, and the record of its uploads, which keeps people from being uploaded twice",
            ),
        )
        data.setObjectName("remove.data")
        super().__init__(
            "remove.dialog",
            translate("Remove", "Remove {name}?").format(name=texts.plain(profile.name, 60)),
            "\n".join(
                part
                for part in (
                    translate(
                        "Remove",
                        "The key is deleted from this computer's keyring and the profile from the list. Nothing "
                        "changes on the server; campaigns go on.",
                    ),
                    unsettled_text(unsettled),
                )
                if part
            ),
            translate("Remove", "Remove the profile"),
            lambda: on_remove(data.isChecked()),
            parent,
        )
        self.data = data
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, data)
        layout.insertSpacing(layout.count() - 1, tokens.S4)
        for button in reversed(self.findChildren(Button)):
            self.setTabOrder(data, button)


class ClearDialog(ConfirmDialog):
    """Deleting what is kept of a profile on this computer; the profile, its key and the do-not-call list stay.

    Where uploads have no known outcome, what nobody could find out afterwards goes too: the operator has to type the
    profile's name. During an upload nothing can be deleted.

    Args:
        profile: Which one.
        size_bytes: How much is deleted.
        unsettled: How many of its uploads have no known outcome.
        under_way: What has to end first, as a sentence; "" for nothing.
        on_clear: Called when the operator says so.
        parent: The window.
    """

    def __init__(
        self,
        profile: Profile,
        size_bytes: int,
        unsettled: int,
        under_way: str,
        on_clear: Callable[[], object],
        parent: QWidget | None,
    ) -> None:
        wait = translate("Remove", "Wait until it has ended, or cancel it on the Leads tab.")
        refusal = f"{under_way} {wait}" if under_way else ""
        super().__init__(
            "clear.dialog",
            translate("Remove", "Clear the local data of {name}?").format(name=texts.plain(profile.name, 60)),
            "\n".join(
                part
                for part in (
                    translate(
                        "Remove",
                        "{size} on this computer are overwritten and deleted: copies of what was read, and the record "
                        "of what was uploaded from here, with the rows kept of it. Without that record this console "
                        "cannot tell any more whom it has uploaded before.",
                    ).format(size=texts.size(size_bytes)),
                    translate(
                        "Remove",
                        "The do-not-call list, the profile, its key and the settings stay. Nothing changes on the "
                        "server.",
                    ),
                    refusal or unsettled_text(unsettled),
                )
                if part
            ),
            translate("Remove", "Clear local data"),
            on_clear,
            parent,
        )
        self._name = profile.name
        self.typed: TextField | None = None
        if refusal:
            self.yes.setEnabled(False)
            self.yes.set_hint(refusal)
        elif unsettled:
            self._ask_for_the_name()

    def _ask_for_the_name(self) -> None:
        why = translate("Remove", "To delete it all the same, type the profile's name: {name}").format(
            name=texts.plain(self._name, 60)
        )
        field = self.typed = TextField()
        field.setObjectName("clear.name")
        field.textChanged.connect(lambda text: self._on_typed(text))
        form = FormField(why, field)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, form)
        layout.activate()
        self._on_typed("")

    def _on_typed(self, text: str) -> None:
        shown = texts.plain(self._name, 60)
        fits = text.strip().casefold() == shown.strip().casefold()
        self.yes.setEnabled(fits)
        self.yes.set_hint("" if fits else translate("Remove", "Type the profile's name first."))


def unsettled_text(count: int) -> str:
    """A warning about uploads of unknown outcome and parts that wait; "" for none."""
    if not count:
        return ""
    if count == 1:
        return translate(
            "Remove", "1 upload of it has no known outcome, or parts that wait: settle it first, under Earlier uploads."
        )
    return translate(
        "Remove",
        "{count} uploads of it have no known outcome, or parts that wait: settle them first, under Earlier uploads.",
    ).format(count=count)
