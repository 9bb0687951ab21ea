"""Somebody may not be safe: whom to go to, now. There is nothing to write in."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from peerdesk.domain.review import Contact
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_NOBODY = Contact()


class SafeguardingCard(Sheet):
    """The card. It keeps a time and nothing else."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        contacts: Mapping[str, Contact],
        now: Callable[[], datetime],
        passed_on: Callable[[datetime], object],
    ) -> None:
        """Show the card.

        Args:
            theme: for sizes and grounds.
            parent: any widget of the window to cover.
            contacts: by whom it is about: `child`, `adult`, `head`.
            now: the clock; aware.
            passed_on: called with the time when it was pressed.
        """
        super().__init__(theme, parent, self.tr("Somebody may not be safe"), width=640)
        self._contacts, self._now, self._tell = contacts, now, passed_on
        self._build()

    def _build(self) -> None:
        theme = self.theme
        self.content.addWidget(make_title(theme, self.tr("Somebody may not be safe"), "shield"))
        for sentence in (
            self.tr("Stop writing. Listen. Let them use their own words. Ask nothing but “tell me”."),
            self.tr("Promise nothing: “I can't keep this to myself. I'll tell somebody whose job is to help.”"),
        ):
            self.content.addWidget(Paragraph(theme, sentence, "reading"))
        self.content.addWidget(make_hairline())
        if not any(contact.name or contact.place for contact in self._contacts.values()):
            nobody = self.tr("No contact is filled in. Go to the school office and ask for the safeguarding lead.")
            self.content.addWidget(Paragraph(theme, nobody, "reading", bold=True))
        self.content.addLayout(self._make_table())
        self.content.addWidget(make_hairline())
        for sentence in (
            self.tr("Write it on the school's form today, in their own words, and sign it. Do not write it here."),
            self.tr(
                "If some of it is in your notes already, leave it there until the person above has it in writing; "
                "then come back and we will help you to remove it."
            ),
        ):
            self.content.addWidget(Paragraph(theme, sentence, tone="soft"))
        self._build_foot()
        self.set_gaps(theme.gap(28), theme.gap(20))

    def _build_foot(self) -> None:
        theme, time = self.theme, self._now().astimezone()
        self.close_button = Button(theme, self.tr("Close"), kind="quiet")
        self.passed_on_button = Button(theme, self.tr("Passed on at {}").format(f"{time:%H:%M}"), kind="primary")
        self.close_button.clicked.connect(self.reject)
        self.passed_on_button.clicked.connect(self._on_passed_on)
        self.foot.addWidget(Label(theme, self.tr("PeerDesk keeps only the time."), "caption", "soft", elided=True), 1)
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.passed_on_button)
        self.close_button.setFocus()

    def _make_table(self) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(self.theme.gap("m"))
        table.setVerticalSpacing(self.theme.gap("s"))
        table.setColumnStretch(0, 1)
        table.setColumnStretch(1, 1)
        danger = self.tr("Somebody in danger this minute")
        self._add_row(table, (danger, ""), (self.tr("999, then the office"), ""))
        for key, about, role in (
            ("child", self.tr("About a child"), self.tr("The designated safeguarding lead, or the deputy")),
            ("adult", self.tr("About an adult in school"), self.tr("The headteacher")),
            ("head", self.tr("About the headteacher"), self.tr("The chair of governors, or the LADO")),
        ):
            contact = self._contacts.get(key, _NOBODY)
            said = role if contact.name else ""
            where = contact.place or ("" if contact.name else self._ask_there(key))
            self._add_row(table, (about, said), (contact.name or role, where))
        return table

    def _ask_there(self, about: str) -> str:
        """Say where to ask for somebody who is not filled in; about the head, nobody need say why."""
        asked = self.tr("ask at the office")
        return self.tr("ask at the office; you need not say why") if about == "head" else asked

    def _add_row(self, table: QGridLayout, about: tuple[str, str], who: tuple[str, str]) -> None:
        """Add whom it is about with whom to go to, and who that is with where."""
        row = table.rowCount()
        for column, (words, softly) in enumerate((about, who)):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(Paragraph(self.theme, words, bold=column == 1))
            if softly:
                cell.addWidget(Paragraph(self.theme, softly, "caption", "soft"))
            cell.addStretch()
            table.addLayout(cell, row, column)

    def _on_passed_on(self) -> None:
        self._tell(self._now())
        self.accept()
