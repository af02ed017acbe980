"""Pictures of what belongs to profiles; the profiles in them are invented and stored nowhere."""

from __future__ import annotations

from app.settings import Profile
from ui.dialogs.leave import LeaveDialog
from ui.profiles.manage_dialog import ManageDialog
from ui.profiles.remove_dialog import RemoveDialog
from ui.screenshots.photographer import Photographer


async def profiles(at: Photographer) -> None:
    """What belongs to profiles; they are invented and stored nowhere."""
    at.window.desk.messages.dismiss()
    at.window.show_tab("campaigns")
    server = "https://api.dialnexa.com/v1"
    profiles = [
        Profile("a", "Collections", server, "teal", "4f2a"),
        Profile("b", "Sales, Hindi and Marathi", server, "violet", "9c01"),
        Profile("c", "Auditor", server, "amber", "77de", read_only=True),
    ]
    manage = ManageDialog(at.window)
    manage.show_profiles(profiles, "a", may_add=True)
    manage.show_size("a", 2_400_000)
    manage.open()
    await at.take("profiles-light", manage)
    await at.take("profiles-dark", manage, dark=True)
    manage.reject()
    remove = RemoveDialog(profiles[1], 2_400_000, 1, lambda _data: None, at.window)
    remove.open()
    await at.take("profile-remove-light", remove)
    remove.reject()
    leave = LeaveDialog(
        "An upload is under way: june.csv.", lambda: None, still=lambda: True, closing=True, parent=at.window
    )
    leave.open()
    await at.take("close-during-upload-light", leave)
    await at.take("close-during-upload-dark", leave, dark=True)
    leave.reject()
    at.window.open_context(None)
    at.window.show_closed(profiles[0], "missing")
    await at.take("key-missing-light")
    at.window.show_closed(profiles[0], "waiting")
    await at.take("key-waiting-dark", dark=True)


async def welcome(at: Photographer) -> None:
    """A window without a profile, and the form for the first one."""
    at.window.desk.messages.dismiss()
    at.window.show_welcome()
    await at.in_both_schemes("welcome")
    at.window.show_add_profile()
    dialog = await at.dialog()
    await at.take("key-dialog-light", dialog)
    dialog.reject()
