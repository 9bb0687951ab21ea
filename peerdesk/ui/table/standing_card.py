"""Where the school stands on one characteristic: its own level, the team's, and the one they agreed; in words only."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.unkept import Unkept
from peerdesk.overriding import override
from peerdesk.ui.proofing.look_line import LookLine
from peerdesk.ui.table.cited_list import CitedList
from peerdesk.ui.table.standing import StandingRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.cited_text import CitedText
from peerdesk.ui.widgets.draft_offer import BESIDE, DraftOffer
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.kept import KeptChoice
from peerdesk.ui.widgets.kept_fields import KeptFields
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.settling import Settling


class StandingCard(Card):
    """Three levels beside each other, what the framework says of them, reasons and evidence.

    Signals:
        chosen: the person works on this one now.
        level_chosen: attribute and step.
        uncite_requested: take out this CitedRow.
        settled: of two versions, what stands here is what it should say.
        delete_requested: what the team says of it may go.
    """

    chosen = Signal()
    level_chosen = Signal(str, str)
    uncite_requested = Signal(object)
    settled = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme, row: StandingRow, scope: str) -> None:
        """Make a card for a characteristic of a review; `show_row` fills it."""
        super().__init__(theme)
        self._theme, self.row = theme, row
        self._current = False
        self._build()
        self.fields = KeptFields(f"moderation:{scope}:{row.key}", {"reasons": self.reasons}, self)
        self.team.given.connect(lambda level: self.level_chosen.emit("team_level", level))
        self.agreed.given.connect(lambda level: self.level_chosen.emit("level", level))
        self.cited.uncite_requested.connect(self.uncite_requested)
        self.versions.settled.connect(self.settled)
        self.delete.clicked.connect(self.delete_requested)
        self.offer.taken.connect(self._on_taken)

    # What the pane asks

    def show_row(self, row: StandingRow, steps: Sequence[str], numbers: Mapping[str, int], *, writable: bool) -> None:
        """Show what is said of it now."""
        self.row, record = row, row.record
        self.name.setText(row.characteristic.name)
        self.about.setText(" ".join(part for part in (row.characteristic.about, self._twice()) if part))
        self.school.setText(row.school_level or self.tr("not said"))
        self.school.setAccessibleName(self.tr("The school says: {}").format(self.school.text()))
        for choice, level in (
            (self.team, record.team_level if record else ""),
            (self.agreed, record.level if record else ""),
        ):
            choice.show_choices([("", self.tr("not said")), *((one, one) for one in _with(steps, level))])
            choice.show_value(level)
            choice.setEnabled(writable)
        self.likeness.setText(self._likeness(row, steps))
        self.likeness.setVisible(bool(self.likeness.text()))
        self.fields.show(record, numbers)
        self.reasons.set_writable(writable)
        self.versions.show_record(record, writable=writable)
        self.cited.show_rows(row.cited, writable=writable)
        self.none_cited.setVisible(not row.cited and writable)
        self.delete.setVisible(writable and record is not None)

    def set_current(self, current: bool) -> None:
        """Show that this is the one worked on."""
        self._current = current
        self.set_tone("chosen" if current else "")

    def set_large(self, large: bool) -> None:
        """Write it larger, or no longer."""
        self.reasons.set_role("title" if large else "body")

    def offer_drafts(self, drafts: Mapping[str, Unkept], numbers: Mapping[str, int], now: datetime) -> None:
        """Offer again what was typed here and never kept."""
        place = self.fields.draft_place("reasons")
        one = drafts.get(place) or drafts.get(place + BESIDE)
        if one is not None:
            self.offer.offer(one, self.row.characteristic.name, now, numbers)

    # How it is made

    def _build(self) -> None:
        theme = self._theme
        self.name, self.about = Label(theme, "", bold=True, elided=True), Paragraph(theme, "", "caption", "soft")
        self.delete = Button(theme, "", "trash-2", "quiet", name=self.tr("Take out what we say of this"))
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.delete)
        self.school = Label(theme, "")
        self.team, self.agreed = (
            KeptChoice(theme, self.tr("We see")),
            KeptChoice(theme, self.tr("Agreed with the school")),
        )
        levels = Flow(self.tr("Levels"), theme.gap("m"))
        for word, field in (
            (self.tr("The school says"), self.school),
            (self.tr("We see"), self.team),
            (self.tr("Agreed with the school"), self.agreed),
        ):
            levels.flow.addWidget(_under(theme, word, field))
        self.likeness = Paragraph(theme, "", "caption", "soft")
        self.reasons = CitedText(
            theme, self.tr("Why we see it so"), "body", hint=self.tr("Because we saw…; [4] cites note 4")
        )
        self.versions, self.cited = Settling(theme), CitedList(theme)
        self.none_cited = Paragraph(
            theme, self.tr("Stands on no note yet: choose some, then press F."), "caption", "soft"
        )
        self.look_line, self.offer = LookLine(theme), DraftOffer(theme)
        self.body.addLayout(head)
        for part in (self.about, levels, self.likeness, self.reasons, self.versions, self.offer):
            self.body.addWidget(part)
        self.body.addWidget(self.look_line, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.none_cited)
        self.body.addWidget(self.cited)

    def _likeness(self, row: StandingRow, steps: Sequence[str]) -> str:
        """Return the school's own words, and what the framework says of the levels that are named."""
        record = row.record
        said = [self.tr("The school: {}").format(f"“{one}”") for one in row.school_says]
        levels = (row.school_level, record.team_level if record else "", record.level if record else "")
        for level in dict.fromkeys(one for one in levels if one):
            looks = row.looks_like(level, steps)
            said += [f"{level}: {looks}"] if looks else []
        return "\n".join(said)

    def _twice(self) -> str:
        return self.tr("This was begun on two laptops; take out the one that is not needed.") if self.row.twice else ""

    def _on_taken(self, text: str) -> None:
        self.reasons.setFocus()
        self.reasons.show_typed(text)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        super().mousePressEvent(event)


def _with(steps: Sequence[str], level: str) -> list[str]:
    """Return the steps, and a level of an older version of the framework where that is what is kept."""
    return [*steps, *([level] if level and level not in steps else [])]


def _under(theme: Theme, word: str, field: QWidget) -> QWidget:
    """Return a field under a small word."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.gap("xs"))
    column.addWidget(Label(theme, word, "caption", "soft"))
    column.addWidget(field)
    field.setMinimumHeight(theme.px("control"))
    return part
