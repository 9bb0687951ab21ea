"""What is said when the team sits down with the head, from resources/plan/feedback.toml."""

from pathlib import Path

from peerdesk.domain.data_table import DataTable
from peerdesk.domain.feedback import FeedbackWords
from peerdesk.intake.data_files import read_data_file

_PUT_IN = {"school": "", "team": "", "questions": ""}


def read_feedback_words(path: Path) -> FeedbackWords:
    """Return the words.

    Raises:
        DataFileError: the file cannot be read, or something in it is missing or not known; says where.
    """
    top = read_data_file(path).only("opening", "recognise", "missed")
    opening = top.table("opening").only("title", "lines", "leave")
    lines = opening.texts("lines")
    for line in lines:
        _check(opening, line)
    return FeedbackWords(
        opening=opening.text("title"),
        lines=lines,
        leave=opening.text("leave"),
        recognise=top.table("recognise").only("title").text("title"),
        missed=top.table("missed").only("title").text("title"),
    )


def _check(table: DataTable, line: str) -> None:
    try:
        line.format(**_PUT_IN)
    except (KeyError, IndexError, ValueError) as error:
        raise table.refusal(f"“{line}” asks for what the plan does not say.", "lines") from error
