"""Which notes something stands on: chosen in a list, in the order in which they were seen."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from peerdesk.domain.citations import show_citations
from peerdesk.domain.evidence import Note
from peerdesk.domain.matches import holds_beginnings
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.theme import theme_of
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.sheet import Sheet, make_title

_ROWS = 8  # seen at once, if the window is high enough


class EvidenceSheet(Sheet):
    """Arrows go through the notes, Space chooses; letters above narrow the list, and what was chosen stays chosen."""

    def __init__(
        self,
        parent: QWidget,
        about: str,
        notes: Sequence[Note],
        chosen: Collection[str],
        keep: Callable[[tuple[str, ...]], object],
    ) -> None:
        """Ask which of the notes; `keep` gets the ids of all that are chosen, in the notes' order."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Notes it stands on"), width=720)
        self._notes, self._keep = notes, keep
        self._chosen = set(chosen)
        self._model: RowsModel[Note] = RowsModel(_words, lambda note: note.record_id)
        self.list = RowsView(theme, self._model, RowsDelegate(theme), self.tr("Notes"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.list.setMinimumHeight(theme.px("row") * min(_ROWS, len(notes)))
        self.wanted = QLineEdit()
        self.wanted.setAccessibleName(self.tr("Words to find"))
        self.wanted.setPlaceholderText(self.tr("Words to find"))
        leave_out(self.wanted, "search")
        self.count = Label(theme, "", "caption", "soft")
        self.keep_button = Button(theme, self.tr("Keep"), kind="primary")
        self.cancel = Button(theme, self.tr("Cancel"), kind="quiet")
        self.content.addWidget(make_title(theme, self.tr("Notes it stands on"), "quote"))
        self.content.addWidget(Paragraph(theme, about, tone="soft"))
        for widget in (self.wanted, self.list):
            self.content.addWidget(widget)
        self.foot.addWidget(self.count)
        self.foot.addStretch()
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.keep_button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self._show("")
        self.wanted.textChanged.connect(self._show)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())
        self.cancel.clicked.connect(self.reject)
        self.keep_button.clicked.connect(self._on_keep)

    def _show(self, wanted: str) -> None:
        kept = set(self._chosen)
        self._model.show_rows([one for one in self._notes if holds_beginnings(wanted, one.text)])
        self._chosen = kept
        self.list.choose(one.record_id for one in self._model.rows() if one.record_id in kept)
        self._chosen = kept
        self._say()

    def _on_chosen(self) -> None:
        shown = {one.record_id for one in self._model.rows()}
        self._chosen = (self._chosen - shown) | {one.record_id for one in self.list.chosen_rows()}
        self._say()

    def _say(self) -> None:
        self.count.setText(self.tr("{} chosen").format(len(self._chosen)))

    def _on_keep(self) -> None:
        known = [one.record_id for one in self._notes]
        elsewhere = sorted(self._chosen - set(known))  # a note that is not here, but was chosen once
        self._keep((*(one for one in known if one in self._chosen), *elsewhere))
        self.accept()


def _words(note: Note) -> str:
    place = f" ({note.where})" if note.where else ""
    return f"{note.seen_at[-5:]}  {show_citations(note.text, {})}{place}"
