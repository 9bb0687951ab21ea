"""Two versions of a framework side by side: what came, what went, and the words that differ."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.frameworks import Shelved
from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_comparing import Difference, compare
from peerdesk.domain.framework_forms import FORM_OF
from peerdesk.ui.framework_words import column_word, sheet_word
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.kept import KeptChoice
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.marked_words import MarkedWords
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title


class FrameworkVersionsSheet(Sheet):
    """One framework, and a choice of which to lay beside it."""

    def __init__(self, parent: QWidget, shown: Framework, others: Sequence[Shelved]) -> None:
        """Compare `shown` with one of `others`, those of its own id first."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Compare"), width=900)
        self._shown = shown
        ordered = sorted(others, key=lambda one: one.framework.framework_id != shown.framework_id)
        self._others = {one.name: one.framework for one in ordered}
        self.other = KeptChoice(theme, self.tr("Compare with"))
        self.other.show_choices([(name, _said(one)) for name, one in self._others.items()])
        self.summary = Paragraph(theme, "", bold=True)
        self._page = QWidget()
        self.close_button = Button(theme, self.tr("Close"))
        choice = Form(theme)
        choice.add(self.tr("Compare with"), self.other)
        self.content.addWidget(make_title(theme, _said(shown), "columns-2"))
        self.content.addWidget(choice)
        self.content.addWidget(self.summary)
        self.content.addWidget(self._page)
        self.content.addStretch(1)
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.close_button.clicked.connect(self.reject)
        self.other.given.connect(self.show_other)
        self.show_other(next(iter(self._others)))

    def show_other(self, name: str) -> None:
        """Lay another one beside it."""
        self.other.show_value(name)
        other = self._others[name]
        differences = compare(other, self._shown)
        came, went, changed = (sum(one.what == what for one in differences) for what in ("came", "went", "changed"))
        said = self.tr("New here: {came}. Not here any more: {went}. Said otherwise: {changed}.")
        same = self.tr("They say the same.")
        self.summary.setText(said.format(came=came, went=went, changed=changed) if differences else same)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.gap("s"))
        if any(one.words for one in differences):
            column.addLayout(
                self._beside(*(Paragraph(self.theme, _said(one), bold=True) for one in (other, self._shown)))
            )
        for sheet, of_sheet in groupby(differences, lambda one: one.sheet):
            column.addWidget(make_hairline())
            column.addWidget(Label(self.theme, sheet_word(sheet), bold=True))
            for difference in of_sheet:
                self._add(column, difference)
        self.content.replaceWidget(self._page, page)
        self._page.hide()
        self._page.deleteLater()
        self._page = page
        page.show()
        self.place()

    def _add(self, column: QVBoxLayout, difference: Difference) -> None:
        theme = self.theme
        if difference.what != "changed":
            word = self.tr("New here: {}") if difference.what == "came" else self.tr("Not here any more: {}")
            column.addWidget(Paragraph(theme, word.format(difference.title)))
            return
        nothing = self.tr("Nothing")
        for name, before, after in difference.words:
            field = column_word(FORM_OF[difference.sheet].by_name[name])
            column.addWidget(Paragraph(theme, f"{difference.title} · {field}", "caption", "soft"))
            one, other = MarkedWords(theme, before or nothing, after), MarkedWords(theme, after or nothing, before)
            column.addLayout(self._beside(one, other))

    def _beside(self, *halves: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.gap("m"))
        for half in halves:
            row.addWidget(half, 1, Qt.AlignmentFlag.AlignTop)
        return row


def _said(framework: Framework) -> str:
    return f"{framework.title} · {framework.version}"
