"""Beginning the practice anew: what was typed there goes, so it is asked first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title


class BeginAnewSheet(Sheet):
    """Three answers.

    Signals:
        wanted: begin anew.
        move_wanted: move what was typed first.
    """

    wanted = Signal()
    move_wanted = Signal()

    def __init__(self, parent: QWidget, typed: int) -> None:
        """Ask; `typed` is how much the person typed there."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Begin the practice anew"), width=560)
        self.content.addWidget(make_title(theme, self.tr("Begin the practice anew?"), "history"))
        one, many = self.tr("The one thing that you typed here goes for good."), self.tr("All {} things that you typed")
        goes = one if typed == 1 else self.tr("{} here go for good.").format(many.format(typed))
        nothing = self.tr("You typed nothing here that would be lost.")
        self.content.addWidget(Paragraph(theme, goes if typed else nothing, tone="ink" if typed else "soft"))
        self.keep_button = Button(theme, self.tr("Leave it as it is"), kind="quiet")
        self.move_button = Button(theme, self.tr("Move it to a real review first…"))
        self.anew_button = Button(theme, self.tr("Begin anew"), kind="primary" if not typed else "")
        self.move_button.setVisible(bool(typed))
        self.foot.addWidget(self.keep_button)
        self.foot.addStretch()
        self.foot.addWidget(self.move_button)
        self.foot.addWidget(self.anew_button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.keep_button.clicked.connect(self.reject)
        self.move_button.clicked.connect(lambda: self._answer(self.move_wanted))
        self.anew_button.clicked.connect(lambda: self._answer(self.wanted))

    def _answer(self, signal: object) -> None:
        self.accept()
        signal.emit()  # type: ignore[attr-defined]
