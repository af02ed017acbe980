"""Every colour and every pixel of the window.

Owns: the two colour schemes, text sizes, spacing, radii, heights. Nothing else in `ui/` names a colour or a size.
Leaves to others: turning them into Qt objects and choosing the scheme (`ui/theme.py`).

Fills are for bars and arcs (3:1 or better on the surface); text takes the named colour, which has a contrast of 4.5:1
or better on every ground it stands on. `off` alone is below that: it marks what is not possible. In high contrast text
has 7:1, and fills, borders and what is off have 4.5:1. A test computes all of these.
"""

from __future__ import annotations

from typing import Final

LIGHT: Final[dict[str, str]] = {
    "bg": "#F4F5F8",
    "surface": "#FFFFFF",
    "raised": "#FAFBFC",
    "line": "#E3E6EB",
    "line2": "#C5CAD3",
    "track": "#E4E7EC",
    "offbg": "#F0F2F5",
    "text": "#1A1D23",
    "text2": "#596171",
    "off": "#8D94A1",
    "accent": "#3B5BDB",
    "accent_hover": "#324DBE",
    "accent_text": "#3350C8",
    "soft": "#EAEEFC",
    "on_accent": "#FFFFFF",
    "danger": "#CC2F37",
    "danger_hover": "#B1222A",
    "on_danger": "#FFFFFF",
    "hit": "#FFE69A",
    "on_hit": "#1A1D23",
    "hit_current": "#FFC53D",
    "on_hit_current": "#1A1D23",
    "green": "#17693A",
    "green_soft": "#E2F3E9",
    "amber": "#855000",
    "amber_soft": "#FCF0DA",
    "red": "#B1222A",
    "red_soft": "#FBE7E7",
    "teal": "#0A6371",
    "teal_soft": "#DDF1F4",
    "grey": "#4C5463",
    "grey_soft": "#ECEEF2",
    "green_fill": "#2F9E5F",
    "amber_fill": "#BF7A00",
    "red_fill": "#CC2F37",
    "grey_fill": "#8D94A1",
    "teal_fill": "#1592A5",
    "accent_fill": "#3350C8",
    "accent_pale": "#B1BBE9",
    "series_you": "#3350C8",
    "series_uploads": "#1592A5",
    "series_sync": "#7C8EDC",
    "series_reference": "#8D94A1",
    "series_others": "#A65FB8",
    "shadow": "#1A1D23",
}

DARK: Final[dict[str, str]] = {
    "bg": "#131519",
    "surface": "#1A1D23",
    "raised": "#1F232A",
    "line": "#2B303A",
    "line2": "#454C59",
    "track": "#2D323C",
    "offbg": "#21252C",
    "text": "#E8EBF0",
    "text2": "#A6AEBB",
    "off": "#747C8A",
    "accent": "#4A66E6",
    "accent_hover": "#3F59D6",
    "accent_text": "#93A7FF",
    "soft": "#242C4C",
    "on_accent": "#FFFFFF",
    "danger": "#CC2F37",
    "danger_hover": "#B1222A",
    "on_danger": "#FFFFFF",
    "hit": "#6B5312",
    "on_hit": "#E8EBF0",
    "hit_current": "#8A6A12",
    "on_hit_current": "#FFFFFF",
    "green": "#74D59E",
    "green_soft": "#173425",
    "amber": "#F2BC62",
    "amber_soft": "#372A12",
    "red": "#FF958F",
    "red_soft": "#42201F",
    "teal": "#70CEDB",
    "teal_soft": "#14343A",
    "grey": "#B7BECA",
    "grey_soft": "#2A2F38",
    "green_fill": "#3FB874",
    "amber_fill": "#E0A030",
    "red_fill": "#E5534F",
    "grey_fill": "#747C8A",
    "teal_fill": "#2FA9BB",
    "accent_fill": "#93A7FF",
    "accent_pale": "#4B557D",
    "series_you": "#93A7FF",
    "series_uploads": "#2FA9BB",
    "series_sync": "#5A6CB8",
    "series_reference": "#8C93A1",
    "series_others": "#C58BD6",
    "shadow": "#000000",
}

# What high contrast changes. Grounds become plain, every line can be seen, nothing is grey on grey.
LIGHT_CONTRAST: Final[dict[str, str]] = {
    "bg": "#FFFFFF",
    "raised": "#FFFFFF",
    "line": "#6B7280",
    "line2": "#2B303A",
    "track": "#A9B0BC",
    "offbg": "#F4F5F8",
    "text": "#000000",
    "text2": "#2B303A",
    "off": "#596171",
    "accent": "#2239A8",
    "accent_hover": "#16267A",
    "accent_text": "#1D33A0",
    "soft": "#DCE3FF",
    "danger": "#9A1820",
    "danger_hover": "#6E0D13",
    "on_hit": "#000000",
    "on_hit_current": "#000000",
    "green": "#0A4724",
    "amber": "#5A3500",
    "red": "#85121A",
    "teal": "#05434D",
    "grey": "#2B303A",
    "green_fill": "#17693A",
    "amber_fill": "#855000",
    "red_fill": "#B1222A",
    "grey_fill": "#596171",
    "teal_fill": "#0A6371",
    "accent_fill": "#1D33A0",
    "accent_pale": "#5C70CC",
    "series_you": "#1D33A0",
    "series_uploads": "#0A6371",
    "series_sync": "#5C70CC",
    "series_reference": "#596171",
    "series_others": "#8A3F9E",
}

