"""The day's notes as rows: in the order in which things were seen, under the activity they belong to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.evidence import Jotting, Note
from peerdesk.domain.review import Member, Question

SOURCE_ICONS: Mapping[str, str] = {
    "observation": "eye",
    "work": "book-open",
    "talk": "message-circle",
    "document": "file-text",
    "data": "table-2",
}
_MOST_SHOWN = 1_200  # letters: a dozen lines
Meta = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NoteWords:
    """Words of rows, translated once, with room for a name or a number; `written_by` and `of` for two."""

    training: str
    unconfirmed: str
    written_by: str
    only_me: str
    to_table: str
    two_versions: str
    no_question: str
    no_activity: str
    elsewhere: str
    of: str
    from_answer: str
    safety_waits: str
    safety_held: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note, a private line, or a heading (`note` and `jotting` None).

    Attributes:
        key: record id; of a heading "activity:" and its id.
        time: "10:38".
        meta: icon ("" for none) and word of what stands below the text.
        about: of a heading, its place and people.
    """

    key: str
    time: str = ""
    text: str = ""
    made_of_it: str = ""
    sign: str = ""
    meta: Meta = ()
    about: str = ""
    note: Note | None = None
    jotting: Jotting | None = None

    @property
    def is_heading(self) -> bool:
        """Whether it only names an activity."""
        return self.note is None and self.jotting is None


