"""Acts of a person as rows of data: shortcuts, menus, the palette and the help all come from them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """Something a person can do.

    Attributes:
        name: "note.split"; the object name of its action.
        text: what it does, imperative; "…" when a question follows.
        group: where it belongs, shown in the palette: "Notes".
        act: does it.
        keys: "Ctrl+J", portable, alternatives parted by "; "; single letters work while a list has focus only.
        icon: a Lucide name.
        enabled: says whether it makes sense now.
    """

    name: str
    text: str
    group: str
    act: Callable[[], object]
    keys: str = ""
    icon: str = ""
    enabled: Callable[[], bool] = _always


# Keys that belong to somebody else on one of the three systems. Source: Qt's qplatformtheme.cpp, IBus, macOS and
# Windows conventions. Alt+letter, Ctrl+Alt and single function keys are judged by rule below.
_FOREIGN = ("Space", "`", ".", ";", "Shift+U", *"QWHMBIUGEDXCVA")
NEVER_BOUND = frozenset({*(f"Ctrl+{key}" for key in _FOREIGN), "F10", "F11", "F12"})


def sequences(command: Command) -> list[QKeySequence]:
    """Return the key sequences of a command."""
    return [QKeySequence(keys) for keys in command.keys.split("; ") if keys]


def find_clashes(commands: Iterable[Command]) -> list[str]:
    """Return what must not be: keys bound twice among these commands, or keys that belong to somebody else."""
    keys = [sequence.toString() for command in commands for sequence in sequences(command)]
    twice = [f"{key} is bound twice" for key, count in Counter(keys).items() if count > 1]
    return twice + [f"{key} belongs to somebody else" for key in keys if _is_foreign(key)]


def key_hint(keys: str) -> str:
    """Return the first of some keys as people read them: "Ctrl Shift S"; "" for none."""
    shown = QKeySequence(keys.split("; ")[0]).toString(QKeySequence.SequenceFormat.NativeText)
    parts = shown.replace("Return", "Enter").replace("++", "+\0").split("+")
    return " ".join(parts).replace("\0", "+") if len(shown) > 1 else shown


def bind(widget: QWidget, commands: Sequence[Command], lists: Sequence[QWidget] = ()) -> list[QAction]:
    """Make the keys of commands work.

    Args:
        widget: page or window; chords work anywhere in its window while it is visible.
        commands: what to bind.
        lists: views on which single letters work, while they have focus.
    """
    actions = []
    for command in commands:
        action = _make_action(command, widget)
        if _is_single(command):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setAutoRepeat(False)  # a letter that is held is one act, and not a list of notes deleted
            for view in lists:
                view.addAction(action)
        else:
            widget.addAction(action)
        actions.append(action)
    return actions


def make_menu(parent: QWidget, commands: Sequence[Command]) -> QMenu:
    """Return a menu of commands, parted by group; those that make no sense now are greyed."""
    menu = QMenu(parent)
    group = commands[0].group if commands else ""
    for command in commands:
        if command.group != group:
            menu.addSeparator()
            group = command.group
        action = _make_action(command, menu)
        action.setEnabled(command.enabled())
        menu.addAction(action)
    return menu


def _make_action(command: Command, parent: QWidget) -> QAction:
    action = QAction(command.text, parent)
    action.setObjectName(command.name)
    action.setShortcuts(sequences(command))
    action.triggered.connect(lambda: command.act() if command.enabled() else None)
    return action


def _is_single(command: Command) -> bool:
    """Say whether the keys are what typing a word would press."""
    return bool(command.keys) and not any("Ctrl" in key or _is_function(key) for key in command.keys.split("; "))


def _is_function(key: str) -> bool:
    return key.rpartition("+")[2][:1] == "F" and key.rpartition("+")[2][1:].isdigit()


def _is_foreign(key: str) -> bool:
    return key in NEVER_BOUND or "Alt+" in key or "Meta+" in key
