"""What a school says of itself, and what its last review left, from a spreadsheet or CSV file."""

from pathlib import Path

from peerdesk.domain.framework import Framework
from peerdesk.domain.plan_sheets import PlanRows, PlanSheet, PlanSheetError, columns_in, read_plan_rows
from peerdesk.intake.tables import open_table


def read_plan_table(path: Path, sheet: PlanSheet, framework: Framework) -> PlanRows:
    """Return what a table says, all of it or nothing.

    Args:
        path: .xlsx (its first sheet) or .csv.
        sheet: what it is a table of.
        framework: the review's.

    Raises:
        PlanSheetError: it cannot be read or meant; says the row and the column.
    """
    try:
        with open_table(path, _refusal, lambda headings: "text" in columns_in(headings, sheet)) as table:
            return read_plan_rows(path.name, table.headings, table.rows, sheet, framework)
    except OSError as reason:
        raise _refusal(f"“{path.name}” cannot be read.", str(reason)) from reason


def _refusal(message: str, detail: str = "") -> PlanSheetError:
    return PlanSheetError(message, "Choose a spreadsheet (.xlsx) or a CSV file.", detail=detail)
