"""One part of the report to write in: its name, its words, and what is printed while it is empty."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.editions import FindingChanged
from peerdesk.desk.unkept import Unkept
from peerdesk.domain.citations import show_citations
from peerdesk.ui.proofing.look_line import LookLine
from peerdesk.ui.report.citable import Citable
from peerdesk.ui.report.form_bar import FormBar
from peerdesk.ui.report.formed_text import FormedText
from peerdesk.ui.report.outline import Part
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce
from peerdesk.ui.widgets.draft_offer import BESIDE, DraftOffer
from peerdesk.ui.widgets.kept_fields import KeptFields
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.settling import Settling


class SectionSheet(QWidget):
    """The words of a part. Citations are numbers here and ids in the record.

    Signals:
        cite_requested: a note is to be chosen, and cited at the caret.
    """

    cite_requested = Signal()

    def __init__(self, theme: Theme, part: Part, place: str, parent: QWidget | None = None) -> None:
        """Make a sheet for a part; `place` names its draft."""
        super().__init__(parent)
        self._theme = theme
        self.part = part
        self._notes: dict[str, Citable] = {}
        self._build(place)

    def show_part(self, part: Part, numbers: Mapping[str, int], *, writable: bool) -> None:
        """Show what the part says now; words that are being typed stay."""
        self.part = part
        self.fields.show(part.section, numbers)
        self.text.set_writable(writable)
        self.bar.setVisible(writable)
        self.versions.show_record(part.section, writable=writable)
        self.meanwhile.setVisible(not part.is_written and not self.text.is_dirty())

    def show_notes(self, notes: Sequence[Citable]) -> None:
        """Know what stands behind the numbers; nobody but the lead does."""
        self._notes = {one.note_id: one for one in notes}
        self._show_behind(self.text.note_ids_at_caret())

    def offer_finding(
        self,
        changed: FindingChanged | None,
        take: Callable[[], object],
        leave: Callable[[], object],
        before: Callable[[], object] = lambda: None,
    ) -> None:
        """Offer what a finding says now, which this part was begun from; None offers nothing."""
        if changed is None:
            self.finding.offer("", ())
            return
        said = self.tr("A finding now says: “{}” Take it over?").format(" ".join(changed_words_only(changed).split()))
        ways = [(self.tr("Take it over"), take), (self.tr("Leave it"), leave), (self.tr("What it said before"), before)]
        self.finding.offer(said, ways)

    def offer_draft(self, drafts: Mapping[str, Unkept], numbers: Mapping[str, int], now: datetime) -> None:
        """Offer again what was typed here and never kept."""
        place, section = self.fields.draft_place("text"), self.part.section
        one = drafts.get(place) or drafts.get(place + BESIDE)
        if one is None or (section is not None and one.text == section.text):
            return
        if section is not None and set(section.tips) != set(one.context.split()):
            one = replace(one, standing="changed")
        self.offer.offer(one, self.part.heading, now, numbers)

    def _build(self, place: str) -> None:
        theme, part = self._theme, self.part
        self.text = FormedText(theme, f"{part.group}: {part.heading}", hint=self.tr("Write here; [4] cites note 4"))
        self.text.tells = self._told
        self.bar = FormBar(theme, self.text)
        self.bar.cite_requested.connect(self.cite_requested)
        self.text.stands_at.connect(self._show_behind)
        self.text.cursorPositionChanged.connect(self._follow)
        self.fields = KeptFields(place, {"text": self.text}, self)
        self.meanwhile = Paragraph(theme, part.meanwhile, "caption", "soft")
        self.versions = Settling(theme)
        self.offer = DraftOffer(theme)
        self.finding = Offer(theme, "layers", wraps=True)
        self.offer.taken.connect(self._on_taken)
        heading = Paragraph(theme, part.heading, "title", bold=True)
        group = Paragraph(theme, part.group, "caption", "soft")
        measure = theme.px(theme.fixed("width.measure"))
        self.look_line = LookLine(theme)
        self._column = LaneColumn(theme)
        above = (group, heading, self.offer, self.finding, self.versions)
        for widget in (*above, self.text, self.look_line, self.meanwhile):
            widget.setMaximumWidth(measure)
            self._column.body.addWidget(widget)
        self._column.body.setAlignment(self.look_line, Qt.AlignmentFlag.AlignLeft)
        self._column.body.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.gap("xs"))
        whole.addWidget(self._column, 1)
        whole.addWidget(self.bar)
        self.setFocusProxy(self.text)

    def _follow(self) -> None:
        """Scroll so that the caret is seen, once the words before it have their lines."""
        if self.text.hasFocus():
            QTimer.singleShot(0, self.text, self._show_caret)

    def _show_caret(self) -> None:
        column = self._column.widget()
        if column is not None:
            caret = self.text.viewport().mapTo(column, self.text.cursorRect().center())
            self._column.ensureVisible(caret.x(), caret.y(), 0, 2 * self._theme.line("reading"))

    def _told(self, note_ids: Sequence[str]) -> str:
        return "\n".join(self._notes[one].said for one in note_ids if one in self._notes)

    def _show_behind(self, note_ids: Sequence[str]) -> None:
        """Say below the text what stands behind the citation at the caret."""
        said = self._told(note_ids)
        self.bar.behind.setText(" | ".join(said.split("\n")))
        self.bar.behind.setToolTip(said)
        if said and self.text.hasFocus():
            announce(self.text, said)

    def _on_taken(self, text: str) -> None:
        self.text.setFocus()
        self.text.show_typed(text)


def changed_words_only(changed: FindingChanged) -> str:
    """Return what a finding says now, as it is read, without the numbers of its notes."""
    return show_citations(changed.now, {}).replace("*", "")
