"""The strip under the menu: whose data this is, whether the server answers, how much may still be asked of it.

Owns: profile switcher, connection state, the header's gauge. Leaves to others: opening a profile.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.settings import DEMO_PROFILE, Profile
from ui import icons, theme, tokens
from ui.desk import Desk
from ui.widgets.gauge import HeaderGauge
from ui.widgets.spoken_label import SpokenLabel

if TYPE_CHECKING:
    from ui.widgets.pill import Pill

translate = QCoreApplication.translate

SWITCHER_WIDTH = 256
CONNECTION_WIDTH = 220
ADD, MANAGE = "+add", "+manage"


def profile_colour(profile: Profile | None) -> QColor:
    """The colour that marks everything of a profile."""
    if profile is None:
        return theme.colours().line2
    return QColor(tokens.PROFILE_COLOURS.get(profile.colour, tokens.PROFILE_COLOURS["teal"]))


def colour_square(profile: Profile, ratio: float) -> QIcon:
    """The profile's colour as the small square of lists."""
    side = tokens.ICON
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme.draw_box(painter, QRect(2, 2, side - 4, side - 4), tokens.R_BAR, profile_colour(profile), None)
    return QIcon(picture)


class ProfileSwitcher(QComboBox):
    """The open profile: colour, name, end of the key. A combo box, so that keyboard and screen reader know it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("profile.switcher")
        self.setAccessibleName(translate("Header", "Profile"))
        self._spoken = SpokenLabel(self)
        self._spoken.setText(self.accessibleName())
        self.setFixedSize(SWITCHER_WIDTH, tokens.H_CONTROL + tokens.S8)
        self.setProperty("ring_radius", tokens.R_CONTROL)
        self._profile: Profile | None = None
        self._profiles: list[Profile] = []

    def offer(self, profiles: list[Profile], *, may_add: bool) -> None:
        """Offer these profiles, then what can be done about profiles."""
        self._profiles = profiles
        self.clear()
        for profile in profiles:
            self.addItem(profile.name, profile.id)
        self.insertSeparator(self.count())
        if may_add:
            self.addItem(translate("Header", "Add a profile…"), ADD)
        self.addItem(translate("Header", "Manage profiles…"), MANAGE)

    def showPopup(self) -> None:
        """Give each profile its colour in the list; painted only when somebody looks."""
        for row, profile in enumerate(self._profiles):
            self.setItemIcon(row, colour_square(profile, self.devicePixelRatioF()))
        from ui.widgets.choice_rows import prepare_list

        prepare_list(self, theme.font("body", "medium"))
        super().showPopup()

    def show_profile(self, profile: Profile | None) -> None:
        """Show this profile as the open one."""
        self._profile = profile
        self.setAccessibleDescription(self.second_line())
        self.update()

    def second_line(self) -> str:
        """What stands under the name."""
        if self._profile is not None and self._profile.id == DEMO_PROFILE:
            return translate("Header", "invented data, no real call")
        if self._profile is None or not self._profile.key_hint:
            return ""
        return translate("Header", "key ends in …{hint}").format(hint=self._profile.key_hint)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QWidget.paintEvent`."""
        c = theme.colours()
        with QPainter(self) as painter:
            box = self.rect()
            theme.draw_box(painter, box, tokens.R_CONTROL, c.surface, c.line)
            square = QRect(tokens.S8 + 1, box.center().y() - 5, 12, 12)
            theme.draw_box(painter, square, tokens.R_BAR, profile_colour(self._profile), None)
            left = square.right() + tokens.S8
            text = QRect(left, tokens.S4 - 1, box.width() - left - tokens.S24 - tokens.S4, theme.line_height("body"))
            name = self._profile.name if self._profile else translate("Header", "No profile")
            second = self.second_line()
            if not second:
                text.moveTop(box.center().y() - text.height() // 2)
            painter.setFont(theme.font("body", "semibold"))
            painter.setPen(c.text)
            metrics = painter.fontMetrics()
            painter.drawText(
                text,
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                metrics.elidedText(name, Qt.TextElideMode.ElideRight, text.width()),
            )
            if second:
                text.translate(0, theme.line_height("caption") + 1)
                text.setHeight(theme.line_height("caption"))
                painter.setFont(theme.font("caption"))
                is_demo = self._profile is not None and self._profile.id == DEMO_PROFILE
                painter.setPen(c.teal if is_demo else c.text2)
                painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, second)
            arrow = QRect(box.right() - tokens.S24, box.center().y() - 8, tokens.ICON, tokens.ICON)
            icons.paint(painter, "chevron-down", arrow, c.text2)


