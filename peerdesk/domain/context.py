"""A school, or several, beside their authorities and England: what the figures say, and what to hold in mind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from peerdesk.domain.figures import FEW, Figure, Place, caution
from peerdesk.domain.measures import ALL, GROUPS, MEASURES, Measure, group_of, measure_of

Key = tuple[str, str, str, str]
"""Code of a place, year, measure, group."""


@dataclass(frozen=True)
class Figures:
    """Figures of a school, or of several, beside others.

    Attributes:
        schools: whom it is about, in the order in which they are shown.
        beside: their authorities, then England.
        found: the figures.
    """

    schools: tuple[Place, ...]
    beside: tuple[Place, ...]
    found: Mapping[Key, Figure] = field(default_factory=dict)

    @property
    def places(self) -> tuple[Place, ...]:
        """All of them, schools first."""
        return (*self.schools, *self.beside)

    def of(self, place: Place, year: str, measure: str, group: str = ALL) -> Figure | None:
        """Return a figure, None if no file says it."""
        return self.found.get((place.code, year, measure, group))

    def measures(self) -> tuple[str, ...]:
        """Return the measures of which something is known of a school, in the order in which they are listed."""
        ours = {place.code for place in self.schools}
        met = {measure for code, _, measure, _ in self.found if code in ours}
        return (*(name for name in MEASURES if name in met), *sorted(met - MEASURES.keys()))

    def years(self, measure: str) -> tuple[str, ...]:
        """Return the years of which a measure is known of a school, the latest first."""
        ours = {place.code for place in self.schools}
        return tuple(
            sorted({year for code, year, one, _ in self.found if one == measure and code in ours}, reverse=True)
        )

    def groups(self, measure: str, year: str) -> tuple[str, ...]:
        """Return the groups of which a measure is known in a year, in the order in which they are listed."""
        ours = {place.code for place in self.schools}
        met = {group for code, when, one, group in self.found if one == measure and when == year and code in ours}
        return (*(name for name in GROUPS if name in met), *sorted(met - GROUPS.keys()))


@dataclass(frozen=True)
class Row:
    """A row of a table or a chart: what it is of, and a figure for each place."""

    words: str
    figures: tuple[Figure | None, ...]
    pupils: int | None = None


@dataclass(frozen=True)
class Part:
    """All about one measure.

    Attributes:
        places: whose figures the columns are.
        by_group: the latest year, a row a group of pupils; for several schools, a row a school.
        by_year: all pupils, a row a year, the latest first; empty if there is only one.
        cautions: what to hold in mind, a sentence each.
        sources: "key stage 2 2018/19: file.csv", one each.
    """

    measure: Measure
    year: str
    places: tuple[Place, ...]
    by_group: tuple[Row, ...]
    by_year: tuple[Row, ...]
    cautions: tuple[str, ...]
    sources: tuple[str, ...]
    pack: bool = False
    """Of several schools: a row is a school, a column a group."""

    @property
    def title(self) -> str:
        """The measure as a heading."""
        return self.measure.words[:1].upper() + self.measure.words[1:]


def part_of(figures: Figures, name: str) -> Part | None:
    """Return what is known of a measure for one school beside others; None if nothing is."""
    years = figures.years(name)
    if not years or not figures.schools:
        return None
    measure, year, school = measure_of(name), years[0], figures.schools[0]
    known = {code for code, _, one, _ in figures.found if one == name}
    places = (school, *(place for place in figures.beside if place.code in known))

    def row(words: str, when: str, group: str) -> Row:
        found = tuple(figures.of(place, when, name, group) for place in places)
        return Row(words, found, found[0].cohort if found[0] else None)

    by_group = tuple(row(group_of(one).words, year, one) for one in figures.groups(name, year))
    by_year = tuple(row(when, when, ALL) for when in years if figures.of(school, when, name)) if len(years) > 1 else ()
    return Part(
        measure,
        year,
        places,
        by_group,
        by_year,
        tuple(_cautions(measure, by_group)),
        _sources((*by_group, *by_year), measure),
    )


def pack_part(figures: Figures, name: str) -> Part | None:
    """Return what is known of a measure for several schools, a row each, with the authorities and England below."""
    years = figures.years(name)
    if not years:
        return None
    measure, year = measure_of(name), years[0]
    known = figures.groups(name, year)
    groups = [one for one in PACK_GROUPS if one in known] or list(known[: len(PACK_GROUPS)])

    def row(place: Place) -> Row:
        found = tuple(figures.of(place, year, name, one) for one in groups)
        return Row(place.name or place.code, found, found[0].cohort if found and found[0] else None)

    rows = tuple(row(place) for place in figures.places)
    columns = tuple(Place(one, group_of(one).words) for one in groups)
    return Part(measure, year, columns, rows, (), tuple(_few(measure, rows)), _sources(rows, measure), True)


PACK_GROUPS = (ALL, "disadvantaged", "others", "boys", "girls", "eal")
"""Groups that stand beside each other where schools stand below each other."""


def _cautions(measure: Measure, rows: Sequence[Row]) -> Iterable[str]:
    yield from _few(measure, rows)
    for row in rows:
        ours = row.figures[0] if row.figures else None
        if ours and ours.note:
            yield f"{row.words}: {ours.note}."
    if any(figure and figure.status == "not published" for row in rows for figure in row.figures):
        yield "“Not published” is not nought: a figure is kept back where so few pupils could be known by it."


def _few(measure: Measure, rows: Sequence[Row]) -> Iterable[str]:
    if measure.unit != "percent":
        return
    few = [
        row for row in rows if row.pupils and row.pupils <= FEW and row.figures[0] and row.figures[0].value is not None
    ]
    if few:
        each = "; ".join(f"{row.words}, {row.pupils}: {caution(row.pupils)}" for row in few)
        yield f"Few pupils, so hold this lightly. {each}."


def _sources(rows: Sequence[Row], measure: Measure) -> tuple[str, ...]:
    met = {(figure.year, figure.source): None for row in rows for figure in row.figures if figure and figure.source}
    return tuple(f"{measure.subject} {year}: {source}" for year, source in sorted(met, reverse=True))
