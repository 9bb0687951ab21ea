"""Taking a partnership's old tracker, and the reports of reviews done before, into the record: looked at first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from peerdesk.desk.acting import Act
from peerdesk.desk.partnerships import Partnerships
from peerdesk.domain.partnership import PartnerSchool
from peerdesk.domain.partnership_cycle import Colleague, Cycle, KeptReport, Part
from peerdesk.domain.tracker import Noticed, Tracked, Tracker, read_tracker
from peerdesk.errors import PeerDeskError
from peerdesk.intake.grids import read_grids
from peerdesk.storage.attachments import put_attachment

MOST_BYTES = 32 * 1024 * 1024


class TrackerChangedError(PeerDeskError):
    """The file is not the one that was looked at."""


@dataclass(frozen=True)
class TrackerLook:
    """What a tracker would bring.

    Attributes:
        tracker: as it was read, with all that was noticed.
        new_schools, new_cycles, new_people: names that are not in the record yet; a cycle is said as "school, year".
        filled: cycles of the record that gain a day, a person or a report.
        kept: what the record says otherwise, and goes on saying.
        reports: the file of each report that was found, by its name in the tracker.
    """

    path: Path
    tracker: Tracker
    new_schools: tuple[str, ...]
    new_cycles: tuple[str, ...]
    new_people: tuple[str, ...]
    filled: tuple[str, ...]
    kept: tuple[Noticed, ...]
    reports: Mapping[str, Path]


class TrackerTaking:
    """Looks at trackers, and takes them. What the record says already stays; taken twice, nothing comes twice."""

    def __init__(self, partnerships: Partnerships, scope: str) -> None:
        """Take for one partnership."""
        self._partnerships, self._scope = partnerships, scope

    def look(self, path: Path, folder: Path | None, now: datetime) -> TrackerLook:
        """Say what is in a tracker, and what taking it would do; nothing is written.

        Args:
            path: .xlsx or .csv.
            folder: where the reports lie that it names.
            now: today's days count as done.

        Raises:
            TrackerError: it is no table that can be read.
        """
        tracker = read_tracker(read_grids(path), now.astimezone().date().isoformat())
        reports, missing = _find_reports(tracker.rows, folder)
        known = _Known(self._partnerships, self._scope)
        new_cycles, filled, kept = [], [], list[Noticed]()
        for row in tracker.rows:
            cycle = known.cycle(row)
            name = ", ".join(filter(None, (row.school, row.year)))
            if cycle is None:
                new_cycles.append(name)
            elif known.lacks(row, cycle, reports):
                filled.append(name)
            kept += _otherwise(row, cycle)
        people = {one for row in tracker.rows for names in row.people.values() for one in names}
        schools = dict.fromkeys(row.school for row in tracker.rows if known.school(row) is None)
        return TrackerLook(
            path,
            replace(tracker, noticed=(*tracker.noticed, *missing)),
            tuple(schools),
            tuple(new_cycles),
            tuple(sorted(one for one in people if known.colleague(one) is None)),
            tuple(filled),
            tuple(kept),
            reports,
        )

    def take(self, seen: TrackerLook) -> None:
        """Take what was looked at, in one transaction.

        Raises:
            NotYoursError: this desk's person has no part in the partnership.
            TrackerChangedError: a report is not there any more, or is no PDF.
        """
        known = _Known(self._partnerships, self._scope)
        reports = {name: _read_report(path) for name, path in seen.reports.items()}
        with self._partnerships.act(self._scope, "take a tracker") as act:
            for row in seen.tracker.rows:
                self._take_row(act, known, row, reports)

    def _take_row(self, act: Act, known: "_Known", row: Tracked, reports: Mapping[str, bytes]) -> None:
        school = known.school(row)
        school_id = school or known.add_school(row, act.add(self._scope, "school", name=row.school, urn=row.urn))
        cycle = known.cycle(row)
        if cycle is None:
            cycle_id = act.add(self._scope, "cycle", school=school_id, year=row.year, **row.days)
        else:
            cycle_id = cycle.record_id
            act.change(cycle, **{name: day for name, day in row.days.items() if not getattr(cycle, name)})
        for part, names in row.people.items():
            for name in names:
                found = known.colleague(name)
                colleague = found or known.add_colleague(name, act.add(self._scope, "colleague", name=name))
                if (cycle_id, colleague) not in known.parts:
                    act.join(self._scope, "part", cycle_id, colleague, part=part, agreed=True)
                    known.parts.add((cycle_id, colleague))
        content = reports.get(row.report)
        if content is not None and cycle_id not in known.reported:
            document = put_attachment(act.session, content, "application/pdf")
            said = {"title": row.report, "document": document, "released": row.released}
            act.add(self._scope, "kept_report", cycle=cycle_id, **said)
            known.reported.add(cycle_id)


class _Known:
    """What the record says already, by what a tracker calls it."""

    def __init__(self, partnerships: Partnerships, scope: str) -> None:
        self._schools: dict[str, str] = {}
        for school in partnerships.read(scope, PartnerSchool):
            self._schools |= {
                _plain(one): school.record_id for one in (school.name, school.urn, *school.earlier) if one
            }
        self._cycles = {(one.school, one.year): one for one in partnerships.read(scope, Cycle)}
        self._people = {_plain(one.name): one.record_id for one in partnerships.read(scope, Colleague)}
        self.parts = {(one.cycle, one.colleague) for one in partnerships.read(scope, Part)}
        self.reported = {one.cycle for one in partnerships.read(scope, KeptReport)}

    def school(self, row: Tracked) -> str | None:
        return self._schools.get(row.urn or "-") or self._schools.get(_plain(row.school))

    def add_school(self, row: Tracked, record_id: str) -> str:
        self._schools |= {_plain(one): record_id for one in (row.school, row.urn) if one}
        return record_id

    def cycle(self, row: Tracked) -> Cycle | None:
        return self._cycles.get((self.school(row) or "", row.year))

    def colleague(self, name: str) -> str | None:
        return self._people.get(_plain(name))

    def add_colleague(self, name: str, record_id: str) -> str:
        self._people[_plain(name)] = record_id
        return record_id

    def lacks(self, row: Tracked, cycle: Cycle, reports: Mapping[str, Path]) -> bool:
        """Say whether a row tells something of a cycle that the record does not."""
        people = {self.colleague(name) for names in row.people.values() for name in names}
        return (
            any(not getattr(cycle, name) for name in row.days)
            or any(one is None or (cycle.record_id, one) not in self.parts for one in people)
            or (row.report in reports and cycle.record_id not in self.reported)
        )


def _otherwise(row: Tracked, cycle: Cycle | None) -> Iterable[Noticed]:
    if cycle is None:
        return
    names = {one.name for one in fields(Cycle)} & row.days.keys()
    for name in sorted(names):
        said = getattr(cycle, name)
        if said and said != row.days[name]:
            words = name.replace("_", " ")
            yield Noticed(
                row.sheet,
                row.row,
                f"{row.school}: {words} is {said} in the record, and stays so, not {row.days[name]}.",
            )


def _find_reports(rows: Iterable[Tracked], folder: Path | None) -> tuple[dict[str, Path], list[Noticed]]:
    """Return the files that are named, by their names; what is not there is said, and no other is taken for it."""
    here: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")) if folder is not None else ():
        if path.is_file():
            here.setdefault(path.name.casefold(), []).append(path)
    found, noticed = dict[str, Path](), list[Noticed]()
    for row in rows:
        if not row.report:
            continue
        named = here.get(row.report.casefold(), [])
        why = (
            "no folder with reports was given"
            if folder is None
            else "it is not in that folder"
            if not named
            else "several files there have this name"
            if len(named) > 1
            else _why_not(named[0])
        )
        if why:
            noticed.append(Noticed(row.sheet, row.row, f"The report “{row.report}” does not come along: {why}."))
        else:
            found[row.report] = named[0]
    return found, noticed


def _why_not(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            return "it is larger than 32 MB"
        with path.open("rb") as file:
            return "" if file.read(5) == b"%PDF-" else "it is no PDF"
    except OSError:
        return "it cannot be read"


def _read_report(path: Path) -> bytes:
    why = _why_not(path)
    if why:
        raise TrackerChangedError(
            f"“{path.name}” is not what it was when you looked: {why}.", "Look at the tracker again, then take it."
        )
    return path.read_bytes()


def _plain(name: Any) -> str:
    return " ".join(str(name).casefold().split())
