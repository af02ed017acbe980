"""The one window: menus, header, tabs, message bar, status bar.

Owns: putting the parts together, lazily built pages, drops anywhere on the window, what is remembered of its look.
Leaves to others: what a page does (`ui/campaigns`, `ui/leads`, `ui/calls`, `ui/quota`), profiles (`ui/profiles`).
"""

from __future__ import annotations

import functools
import importlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHideEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.settings import DEFAULT_BASE_URL, DEMO_PROFILE, Profile, Settings
from ui import texts, theme, tokens
from ui.command import Command, cooling_reason
from ui.cooldown import Cooldown, CooldownState
from ui.desk import Desk
from ui.header import HeaderStrip
from ui.messages import Messages
from ui.page import Page
from ui.tasks import TaskRunner
from ui.widgets.status_bar import StatusBar
from ui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from app.context import Context
    from app.errors import AppError
    from ui.after_paint import AfterPaint
    from ui.drop_frame import DropFrame
    from ui.leads.page import LeadsPage
    from ui.profiles.closed_page import Case, ClosedPage
    from ui.profiles.refused_banner import RefusedBanner
    from ui.profiles.welcome import WelcomePage
    from ui.widgets.message_bar import MessageBar

translate = QCoreApplication.translate

MINIMUM_WIDTH, MINIMUM_HEIGHT = 1100, 700
TAB_INDENT = 6


class TabSpec(NamedTuple):
    """One tab: its key, its title, and where its page's class is."""

    key: str
    title: str
    module: str
    page_class: str


def tab_specs() -> tuple[TabSpec, ...]:
    """The tabs, left to right."""
    return (
        TabSpec("campaigns", translate("MainWindow", "Campaigns"), "ui.campaigns.page", "CampaignsPage"),
        TabSpec("leads", translate("MainWindow", "Leads"), "ui.leads.page", "LeadsPage"),
        TabSpec("calls", translate("MainWindow", "Call logs"), "ui.calls.page", "CallsPage"),
        TabSpec("quota", translate("MainWindow", "Quota"), "ui.quota.page", "QuotaPage"),
    )


class _TabRow(QWidget):
    """The tabs, in line with what is below them, and a hairline."""

    def __init__(self, tabs: TabBar) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(TAB_INDENT, 0, 0, 0)
        layout.addWidget(tabs)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(QRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE), theme.colours().line)


class PagePlaceholder(QWidget):
    """What a page looks like before it is there: the ground of its toolbar and of its table's header."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QWidget.paintEvent`."""
        c = theme.colours()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), c.surface)
            painter.fillRect(QRect(0, tokens.H_TOOLBAR, self.width(), tokens.H_ROW), c.raised)
            for y in (tokens.H_TOOLBAR - tokens.LINE, tokens.H_TOOLBAR + tokens.H_ROW - tokens.LINE):
                painter.fillRect(QRect(0, y, self.width(), tokens.LINE), c.line)


