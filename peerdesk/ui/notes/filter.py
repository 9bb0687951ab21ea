"""Which notes are shown, and what a filter hides."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from peerdesk.domain.evidence import Note
from peerdesk.ui.notes.rows import NoteRow, RowMaker

NO_QUESTION, NO_ACTIVITY = "none", "no activity"
MARKS = ("starred", "pictures", "two versions", "only me")


@dataclass(frozen=True)
class Filter:
    """What is asked of notes; "" asks nothing.

    Attributes:
        mine: only what this desk's person saw.
        question: record id, or NO_QUESTION.
        writer: record id of a member.
        activity: record id, or NO_ACTIVITY.
        voice: whose voice was heard.
        mark: one of MARKS: what is to come to the table, has a picture, has two versions, or is private.
        words: what is searched for.
    """

    mine: bool = False
    question: str = ""
    source: str = ""
    sign: str = ""
    writer: str = ""
    activity: str = ""
    voice: str = ""
    mark: str = ""
    words: str = ""

    @property
    def hides(self) -> bool:
        """Whether more than a tab is asked."""
        return any((*self._chosen, self.words.strip()))

    @property
    def shows_private(self) -> bool:
        """Whether private lines are let through: they have words, and nothing else to ask for."""
        return self.mark == "only me" or not any(self._chosen)

    @property
    def _chosen(self) -> tuple[str, ...]:
        return self.question, self.source, self.sign, self.writer, self.activity, self.voice, self.mark

    def lets_through(self, note: Note, maker: RowMaker) -> bool:
        """Say whether a note is shown, whatever words it holds."""
        writer = maker.writer_of(note) if self.mine or self.writer else None
        return (
            (not self.mine or (writer is not None and writer.record_id == maker.me))
            and (not self.question or self.question in (note.questions or (NO_QUESTION,)))
            and self.source in ("", note.source)
            and self.sign in ("", note.sign)
            and (not self.writer or (writer is not None and writer.record_id == self.writer))
            and self.activity in ("", note.activity or NO_ACTIVITY)
            and self.voice in ("", note.voice)
            and self._has_mark(note)
        )

    def _has_mark(self, note: Note) -> bool:
        has = {"starred": note.starred, "pictures": bool(note.pictures), "two versions": bool(note.two_versions)}
        return not self.mark or has.get(self.mark, False)


def sift(rows: Sequence[NoteRow], asked: Filter, maker: RowMaker, found: Collection[str]) -> list[NoteRow]:
    """Return the rows that are let through, with the headings that still have something under them.

    Args:
        rows: all.
        asked: what is asked.
        maker: of the rows.
        found: ids of what the words are in, if there are words.
    """
    if not asked.hides and not asked.mine:
        return [*rows]
    by_words, private = bool(asked.words.strip()), asked.shows_private
    shown: list[NoteRow] = []
    heading: NoteRow | None = None
    for row in rows:
        note = row.note
        if row.is_heading:
            heading = row
        elif (not by_words or row.key in found) and (private if note is None else asked.lets_through(note, maker)):
            if heading is not None and note is not None:
                shown.append(heading)
                heading = None
            shown.append(row)
    return shown


def in_words(asked: Filter, names: Mapping[str, str], quoted: str) -> str:
    """Return what is asked, as a person says it: "Q2 History, not yet".

    Args:
        asked: the filter.
        names: what each value is called.
        quoted: how words that are searched for are said: "“{}”".
    """
    values = (asked.question, asked.source, asked.sign, asked.writer, asked.activity, asked.voice, asked.mark)
    words = quoted.format(asked.words.strip()) if asked.words.strip() else ""
    return ", ".join(filter(None, (*(names.get(one, one) for one in values), words)))
