"""Likely names in what is about to leave: where each stands, a way to it, and sending it as it is. It stops nobody."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.names import NamesIn
from peerdesk.ui.proofing.words import tr
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_MOST = 60  # texts that are listed
_AROUND = 60  # letters on either side of the first name


class NamesSheet(Sheet):
    """Lists texts with names.

    Signals:
        change_requested: go to this one (a NamesIn).
        left: this name may stay wherever it stands in the review.
    """

    change_requested = Signal(object)
    left = Signal(str)

    def __init__(
        self, parent: QWidget, found: Sequence[NamesIn], about: str, send: Callable[[], object] | None = None
    ) -> None:
        """Show what was found.

        Args:
            parent: any widget of the window.
            found: texts in their order; at least one.
            about: what the list is about, a sentence.
            send: sends everything as it is; None where nothing can be sent yet.
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, tr("Names in what leaves"), width=680)
        self._send = send
        self._found = list(found)
        self._rows: list[QWidget] = []
        self.changes: list[Button] = []
        self.leaves: list[Button] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.gap("s"))
        self.content.addWidget(make_title(theme, tr("Names in what leaves"), "eye"))
        self.content.addWidget(Paragraph(theme, about, tone="soft"))
        self.content.addLayout(self._list)
        close = Button(theme, tr("Not now") if send else tr("Close"), kind="quiet")
        close.clicked.connect(self.reject)
        self.send = Button(theme, tr("Send as it is"), kind="primary")
        self.send.clicked.connect(self._on_send)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.foot.addWidget(self.send)
        self.send.setVisible(send is not None)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self._show()
        (self.send if send else close).setFocus()

    def _show(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows, self.changes, self.leaves = [], [], []
        for one in self._found[:_MOST]:
            self._add(one)
        more = len(self._found) - _MOST
        if more > 0:
            self._put(Paragraph(self.theme, tr("and {} more").format(more), "caption", "soft"))
        if not self._found:
            self._put(Paragraph(self.theme, tr("There is no name left to look at.")))

    def _add(self, one: NamesIn) -> None:
        row, theme = QWidget(), self.theme
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(make_hairline())
        column.addWidget(Paragraph(theme, _shortened(one)))
        said = " · ".join(tr("“{}”, perhaps “{}”").format(name.words, name.instead) for name in one.names)
        column.addWidget(Paragraph(theme, said, "caption", "soft"))
        ways = QHBoxLayout()
        ways.setSpacing(theme.gap("m"))
        first = one.names[0].words
        change = Button(theme, tr("Change it"), kind="link", name=tr("Change “{}” where it stands").format(first))
        leave = Button(theme, tr("Leave it"), kind="link", name=tr("Leave “{}” in this review").format(first))
        change.clicked.connect(lambda: self._on_change(one))
        leave.clicked.connect(lambda: self._on_leave(one))
        self.changes.append(change)
        self.leaves.append(leave)
        ways.addWidget(change)
        ways.addWidget(leave)
        ways.addStretch()
        column.addLayout(ways)
        self._put(row)

    def _put(self, row: QWidget) -> None:
        self._list.addWidget(row)
        self._rows.append(row)

    def _on_change(self, one: NamesIn) -> None:
        self.reject()
        self.change_requested.emit(one)

    def _on_leave(self, one: NamesIn) -> None:
        gone = {name.words.casefold() for name in one.names}
        for name in gone:
            self.left.emit(name)
        rest = [
            replace(text, names=tuple(n for n in text.names if n.words.casefold() not in gone)) for text in self._found
        ]
        self._found = [text for text in rest if text.names]
        self._show()
        self.place()
        (self.leaves[0] if self.leaves else self.send if self._send else self).setFocus()

    def _on_send(self) -> None:
        self.accept()
        if self._send is not None:
            self._send()


def _shortened(one: NamesIn) -> str:
    """Return the words around the first name, in one line."""
    first = one.names[0]
    start, end = max(0, first.start - _AROUND), min(len(one.text), first.end + _AROUND)
    words = " ".join(one.text[start:end].split())
    return f"{'… ' if start else ''}{words}{' …' if end < len(one.text) else ''}"
