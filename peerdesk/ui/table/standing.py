"""Where the school stands, as the table shows it: the school's own level beside the team's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.citations import cited_in
from peerdesk.domain.framework import Characteristic, Framework
from peerdesk.domain.outcome import Moderation
from peerdesk.domain.review import SelfView
from peerdesk.ui.table.rows import CitedRow, NoteRow


@dataclass(frozen=True)
class StandingRow:
    """One characteristic.

    Attributes:
        theme: its name.
        record: what the team says so far; None before it says anything.
        school_level: the school's own, "" if it said none; school_says: in its words.
        cited: what the team's view stands on.
        twice: somebody else began to say where the school stands here as well.
    """

    characteristic: Characteristic
    theme: str
    record: Moderation | None
    school_level: str
    school_says: tuple[str, ...]
    cited: tuple[CitedRow, ...]
    twice: bool = False

    @property
    def key(self) -> str:
        """What names the row: the characteristic, or the record of a second view of it."""
        return self.record.record_id if self.twice and self.record else self.characteristic.characteristic_id

    def looks_like(self, level: str, steps: Sequence[str]) -> str:
        """Return what the framework says of a level here, "" if it says nothing."""
        levels = self.characteristic.levels
        return levels[steps.index(level)] if level in steps and len(levels) == len(steps) else ""


@dataclass(frozen=True)
class StandingLook:
    """All of them, in the framework's order.

    Attributes:
        steps: of the scale, from first to last.
        others: (id, name) of the characteristics that nobody has spoken of yet.
        about: ids of the notes that bear on each characteristic, by its id.
    """

    steps: tuple[str, ...]
    rows: tuple[StandingRow, ...]
    others: tuple[tuple[str, str], ...]
    about: Mapping[str, frozenset[str]]


def look_at_standing(
    framework: Framework, plan: ReviewPlan, records: Sequence[Moderation], notes: Sequence[NoteRow]
) -> StandingLook | None:
    """Return where the school stands; None where the framework has no scale, so that there is nothing to show."""
    if framework.scale.kind == "none" or not framework.scale.steps or not framework.characteristics:
        return None
    rows = tuple(_rows(framework, plan, records, {row.note.record_id: row for row in notes}))
    shown = {row.characteristic.characteristic_id for row in rows}
    others = tuple(
        (one.characteristic_id, one.name) for one in framework.characteristics if one.characteristic_id not in shown
    )
    return StandingLook(framework.scale.steps, rows, others, _about(framework, plan, notes))


def _rows(
    framework: Framework, plan: ReviewPlan, records: Sequence[Moderation], notes: Mapping[str, NoteRow]
) -> Iterator[StandingRow]:
    themes = {one.theme_id: one.name for one in framework.themes}
    views: dict[str, list[SelfView]] = defaultdict(list)
    for view in plan.self_views:
        views[view.characteristic].append(view)
    asked = {one.characteristic for one in plan.questions}
    for one in framework.characteristics:
        key = one.characteristic_id
        said = [record for record in records if record.characteristic == key]
        if not said and key not in asked and not views[key]:
            continue
        level = next((view.level for view in views[key] if view.level), "")
        says = tuple(view.text for view in views[key] if view.text)
        for at, record in enumerate(said or [None]):
            kept = level or (record.school_level if record else "")
            yield StandingRow(one, themes.get(one.theme, ""), record, kept, says, _cited(record, notes), at > 0)


def _cited(record: Moderation | None, notes: Mapping[str, NoteRow]) -> tuple[CitedRow, ...]:
    held = record.evidence if record else ()
    ids = dict.fromkeys((*held, *cited_in(record.reasons))) if record else ()
    return tuple(
        CitedRow(notes[one], "for", None, in_text=one not in held, held=one in held) for one in ids if one in notes
    )


def _about(framework: Framework, plan: ReviewPlan, notes: Sequence[NoteRow]) -> Mapping[str, frozenset[str]]:
    """Return the notes that count a look-for of a characteristic, or are about a question on it."""
    looked = {one.look_for_id: one.characteristic for one in framework.look_fors if one.characteristic}
    asked = {one.record_id: one.characteristic for one in plan.questions if one.characteristic}
    about: dict[str, set[str]] = defaultdict(set)
    for row in notes:
        note = row.note
        for key in {looked.get(note.look_for, ""), *(asked.get(one, "") for one in note.questions)} - {""}:
            about[key].add(note.record_id)
    return {key: frozenset(found) for key, found in about.items()}
