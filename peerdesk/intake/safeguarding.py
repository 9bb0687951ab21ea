"""The safeguarding card from its file."""

from pathlib import Path

from peerdesk.domain.safeguarding import Card, CardRow
from peerdesk.intake.data_files import read_data_file


def read_card(path: Path) -> Card:
    """Return the safeguarding card.

    Raises:
        DataFileError: the file cannot be read, or something on the card is missing; says where.
    """
    top = read_data_file(path).only("heading", "words", "row", "afterwards", "passed_on", "no_contact")
    rows = tuple(
        CardRow(
            about=row.only("about", "contact", "go_to").text("about"),
            contact=row.text("contact", ""),
            go_to=row.text("go_to"),
        )
        for row in top.tables("row")
    )
    if not rows:
        raise top.refusal("it says nobody to go to.")
    return Card(
        heading=top.text("heading"),
        words=top.texts("words"),
        rows=rows,
        afterwards=top.texts("afterwards"),
        passed_on=top.text("passed_on"),
        no_contact=top.text("no_contact"),
    )
