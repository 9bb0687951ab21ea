"""One part of the report to write in: its name, its words, and what is printed while it is empty."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from peerdesk.desk.unkept import Unkept
from peerdesk.ui.proofing.look_line import LookLine
from peerdesk.ui.report.outline import Part
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.cited_text import CitedText
from peerdesk.ui.widgets.draft_offer import BESIDE, DraftOffer
from peerdesk.ui.widgets.kept_fields import KeptFields
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.settling import Settling


class SectionSheet(LaneColumn):
    """The words of a part. Citations are numbers here and ids in the record."""

    def __init__(self, theme: Theme, part: Part, place: str, parent: QWidget | None = None) -> None:
        """Make a sheet for a part; `place` names its draft."""
        super().__init__(theme, parent)
        self._theme = theme
        self.part = part
        self._build(place)

    def show_part(self, part: Part, numbers: Mapping[str, int], *, writable: bool) -> None:
        """Show what the part says now; words that are being typed stay."""
        self.part = part
        self.fields.show(part.section, numbers)
        self.text.set_writable(writable)
        self.versions.show_record(part.section, writable=writable)
        self.meanwhile.setVisible(not part.is_written and not self.text.is_dirty())

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
        self.text = CitedText(theme, f"{part.group}: {part.heading}", hint=self.tr("Write here; [4] cites note 4"))
        self.fields = KeptFields(place, {"text": self.text}, self)
        self.meanwhile = Paragraph(theme, part.meanwhile, "caption", "soft")
        self.versions = Settling(theme)
        self.offer = DraftOffer(theme)
        self.offer.taken.connect(self._on_taken)
        heading = Paragraph(theme, part.heading, "title", bold=True)
        group = Paragraph(theme, part.group, "caption", "soft")
        measure = theme.px(theme.fixed("width.measure"))
        self.look_line = LookLine(theme)
        for widget in (group, heading, self.offer, self.versions, self.text, self.look_line, self.meanwhile):
            widget.setMaximumWidth(measure)
            self.body.addWidget(widget)
        self.body.setAlignment(self.look_line, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch()
        self.setFocusProxy(self.text)

    def _on_taken(self, text: str) -> None:
        self.text.setFocus()
        self.text.show_typed(text)
