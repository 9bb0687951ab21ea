"""Results in context: files in, a school beside its authority and England out, and what a review keeps of that."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.schools import Schools
from peerdesk.domain.context import Figures, Key
from peerdesk.domain.context_body import chosen_of, from_contexts, to_body
from peerdesk.domain.figures import ENGLAND, Figure, Place, to_figure
from peerdesk.domain.measures import ALL, measure_of
from peerdesk.domain.order import last_key
from peerdesk.domain.own_sheet import ColumnsSaid, Sheet
from peerdesk.domain.review import Context
from peerdesk.domain.school import School
from peerdesk.errors import NotResultsError
from peerdesk.intake.register import RowFinding
from peerdesk.intake.results import open_results, open_sheet
from peerdesk.intake.results_cells import Results
from peerdesk.intake.results_sheet import look_at_sheet
from peerdesk.intake.tables import Progress
from peerdesk.storage.reading import read_all
from peerdesk.storage.results import (
    Kept,
    Putting,
    Source,
    begin_source,
    drop_source,
    read_figures,
    read_places,
    read_sources,
    recall_sheet,
    remember_sheet,
)
from peerdesk.storage.results import open_results as open_file

FILE = "results.db"


@dataclass(frozen=True)
class ResultsCame:
    """What came of bringing a file of results in.

    Attributes:
        name: of the file.
        years: the school years that it says something of, the latest first.
        rows: how many of its rows say something.
        findings: what is odd about it.
    """

    name: str
    subject: str
    years: tuple[str, ...]
    rows: int
    findings: tuple[RowFinding, ...]


class ResultsStore:
    """Published results that are on this computer. They need no desk."""

    def __init__(self, folder: Path, schools: Schools, now: Callable[[], datetime]) -> None:
        """Keep them in a data folder; nothing is read or made until somebody asks."""
        self._path, self._schools, self._now = folder / FILE, schools, now
        self._engine: Engine | None = None

    def bring_in(self, path: Path, progress: Progress | None = None, *, year: str = "") -> ResultsCame:
        """Take in a file of results as it was downloaded, all of it or nothing.

        Args:
            path: .csv, .zip or .xlsx.
            progress: told how much of how much is read; may raise to end it.
            year: the school year, where the file does not say it ("2018/19").

        Raises:
            UnknownSheetError: it is a table that is not known by itself; look at it as a sheet.
            NoYearError: nothing says of which year it is.
            NotResultsError: it cannot be read; nothing was taken in.
            StorageError: it cannot be kept.
        """
        with _readable(path), open_results(path, progress, year=year) as results:
            return self._take_in(results)

    def look_at_sheet(self, path: Path) -> tuple[Sheet, ColumnsSaid | None]:
        """Return a look at a sheet, and what was said of the columns of one like it.

        Raises:
            NotResultsError: it is no table.
        """
        with _readable(path):
            sheet = look_at_sheet(path)
        with self._session() as session:
            said = recall_sheet(session, sheet.known_as)
        return sheet, ColumnsSaid.from_json(said) if said else None

    def bring_in_sheet(
        self, path: Path, mapping: ColumnsSaid, place: Place, year: str = "", progress: Progress | None = None
    ) -> ResultsCame:
        """Take in a sheet of the school's or the authority's own, and remember what was said of its columns.

        Raises:
            NoYearError: nothing says of which year it is.
            NotResultsError: it cannot be read so; nothing was taken in.
        """
        with _readable(path):
            known_as = look_at_sheet(path).known_as
            with open_sheet(path, mapping, place, year, progress) as results:
                return self._take_in(results, (known_as, mapping.to_json()))

    def sources(self) -> list[Source]:
        """Return the files that were brought in, the latest first."""
        if not self._path.exists():
            return []
        with self._session() as session:
            return read_sources(session)

    def drop(self, source_id: int) -> None:
        """Forget a file; what a review keeps of it stays."""
        with self._session() as session, session.begin():
            drop_source(session, source_id)

    def figures(self, urns: Sequence[str], authorities: Mapping[str, str] | None = None) -> Figures:
        """Return all that is known of schools, their authorities and England.

        Args:
            urns: whom it is about, in the order in which they are shown.
            authorities: three digits by URN, for schools of which no file says it.
        """
        found: dict[Key, Figure] = {}
        schools = {urn: self._schools.school(urn) for urn in urns}
        before = {urn: self._schools.before(urn) for urn in urns}
        kept, named = self._kept([*urns, *(old for some in before.values() for old in some)])
        places = [_place(urn, schools[urn], named.get(urn), (authorities or {}).get(urn, "")) for urn in urns]
        codes = dict.fromkeys(place.authority for place in places if place.authority)
        others, their_names = self._kept([*codes, ENGLAND])
        for urn in urns:
            for old in reversed(before[urn]):
                name = named[old].name if old in named else old
                note = f"as {name}, URN {old}, before"
                found |= _figures(urn, [one for one in kept if one.code == old], note)
            found |= _figures(urn, [one for one in kept if one.code == urn])
            if school := schools[urn]:
                found |= _of_register(school)
        for code in (*codes, ENGLAND):
            found |= _figures(code, [one for one in others if one.code == code])
        beside = [their_names.get(code, Place(code, _authority_name(schools.values(), code))) for code in codes]
        beside += [Place(ENGLAND, ENGLAND)] if any(code == ENGLAND for code, *_ in found) else []
        return Figures(tuple(places), tuple(beside), found)

    def _kept(self, codes: Sequence[str]) -> tuple[list[Kept], dict[str, Place]]:
        if not self._path.exists():
            return [], {}
        with self._session() as session:
            return read_figures(session, codes), read_places(session, codes)

    def _take_in(self, results: Results, remembered: tuple[str, str] | None = None) -> ResultsCame:
        years, rows = set[str](), 0
        with self._session() as session, session.begin():
            source_id = begin_source(session, results.name, results.subject, f"{self._now():%Y-%m-%dT%H:%M:%SZ}")
            putting = Putting(session, source_id)
            for said in results:
                putting.put(said.place, said.year, said.cells, earlier=said.earlier)
                years.add(said.year)
                rows += not said.earlier
            putting.flush()
            if not rows:
                raise NotResultsError(
                    f"No row of “{results.name}” says anything that PeerDesk can show.",
                    "Look whether it is the right file.",
                )
            if remembered:
                remember_sheet(session, *remembered)
        found = tuple(sorted(results.findings, key=lambda one: one.row))
        return ResultsCame(results.name, results.subject, tuple(sorted(years, reverse=True)), rows, found)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        if self._engine is None or not self._path.exists():
            self._engine = open_file(self._path)
        with Session(self._engine) as session:
            yield session


class InContext:
    """What a review keeps of results, and what could be kept."""

    def __init__(self, acting: Acting, store: ResultsStore) -> None:
        """Look on one desk."""
        self._acting, self.store = acting, store

    def of_review(self, contexts: Sequence[Context], urn: str, authority: str) -> tuple[Figures | None, frozenset[str]]:
        """Return the figures for a review's school and the measures that the review keeps.

        Files on this computer are looked at first; a laptop without them shows what the review keeps.
        """
        kept = from_contexts(contexts)
        here = self.store.figures([urn], {urn: authority}) if urn else None
        if here is None or not here.measures():
            return kept, chosen_of(contexts)
        if kept is not None:
            here = replace(here, beside=here.beside or kept.beside, found={**kept.found, **here.found})
        return here, chosen_of(contexts)

    def keep(self, scope: str, figures: Figures, measures: frozenset[str]) -> Changes:
        """Let a review keep just these measures: a record for each file and year, which travels in the briefing.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        wanted = {
            (figure.year, figure.source): measure_of(figure.measure).subject
            for figure in figures.found.values()
            if figure.measure in measures and figure.source
        }
        with self._acting.act("choose figures") as act:
            before = {(one.year, one.source): one for one in read_all(act.session, Context, scope)}
            order = last_key([one.order for one in before.values()])
            for (year, source), subject in sorted(wanted.items(), reverse=True):
                body = to_body(figures, measures, year, source)
                shown = before.pop((year, source), None)
                if shown is not None:
                    act.change(shown, title=subject, body=body)
                else:
                    act.add(scope, "context", title=subject, year=year, source=source, body=body, order=order)
                    order = last_key([order])
            for gone in before.values():
                act.delete(gone)
        return act.changes


