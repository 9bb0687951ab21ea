"""What leaves this laptop: shown before it leaves, for whom, and whether it arrived."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from peerdesk.desk.receipts import Receipt
from peerdesk.desk.shared_folder import FolderLook, Sent
from peerdesk.ui.dialogs.safety_words import count_words
from peerdesk.ui.pages.share_files import when_said
from peerdesk.ui.pages.share_hub import joined
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.restyle import set_kind
from peerdesk.ui.widgets.tick import Tick

_SHOWN = 4  # of what left, the newest


class MineCard(Card):
    """One way to give colleagues what they are to have; for the lead two more.

    Attributes:
        stays: says what is held back; it stands on the page, which shows it without a folder too.

    Signals:
        stays_requested: what is held back?
    """

    stays_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make a card that shows nothing yet."""
        super().__init__(theme, "quiet")
        self.theme = theme
        self.what = Paragraph(theme, "", tone="soft")
        self.last = Paragraph(theme, "", "caption", "soft")
        self.done = Paragraph(theme, "")
        self.stays = Offer(theme, "shield", wraps=True)
        self.names = Offer(theme, "eye", wraps=True)
        self._look: FolderLook | None = None
        self.everybodys = Tick(theme, self.tr("With everybody's notes"))
        self.everybodys.toggled.connect(self._show_what)
        self.copy = Button(theme, self.tr("Copy mine"), "upload")
        self.eject = Button(theme, self.tr("Eject the stick"))
        self.briefing = Button(theme, self.tr("Make the briefing"), kind="quiet")
        self.partnership = Button(theme, self.tr("For the partnership…"), kind="quiet")
        self.body.addWidget(Label(theme, self.tr("What leaves this laptop"), bold=True))
        for words in (self.what, self.names, self.last, self.everybodys, self.done):
            self.body.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(theme.gap("s"))
        for button in (self.copy, self.eject, self.briefing, self.partnership):
            row.addWidget(button)
        row.addStretch()
        self.body.addSpacing(theme.gap("xs"))
        self.body.addLayout(row)
        self.show_done("")

    def show_look(self, look: FolderLook, now: datetime, *, writable: bool) -> None:
        """Show what a copy would hold, for whom, and what became of those before."""
        leads = look.plan is not None and look.plan.my_role == "lead"
        self.copy.setEnabled(writable and look.leaving is not None and bool(look.leaving.readers))
        self.everybodys.setVisible(leads)
        for button in (self.briefing, self.partnership):
            button.setVisible(leads)
            button.setEnabled(writable)
        self._look = look
        self._show_what()
        self._show_stays()
        self.last.setText("\n".join(self._sent(look, one, now) for one in look.sent[:_SHOWN]))
        self.last.setVisible(bool(look.sent))

    def show_done(self, sentence: str, *, eject: bool = False) -> None:
        """Say what was done last, and whether PeerDesk can eject the stick; it stays until something else is done."""
        self.done.setText(sentence)
        self.done.setVisible(bool(sentence))
        self.eject.setVisible(eject)

    def set_primary(self, primary: bool) -> None:
        """Show that copying is the page's main act, or no longer."""
        set_kind(self.copy, "primary" if primary else "", "upload")

    def arrivals(self, look: FolderLook, package_id: str, now: datetime) -> Sequence[str]:
        """Return a sentence for each place where something of one's own arrived."""
        found = next((one for one in look.sent if one.package_id == package_id), None)
        said = self.tr("Arrived {when}, at {who}")
        return [
            said.format(when=when_said(receipt.at, now), who=self._whose(look, receipt))
            for receipt in (found.receipts if found else ())
        ]

    def _what(self, look: FolderLook) -> str:
        leaving = look.leaving
        if leaving is None:
            return self.tr("Nothing: no review is open.")
        if not leaving.readers:
            return self.tr("Nothing yet: nobody on the team has given you a badge. Add one under Plan, Team.")
        what = [self.tr("the plan")] + [
            words.format(count)
            for count, words in (
                (leaving.notes, self._notes_words(look)),
                (leaving.pictures if self._with_notes(look) else 0, self.tr("pictures: {}")),
                (leaving.findings, self.tr("findings: {}")),
            )
            if count
        ]
        said = self.tr("For {}, and closed to everybody else: {}.").format(joined(leaving.readers), ", ".join(what))
        if leaving.others:
            said += " " + self.tr("Not for {}: no badge.").format(joined(leaving.others))
        return said + " " + self.tr("Your “only me” lines stay here.")

    def _show_stays(self) -> None:
        """Say what is held back, and offer to answer or to go on from there."""
        leaving = self._look.leaving if self._look else None
        said = " ".join(count_words(leaving.waiting, leaving.held)) if leaving else ""
        word = self.tr("Answer…") if leaving and leaving.waiting else self.tr("Show it…")
        self.stays.offer(said, [(word, self.stays_requested.emit)] if said else ())

    def leaves_notes(self) -> bool:
        """Say whether a copy would hold the words of notes."""
        return self._look is not None and self._with_notes(self._look)

    def _with_notes(self, look: FolderLook) -> bool:
        leads = look.plan is not None and look.plan.my_role == "lead"
        return self.everybodys.isChecked() or not leads

    def _notes_words(self, look: FolderLook) -> str:
        return self.tr("notes: {}") if self._with_notes(look) else self.tr("notes counted, without their words: {}")

    def _show_what(self) -> None:
        if self._look is not None:
            self.what.setText(self._what(self._look))

    def _sent(self, look: FolderLook, sent: Sent, now: datetime) -> str:
        """Return "Copied 12:46 · arrived 15:12, at the lead's; 15:20, at Cara's"."""
        words = {
            "team": self.tr("Copied {}"),
            "briefing": self.tr("Briefing made {}"),
            "partnership": self.tr("Made for the partnership {}"),
        }
        said = words[sent.kind].format(when_said(sent.at, now))
        where = [
            f"{when_said(one.at, now)}, {self.tr('at {}').format(self._whose(look, one))}" for one in sent.receipts
        ]
        return f"{said} · {self.tr('arrived {}').format('; '.join(where))}" if where else said

    def _whose(self, look: FolderLook, receipt: Receipt) -> str:
        """Return "the lead's" or "Cara's"."""
        roles = {one.key: one.role for one in look.plan.members} if look.plan else {}
        if roles.get(receipt.by) == "lead":
            return self.tr("the lead's")
        return self.tr("{}'s").format(look.names.get(receipt.by) or self.tr("somebody"))
