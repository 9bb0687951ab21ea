"""The rows of the table, as frozen values: notes, what is cited, findings."""

from dataclasses import dataclass

from peerdesk.domain.evidence import Note
from peerdesk.domain.outcome import Citation, Finding, Way


@dataclass(frozen=True)
class NoteRow:
    """A note as the table shows it.

    Attributes:
        text: as it is read: a tally with the words of what was looked for.
        number: by which it is cited; 0 if nothing cites it.
        who: name of who saw or heard it.
        activity: title of where it was.
        cited_in: the findings that cite it: "1.2, 2.1".
    """

    note: Note
    text: str
    number: int
    who: str
    activity: str
    cited_in: str


@dataclass(frozen=True)
class CitedRow:
    """A note that is cited; `citation` is None where only a text does, or what the record itself holds.

    Attributes:
        in_text: a text cites it, so it goes when the text no longer does.
        held: the record itself names it.
    """

    row: NoteRow
    way: Way
    citation: Citation | None
    in_text: bool
    held: bool = False

    @property
    def can_go(self) -> bool:
        """Tell whether a button may take it out."""
        return self.held or (self.citation is not None and not self.in_text)


@dataclass(frozen=True)
class FindingRow:
    """A finding as the table shows it.

    Attributes:
        label: "2.1": the first finding on question 2; "0.1" if it stands on no question of the plan.
        stands_on: what it stands on, as the report says it.
        other_way: what points the other way, or "".
        gone: how many of the notes that it cites are no longer here.
        reworded: head and team agreed other words for it.
    """

    finding: Finding
    label: str
    cited: tuple[CitedRow, ...]
    stands_on: str
    other_way: str
    gone: int = 0
    reworded: bool = False

    @property
    def says_something(self) -> bool:
        """Tell whether there are words to agree on."""
        return bool(self.finding.title.strip() or self.finding.text.strip())
