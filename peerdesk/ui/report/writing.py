"""The parts of the report that somebody writes in: a sheet each, kept when it is left, journaled while it is typed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.editions import FindingChanged
from peerdesk.domain.outcome import Section
from peerdesk.ui import messages
from peerdesk.ui.feedback.before import show_before
from peerdesk.ui.page import Page
from peerdesk.ui.proofing.proofreader import Proofreader
from peerdesk.ui.report.cite_sheet import CiteSheet
from peerdesk.ui.report.looking import ReportLook, keep_section
from peerdesk.ui.report.outline import OURS, Part
from peerdesk.ui.report.section_sheet import SectionSheet
from peerdesk.ui.widgets.offered import Offered


class PartsWriting(QStackedWidget):
    """One sheet for each part that was ever shown, the shown one on top.

    Signals:
        typed: somebody typed in a part.
        left_as_it_is: a section stays as it is, whatever its finding says now (a FindingChanged).
    """

    typed = Signal()
    left_as_it_is = Signal(object)

    def __init__(self, page: Page, desk: Desk, proof: Proofreader) -> None:
        """Show no part yet."""
        super().__init__()
        self._page, self._desk, self._proof = page, desk, proof
        self._look: ReportLook | None = None
        self._offered = Offered(desk)
        self._sheets: dict[str, SectionSheet] = {}
        self._changed: Sequence[FindingChanged] = ()

    def begin_anew(self) -> None:
        """Show nothing: it is another review."""
        self._look, self._offered, self._changed = None, Offered(self._desk), ()
        for sheet in self._sheets.values():
            self.removeWidget(sheet)
            sheet.deleteLater()
        self._sheets.clear()

    def show_look(self, look: ReportLook) -> None:
        """Show what the parts say now; words that are being typed stay."""
        self._look = look
        for part in look.parts:
            if part.key in self._sheets:
                self._show_part(self._sheets[part.key], part, look)

    def show_changed(self, changed: Sequence[FindingChanged]) -> None:
        """Offer, in the part that was begun from it, what a finding says now."""
        self._changed = changed
        for sheet in self._sheets.values():
            self._offer(sheet)

    def go_to(self, part: Part) -> SectionSheet | None:
        """Show a part."""
        look = self._look
        if look is None:
            return None
        if part.key not in self._sheets:
            self._add(part, look)
        sheet = self._sheets[part.key]
        self.setCurrentWidget(sheet)
        return sheet

    def as_typed(self) -> list[Section]:
        """Return the parts of which something is typed and not kept, as they are being typed."""
        scope = self._look.plan.scope if self._look is not None else ""
        return [_as_typed(sheet, scope) for sheet in self._sheets.values() if sheet.fields.is_dirty()]

    def keep_all(self) -> None:
        """Keep what is still being written, before it is printed or signed."""
        for sheet in self._sheets.values():
            sheet.fields.ask_all()

    def cite(self) -> None:
        """Ask which note is to be cited at the caret."""
        sheet = self.currentWidget()
        if self._look is not None and isinstance(sheet, SectionSheet):
            CiteSheet(self._page, self._look.notes, sheet.text.cite).open_over()

    def _add(self, part: Part, look: ReportLook) -> None:
        scope = look.plan.scope
        sheet = self._sheets[part.key] = SectionSheet(self._page.theme, part, f"section:{scope}:{part.key}")
        sheet.fields.keep_requested.connect(partial(self._keep, sheet))
        sheet.fields.noted.connect(self._desk.drafts.note_typing)
        sheet.fields.journal_requested.connect(lambda *said: self._offered.journal(*said))
        sheet.offer.answered.connect(lambda *said: self._offered.answer(*said))
        sheet.text.textChanged.connect(self.typed)
        sheet.versions.settled.connect(lambda: self._settle(sheet.part))
        sheet.cite_requested.connect(self.cite)
        self.addWidget(sheet)
        self._show_part(sheet, part, look)
        with_team = part.place in OURS
        self._proof.watch(sheet.text, lambda: f"{scope}:{part.key}", with_team=with_team, line=sheet.look_line)
        sheet.offer_draft(self._offered.waiting(look.drafts), look.numbers, self._desk.acting.now())

    def _show_part(self, sheet: SectionSheet, part: Part, look: ReportLook) -> None:
        sheet.show_part(part, look.numbers, writable=look.leads)
        sheet.show_notes(look.notes)
        self._offer(sheet)

    def _offer(self, sheet: SectionSheet) -> None:
        """Offer the first finding that says something else, unless somebody is just writing here."""
        section = sheet.part.section
        own = [one for one in self._changed if section is not None and one.section.record_id == section.record_id]
        one = own[0] if own and not sheet.text.is_dirty() else None
        take: Callable[[], object] = partial(self._take_over, sheet, one) if one is not None else lambda: None
        before = partial(show_before, self._page, self._desk, one.finding) if one is not None else lambda: None
        sheet.offer_finding(one, take, lambda: self.left_as_it_is.emit(one), before)

    def _take_over(self, sheet: SectionSheet, one: FindingChanged) -> None:
        section = sheet.part.section
        if section is not None and not sheet.text.is_dirty() and section.text == one.section.text:
            self._do(sheet, lambda: self._desk.reports.change_section(section, text=one.text))

    def _keep(self, sheet: SectionSheet, name: str, text: str, shown: Section | None) -> None:
        """Keep a part that was left: one revision; its draft goes once that is on disk."""
        part, scope = sheet.part, self._look.plan.scope if self._look is not None else ""

        def done(kept: tuple[Changes, Section | None]) -> None:
            sheet.fields.on_kept(name, text, kept[1])
            self._page.changed.emit(kept[0])

        def failed(error: Exception) -> None:
            sheet.fields.on_not_kept(name)
            messages.show_failure(self._page, error)

        self._page.jobs.start(sheet, lambda _: keep_section(self._desk, scope, part, shown, text), done, failed)

    def _settle(self, part: Part) -> None:
        section = part.section
        if section is not None:
            says = {name: getattr(section, name) for name in section.two_versions if name != "deleted"}
            self._do(self, lambda: self._desk.reports.change_section(section, **says))

    def _do(self, owner: QWidget, work: Callable[[], Changes]) -> None:
        self._page.jobs.start(owner, lambda _: work(), self._page.changed.emit)


def _as_typed(sheet: SectionSheet, scope: str) -> Section:
    """Return a part as it is being typed."""
    part, text = sheet.part, sheet.text.text()
    new = Section(
        record_id=f"typed {part.key}",
        scope=scope,
        author="",
        first_written_at="",
        place=part.place,
        question=part.question,
        title=part.title,
    )
    return replace(part.section or new, text=text)
