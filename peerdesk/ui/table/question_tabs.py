"""The tabs of the table: coverage, each question, and what stands on none of them."""

from PySide6.QtCore import QCoreApplication

from peerdesk.ui.table.coverage_words import name_question
from peerdesk.ui.table.looking import ELSEWHERE, TableLook

COVERAGE = "coverage"
STANDING = "standing"
"""Where the school stands; there only where the framework has a scale."""


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("QuestionTabs", text)


def tabs_of(look: TableLook | None, *, slim: bool = False) -> list[tuple[str, str]]:
    """Return the tabs as (value, word): a question's value is its record id; `slim` makes their words short."""
    coverage = look.coverage if look else ()
    questions = [
        (row.question.record_id, tr("Q{}").format(row.number) if slim else name_question(row.question, row.number))
        for row in coverage
    ]
    others = [(ELSEWHERE, tr("None") if slim else tr("On no question"))] if look and ELSEWHERE in look.findings else []
    levels = [(STANDING, tr("Levels"))] if look and look.standing is not None else []
    return [(COVERAGE, tr("Coverage")), *questions, *others, *levels]


def heading_of(look: TableLook, tab: str) -> str:
    """Return the question of a tab, or why there is none."""
    if tab == STANDING:
        return tr("Where does the school stand, as it sees itself and as we saw it?")
    if tab == ELSEWHERE:
        return tr("These findings stand on no question of the plan. It was taken out, or never named.")
    row = next(one for one in look.coverage if one.question.record_id == tab)
    return f"{row.number} {row.question.text}"
