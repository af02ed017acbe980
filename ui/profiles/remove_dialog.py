"""Asks before a profile, or what is kept of it on this computer, is removed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.settings import Profile
from ui import texts, tokens
from ui.dialogs.confirm import ConfirmDialog
from ui.widgets.button import Button
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
            quiet=translate("Remove", "the record of its uploads, which keeps people from being uploaded twice"),
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
    """Deleting what is kept of a profile on this computer; the profile and its key stay.

    Args:
        profile: Which one.
        size_bytes: How much that is.
        unsettled: How many of its uploads have no known outcome.
        on_clear: Called when the operator says so.
        parent: The window.
    """

    def __init__(
        self,
        profile: Profile,
        size_bytes: int,
        unsettled: int,
        on_clear: Callable[[], object],
        parent: QWidget | None,
    ) -> None:
        super().__init__(
            "clear.dialog",
            translate("Remove", "Clear the local data of {name}?").format(name=texts.plain(profile.name, 60)),
            "\n".join(
                part
                for part in (
                    translate(
                        "Remove",
                        "{size} on this computer are overwritten and deleted: copies of what was read, and the record "
                        "of what was uploaded from here. Without that record this console cannot tell any more whom "
                        "it has uploaded before. Profile and key stay.",
                    ).format(size=texts.size(size_bytes)),
                    unsettled_text(unsettled),
                )
                if part
            ),
            translate("Remove", "Clear local data"),
            on_clear,
            parent,
        )


def unsettled_text(count: int) -> str:
    """A warning about uploads of unknown outcome; "" for none."""
    if not count:
        return ""
    if count == 1:
        return translate("Remove", "1 upload of it has no known outcome: settle it first, under Earlier uploads.")
    return translate(
        "Remove", "{count} uploads of it have no known outcome: settle them first, under Earlier uploads."
    ).format(count=count)
