"""The past of a record: who, when, what changed in each field; any earlier words can be brought back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from peerdesk.desk.history import Deleted
from peerdesk.domain.history import HistoryLine, changed_words
from peerdesk.ui.theme import Theme, theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_MOST = 60  # lines of a history that are shown: the newest
_UNSAID = frozenset(
    {
        "order",
        "questions",
        "question",
        "activity",
        "observed_by",
        "asked_by",
        "who",
        "scribe",
        "key",
        "closed",
        "finding",
        "taken_by",
    }
)


class HistorySheet(Sheet):
    """One record's past, the newest first."""

    def __init__(
        self, parent: QWidget, lines: Sequence[HistoryLine], bring_back: Callable[[HistoryLine], object] | None
    ) -> None:
        """Show lines; `bring_back` gets the one whose earlier words are wanted, None if nobody may."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("History"), width=680)
        self.buttons: list[Button] = []
        self._bring_back = bring_back
        self.content.addWidget(make_title(theme, self.tr("History"), "history"))
        shown = [one for one in lines if one.field not in _UNSAID][:_MOST]
        if not shown:
            self.content.addWidget(Paragraph(theme, self.tr("Nothing was changed yet."), tone="soft"))
        for line in shown:
            self._add(theme, line)
        _add_close(self, theme)

    def _add(self, theme: Theme, line: HistoryLine) -> None:
        self.content.addWidget(make_hairline())
        what = field_name(line.field) if line.field else ""
        said = " · ".join(part for part in (line.who, when_of(line.when), what) if part)
        if line.standing == "held":
            said = self.tr("{} · waits for the lead").format(said)
        self.content.addWidget(Paragraph(theme, said, "caption", "soft"))
        if not line.field:
            text = self.tr("Deleted") if line.deleted else self.tr("Brought back")
            self.content.addWidget(Paragraph(theme, text))
            return
        self.content.addWidget(ChangedWords(theme, words_of(line.before), words_of(line.after)))
        if line.before not in (None, "", ()) and self._bring_back is not None:
            button = Button(theme, self.tr("Bring this back"), kind="link")
            button.setAccessibleName(self.tr("Bring back: {}").format(words_of(line.before)))
            button.clicked.connect(lambda: self._on_bring(line))
            self.buttons.append(button)
            self.content.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_bring(self, line: HistoryLine) -> None:
        if self._bring_back is not None:
            self._bring_back(line)
        self.accept()


class DeletedSheet(Sheet):
    """What was deleted in a review; each can be brought back."""

    def __init__(self, parent: QWidget, deleted: Sequence[Deleted], bring_back: Callable[[Deleted], object]) -> None:
        """List what was deleted, the newest first; `bring_back` gets what is wanted back."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Deleted"), width=600)
        self.buttons: list[Button] = []
        self.content.addWidget(make_title(theme, self.tr("Deleted"), "trash-2"))
        if not deleted:
            self.content.addWidget(Paragraph(theme, self.tr("Nothing was deleted in this review."), tone="soft"))
        for one in deleted:
            self.content.addWidget(make_hairline())
            self.content.addWidget(Paragraph(theme, one.words or self.tr("Without words")))
            button = Button(theme, self.tr("Bring it back"), kind="link")
            button.setAccessibleName(self.tr("Bring back: {}").format(one.words))
            button.clicked.connect(lambda _=False, one=one: bring_back(one))
            button.clicked.connect(self.accept)
            self.buttons.append(button)
            row = QHBoxLayout()
            said = " · ".join(part for part in (field_name(one.kind), one.who, when_of(one.when)) if part)
            row.addWidget(Paragraph(theme, said, "caption", "soft"), 1)
            row.addWidget(button)
            self.content.addLayout(row)
        _add_close(self, theme)


class ChangedWords(QLabel):
    """Words as they are now, with those that went struck out and those that came underlined."""

    def __init__(self, theme: Theme, before: str, after: str) -> None:
        super().__init__()
        marks = {"same": "{}", "gone": "<s>{}</s> ", "new": "<u>{}</u>"}
        pieces = (marks[what].format(escape(piece)) for what, piece in changed_words(before, after))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setFont(theme.font("body"))
        self.setText("".join(pieces).replace("\n", "<br>"))
        tr = QCoreApplication.translate
        said = tr("HistorySheet", "Before: {}. After: {}.").format(before or "–", after or "–")
        self.setAccessibleName(said)


def _add_close(sheet: Sheet, theme: Theme) -> None:
    close = Button(theme, QCoreApplication.translate("HistorySheet", "Close"))
    close.setDefault(True)
    close.clicked.connect(sheet.reject)
    sheet.foot.addStretch()
    sheet.foot.addWidget(close)
    sheet.set_gaps(theme.gap("l"), theme.gap("m"))
    close.setFocus()


def when_of(stamp: str) -> str:
    """Return when something was written, local: "9 March, 09:12"."""
    at = datetime.fromisoformat(stamp).astimezone()
    return f"{at.day} {at:%B, %H:%M}"


def field_name(name: str) -> str:
    """Return a field or kind as people call it."""
    return _FIELDS.get(name, name.replace("_", " "))


def words_of(value: Any) -> str:
    """Return a value in words; "" for nothing."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


_FIELDS = {
    "made_of_it": "what we make of it",
    "seen_at": "seen at",
    "text": "words",
    "jotting": "private line",
    "heard": "what the head said",
    "prompt": "question of your own",
    "caution": "what to hold lightly",
    "wondering": "what we wondered",
    "dissent": "what one of us sees otherwise",
    "not_done": "why it did not take place",
    "school_level": "what the school says",
    "team_level": "what we see",
    "level": "what was agreed",
    "reasons": "why we see it so",
    "moderation": "where the school stands",
}
