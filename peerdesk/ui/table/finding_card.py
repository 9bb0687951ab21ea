"""A finding as a card: one idea, edited where it stands, with what it rests on in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import get_args

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.unkept import Unkept
from peerdesk.domain.outcome import Finding, FindingKind
from peerdesk.domain.report import KIND_WORDS
from peerdesk.overriding import override
from peerdesk.ui.icons import make_icon
from peerdesk.ui.proofing.look_line import LookLine
from peerdesk.ui.table.cited_list import CitedList
from peerdesk.ui.table.rows import FindingRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.unkept_words import shortened
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.cited_text import CitedText
from peerdesk.ui.widgets.combo import Combo
from peerdesk.ui.widgets.draft_offer import BESIDE, DraftOffer
from peerdesk.ui.widgets.kept_fields import KeptFields
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.settling import Settling

KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
_TITLE = 60  # letters of a finding: enough to know it
_ICONS: Mapping[FindingKind, tuple[str, str]] = {
    "works_well": ("sign:yes", "strength"),
    "think_about": ("sign:not_yet", "develop"),
    "question": ("sign:unsure", "question"),
    "worth_sharing": ("star", "accent"),
}


class FindingCard(Card):
    """Title, text, what to hold lightly, what we wondered; what it stands on follows from what it cites.

    Signals:
        chosen: the person works on this one now.
        changed_to: a choice was made: attribute and value.
        uncite_requested: take out what this Citation links.
        settled: of two versions, what stands here is what it should say.
        delete_requested: it may go.
        before_requested: show what it said before the head and the team agreed other words.
    """

    chosen = Signal()
    changed_to = Signal(str, object)
    uncite_requested = Signal(object)
    settled = Signal()
    delete_requested = Signal()
    before_requested = Signal()

    def __init__(self, theme: Theme, row: FindingRow, parent: QWidget | None = None) -> None:
        """Make a card for a finding; `show_row` fills it."""
        super().__init__(theme, "", parent)
        self._theme = theme
        self.row = row
        self._current, self._writable = False, True
        self._build()
        self.fields = KeptFields(f"finding:{row.finding.record_id}", self.texts(), self)
        self._wire()

    # What the pane asks

    def show_row(self, row: FindingRow, numbers: Mapping[str, int], *, writable: bool) -> None:
        """Show what the finding says now."""
        finding, self.row, self._writable = row.finding, row, writable
        self.fields.show(finding, numbers)
        self.kind.setCurrentIndex(KINDS.index(finding.kind))
        self.number.setText(row.label)
        self.agreed.setChecked(finding.agreed)
        self.agreed.setText(self.tr("Agreed") if finding.agreed else self.tr("Agree"))
        self.agreed.set_icon("check" if finding.agreed else "circle-dashed")
        self.basis.setText(self._basis(row))
        self.reworded.setVisible(row.reworded)
        self.versions.show_record(finding, writable=writable)
        for field in self.texts().values():
            field.set_writable(writable)
        for control in (self.kind, self.agreed, self.delete):
            control.setEnabled(writable)
        self._show_parts()

    def set_current(self, current: bool) -> None:
        """Show that this is the one worked on, with all its parts."""
        self._current = current
        self.set_tone("chosen" if current else "")
        self._show_parts()

    def set_large(self, large: bool) -> None:
        """Write it larger, or no longer."""
        self.title.set_role("title" if large else "reading")
        self.text.set_role("title" if large else "body")
        for field in (self.caution, self.dissent, self.wondering):
            field.set_role("title" if large else "body")

    def offer_drafts(self, drafts: Mapping[str, Unkept], numbers: Mapping[str, int], now: datetime) -> None:
        """Offer again what was typed here and never kept: the first of the fields that has something."""
        for name, field in self.texts().items():
            place = self.fields.draft_place(name)
            one = drafts.get(place) or drafts.get(place + BESIDE)
            if one is not None:
                self._offered = field
                title = self.row.finding.title or self.row.label
                self.offer.offer(one, f"{shortened(title, _TITLE)}: {field.accessibleName()}", now, numbers)
                return

    # How it is made

    def _build(self) -> None:
        theme = self._theme
        self.kind = _Kinds(theme)
        self.kind.setAccessibleName(self.tr("Kind of finding"))
        for kind in KINDS:
            self.kind.addItem(make_icon(theme, *_ICONS[kind]), KIND_WORDS[kind], kind)
        self.number = Label(theme, "", "caption", "soft", figures=True)
        self.agreed = Button(theme, self.tr("Agree"), "circle-dashed", "chip", tone="strength")
        self.delete = Button(theme, "", "trash-2", "quiet", name=self.tr("Delete this finding"))
        head = QHBoxLayout()
        head.setSpacing(theme.gap("s"))
        head.addWidget(self.number)
        head.addWidget(self.kind)
        head.addStretch()
        head.addWidget(self.agreed)
        head.addWidget(self.delete)
        tr = self.tr
        one, seen = tr("One idea, in a sentence"), tr("What we saw and heard; [4] cites note 4")
        self.title = CitedText(theme, tr("The finding in a sentence"), bold=True, hint=one, one_line=True)
        self.text = CitedText(theme, tr("What we saw and heard"), "body", hint=seen)
        self.caution = CitedText(theme, tr("What to hold lightly"), "body", hint=tr("Held lightly, because…"))
        otherwise = tr("One of us sees it otherwise, because…")
        self.dissent = CitedText(theme, tr("What one of us sees otherwise"), "body", hint=otherwise)
        self.wondering = CitedText(theme, tr("What we wondered"), "body", hint=tr("We wondered…"))
        self.basis = Paragraph(theme, "", "caption", "soft")
        self.versions = Settling(theme)
        self.cited = CitedList(theme)
        self.look_line = LookLine(theme)
        self.offer = DraftOffer(theme)
        self.body.addLayout(head)
        for part in (*self.texts().values(), self.versions, self.offer):
            self.body.addWidget(part)
        self.body.addWidget(self.look_line, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.basis)
        self.reworded = Button(theme, tr("Agreed in other words with the head"), "message-circle", "link")
        self.reworded.clicked.connect(self.before_requested)
        self.body.addWidget(self.reworded, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.cited)

    def _wire(self) -> None:
        self.kind.activated.connect(lambda at: self.changed_to.emit("kind", KINDS[at]))
        self.agreed.clicked.connect(lambda checked: self.changed_to.emit("agreed", checked))
        self.delete.clicked.connect(self.delete_requested)
        self.versions.settled.connect(self.settled)
        self.cited.uncite_requested.connect(lambda row: self.uncite_requested.emit(row.citation))
        self.title.entered.connect(lambda: self.text.setFocus(Qt.FocusReason.TabFocusReason))
        self.offer.taken.connect(self._on_taken)

    def texts(self) -> dict[str, CitedText]:
        """Return the fields by the attribute that each shows."""
        return {
            "title": self.title,
            "text": self.text,
            "caution": self.caution,
            "dissent": self.dissent,
            "wondering": self.wondering,
        }

    # What it shows

    def _show_parts(self) -> None:
        finding: Finding = self.row.finding
        for name in ("caution", "dissent", "wondering"):
            field = self.texts()[name]
            field.setVisible(self._current or bool(getattr(finding, name)) or field.is_dirty())
        self.delete.setVisible(self._current)
        if self._current:
            self.cited.show_rows(self.row.cited, writable=self._writable)
        self.cited.setVisible(self._current and bool(self.row.cited))

    def _basis(self, row: FindingRow) -> str:
        said = self.tr("Stands on {}.").format(row.stands_on)
        if row.other_way:
            said += " " + self.tr("Points the other way: {}.").format(row.other_way)
        if row.gone:
            said += " " + self._gone(row.gone)
        return said

    def _gone(self, count: int) -> str:
        if count == 1:
            return self.tr(
                "One note that it cites was deleted or has not come in; the text stays as it is, and the note counts "
                "again once it is back."
            )
        return self.tr(
            "{} notes that it cites were deleted or have not come in; the text stays as it is, and they count again "
            "once they are back."
        ).format(count)

    def _on_taken(self, text: str) -> None:
        field = self._offered
        field.show()
        field.setFocus()
        field.show_typed(text)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()
        super().mousePressEvent(event)


class _Kinds(Combo):
    """Changes by a choice only, never by a wheel that passes over it, and never widens the card."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        theme.changed.connect(self._set_icons)
        self._set_icons()

    def _set_icons(self) -> None:
        self.setIconSize(QSize(self._theme.px("icon"), self._theme.px("icon")))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width() // 2, super().minimumSizeHint().height())
