"""Coverage on paper: asked where, written beside everything else."""

from dataclasses import replace
from pathlib import Path

from peerdesk.domain.coverage_document import CoverageSheet, compose_coverage
from peerdesk.domain.evidence import Note
from peerdesk.paths import resources
from peerdesk.ui.dialogs.choosing import ask_new_of_kinds
from peerdesk.ui.page import Page
from peerdesk.ui.table.looking import TableLook


def sheet_of(look: TableLook) -> CoverageSheet:
    """Return what the table shows of coverage, as it is printed."""
    words = {row.note.record_id: row.text for row in look.notes}

    def read(note: Note) -> str:
        return words.get(note.record_id, note.text)

    asked = {one.need.question.record_id for one, _ in look.rest.proposals}
    ideas = [idea for row in look.coverage for idea in row.suggestions if row.question.record_id not in asked]
    return CoverageSheet(
        review=look.plan.review,
        coverage=look.coverage,
        contradictions=look.contradictions,
        names={one.record_id: one.name for one in look.plan.members},
        read=read,
        promised=[one.question for one in look.rest.promises],
        could=[*(told.asked for _, told in look.rest.proposals), *ideas],
    )


def print_coverage(page: Page, look: TableLook) -> None:
    """Ask where coverage is to be written, and write it."""

    def chosen(out: Path) -> None:
        from peerdesk.desk.coverage_sheets import write_coverage

        document = replace(compose_coverage(sheet_of(look)), practice=page.theme.practice)
        page.jobs.start(page, lambda _: write_coverage(document, out, resources() / "fonts"), done)

    def done(out: Path) -> None:
        page.toast_requested.emit(page.tr("Written: {}").format(out.name), False)

    kinds = [("PDF", "pdf"), (page.tr("Word processor"), "docx"), (page.tr("Browser"), "html")]
    ask_new_of_kinds(page, page.tr("Coverage on paper"), kinds, page.tr("Coverage, for the team"), chosen)
