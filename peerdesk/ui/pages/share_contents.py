"""What's in it: what would come of bringing a file in, before anything is written."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.packages import Preview
from peerdesk.desk.shared_folder import Offer
from peerdesk.ui.dialogs.badge_words import WORDS
from peerdesk.ui.pages.share_files import is_new, title_of, when_said
from peerdesk.ui.theme import Theme
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

    def show_offer(self, offer: Offer, schools: Mapping[str, str], now: datetime) -> None:
        """Show what is in a file, or why it cannot be opened."""
        if offer.path != self._path:
            self._path = offer.path
            self.words.clear()
            self.result.hide()
        self.heading.setText(title_of(offer))
        preview = offer.preview
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
        self.who.setText(
            self.tr(
                "You and {} have not met here. Ask them, on the telephone or at the table, to read you their six words."
            ).format(preview.sender_name)
        )
        self._ask.setVisible(is_new(offer) and not preview.known)

    def show_result(self, sentence: str) -> None:
        """Say what came of it."""
        self.result.setText(sentence)
        self.result.show()

    def _show_counts(self, preview: Preview) -> None:
        self._clear()
        brought, grid = preview.brought, QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(self.theme.gap("xs"))
        rows = [(word, brought.new.get(kind, 0)) for kind, word in self._kinds() if brought.new.get(kind)]
        for at, (word, count) in enumerate(rows):
            grid.addWidget(Label(self.theme, word), at, 0)
            number = Label(self.theme, self.tr("{} new").format(count), bold=True, figures=True)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(number, at, 1)
        if rows:
            self._inside_layout.addWidget(make_hairline())
            self._inside_layout.addLayout(grid)
        self._add_lines(self._sentences(preview))

    def _sentences(self, preview: Preview) -> list[tuple[str, str, str]]:
        """Return what there is to know besides what is new: icon, sentence, tone."""
        brought = preview.brought
        by = ", ".join(f"{name} {count}" for name, count in brought.by.items() if name)
        said = (
            (by, "users", self.tr("New notes by {}"), "soft"),
            (brought.same, "check", self.tr("Here already: {}"), "soft"),
            (brought.two_versions, "columns-2", self.tr("Two versions, of which you will see both: {}"), "develop"),
            (brought.withheld, "lock", self.tr("Words that were kept back or removed, so not here: {}"), "soft"),
            (brought.waiting, "clock", self.tr("Waiting for something that has not come yet: {}"), "soft"),
            (
                brought.held,
                "shield-question-mark",
                self.tr("Waiting for you, from somebody who isn't on the team list: {}"),
                "develop",
            ),
        )
        return [(icon, sentence.format(count), tone) for count, icon, sentence, tone in said if count]

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
            ("section", self.tr("Parts of the report")),
            ("question", self.tr("Questions")),
            ("activity", self.tr("Activities")),
            ("member", self.tr("People on the team list")),
            ("action", self.tr("Actions of the last review")),
            ("review", self.tr("Changes to school and dates")),
        ]
