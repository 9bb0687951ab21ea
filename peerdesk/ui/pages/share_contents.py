"""What's in it: what would come of bringing a file in, before anything is written."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.previewing import Preview
from peerdesk.desk.shared_folder import Mine, Offer
from peerdesk.ui.dialogs.badge_words import WORDS
from peerdesk.ui.pages.share_files import is_new, title_of, when_said
from peerdesk.ui.theme import Theme
from peerdesk.ui.unjournaled import leave_out
from peerdesk.ui.widgets.card import Card, make_hairline
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.kept import KeptLine
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.picture import Picture


class ContentsCard(Card):
    """Counts, what needs a look, and the words of somebody who was not met yet.

    Signals:
        typed: the badge words that are typed changed.
    """

    typed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make a card that shows nothing yet."""
        super().__init__(theme)
        self.theme = theme
        self._path: object = None
        self.heading = Label(theme, "", bold=True, elided=True)
        self.about = Paragraph(theme, "", "caption", "soft")
        self.result = Paragraph(theme, "", "reading")
        self.words = KeptLine(theme, self.tr("Six badge words"), self.tr("Type the six words that you hear"))
        leave_out(self.words, "comparison")
        self._inside = QWidget()
        self._inside_layout = QVBoxLayout(self._inside)
        self._inside_layout.setContentsMargins(0, 0, 0, 0)
        self._ask = QWidget()
        ask = QVBoxLayout(self._ask)
        ask.setContentsMargins(0, 0, 0, 0)
        self.who = Paragraph(theme, "")
        form = Form(theme)
        form.add(self.tr("Badge words"), self.words)
        ask.addWidget(make_hairline())
        ask.addWidget(self.who)
        ask.addWidget(form)
        for widget in (self.heading, self.about, self.result, self._inside, self._ask):
            self.body.addWidget(widget)
        self.result.hide()
        self._ask.hide()
        self.words.textChanged.connect(lambda _: self.typed.emit())

    def words_typed(self) -> str:
        """Return the badge words if all six are typed, else ""."""
        words = self.words.text()
        return words if self._ask.isVisibleTo(self) and len(words.split()) >= WORDS else ""

    def show_offer(self, offer: Offer, schools: Mapping[str, str], arrived: Sequence[str], now: datetime) -> None:
        """Show what is in a file, of one's own where it `arrived`, or why it cannot be opened."""
        if offer.path != self._path:
            self._path = offer.path
            self.words.clear()
            self.result.hide()
        self.heading.setText(title_of(offer))
        preview = offer.preview
        if offer.mine is not None:
            self._show_mine(offer.mine, arrived, now)
            return
        if preview is None:
            trouble = offer.trouble
            self.about.setText(offer.path.name)
            self._show_lines([("circle-alert", f"{trouble.message} {trouble.remedy}", "develop")] if trouble else [])
            self._ask.hide()
            return
        school = schools.get(preview.scope, "") or self.tr("a review that is not on this laptop yet")
        self.about.setText(
            self.tr("{school} · made {when} · nothing is written until you bring it in; a copy is kept first").format(
                school=school, when=when_said(preview.made_at, now)
            )
        )
        self._show_counts(preview)
        self.who.setText(self._who_is_asked(preview))
        self.words.setVisible(preview.mine_to_decide or not preview.changed_from)
        self._ask.setVisible(is_new(offer) and not preview.known)

    def show_result(self, sentence: str) -> None:
        """Say what came of it."""
        self.result.setText(sentence)
        self.result.show()

    def _show_mine(self, mine: Mine, arrived: Sequence[str], now: datetime) -> None:
        self.about.setText(self.tr("You made it on this laptop, {}.").format(when_said(mine.made_at, now)))
        waits = [] if mine.kind == "briefing" else [("clock", self.tr("No word yet that it arrived."), "soft")]
        self._show_lines([("check", one, "develop") for one in arrived] or waits)
        self._ask.hide()

    def _who_is_asked(self, preview: Preview) -> str:
        """Return what to ask the sender, and why."""
        name = preview.sender_name
        if preview.changed_from:
            both = self.tr("The badge that was known here: {was}. The one in this file: {now}.")
            both = both.format(was=preview.changed_words, now=preview.sender_words)
            if not preview.mine_to_decide:
                wait = self.tr("{} Nothing comes in until the lead has decided; show this to the lead.")
                return wait.format(both)
            ask = self.tr(
                "{both} Telephone {name}, or ask at the table. If the badge is really theirs, type the six words as "
                "they read them to you; if not, or if you cannot reach them, leave this file alone."
            )
            return ask.format(both=both, name=name)
        if preview.stale:
            ask = self.tr("You compared words with {} more than two years ago. Ask them once more to read theirs.")
            return ask.format(name)
        ask = self.tr(
            "You and {} have not met here. Ask them, on the telephone or at the table, to read you their six words."
        )
        return ask.format(name)

    def _show_counts(self, preview: Preview) -> None:
        self._clear()
        brought, grid = preview.brought, QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(self.theme.gap("xs"))
        rows = [
            (word, ", ".join(counts))
            for kind, word in self._kinds()
            if (counts := self._how_many(brought.begun.get(kind, 0), brought.changed.get(kind, 0)))
        ]
        for at, (word, said) in enumerate(rows):
            grid.addWidget(Label(self.theme, word), at, 0)
            number = Label(self.theme, said, bold=True, figures=True)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(number, at, 1)
        if rows:
            self._inside_layout.addWidget(make_hairline())
            self._inside_layout.addLayout(grid)
        self._add_lines(self._sentences(preview))

    def _how_many(self, begun: int, changed: int) -> list[str]:
        """Return "26 new", "3 changed": things, however often each was changed."""
        said = [(begun, self.tr("{} new")), (changed, self.tr("{} changed"))]
        return [words.format(count) for count, words in said if count]

    def _sentences(self, preview: Preview) -> list[tuple[str, str, str]]:
        """Return what there is to know besides what is new: icon, sentence, tone."""
        brought = preview.brought
        by = ", ".join(
            self.tr("{name} (not confirmed yet) {count}").format(name=name, count=count)
            if name in brought.unconfirmed
            else f"{name} {count}"
            for name, count in brought.by.items()
            if name
        )
        said = (
            (by, "users", self.tr("New notes by {}"), "soft"),
            (brought.same, "check", self.tr("The rest is here already."), "soft"),
            (brought.two_versions, "columns-2", self.tr("Two versions, of which you will see both: {}"), "develop"),
            (
                brought.withheld,
                "lock",
                self.tr("Some of it counts here without its words: they stay with whoever wrote them, and the lead."),
                "soft",
            ),
            (brought.erased, "trash-2", self.tr("Erased for good by whoever may, and so here too: {}"), "develop"),
            (brought.newer, "clock", self.tr("Written by a newer PeerDesk, kept for when you have it: {}"), "soft"),
            (brought.waiting, "clock", self.tr("Waiting for something that has not come yet: {}"), "soft"),
            (
                brought.held,
                "shield-question-mark",
                self.tr("Waiting for you, from somebody who isn't on the team list: {}"),
                "develop",
            ),
        )
        counted = [(icon, sentence.format(count), tone) for count, icon, sentence, tone in said if count]
        return [*self._about_sender(preview), *counted]

    def _about_sender(self, preview: Preview) -> list[tuple[str, str, str]]:
        """Return what there is to know about who sent it, and for whom."""
        name = preview.sender_name
        nothing_new = not preview.brought.new_in_all and not preview.brought.records
        said = (
            (
                bool(preview.changed_from),
                "circle-alert",
                self.tr("Stop: {} has another badge here. Nothing comes in before it is known whose this is."),
                "develop",
            ),
            (
                bool(preview.ended_at),
                "shield-question-mark",
                self.tr("The part of {} in this review has ended. What they wrote before stays; the rest waits."),
                "develop",
            ),
            (
                preview.known and not preview.confirmed,
                "shield-question-mark",
                self.tr("The badge of {} is not confirmed yet. Compare the six words when you meet (Plan, Team)."),
                "develop",
            ),
            (
                preview.known and preview.stale,
                "clock",
                self.tr("You compared words with {} more than two years ago. Do it again when you meet (Plan, Team)."),
                "develop",
            ),
            (
                preview.for_others,
                "users",
                self.tr("{} made this for others, and somebody passed it on to you."),
                "soft",
            ),
            (nothing_new, "check", self.tr("It holds nothing new."), "soft"),
        )
        return [(icon, sentence.format(name), tone) for true, icon, sentence, tone in said if true]

    def _show_lines(self, lines: list[tuple[str, str, str]]) -> None:
        self._clear()
        self._add_lines(lines)

    def _add_lines(self, lines: list[tuple[str, str, str]]) -> None:
        if lines:
            self._inside_layout.addWidget(make_hairline())
        for icon, sentence, tone in lines:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(self.theme.gap("s"))
            row.addWidget(Picture(self.theme, icon, tone=tone), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Paragraph(self.theme, sentence, tone="ink" if tone == "develop" else "soft"), 1)
            self._inside_layout.addWidget(line)

    def _clear(self) -> None:
        old = self._inside
        self._inside = QWidget()
        self._inside_layout = QVBoxLayout(self._inside)
        self._inside_layout.setContentsMargins(0, 0, 0, 0)
        self._inside_layout.setSpacing(self.theme.gap("s"))
        self.body.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()

    def _kinds(self) -> list[tuple[str, str]]:
        return [
            ("note", self.tr("Notes")),
            ("attachment", self.tr("Pictures")),
            ("finding", self.tr("Findings")),
            ("look", self.tr("States of look-fors")),
            ("section", self.tr("Parts of the report")),
            ("question", self.tr("Questions")),
            ("activity", self.tr("Activities")),
            ("member", self.tr("People on the team list")),
            ("action", self.tr("Actions of the last review")),
            ("review", self.tr("School and dates")),
        ]
