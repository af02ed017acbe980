"""What assistive technology is told about a window, read in this process, and what is wrong with it.

Owns: reading Qt's accessibility tree and the rules about names. Leaves to others: bringing everything on the screen
(`tests/ui/surfaces.py`), the same tree as it arrives on the desktop's bus (`tests/end_to_end/accessibility.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role

# Qt tells the value of these as their name; what they are is found through the relation "labelled by" alone.
NAMED_BY_LABEL = frozenset({Role.ComboBox, Role.PageTabList})
# Something can be done with these, whether or not they take the focus.
CONTROLS = frozenset(
    {
        *(Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.EditableText, Role.ComboBox, Role.CheckBox),
        *(Role.RadioButton, Role.Slider, Role.SpinBox, Role.List, Role.Table, Role.Tree, Role.PageTab),
        *(Role.PageTabList, Role.MenuItem, Role.Link, Role.HotkeyField, Role.Dial, Role.ColumnHeader),
    }
)
# Contents of a control: their texts are data, which may be empty or come twice.
CONTENTS = frozenset({Role.Cell, Role.Row, Role.RowHeader, Role.ListItem, Role.TreeItem})
# More children than any window has controls side by side: only tables and lists, whose contents are data.
MOST_CHILDREN = 300

_CLASS_NAME = re.compile(r"_?(?:Q[A-Z]|[A-Z][a-z]+[A-Z])\w*")
_OBJECT_NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)+|qt_\w+")


class Control(NamedTuple):
    """One control on the screen. `path` are the names of what it is in, outermost first; what has none is left out."""

    role: str
    name: str
    path: tuple[str, ...]
    what: str
    identity: int

    def __str__(self) -> str:
        return f"{self.role} {self.name!r} ({self.what}) in {' > '.join(self.path) or 'the window'}"


def controls_of(window: QWidget) -> list[Control]:
    """Every control of `window` that is on the screen, and all entries of its menus."""
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    return list(_walk(root, ()))


def _walk(node: QAccessibleInterface, path: tuple[str, ...]) -> Iterator[Control]:
    role, state = node.role(), node.state()
    # The entries of a menu that is closed are no less reachable.
    if state.invisible and role not in (Role.MenuItem, Role.PopupMenu):
        return
    name = node.text(QAccessible.Text.Name).strip()
    if role in NAMED_BY_LABEL:
        name = _label(node)
    if (
        role not in CONTENTS
        and role != Role.Separator
        and (role in CONTROLS or state.focusable or _can_be_pressed(node))
    ):
        thing = node.object()
        what = f"{type(thing).__name__} {thing.objectName()}".strip() if thing is not None else "part"
        yield Control(role.name, name, path, what, id(thing) if thing is not None else 0)
    below = (*path, name) if name else path
    for number in range(min(node.childCount(), MOST_CHILDREN)):
        child = node.child(number)
        if child is not None and child.isValid():
            yield from _walk(child, below)


def _label(node: QAccessibleInterface) -> str:
    for other, relation in node.relations(QAccessible.RelationFlag.AllRelations):
        if relation & QAccessible.RelationFlag.Label and other is not None and other.isValid():
            return str(other.text(QAccessible.Text.Name)).strip()
    return ""


def _can_be_pressed(node: QAccessibleInterface) -> bool:
    actions = node.actionInterface()
    return actions is not None and bool({"Press", "Toggle"} & set(actions.actionNames()))


def problems_in(controls: list[Control]) -> list[str]:
    """What is wrong with the names in one window."""
    found = []
    for control in controls:
        if not control.name:
            found.append(f"no name: {control}")
        elif _OBJECT_NAME.fullmatch(control.name) or _CLASS_NAME.fullmatch(control.name):
            found.append(f"a name for programmers: {control}")
    same = Counter((control.role, control.name, control.path) for control in controls if control.name)
    found += [
        f"{count} of the same name: {role} {name!r} in {' > '.join(path) or 'the window'}"
        for (role, name, path), count in same.items()
        if count > 1
    ]
    return found