class RowMaker:
    """Makes rows in the words of one plan; of a note that says the same it gives the same row again."""

    def __init__(
        self,
        plan: ReviewPlan,
        me: str,
        words: NoteWords,
        unconfirmed: frozenset[str] = frozenset(),
        look_fors: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Prepare.

        Args:
            plan: of the review.
            me: record id of this desk's person.
            words: of rows.
            unconfirmed: keys whose badge nobody confirmed.
            look_fors: words of the framework's look-fors by id; a tally is never without them.
        """
        self.plan, self.me, self._words, self.unconfirmed = plan, me, words, unconfirmed
        self._look_fors = look_fors
        self._made: dict[str, NoteRow] = {}
        self._held: dict[str, bool] = {}
        self._members = {one.record_id: one for one in plan.members}
        self._by_key = {one.key: one for one in plan.members if one.key}
        self._numbers = {one.record_id: (at, one) for at, one in enumerate(plan.questions, 1)}
        self._activities = {one.record_id: one for one in plan.activities}

    def hold(self, held: Mapping[str, bool]) -> None:
        """Say of what is held back that it is (`Safety.held_back`); of all else no longer."""
        for record_id in self._held.keys() | held.keys():
            if self._held.get(record_id) != held.get(record_id):
                self._made.pop(record_id, None)
        self._held = dict(held)

    def writer_of(self, note: Note) -> Member | None:
        """Return who saw it, or else who wrote it."""
        return self._members.get(note.observed_by) or self._by_key.get(note.author)

    def who(self, note: Note) -> str:
        """Return who saw it, and who wrote it where that is somebody else: "Tom (written by Anita)"; "" if unknown."""
        saw, wrote = self.writer_of(note), self._by_key.get(note.author)
        if saw is None:
            return ""
        name = self.name_of(saw)
        return self._words.written_by.format(name, wrote.name) if wrote and wrote != saw else name

    def note_row(self, note: Note) -> NoteRow:
        """Return the row of a note."""
        about = (*self._questions(note), *self._source(note), *self._who(note), *self._rest(note))
        meta = (*self._stays(note.record_id), *about)
        text = self._words.elsewhere if "text" in note.unreadable else note.text
        return NoteRow(note.record_id, note.seen_at[-5:], text, note.made_of_it, note.sign, meta, note=note)

    def jotting_row(self, jotting: Jotting) -> NoteRow:
        """Return the row of a private line."""
        meta = (*self._stays(jotting.record_id), ("lock", self._words.only_me))
        return NoteRow(jotting.record_id, jotting.seen_at[-5:], jotting.text, "", "noted", meta, jotting=jotting)

    def day(self, notes: Sequence[Note], jottings: Sequence[Jotting]) -> list[NoteRow]:
        """Return notes under the activity they belong to; activities by the first thing that was seen in them."""
        groups: dict[str, list[NoteRow]] = {}
        for note in notes:
            row = self._made.get(note.record_id)
            if row is None or row.note is not note:
                row = self._made[note.record_id] = self.note_row(note)
            groups.setdefault(note.activity, []).append(row)
        rows = [row for activity, inside in groups.items() for row in (self._heading(activity, inside), *inside)]
        for jotting in jottings:
            rows.insert(self._place_of(jotting, rows), self.jotting_row(jotting))
        return rows

    def name_of(self, member: Member) -> str:
        """Return a member's name; of a colleague in training, or whose badge is not confirmed, it says so."""
        name = self._words.training.format(member.name) if member.role == "shadow" else member.name
        return self._words.unconfirmed.format(name) if member.key in self.unconfirmed else name

    def _place_of(self, jotting: Jotting, rows: Sequence[NoteRow]) -> int:
        """Return where a private line stands: after the last thing seen before it."""
        seen = [at for at, row in enumerate(rows) if not row.is_heading and _seen_at(row) <= jotting.seen_at]
        return seen[-1] + 1 if seen else 0

    def _heading(self, activity_id: str, inside: Sequence[NoteRow]) -> NoteRow:
        activity = self._activities.get(activity_id)
        if activity is None:
            return NoteRow("activity:", inside[0].time, self._words.no_activity)
        who = ", ".join(self.name_of(self._members[one]) for one in activity.who if one in self._members)
        time = activity.time[0][-5:] if activity.time else inside[0].time
        about = " · ".join(filter(None, (activity.place, who)))
        return NoteRow(f"activity:{activity_id}", time, activity.title, about=about)

    def _questions(self, note: Note) -> Meta:
        known = [self._numbers[one] for one in note.questions if one in self._numbers]
        return tuple(("", short_name(at, one)) for at, one in known) or (("", self._words.no_question),)

    def _source(self, note: Note) -> Meta:
        source = ((SOURCE_ICONS[note.source], note.source.capitalize()),)
        where = note.where or note.voice
        return (*source, ("", where)) if where else source

    def _who(self, note: Note) -> Meta:
        who = self.who(note)
        return (("", who),) if who else ()

    def _stays(self, record_id: str) -> Meta:
        if record_id not in self._held:
            return ()
        return (("shield", self._words.safety_held if self._held[record_id] else self._words.safety_waits),)

    def _rest(self, note: Note) -> Meta:
        words = self._words
        said = (
            bool(counted := self._counted(note)) and ("list-checks", counted),
            bool(note.answer) and ("link", words.from_answer),
            note.starred and ("star", words.to_table),
            bool(note.pictures) and ("image", str(len(note.pictures))),
            bool(note.two_versions) and ("columns-2", words.two_versions),
        )
        return tuple(one for one in said if one)

    def _counted(self, note: Note) -> str:
        tally = self._words.of.format(*note.tally) if len(note.tally) > 1 else ""
        look_for = self._look_fors.get(note.look_for, "")
        return ": ".join(filter(None, (tally, look_for if look_for != note.text else "")))


def readable(text: str) -> str:
    """Return as much of a text as a row shows: what somebody pasted may be a whole document."""
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN].rstrip()} …"


def short_name(number: int, question: Question) -> str:
    """Return what stands for a question in a row: "Q2 History"."""
    return f"Q{number} {question.short_name}".rstrip()


def count(rows: Iterable[NoteRow]) -> int:
    """Return how many rows are not headings."""
    return sum([row.note is not None or row.jotting is not None for row in rows])


def keys_of(rows: Iterable[NoteRow]) -> list[str]:
    """Return the names of the rows that are not headings."""
    return [row.key for row in rows if not row.is_heading]


def _seen_at(row: NoteRow) -> str:
    return row.note.seen_at if row.note else row.jotting.seen_at if row.jotting else ""
