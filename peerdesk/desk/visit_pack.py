"""What goes out before a visit: the pack for the team, a calendar, a letter to the head, a note on data."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from peerdesk.desk.changes import Changes
from peerdesk.desk.frameworks import Library
from peerdesk.desk.plan import Plan, ReviewPlan
from peerdesk.domain.context_body import from_contexts
from peerdesk.domain.context_document import compose_context
from peerdesk.domain.document import Block, Document, Heading
from peerdesk.domain.purposes import purpose_in_words
from peerdesk.domain.visit_letter import compose_letter, compose_note
from peerdesk.domain.visit_material import VisitMaterial
from peerdesk.domain.visit_pack import compose_pack
from peerdesk.errors import PeerDeskError
from peerdesk.files import write_whole
from peerdesk.intake.plan_words import read_purposes
from peerdesk.intake.safeguarding import read_card
from peerdesk.intake.visit_words import read_visit_words
from peerdesk.paths import resources

Paper = Literal["pack", "letter", "note"]
_COMPOSE: Mapping[Paper, Callable[[VisitMaterial], Document]] = {
    "pack": compose_pack,
    "letter": compose_letter,
    "note": compose_note,
}
WORD = ".docx"


class NoTimesError(PeerDeskError):
    """The visit has no day and no activity a time, so there is nothing to put into a calendar."""


class VisitPapers:
    """Makes what goes out before a visit."""

    def __init__(self, plan: Plan, frameworks: Library, is_practice: Callable[[], bool] = lambda: False) -> None:
        """Make it from the plans of one desk, and the frameworks at hand; what is practised says so."""
        self._plan, self._frameworks, self._is_practice = plan, frameworks, is_practice

    def material(self, plan: ReviewPlan) -> VisitMaterial:
        """Return all that the papers of a visit may say.

        Raises:
            DataFileError: the words that go out, or the framework, cannot be read.
        """
        words = resources() / "plan"
        return VisitMaterial(
            review=plan.review,
            purpose=purpose_in_words(plan.review.purpose, read_purposes(words / "purposes.toml")),
            questions=plan.questions,
            members=plan.members,
            activities=plan.activities,
            actions=plan.actions,
            letter=plan.letter,
            framework=self._frameworks.of_review(plan.framework),
            card=read_card(resources() / "safeguarding" / "card.toml"),
            wrong=read_visit_words(words / "visit.toml"),
            letter_parts=read_visit_words(words / "letter.toml"),
            note_parts=read_visit_words(words / "data_note.toml"),
            context=tuple(_context(plan)),
        )

    def document(self, plan: ReviewPlan, paper: Paper) -> Document:
        """Compose one of the papers."""
        return replace(_COMPOSE[paper](self.material(plan)), practice=self._is_practice())

    def write(self, plan: ReviewPlan, paper: Paper, out: Path) -> Path:
        """Write a paper as a PDF that can be read aloud, or for a word processor where the name ends in .docx.

        Raises:
            FileNotWrittenError: the file cannot be written.
            ReportFontError: the typeface is not there.
        """
        document = self.document(plan, paper)
        write_whole(out, _word(document) if out.suffix.lower() == WORD else _pdf(document))
        return out

    def write_calendar(self, plan: ReviewPlan, out: Path, person: str = "") -> Path:
        """Write the timetable as a calendar file, of all (`person` "") or of one member's activities.

        Raises:
            NoTimesError: there is no event to write: neither a day nor an activity with a time.
            FileNotWrittenError: the file cannot be written.
        """
        from peerdesk.export.visit.calendar import calendar_of  # loaded when somebody asks, not at the start

        changed = self._plan.written_anew(plan.scope)
        data = calendar_of(self.material(plan), changed, person, practice=self._is_practice())
        if b"BEGIN:VEVENT" not in data:
            raise NoTimesError("The visit has no day yet.", "Say under School on which day it is, then try again.")
        write_whole(out, data)
        return out

    def begin_letter(self, scope: str, **fields: str) -> Changes:
        """Keep the first of what the office needs to know (`domain/review.py: Letter`); what was begun goes on.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        plan = self._plan.look(scope)
        if plan is not None and plan.letter is not None:
            return self._plan.change(plan.letter, **fields)
        return self._plan.add(scope, "letter", **fields)[1]


def file_name(plan: ReviewPlan, paper: str, ending: str, who: str = "") -> str:
    """Return a name for a file, "Visit pack Wrenholt Primary School 2027-03-09.pdf"."""
    said = " ".join(filter(None, (paper, who, plan.review.school_name, *plan.review.days[:1])))
    return "".join(letter for letter in said if letter.isalnum() or letter in " -.()’'").strip() + ending


def _context(plan: ReviewPlan) -> Iterator[Block]:
    """Yield the figures that the review keeps, a level below the heading that they get in the pack."""
    figures = from_contexts(plan.contexts)
    if figures is not None and figures.schools:
        for block in compose_context(figures, figures.measures()).blocks:
            yield replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def _pdf(document: Document) -> bytes:
    from peerdesk.export.report.pdf import write_pdf  # the typesetter is loaded when somebody prints, not at the start

    out = io.BytesIO()
    write_pdf(document, out, resources() / "fonts")
    return out.getvalue()


def _word(document: Document) -> bytes:
    from peerdesk.export.word import write_word

    out = io.BytesIO()
    write_word(document, out)
    return out.getvalue()
