"""Somebody may not be safe: whom to go to, now. There is nothing to write in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from peerdesk.domain.review import Contact
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card, make_hairline
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_NOBODY = Contact()
_FIRST = {"": (), "child": ("child",), "adult": ("adult", "head")}
"""Whom a note seems to be about, and the rows that then stand first."""


@dataclass(frozen=True)
class OfNote:
    """What the card says of one note that is about somebody's safety.

    Attributes:
        about: "child" or "adult": whose row stands first.
        said: where its words are, a sentence each.
        show_words: shows them, to be copied onto the school's form.
    """

    about: str
    said: Sequence[str]
    show_words: Callable[[], object]


class SafeguardingCard(Sheet):
    """The card. It keeps a time and nothing else."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        contacts: Mapping[str, Contact],
        now: Callable[[], datetime],
        passed_on: Callable[[datetime], object] | None,
        *,
        before: Sequence[datetime] = (),
        note: OfNote | None = None,
    ) -> None:
        """Show the card.

        Args:
            theme: for sizes and grounds.
            parent: any widget of the window to cover.
            contacts: by whom it is about: `child`, `adult`, `head`.
            now: the clock; aware.
            passed_on: called with the time when it was pressed; None where no time can be kept, as while locked.
            before: when something was passed on in this review before.
            note: that the card is about, if somebody was asked about one.
        """
        super().__init__(theme, parent, self.tr("Somebody may not be safe"), width=640)
        self._contacts, self._now, self._tell = contacts, now, passed_on
        self._passed, self._note = before, note
        self._build()

    def _build(self) -> None:
        theme = self.theme
        self.content.addWidget(make_title(theme, self.tr("Somebody may not be safe"), "shield"))
        if theme.practice:
            practice = self.tr("This is the practice, and these people are made up. Is it real? Go to the office now.")
            self.content.addWidget(Paragraph(theme, practice, bold=True))
        for sentence in (
            self.tr("Stop writing. Listen. Let them use their own words. Ask nothing but “tell me”."),
            self.tr("Promise nothing: “I can't keep this to myself. I'll tell somebody whose job is to help.”"),
        ):
            self.content.addWidget(Paragraph(theme, sentence, "reading"))
        self.content.addWidget(make_hairline())
        self._add_whom()
        self.content.addWidget(make_hairline())
        for sentence in self._note.said if self._note else ():
            self.content.addWidget(Paragraph(theme, sentence))
        for sentence in self._afterwards():
            self.content.addWidget(Paragraph(theme, sentence, tone="soft"))
        if self._tell is not None:
            self.content.addWidget(Paragraph(theme, self._kept(), "caption", "soft"))
        self.content.addStretch()
        self._build_foot()
        self.set_gaps(theme.gap(28), theme.gap(20))

    def _add_whom(self) -> None:
        """Add whom to go to; whom the note is about stands first, if there is one."""
        theme = self.theme
        if not any(contact.name or contact.place for contact in self._contacts.values()):
            nobody = self.tr("No contact is filled in. Go to the school office and ask for the safeguarding lead.")
            if self._tell is None:
                nobody = self.tr(
                    "Your notes are closed, so no names are here. Ask for the safeguarding lead at the office."
                )
            self.content.addWidget(Paragraph(theme, nobody, "reading", bold=True))
        first = _FIRST[self._note.about if self._note else ""]
        if first:
            chosen = Card(theme, "chosen")
            chosen.body.addLayout(self._make_table(first))
            self.content.addWidget(chosen)
        self.content.addLayout(self._make_table(("", *(one for one in ("child", "adult", "head") if one not in first))))

    def _afterwards(self) -> list[str]:
        form = self.tr("Write it on the school's form today, in their own words, and sign it. Do not write it here.")
        if self._note is not None:
            return [form]
        return [
            form,
            self.tr(
                "If some of it is in your notes already, leave it there until the person above has it in writing; "
                "then come back and we will help you to remove it."
            ),
        ]

    def _build_foot(self) -> None:
        theme, time = self.theme, self._now().astimezone()
        self.close_button = Button(theme, self.tr("Close"), kind="quiet")
        self.close_button.clicked.connect(self.reject)
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        if self._note is not None:
            self.words_button = Button(theme, self.tr("Show my words, to copy them"))
            self.words_button.clicked.connect(self.accept)
            self.words_button.clicked.connect(self._note.show_words)
            self.foot.addWidget(self.words_button)
        if self._tell is not None:
            word = self.tr("Passed on at {}").format(f"{time:%H:%M}")
            self.passed_on_button = Button(theme, word, kind="primary")
            self.passed_on_button.clicked.connect(self._on_passed_on)
            self.foot.addWidget(self.passed_on_button)
        self.close_button.setFocus()

    def _kept(self) -> str:
        """Return what is kept: the time, and nothing of what was said; with the times that were kept before."""
        kept = self.tr("PeerDesk keeps only the time.")
        if not self._passed:
            return kept
        today = self._now().astimezone().date()
        times = (one.astimezone() for one in self._passed[-3:])
        said = ", ".join(f"{one:%H:%M}" if one.date() == today else f"{one.day} {one:%B}, {one:%H:%M}" for one in times)
        return self.tr("PeerDesk keeps only the time. Passed on before: {}.").format(said)

    def _make_table(self, keys: Sequence[str]) -> QGridLayout:
        table = QGridLayout()
        table.setHorizontalSpacing(self.theme.gap("m"))
        table.setVerticalSpacing(self.theme.gap("s"))
        table.setColumnStretch(0, 1)
        table.setColumnStretch(1, 1)
        whom = {
            "": (self.tr("Somebody in danger this minute"), self.tr("999, then the office")),
            "child": (self.tr("About a child"), self.tr("The designated safeguarding lead, or the deputy")),
            "adult": (self.tr("About an adult in school"), self.tr("The headteacher")),
            "head": (self.tr("About the headteacher"), self.tr("The chair of governors, or the LADO")),
        }
        for key in keys:
            about, role = whom[key]
            contact = self._contacts.get(key, _NOBODY)
            said = role if contact.name else ""
            where = contact.place or ("" if contact.name or not key else self._ask_there(key))
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
        if self._tell is not None:
            self._tell(self._now())
        self.accept()
