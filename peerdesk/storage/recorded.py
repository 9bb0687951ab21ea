"""What a record of hundreds of reviews is asked for at once: a few questions to the tables, however many there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from peerdesk.domain.entries import Statement, read_kept_entry
from peerdesk.domain.kinds import Release, section_places
from peerdesk.domain.releases import released
from peerdesk.storage.schema import EntryRow, PassageRow
from peerdesk.storage.tables import TABLES, MemberRow, ReviewRow, SectionRow


@dataclass(frozen=True)
class Visit:
    """That a review took place, and how much of it the head released.

    Attributes:
        scope: of the review.
        days: `YYYY-MM-DD`.
        team: name and role of each, by name.
        sections: how many parts of its report may be read.
        came_on: when something of it came last, `YYYY-MM-DDTHH:MM:SSZ`.
    """

    scope: str
    school_name: str
    school_urn: str
    days: tuple[str, ...]
    team: tuple[tuple[str, str], ...]
    release: Release
    sections: int
    came_on: str


def read_visits(session: Session) -> list[Visit]:
    """Return all reviews of a record, the latest first."""
    rows = session.execute(
        select(ReviewRow.scope, ReviewRow.school_name, ReviewRow.school_urn, ReviewRow.days).where(ReviewRow.for_report)
    ).all()
    scopes = {row.scope for row in rows}
    releases, teams, places, came = _releases(session), _teams(session), _places(session), _came(session)
    visits = []
    for row in rows:
        if row.scope not in scopes:
            continue
        scopes.discard(row.scope)  # of two records of a review the first stands, as everywhere
        release = releases.get(row.scope, "nothing")
        sections = sum(place in section_places(release) for place in places.get(row.scope, ()))
        team = tuple(sorted(teams.get(row.scope, ())))
        visits.append(
            Visit(
                row.scope,
                row.school_name,
                row.school_urn,
                row.days,
                team,
                release,
                sections,
                came.get(row.scope, ""),
            )
        )
    return sorted(visits, key=lambda one: (one.days or ("",), one.scope), reverse=True)


def partnership_scopes(session: Session) -> list[str]:
    """Return the scopes of the partnerships of a record."""
    table = TABLES["partnership"].__table__  # type: ignore[attr-defined]
    return list(session.scalars(select(table.c.scope).where(table.c.for_team).distinct()))


def _releases(session: Session) -> Mapping[str, Release]:
    said: dict[str, list[Statement]] = defaultdict(list)
    lines = session.scalars(
        select(EntryRow.line).where(
            EntryRow.scope.in_(select(ReviewRow.scope)),
            EntryRow.t == "statement",
            EntryRow.kind == "release",
            EntryRow.standing == "in",
        )
    )
    for entry in map(read_kept_entry, lines):
        if isinstance(entry, Statement):
            said[entry.scope].append(entry)
    return {scope: released(statements).what for scope, statements in said.items()}


def _teams(session: Session) -> Mapping[str, Sequence[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for scope, name, role in session.execute(
        select(MemberRow.scope, MemberRow.name, MemberRow.role).where(MemberRow.for_report)
    ):
        found[scope].append((name, role))
    return found


def _places(session: Session) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for scope, place in session.execute(select(SectionRow.scope, SectionRow.place).where(SectionRow.for_report)):
        found[scope].append(place)
    return found


def _came(session: Session) -> Mapping[str, str]:
    brought = select(PassageRow.scope, func.max(PassageRow.at)).where(PassageRow.way == "in").group_by(PassageRow.scope)
    return {scope: at for scope, at in session.execute(brought)}  # noqa: C416 - rows are no pairs to a type checker
