"""What the page of now looks at on the desk, in one job: what it shows, and no more, however long the day was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.evidence import Jotting
from peerdesk.domain.framework import Framework
from peerdesk.ui.notes.rows import NoteRow, NoteWords, RowMaker
from peerdesk.ui.unkept_words import when


@dataclass(frozen=True)
class Asked:
    """What the page wants to see.

    Attributes:
        kept: id of the note or private line that is echoed, "" for none.
        earlier: whether the earlier notes are shown.
        words: of their rows.
    """

    scope: str
    kept: str
    earlier: bool
    words: NoteWords


@dataclass(frozen=True)
class Sight:
    """One look at a review.

    Attributes:
        plan: None if the review is not here.
        framework: in which it is written; None likewise.
        drafts: place, text, context and local time ("10:42") of what was typed and not kept.
        is_begun: anything was noted.
        heard: who was heard in each activity, the newest first.
        kept: the row that is echoed, as it says now; None if it was taken back.
        kept_key: which was asked for.
        earlier: rows of all notes, if they are shown.
    """

    plan: ReviewPlan | None
    framework: Framework | None = None
    drafts: Sequence[tuple[str, str, str, str]] = ()
    is_begun: bool = False
    heard: Mapping[str, Sequence[str]] = field(default_factory=dict)
    kept: NoteRow | None = None
    kept_key: str = ""
    earlier: Sequence[NoteRow] = ()


def look(desk: Desk, asked: Asked) -> Sight:
    """Look at a review. Reads the file, so it is called in a job."""
    scope, capture, now = asked.scope, desk.capture, desk.acting.now()
    plan = desk.plan.look(scope)
    if plan is None:
        return Sight(None)
    me = plan.me(desk.identity.key_id)
    maker = RowMaker(plan, me.record_id if me else "", asked.words, look_fors=desk.looking.words(plan))
    jottings = capture.jottings(scope)
    return Sight(
        plan,
        desk.frameworks.of_review(plan.framework),
        [(one.place, one.text, one.context, when(one.typed_at, now)) for one in desk.drafts.all()],
        bool(jottings) or bool(capture.count(scope)),
        capture.heard(scope),
        _kept_row(desk, asked.kept, maker, jottings) if asked.kept else None,
        asked.kept,
        maker.day(capture.notes(scope), jottings) if asked.earlier else (),
    )


def _kept_row(desk: Desk, key: str, maker: RowMaker, jottings: Sequence[Jotting]) -> NoteRow | None:
    note = desk.capture.note(key)
    if note is not None:
        return maker.note_row(note)
    return next((maker.jotting_row(one) for one in jottings if one.record_id == key), None)