class MainWindow(QMainWindow):
    """The console's window.

    Args:
        settings: Read for geometry and theme, written by `save_state`.
        on_unexpected: Gets exceptions that no sentence exists for.

    Attributes:
        new_profile_address: The server address that the form for a new profile starts with.

    Signals:
        close_wanted: The operator closed it; it stays open until the program ends it.
        painted: The first paint is done.
        profile_wanted: A stored profile is to be opened (its id).
        demo_wanted: The demo is to be opened.
        profile_changed: A stored profile has another default country.
        profile_entered: A tested profile and key are to be stored and opened.
        profile_remove_wanted: A stored profile is to be removed; it is asked for first.
        profile_clear_wanted: What is kept of a profile here is to be deleted; it is asked for first.
        manage_wanted: All profiles are to be shown.
    """

    close_wanted = Signal()
    painted = Signal()
    profile_wanted = Signal(str)
    demo_wanted = Signal()
    profile_entered = Signal(object, object)
    profile_changed = Signal(object)
    profile_remove_wanted = Signal(object)
    profile_clear_wanted = Signal(object)
    manage_wanted = Signal()

    def __init__(self, settings: Settings, on_unexpected: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._settings = settings
        self.new_profile_address = DEFAULT_BASE_URL
        self._profile: Profile | None = None
        self._refused: RefusedBanner | None = None
        self._has_sections = True
        self._was_painted = False
        self._may_build = False
        self._is_cooling = False
        messages = Messages(self)
        self.desk = Desk(TaskRunner(messages.error, on_unexpected), messages, Cooldown(self), self)
        self.desk.is_watched = lambda: not self.isMinimized()
        self._left_at: float | None = None  # since when another window is in front
        self.desk.idle_s = lambda: 0.0 if self._left_at is None else time.monotonic() - self._left_at
        self._specs = tab_specs()
        self._pages: dict[str, Page] = {}
        self.setWindowTitle(translate("MainWindow", "DialNexa Console"))
        self.setMinimumSize(MINIMUM_WIDTH, MINIMUM_HEIGHT)
        self.setAcceptDrops(True)
        self._build()
        self._build_menus()
        self.desk.tab_wanted.connect(self.show_tab)
        self.desk.cooldown.changed.connect(self._on_cooldown_changed)
        messages.changed.connect(self._show_message)

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.header = HeaderStrip(self.desk)
        self.header.profile_wanted.connect(self.profile_wanted)
        self.header.add_wanted.connect(lambda: self.show_add_profile())
        self.header.manage_wanted.connect(self.manage_wanted)
        self.tabs = TabBar(main=True)
        self.tabs.setObjectName("tabs")
        self.tabs.setAccessibleName(translate("MainWindow", "Sections"))
        for spec in self._specs:
            self.tabs.addTab(spec.title)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.late: AfterPaint | None = None
        self._message_bar: MessageBar | None = None
        self._drop_frame: DropFrame | None = None
        self._welcome: WelcomePage | None = None
        self._closed_page: ClosedPage | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(PagePlaceholder())
        self.status_bar = StatusBar()
        self.status_bar.setObjectName("status.bar")
        self.status_bar.note.setObjectName("calls.freshness")
        self.desk.note_changed.connect(self.status_bar.set_note)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.header, _TabRow(self.tabs)):
            layout.addWidget(part)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.status_bar)
        self._column = layout
        self.setCentralWidget(central)

    def _build_menus(self) -> None:
        bar = self.menuBar()
        menu = bar.addMenu(translate("MainWindow", "&File"))
        open_file = self._add(
            menu, "file.open", translate("MainWindow", "Open lead file…"), self._on_open_file, "Ctrl+O"
        )
        template = self._add(
            menu, "file.template", translate("MainWindow", "Save a lead file template…"), self._on_template
        )
        menu.addSeparator()
        self._add_command = self._add(
            menu, "file.add_profile", translate("MainWindow", "Add a profile…"), lambda: self.show_add_profile()
        )
        self._add(menu, "file.profiles", translate("MainWindow", "Manage profiles…"), self.manage_wanted.emit)
        new_key = self._add(menu, "file.new_key", translate("MainWindow", "Change the key…"), self._on_new_key)
        self._clear_command = self._add(
            menu, "file.clear_data", translate("MainWindow", "Clear local data…"), self._on_clear_data
        )
        remove = self._add(
            menu, "file.remove_profile", translate("MainWindow", "Sign out and remove this profile…"), self._on_remove
        )
        self._of_open_profile = [open_file, template]
        self._of_stored_profile = [new_key, remove]
        menu.addSeparator()
        quit_ = self._add(menu, "file.quit", translate("MainWindow", "Quit"), self.close, QKeySequence.StandardKey.Quit)
        quit_.action.setMenuRole(QAction.MenuRole.QuitRole)
        edit = bar.addMenu(translate("MainWindow", "&Edit"))
        view = bar.addMenu(translate("MainWindow", "&View"))
        for number, spec in enumerate(self._specs, start=1):
            show = functools.partial(self.show_tab, spec.key)
            self._of_open_profile.append(self._add(view, f"view.{spec.key}", spec.title, show, f"Ctrl+{number}"))
        view.addSeparator()
        group = QActionGroup(self)
        modes: tuple[tuple[theme.Mode, str], ...] = (
            ("system", translate("MainWindow", "Colours of the system")),
            ("light", translate("MainWindow", "Light")),
            ("dark", translate("MainWindow", "Dark")),
        )
        for mode, title in modes:
            command = self._add(view, f"view.theme.{mode}", title, functools.partial(self._on_theme, mode))
            command.action.setCheckable(True)
            command.action.setChecked(self._settings.theme == mode)
            group.addAction(command.action)
        contrast = self._add(view, "view.contrast", translate("MainWindow", "High contrast"), self._on_contrast)
        contrast.action.setCheckable(True)
        contrast.action.setChecked(self._settings.high_contrast)
        self._campaign_menu = bar.addMenu(translate("MainWindow", "&Campaign"))
        self._campaign_menu.setEnabled(False)
        tools = bar.addMenu(translate("MainWindow", "&Tools"))
        # Filled after the first paint.
        self._late_menus = (edit, tools, bar.addMenu(translate("MainWindow", "&Help")))
        for each in (menu, edit, view, self._campaign_menu, *self._late_menus[1:]):
            each.setAccessibleName(each.title().replace("&", ""))

    def _add(
        self,
        menu: QMenu,
        key: str,
        title: str,
        slot: Callable[[], object],
        shortcut: QKeySequence.StandardKey | str | None = None,
    ) -> Command:
        command = Command(key, title, shortcut=shortcut, parent=self)
        command.triggered.connect(slot)
        menu.addAction(command.action)
        return command

    def page(self, key: str) -> Page:
        """The page of a tab; built when it is first asked for."""
        page = self._pages.get(key)
        if page is None:
            spec = next(spec for spec in self._specs if spec.key == key)
            page_class = getattr(importlib.import_module(spec.module), spec.page_class)
            page = page_class(self.desk)
            self._pages[key] = page
            self._stack.addWidget(page)
            page.status_changed.connect(self._show_status)
            page.restore_state(_part(self._window_state(), key))
            if key == "campaigns":
                for command in page.commands():
                    self._campaign_menu.addAction(command.action)
                self._campaign_menu.setEnabled(True)
            page.on_context_changed()
        return page

    # ------------------------------------------------------------------ profiles

    def show_profiles(self, profiles: list[Profile], current: Profile | None, *, may_add: bool = True) -> None:
        """Offer these profiles in the header."""
        self.header.show_profiles(profiles, current, may_add=may_add)
        self._add_command.set_possible(
            may_add, translate("MainWindow", "This run shows the demo. Start the console without --demo.")
        )

    def show_opening(self, profile: Profile) -> None:
        """A profile is being opened: frame and tabs are there, data is not."""
        is_other = self._profile is not None and self._profile.id != profile.id
        self._show_profile(profile)
        self._show_sections(True)
        state = self._window_state()
        for key, page in self._pages.items() if is_other else ():
            page.restore_state(_part(state, key))
        self.show_tab(str(state.get("tab", "campaigns")))

    def show_changed(self, profile: Profile) -> None:
        """The open profile has another name, colour or right now."""
        self._show_profile(profile)
        self.desk.write_lock.set_read_only(self.desk.context is not None and profile.read_only)

    def _show_profile(self, profile: Profile) -> None:
        self._profile = profile
        self.header.show_profile(profile)
        self._set_title(profile)

    def show_welcome(self) -> None:
        """No profile: add a key, or try the demo."""
        self._profile = None
        self._set_title(None)
        self.header.show_profile(None)
        self._show_sections(False)
        if self._welcome is None:
            from ui.profiles.welcome import WelcomePage

            self._welcome = WelcomePage()
            self._welcome.add_wanted.connect(lambda: self.show_add_profile())
            self._welcome.demo_wanted.connect(self.demo_wanted)
            self._stack.addWidget(self._welcome)
        self._stack.setCurrentWidget(self._welcome)

    def show_closed(self, profile: Profile, case: Case, error: AppError | None = None) -> None:
        """The profile cannot be opened, or not yet: say why in place of the tabs, with what to do."""
        self._show_profile(profile)
        self._show_sections(False)
        self.header.show_closed(profile)
        if self._closed_page is None:
            from ui.profiles.closed_page import ClosedPage

            self._closed_page = ClosedPage()
            self._closed_page.key_wanted.connect(self.show_new_key)
            self._closed_page.retry_wanted.connect(self.profile_wanted)
            self._stack.addWidget(self._closed_page)
        self._stack.setCurrentWidget(self._closed_page)
        self._closed_page.show_case(profile, case, error)

    def open_context(self, context: Context | None) -> None:
        """Hand the engine of the open profile to every page; None closes it."""
        if context is not None:
            self._show_profile(context.profile)
            self._show_sections(True)
            if self._stack.currentWidget() not in self._pages.values():
                self.show_tab(str(self._window_state().get("tab", "campaigns")))
            if self._refused is None:
                from ui.profiles.refused_banner import RefusedBanner

                banner = self._refused = RefusedBanner(self.desk)
                banner.key_wanted.connect(self._on_new_key)
                self._column.insertWidget(self._column.indexOf(self._stack), banner)
        self.desk.set_context(context)

    def unfinished(self) -> str:
        """What leaving the profile now would break off, as a sentence; "" for nothing."""
        return next((text for page in self._pages.values() if (text := page.unfinished())), "")

    def _show_sections(self, shown: bool) -> None:
        self._has_sections = shown
        self.tabs.setVisible(shown)
        self.status_bar.setVisible(shown)
        for command in self._of_open_profile:
            command.set_possible(shown, translate("MainWindow", "No profile is open."))
        is_stored = self._profile is not None and self._settings.profile(self._profile.id) is not None
        for command in self._of_stored_profile:
            command.set_possible(is_stored, translate("MainWindow", "No stored profile is open."))
        is_demo = self._profile is not None and self._profile.id == DEMO_PROFILE
        self._clear_command.set_possible(
            self._profile is not None and not is_demo,
            translate("MainWindow", "The demo's data go when it ends.")
            if is_demo
            else translate("MainWindow", "No profile is open."),
        )
        self._campaign_menu.setEnabled(shown and "campaigns" in self._pages)

    def _set_title(self, profile: Profile | None) -> None:
        parts = [translate("MainWindow", "DialNexa Console")]
        if profile is not None:
            if profile.read_only:
                parts.insert(0, translate("MainWindow", "read-only"))
            parts.insert(0, texts.plain(profile.name, tokens.CELL_CAP))
        self.setWindowTitle(" — ".join(parts))

    def show_add_profile(self, parent: QWidget | None = None) -> None:
        """Open the form for a new profile."""
        self.show_new_key(None, parent)

    def show_new_key(self, profile: Profile | None, parent: QWidget | None = None) -> None:
        """Open the form for another key of a profile; None for a new profile."""
        from ui.profiles.key_dialog import KeyDialog
        from ui.profiles.names import free_colour

        own = profile.id if profile is not None else None
        others = [known for known in self._settings.profiles if known.id != own]
        address = profile.base_url if profile is not None else self.new_profile_address
        dialog = KeyDialog(
            self.desk.tasks, profile, address, names_taken=[known.name for known in others], parent=parent or self
        )
        dialog.colour = free_colour(others)
        dialog.proxy = self._settings.proxy
        dialog.opened = lambda: self.desk.context
        dialog.entered.connect(self.profile_entered)
        dialog.open()

    def _on_new_key(self) -> None:
        self.show_new_key(self._profile)

    def _on_remove(self) -> None:
        if self._profile is not None:
            self.profile_remove_wanted.emit(self._profile)

    def _on_clear_data(self) -> None:
        if self._profile is not None:
            self.profile_clear_wanted.emit(self._profile)

    # ------------------------------------------------------------------ tabs, messages, status

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front, building its page where needed; an unknown key means the first."""
        keys = [spec.key for spec in self._specs]
        if not self._has_sections:
            return
        index = keys.index(key) if key in keys else 0
        if self.tabs.currentIndex() == index:
            self._on_tab_changed(index)
        else:
            self.tabs.setCurrentIndex(index)

    def _on_tab_changed(self, index: int) -> None:
        if not self._may_build:
            return  # the frame is painted first; the page follows in the same breath
        self._stack.setCurrentWidget(self.page(self._specs[index].key))
        self._show_status()

    def _show_status(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            self.status_bar.set_facts(page.status_texts())

    def _show_message(self) -> None:
        message = self.desk.messages.last
        bar = self._message_bar
        if message is None:
            if bar is not None:
                bar.clear()
            return
        if bar is None:
            from ui.widgets.message_bar import MessageBar

            bar = self._message_bar = MessageBar()
            bar.setObjectName("message.bar")
            bar.closed.connect(self.desk.messages.dismiss)
            self._column.insertWidget(self._column.indexOf(self.status_bar), bar)
        bar.show_message(message.kind, message.text, action=message.action_text, on_action=message.action)

    def _on_cooldown_changed(self) -> None:
        state = self.desk.cooldown.state
        if (state is not None) != self._is_cooling:
            self._is_cooling = state is not None
            self._announce_cooldown(state)

    def _announce_cooldown(self, state: CooldownState | None) -> None:
        """Have the beginning and the end of a wait spoken; the seconds in between would be too much."""
        from ui.widgets.announce import announce

        if state is None:
            announce(self, translate("MainWindow", "Requests are possible again."))
            return
        text = translate("MainWindow", "{why} Requests are possible again in {left}.")
        announce(self, text.format(why=cooling_reason(state), left=texts.seconds(state.seconds_left)))

    def _on_theme(self, mode: theme.Mode) -> None:
        self._settings.theme = mode
        theme.current().set_mode(mode)

    def _on_contrast(self) -> None:
        self._settings.high_contrast = not self._settings.high_contrast
        theme.current().set_high_contrast(self._settings.high_contrast)

    def _on_open_file(self) -> None:
        self._leads_page().choose_file()

    def _on_template(self) -> None:
        self._leads_page().open_template()

    def _leads_page(self) -> LeadsPage:
        """The page of the tab Leads, in front."""
        self.show_tab("leads")
        from ui.leads.page import LeadsPage

        page = self.page("leads")
        assert isinstance(page, LeadsPage)
        return page

    # ------------------------------------------------------------------ look, remembered

    def _window_state(self) -> dict[str, Any]:
        profile_id = self._profile.id if self._profile is not None else ""
        return self._settings.window_state(profile_id)

    def state_of(self, key: str) -> dict[str, Any]:
        """What is remembered under this key for the open profile."""
        return _part(self._window_state(), key)

    def restore_and_show(self) -> None:
        """Show the window where it was, or at a comfortable size that fits the screen."""
        geometry = self._window_state().get("geometry")
        if not (isinstance(geometry, str) and self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))):
            screen = self.screen().availableGeometry()
            self.resize(min(tokens.WINDOW[0], screen.width()), min(tokens.WINDOW[1], screen.height()))
        self.show()

    def save_state(self) -> None:
        """Put geometry, tab and the pages' own state into the settings."""
        if self._profile is None:
            return
        state = self._window_state()
        state["geometry"] = bytes(self.saveGeometry().toBase64().data()).decode()
        state["tab"] = self._specs[self.tabs.currentIndex()].key
        for key, page in self._pages.items():
            state[key] = page.save_state()
        if self.late is not None:
            state |= {name: window.save_state() for name, window in self.late.kept_windows().items()}
        self._settings.set_window_state(self._profile.id, state)

    # ------------------------------------------------------------------ Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell about the first paint, once the whole window has been drawn."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def show_page(self) -> None:
        """Put the chosen tab's page into the frame, and what else waited for the first paint."""
        from ui.after_paint import AfterPaint

        texts.mask_phones(self._settings.mask_numbers)
        self._may_build = True
        if self._profile is not None:
            self._on_tab_changed(self.tabs.currentIndex())
        self.late = AfterPaint(self, self._settings, *self._late_menus)
        self._column.insertWidget(self._column.indexOf(self._stack), self.late.banner)

    def front_tab(self) -> str:
        """Key of the tab in front, "" while there is none."""
        return self._specs[self.tabs.currentIndex()].key if self.tabs.isVisible() else ""

    def built_pages(self) -> list[Page]:
        """The pages that were shown so far."""
        return list(self._pages.values())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the program end in order instead: tasks first, then connections, then the window."""
        event.ignore()
        self.close_wanted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files; the frame tells whether they can be used."""
        if event.mimeData().hasUrls() and self.desk.context is not None:
            event.acceptProposedAction()
            self.desk.files_coming.emit()
            if self._drop_frame is None:
                from ui.drop_frame import DropFrame

                self._drop_frame = DropFrame(self)
            self._drop_frame.show_for([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep accepting while the pointer moves."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files left again."""
        self._hide_drop_frame()

    def _hide_drop_frame(self) -> None:
        if self._drop_frame is not None:
            self._drop_frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files over and return at once: the file manager waits for this."""
        self._hide_drop_frame()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            QTimer.singleShot(0, lambda: self.desk.offer_files(paths))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from top to bottom, also through what was built late."""
        if not self._was_painted:  # Qt looks for a first focus, and there is only the frame
            return super().focusNextPrevChild(forward)
        from ui.focus_order import put_in_order

        parts = [item.widget() for number in range(self._column.count()) if (item := self._column.itemAt(number))]
        put_in_order(self, [part for part in parts if part is not None])
        return super().focusNextPrevChild(forward)

    def hideEvent(self, event: QHideEvent) -> None:
        """The end of the run (minimising is spontaneous): what is open beside the window goes with it."""
        super().hideEvent(event)
        if not event.spontaneous() and self.late is not None:
            for window in self.late.kept_windows().values():
                window.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Nothing is refreshed while minimised, little while others are in front; catch up when it comes back."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            away_s = self.desk.idle_s()
            self._left_at = None if self.isActiveWindow() else self._left_at or time.monotonic()
            if self._left_at is None:
                self.desk.came_to_front.emit(away_s)
        if event.type() == QEvent.Type.WindowStateChange and not self.windowState() & Qt.WindowState.WindowMinimized:
            self._show_status()


def _part(state: dict[str, Any], key: str) -> dict[str, Any]:
    """The part of a page; {} where the file holds something else."""
    part = state.get(key)
    return part if isinstance(part, dict) else {}
