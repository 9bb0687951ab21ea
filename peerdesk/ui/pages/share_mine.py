"""What leaves this laptop: shown before it leaves, for whom, and whether it arrived."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout

from peerdesk.desk.receipts import Receipt
from peerdesk.desk.shared_folder import FolderLook
from peerdesk.ui.pages.share_files import when_said
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.restyle import set_kind


class MineCard(Card):
    """One way to give colleagues what they are to have; for the lead two more."""

    def __init__(self, theme: Theme) -> None:
        """Make a card that shows nothing yet."""
        super().__init__(theme, "quiet")
        self.theme = theme
        self.what = Paragraph(theme, "", tone="soft")
        self.last = Paragraph(theme, "", "caption", "soft")
        self.copy = Button(theme, self.tr("Copy mine"), "upload")
        self.briefing = Button(theme, self.tr("Make the briefing"), kind="quiet")
        self.partnership = Button(theme, self.tr("For the partnership…"), kind="quiet")
        self.body.addWidget(Label(theme, self.tr("What leaves this laptop"), bold=True))
        self.body.addWidget(self.what)
        self.body.addWidget(self.last)
        row = QHBoxLayout()
        row.setSpacing(theme.gap("s"))
        row.addWidget(self.copy)
        row.addWidget(self.briefing)
        row.addWidget(self.partnership)
        row.addStretch()
        self.body.addSpacing(theme.gap("xs"))
        self.body.addLayout(row)

    def show_look(self, look: FolderLook, now: datetime, *, writable: bool) -> None:
        """Show what a copy would hold, for whom, and what became of the last one."""
        leads = look.plan is not None and look.plan.my_role == "lead"
        self.copy.setEnabled(writable and look.leaving is not None and bool(look.leaving.readers))
        for button in (self.briefing, self.partnership):
            button.setVisible(leads)
            button.setEnabled(writable)
        self.what.setText(self._what(look))
        self.last.setText(self._last(look, now))
        self.last.setVisible(bool(self.last.text()))

    def set_primary(self, primary: bool) -> None:
        """Show that copying is the page's main act, or no longer."""
        set_kind(self.copy, "primary" if primary else "", "upload")

    def _what(self, look: FolderLook) -> str:
        leaving = look.leaving
        if leaving is None:
            return self.tr("Nothing: no review is open.")
        if not leaving.readers:
            return self.tr("Nothing yet: nobody on the team has given you a badge. Add one under Plan, Team.")
        what = [self.tr("the plan")] + [
            words.format(count)
            for count, words in (
                (leaving.notes, self.tr("notes: {}")),
                (leaving.pictures, self.tr("pictures: {}")),
                (leaving.findings, self.tr("findings: {}")),
            )
            if count
        ]
        said = self.tr("For {}, and closed to everybody else: {}.").format(joined(leaving.readers), ", ".join(what))
        if leaving.others:
            said += " " + self.tr("Not for {}: no badge.").format(joined(leaving.others))
        return said + " " + self.tr("Your “only me” lines stay here.")

    def _last(self, look: FolderLook, now: datetime) -> str:
        """Return "Copied 12:46 · arrived 15:12, at Anita's"."""
        mine = [one for one in look.passages if one.way == "out" and one.kind == "team"]
        if not mine:
            return ""
        said = self.tr("Copied {}").format(when_said(mine[-1].at, now))
        if mine[-1].receipt:
            receipt = Receipt.from_bytes(mine[-1].receipt.encode())
            lead = {one.key: one.role for one in look.plan.members} if look.plan else {}
            at = self.tr("the lead") if lead.get(receipt.by) == "lead" else look.names.get(receipt.by, "")
            said += " · " + self.tr("arrived {when}, at {who}'s").format(when=when_said(receipt.at, now), who=at)
        return said


def joined(names: tuple[str, ...]) -> str:
    """Return "Anita, Tom and Bryony"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
