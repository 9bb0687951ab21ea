"""The sheet with a person's recovery words, to be printed and kept away from the laptop."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from peerdesk.domain.dates import day_in_words
from peerdesk.domain.document import NO_BREAK, Block, Callout, Document, Heading, Paragraph, Run, plain, runs_of
from peerdesk.export.report.pdf import write_pdf

_NEW_LAPTOP = (
    "If the laptop is lost or broken: install PeerDesk on another one, and put there what you copied of your notes "
    "(the whole folder, from your stick or from the old laptop). PeerDesk asks for the words when it opens them.",
    "If your notes do not open after you signed in, the laptop has forgotten what opens them. PeerDesk asks for the "
    "words, and remembers it again.",
    "Where PeerDesk does not ask by itself, type *peerdesk recovery open* on the command line.",
    "Capitals do not matter, nor what stands between the words. Their order does.",
)
_HONEST = (
    "Whoever has this sheet and your laptop, or a copy of your notes, can read all of them. Keep it at home or in the "
    "school's safe; not in the laptop's bag, and not as a photograph. PeerDesk has not kept the words: if the sheet "
    "is lost, nobody can print it again. Make new words then; copies of your notes that were carried elsewhere before "
    "still open with these."
)


@dataclass(frozen=True)
class RecoverySheet:
    """What stands on it.

    Attributes:
        words: in their order.
        owner: whose notes they open.
        made_on: `YYYY-MM-DD`.
    """

    words: tuple[str, ...]
    owner: str
    made_on: str


def write_sheet(sheet: RecoverySheet, out: BinaryIO, fonts: Path) -> None:
    """Write the sheet as a PDF of one page that can be read aloud; the same sheet gives the same bytes.

    Args:
        sheet: what stands on it.
        out: an open binary file.
        fonts: the folder with the typeface.

    Raises:
        ReportFontError: the typeface is not there.
    """
    write_pdf(_compose(sheet), out, fonts)


def _compose(sheet: RecoverySheet) -> Document:
    return Document(
        title=f"Recovery words of {sheet.owner}",
        school="PeerDesk",
        dates=f"Made on {day_in_words(sheet.made_on)}",
        state="final",
        state_line="Keep this away from the laptop",
        author=sheet.owner,
        blocks=tuple(_blocks(sheet)),
    )


def _blocks(sheet: RecoverySheet) -> Iterator[Block]:
    yield Paragraph(plain(f"These words open the notes that {sheet.owner} keeps in PeerDesk."))
    for number, word in enumerate(sheet.words, 1):
        yield Paragraph((Run(f"{number}.{NO_BREAK}"), Run(word, bold=True)), tone="lead")
    yield Heading(1, "When you need them")
    for said in _NEW_LAPTOP:
        yield Paragraph(runs_of(said))
    yield Callout(plain(_HONEST))