def _figures(code: str, kept: Sequence[Kept], note: str = "") -> dict[Key, Figure]:
    """Return figures by key; what comes later in `kept` counts more."""
    cells = {
        (code, one.year, measure, group): (cell, one.source)
        for one in kept
        for measure, groups in one.cells.items()
        for group, cell in groups.items()
    }
    found: dict[Key, Figure] = {}
    for key, (cell, source) in cells.items():
        _, year, measure, group = key
        count = cells.get((code, year, measure_of(measure).of, group), (None, ""))[0]
        cohort = int(count) if isinstance(count, float | int) else None
        found[key] = replace(to_figure(measure, group, year, cell, cohort, source), note=note)
    return found


def _of_register(school: School) -> dict[Key, Figure]:
    """Return what the register itself counts, of the year of its census."""
    if not school.census_on or school.pupils is None:
        return {}
    begins = int(school.census_on[:4]) - (school.census_on[5:7] < "09")
    year, source = f"{begins}/{(begins + 1) % 100:02}", "Get Information about Schools"
    counts = {ALL: school.pupils, "boys": school.boys, "girls": school.girls}
    make = partial(Figure, year=year, source=source)
    made = [make("register.pupils", group, value=count) for group, count in counts.items() if count is not None]
    made += [make("register.places", ALL, value=school.capacity)] if school.capacity else []
    if school.fsm_percent:
        made.append(make("register.share", "fsm", value=float(school.fsm_percent), cohort=None))
    return {(school.urn, year, one.measure, one.group): one for one in made}


def _place(urn: str, school: School | None, named: Place | None, authority: str) -> Place:
    name = school.name if school else named.name if named else urn
    return Place(urn, name, (named.authority if named else "") or (school.authority if school else "") or authority)


def _authority_name(schools: Iterable[School | None], code: str) -> str:
    return next((one.local_authority for one in schools if one and one.authority == code and one.local_authority), code)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotResultsError(
            f"The file “{path.name}” cannot be read.",
            "Look whether it is still there, and choose it again.",
            detail=str(error),
        ) from error
