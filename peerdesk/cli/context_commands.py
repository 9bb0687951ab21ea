"""Commands about schools and their results: the register, a school, its figures in context."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from peerdesk.cli.settings import NotFoundError, Settings, now, pass_settings
from peerdesk.desk.context import ResultsCame, ResultsStore
from peerdesk.desk.context_sheets import write_context
from peerdesk.desk.schools import Schools
from peerdesk.domain.context import Figures, pack_part, part_of
from peerdesk.domain.figures import read_year, say
from peerdesk.domain.school import Relations, School
from peerdesk.paths import resources

_ODD_SHOWN = 20


@click.group()
def register() -> None:
    """The register of schools."""


@register.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--heads", is_flag=True, help="Keep the headteachers' names as well; without it they are not read.")
@pass_settings
def register_import(settings: Settings, files: tuple[Path, ...], heads: bool) -> None:
    """Take in the register, and its list of links, as they were downloaded (.csv or .zip)."""
    schools, count, links, newest, findings = Schools(settings.folder), 0, 0, "", list[dict[str, Any]]()
    lines = []
    for file in files:
        imported = schools.import_register(file, heads=heads)
        count, links, newest = count + imported.schools, links + imported.links, max(newest, imported.newest)
        findings += [asdict(one) | {"file": file.name} for one in imported.findings]
        lines += [age] if (age := imported.age(f"{now():%Y-%m-%d}")) else []
    lines = [f"{count:,} schools are here now.", *([f"{links:,} links between schools."] if links else []), *lines]
    lines += [f"  {one['file']}, row {one['row']}: {one['message']}" for one in findings]
    settings.tell({"schools": count, "links": links, "newest": newest, "findings": findings}, lines)


@click.command()
@click.argument("urn")
@pass_settings
def school(settings: Settings, urn: str) -> None:
    """Show a school of the register by its URN, and the schools that belong together with it."""
    schools = Schools(settings.folder)
    found = schools.school(urn)
    if found is None:
        raise NotFoundError(
            f"There is no school {urn} in the list on this computer.",
            "Import the register first (peerdesk register import FILE), or look at the number.",
        )
    related = schools.relations(found)
    settings.tell(asdict(found) | {"related": _related(related)}, [*_about(found), *_said_of(found, related)])


@click.command()
@click.argument("urn")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--with", "others", multiple=True, metavar="URN", help="Another school of the partnership; may repeat.")
@click.option("--year", default="", help="The school year of FILES that do not say it, as in 2018/19.")
@click.option("--pdf", type=click.Path(path_type=Path, dir_okay=False), help="Write it as a PDF.")
@pass_settings
def context(
    settings: Settings, urn: str, files: tuple[Path, ...], others: tuple[str, ...], year: str, pdf: Path | None
) -> None:
    """Show the results of a school beside its authority and England; FILES of results are taken in first."""
    store = ResultsStore(settings.folder, Schools(settings.folder), now)
    came = [store.bring_in(file, year=_year(year)) for file in files]
    figures = store.figures([urn, *others])
    if not figures.measures():
        raise NotFoundError(
            f"No file of results that is here says anything of {urn}.",
            "Give the file as it was downloaded: peerdesk context URN FILE.",
        )
    if pdf is not None:
        write_context(figures, figures.measures(), pdf, resources() / "fonts")
    said = _figures(figures) | {"files": [_came(one) for one in came], "pdf": str(pdf) if pdf else ""}
    settings.tell(said, [*(line for one in came for line in _came_lines(one)), *_lines(figures)])


def _year(text: str) -> str:
    try:
        return read_year(text) if text else ""
    except ValueError:
        raise NotFoundError(f"“{text}” is no school year.", "Say it as in 2018/19.") from None


def _about(school: School) -> list[str]:
    pupils = "" if school.pupils is None else f"{school.pupils} pupils"
    details = [school.phase, school.type, school.ages and f"ages {school.ages}", pupils, school.local_authority]
    details += [school.status, school.head]
    return [f"{school.name} (URN {school.urn})", school.address, ", ".join(filter(None, details))]


def _said_of(school: School, related: Relations) -> list[str]:
    lines = [f"{one.ages}: {one.name} (URN {one.urn})" for one in related.pairs]
    if school.federation:
        lines.append(f"Federation {school.federation}: {', '.join(one.name for one in related.federation)}")
    if school.trust:
        lines.append(f"Trust {school.trust}: {len(related.trust)} more schools in the list")
    return lines + [f"{link.words}: {link.name or 'a school'} (URN {link.other})" for link in related.links]


def _related(related: Relations) -> dict[str, Any]:
    return {
        "pairs": [one.urn for one in related.pairs],
        "federation": [one.urn for one in related.federation],
        "trust": [one.urn for one in related.trust],
        "links": [asdict(link) for link in related.links],
    }


def _came(one: ResultsCame) -> dict[str, Any]:
    return asdict(one)


def _came_lines(one: ResultsCame) -> list[str]:
    odd = [f"  {one.name}, row {found.row}: {found.message}" for found in one.findings[:_ODD_SHOWN]]
    return [f"{one.name}: {one.subject}, {', '.join(one.years)}, {one.rows:,} rows.", *odd]


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "places": [asdict(place) for place in figures.places],
        "figures": [{"place": code, **asdict(figure)} for (code, *_), figure in figures.found.items()],
    }


def _lines(figures: Figures) -> list[str]:
    lines = []
    several = len(figures.schools) > 1
    for name in figures.measures():
        part = pack_part(figures, name) if several else part_of(figures, name)
        if part is None:
            continue
        lines += ["", f"{part.title}, {part.year}", " | ".join(["", *(place.name for place in part.places)])]
        for row in (*part.by_group, *part.by_year):
            lines.append(" | ".join([row.words, *(say(figure, part.measure.unit) for figure in row.figures)]))
        lines += [*part.cautions, *part.sources]
    return lines