class ConnectionState(QLabel):
    """Whether requests get through: an icon, a word, the server's host. A label, so that a screen reader reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("connection.state")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedHeight(tokens.H_CONTROL + tokens.S8)
        self.setMinimumWidth(CONNECTION_WIDTH)
        self._state = "unknown"
        self._host = ""
        self._show_accessibly()

    def show_state(self, state: str, host: str) -> None:
        """`state` is one of the client's connection states; `host` is shown under it."""
        if (state, host) == (self._state, self._host):
            return
        self._state, self._host = state, host
        self._show_accessibly()
        self.update()

    def word(self) -> str:
        """The state as a word."""
        return {
            "connected": translate("Header", "Connected"),
            "offline": translate("Header", "Offline"),
            "refused": translate("Header", "Key refused"),
            "limited": translate("Header", "Rate limited"),
            "unknown": translate("Header", "Connecting…"),
            "none": translate("Header", "Not connected"),
        }.get(self._state, self._state)

    def sizeHint(self) -> QSize:
        """See `QWidget.sizeHint`."""
        return QSize(CONNECTION_WIDTH, tokens.H_CONTROL + tokens.S8)

    def _show_accessibly(self) -> None:
        # The name a screen reader says stays "Connection"; what it is now is the description.
        self.setText(self.word())
        self.setAccessibleName(translate("Header", "Connection"))
        self.setAccessibleDescription(self.word())

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QWidget.paintEvent`."""
        c = theme.colours()
        name, colour = {
            "connected": ("connected", c.green),
            "offline": ("offline", c.red),
            "refused": ("key", c.red),
            "limited": ("hourglass", c.amber),
        }.get(self._state, ("connected", c.text2))
        with QPainter(self) as painter:
            box = self.rect()
            icons.paint(painter, name, QRect(0, box.center().y() - 8, tokens.ICON, tokens.ICON), colour)
            text = QRect(tokens.ICON + tokens.S12, tokens.S4 - 1, box.width() - tokens.ICON - tokens.S12, 20)
            painter.setFont(theme.font("body", "medium"))
            painter.setPen(c.text)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.word())
            text.translate(0, theme.line_height("caption") + 1)
            text.setHeight(theme.line_height("caption"))
            painter.setFont(theme.font("caption"))
            painter.setPen(c.text2)
            host = painter.fontMetrics().elidedText(self._host, Qt.TextElideMode.ElideMiddle, text.width())
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, host)


class HeaderStrip(QWidget):
    """The whole strip.

    Signals:
        profile_wanted: Another profile was chosen (its id).
        add_wanted: "Add a profile" was chosen.
        manage_wanted: "Manage profiles" was chosen.
    """

    profile_wanted = Signal(str)
    add_wanted = Signal()
    manage_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._profile: Profile | None = None
        self._profiles: list[Profile] = []
        self._read_only: Pill | None = None
        self._field: QWidget | None = None
        self._least_field = 0
        self.setFixedHeight(tokens.H_HEADER)
        self.switcher = ProfileSwitcher()
        self.switcher.activated.connect(self._on_chosen)
        self.connection = ConnectionState()
        self.quota = HeaderGauge()
        self.quota.gauge.setObjectName("quota.gauge")
        self.quota.clicked.connect(lambda: desk.tab_wanted.emit("quota"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S16, 0, tokens.S24, 0)
        layout.setSpacing(tokens.S16)
        layout.addWidget(self.switcher)
        layout.addWidget(self.connection)
        layout.addStretch(1)
        layout.addWidget(self.quota)
        self._row = layout
        desk.context_changed.connect(self._on_context_changed)
        desk.quota.changed.connect(self._show_quota)

    def show_profiles(self, profiles: list[Profile], current: Profile | None, *, may_add: bool = True) -> None:
        """Offer these profiles; the open one need not be among them (demo, key of this run)."""
        self._profiles = list(profiles)
        if current is not None and current.id not in [profile.id for profile in profiles]:
            self._profiles.insert(0, current)
        self.switcher.offer(self._profiles, may_add=may_add)
        self.show_profile(current)

    def show_profile(self, profile: Profile | None) -> None:
        """Show this profile as the open one; None hides what only an open profile has."""
        self._profile = profile
        self.switcher.show_profile(profile)
        self._select_current()
        self.setVisible(profile is not None)
        self.quota.show()
        if profile is not None and self._desk.context is None:
            self.connection.show_state("unknown", QUrl(profile.base_url).host())
        self._show_read_only(profile is not None and profile.read_only)
        self.update()

    def show_closed(self, profile: Profile) -> None:
        """This profile is chosen but not open: nothing is being asked of its server."""
        self.connection.show_state("none", QUrl(profile.base_url).authority())
        self.quota.hide()

    def _show_read_only(self, read_only: bool) -> None:
        if self._read_only is None:
            if not read_only:
                return
            from ui.widgets.pill import Pill
            from ui.widgets.status import Look

            self._read_only = Pill(Look(translate("Header", "Read-only"), "lock", "amber"))
            self._read_only.setObjectName("profile.read_only")
            self._row.insertWidget(self._row.indexOf(self.connection), self._read_only)
        self._read_only.setVisible(read_only)

    def _select_current(self) -> None:
        index = self.switcher.findData(self._profile.id) if self._profile is not None else -1
        self.switcher.setCurrentIndex(index)

    def _on_chosen(self, index: int) -> None:
        chosen = str(self.switcher.itemData(index) or "")
        # Until it is really open, the list goes on naming the profile that is.
        self._select_current()
        if chosen == ADD:
            self.add_wanted.emit()
        elif chosen == MANAGE:
            self.manage_wanted.emit()
        elif chosen and (self._profile is None or chosen != self._profile.id):
            self.profile_wanted.emit(chosen)

    def _show_quota(self) -> None:
        from datetime import datetime

        self.quota.set_snapshot(self._desk.quota.snapshot, time.monotonic(), datetime.now().astimezone())

    def _on_context_changed(self) -> None:
        context = self._desk.context
        if context is None:
            return
        api = context.api
        host = QUrl(context.profile.base_url).authority()

        def show(state: str) -> None:
            if self._desk.context is context:
                self.connection.show_state(state, host)

        show(api.connection)
        api.subscribe_connection(show)

    def add_field(self, field: QWidget, least_width: int) -> None:
        """Put the palette's field in the middle. It comes after the first paint; hidden where it has less room."""
        self._field = field
        self._least_field = least_width
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        place = layout.indexOf(self.quota)
        layout.insertWidget(place, field, 20)
        layout.insertStretch(place + 1, 1)
        self._show_field()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See `QWidget.resizeEvent`."""
        super().resizeEvent(event)
        self._show_field()

    def _show_field(self) -> None:
        """The field goes before it squeezes the others; its keys work all the same."""
        layout = self.layout()
        if self._field is None or layout is None:
            return
        parts = [self.quota, self.switcher, self.connection]
        gaps = layout.contentsMargins().left() + layout.contentsMargins().right() + len(parts) * layout.spacing()
        taken = sum(part.sizeHint().width() for part in parts) + gaps
        self._field.setVisible(self.width() - taken >= self._least_field)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The profile's colour at the left edge, a hairline below."""
        with QPainter(self) as painter:
            c = theme.colours()
            painter.fillRect(self.rect(), c.surface)
            if self._profile is not None:
                painter.fillRect(QRect(0, 0, tokens.S4, self.height()), profile_colour(self._profile))
            painter.fillRect(QRect(0, self.height() - tokens.LINE, self.width(), tokens.LINE), c.line)
