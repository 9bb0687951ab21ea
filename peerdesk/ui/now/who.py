"""Whose words they are: asked beside the line when a quote has no speaker, never in a dialogue."""

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from peerdesk.domain.line import LineContext, read_line
from peerdesk.domain.review import Activity
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.escape_field import EscapeField
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.label import Label

_MOST = 4
_FIELD = 150
_USUAL = {
    "pupils": ("pupil", "pupils"),
    "teachers": ("teacher", "ECT"),
    "support staff": ("TA", "LSA"),
    "leaders": ("leader", "head"),
    "governors": ("governor", "chair of governors"),
    "parents": ("parent", "parents"),
    "": ("pupil", "TA", "teacher", "head"),
}


def likely_speakers(activity: Activity | None, heard: Sequence[str]) -> list[str]:
    """Return who may be speaking: those heard in the activity, the newest first, then who it is held with."""
    voice = activity.voice if activity else ""
    years = re.findall(r"\bY\d{1,2}\b", activity.title) if activity and voice == "pupils" else []
    usual = [f"{year} pupil" for year in years] + list(_USUAL[voice])
    return list(dict.fromkeys([*heard, *usual]))[:_MOST]


def read_speaker(words: str) -> tuple[str, str, str]:
    """Return who was meant, whose voice that is, and their year: "y4 p" is "Y4 pupil", pupils, "4"."""
    line = read_line(f'{words.strip().rstrip(":")}: "a"', LineContext(source="talk"))
    if line.where and line.text == '"a"':
        return line.where, line.voice, line.year
    return words.strip(), "", ""


class WhoRow(Flow):
    """A few likely speakers, and a field for anybody else.

    Signals:
        answered: the words of the answer: "Y4 pupil".
        left: Escape: nobody is named.
    """

    answered = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a row without speakers."""
        super().__init__("", parent=parent)
        self.setAccessibleName(self.tr("Who said it?"))
        self._theme = theme
        self.field = EscapeField()
        self.field.setAccessibleName(self.tr("Who said it?"))
        self.field.setPlaceholderText(self.tr("Y4 pupil, by role"))
        self.field.returnPressed.connect(lambda: self._answer(self.field.text()))
        self.field.escape_pressed.connect(self.left)
        self._speakers: tuple[str, ...] | None = None
        self._fit()
        theme.changed.connect(self._fit)
        self.show_speakers(())

    def show_speakers(self, speakers: Sequence[str]) -> None:
        """Offer these."""
        if tuple(speakers) == self._speakers:
            return
        self._speakers = tuple(speakers)
        self.flow.removeWidget(self.field)
        self.empty()
        word = Label(self._theme, self.tr("Who said it?"), "body", "soft")
        self.flow.addWidget(word)
        for speaker in speakers:
            chip = Button(self._theme, speaker, kind="slot")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(partial(self._answer, speaker))
            self.flow.addWidget(chip)
        self.flow.addWidget(self.field)
        self.field.raise_()

    def _fit(self) -> None:
        self.field.setFixedWidth(self._theme.px(_FIELD))

    def _answer(self, words: str, _checked: bool = False) -> None:
        if words.strip():
            self.field.clear()
            self.answered.emit(words.strip())