DARK_CONTRAST: Final[dict[str, str]] = {
    "bg": "#000000",
    "surface": "#000000",
    "raised": "#000000",
    "line": "#7D8694",
    "line2": "#C5CAD3",
    "track": "#5A6270",
    "offbg": "#15181D",
    "text": "#FFFFFF",
    "text2": "#DDE1E8",
    "off": "#969EAB",
    # White words need a dark ground, which nobody would find on black: the words are black instead.
    "accent": "#A9B9FF",
    "accent_hover": "#CFD8FF",
    "accent_text": "#B9C6FF",
    "soft": "#1C2A6B",
    "on_accent": "#000000",
    "danger": "#FF9A95",
    "danger_hover": "#FFC4C1",
    "on_danger": "#000000",
    "hit": "#5C470E",
    "on_hit": "#FFFFFF",
    "hit_current": "#FFD24D",
    "on_hit_current": "#000000",
    "green": "#8BEBB3",
    "amber": "#FFD183",
    "red": "#FFB0AB",
    "teal": "#8AE3EF",
    "grey": "#DDE1E8",
    "red_fill": "#FF6B66",
    "grey_fill": "#969EAB",
    "accent_fill": "#B9C6FF",
    "accent_pale": "#7486D6",
    "series_you": "#B9C6FF",
    "series_sync": "#7486D6",
    "series_reference": "#A6AEBB",
}

# Colours an operator may give a profile: the bar at the left of the header and the square in the switcher.
PROFILE_COLOURS: Final[dict[str, str]] = {
    "teal": "#1A8F82",
    "blue": "#3B5BDB",
    "violet": "#7B4FC9",
    "amber": "#BF7A00",
    "red": "#CC2F37",
    "grey": "#6B7382",
}

# Fonts. Sizes are (pixels, line height).
FONT_FAMILY: Final = "Inter"
TITLE: Final = (16, 24)
BODY: Final = (13, 20)
CAPTION: Final = (12, 16)
TINY: Final = (10, 12)  # the "s" under the seconds in the header gauge, nothing else

# Spacing, a 4/8 grid.
S4: Final = 4
S8: Final = 8
S12: Final = 12
S16: Final = 16
S24: Final = 24
S32: Final = 32
GAP_ICON: Final = 6  # between an icon and its word
PAD_CONTROL: Final = 13  # left and right inside a control, its border included
PAD_SMALL: Final = 9

# Radii.
R_BAR: Final = 3
R_SMALL: Final = 4
R_CONTROL: Final = 6
R_PANEL: Final = 8

# Heights.
H_MENU: Final = 28
H_HEADER: Final = 56
H_TABS: Final = 40
H_TOOLBAR: Final = 48
H_BANNER: Final = 48
H_MESSAGE: Final = 36
H_STATUS: Final = 28
H_ROW: Final = 32
H_CONTROL: Final = 32
H_SMALL: Final = 24
H_PILL: Final = 20
H_STEPS: Final = 56

# Bars, lines, rings.
BAR: Final = 6
BAR_WIDE: Final = 8
BAR_RATIO: Final = 12
LINE: Final = 1
RING: Final = 2  # focus ring
RING_CONTRAST: Final = 3  # the same in high contrast
RING_GAP: Final = 1
TAB_LINE: Final = 2
ROW_BAR: Final = 3  # at the left of the selected row
DROP_FRAME: Final = 3
CHECK_BOX: Final = 16
SWITCH: Final = (32, 18)
SCROLL_BAR: Final = 10
SERIES_DOT: Final = 8

# Icons.
ICON: Final = 16
ICON_PILL: Final = 12
ICON_TITLE: Final = 20
ICON_EMPTY: Final = 24
ICON_DROP: Final = 40

# Gauge.
GAUGE_HEADER: Final = 48
GAUGE_TAB: Final = 230
GAUGE_TAB_LEAST: Final = 160  # in a low window
GAUGE_NUMBER_SHARE: Final = 0.23
GAUGE_HEADER_NUMBER: Final = 13
GAUGE_TICKS: Final = 60
GAUGE_SWEEP: Final = 270

# Side panels.
PANEL_NARROW: Final = 328
PANEL: Final = 376
PANEL_WIDE: Final = 456
PANEL_BELOW_WIDTH: Final = 1200  # a narrower window puts the panel under the table
WINDOW: Final = (1440, 900)
WINDOW_LEAST: Final = (960, 600)

# Longest text shown in one label, cell or tool tip; what comes from a server or a file may be of any length.
TEXT_CAP: Final = 4_000
CELL_CAP: Final = 300
