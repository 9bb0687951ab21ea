"""Commands about the partnership record: what a coordinator does by hand, or leaves to a script."""

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from peerdesk.cli.package_commands import bring_into
from peerdesk.cli.settings import NotFoundError, Settings, now, open_record
from peerdesk.desk.record import Record, RecordedReview
from peerdesk.desk.record_door import Arrived, Came
from peerdesk.desk.tracker_taking import TrackerTaking
from peerdesk.domain.dates import days_in_words
from peerdesk.domain.partnership import Partnership
from peerdesk.errors import PeerDeskError

_RELEASED = {
    "nothing": "that it took place",
    "themes": "its themes",
    "summary": "its summary",
    "report": "its report",
}
_CAME: dict[Came, str] = {"in": "In", "in before": "In before", "waits": "Waits", "refused": "Not taken"}


@click.group()
@click.option(
    "--record",
    "url",
    required=True,
    envvar="PEERDESK_RECORD",
    help="Where it is: sqlite:///folder/record.db, or postgresql://… as your technician gave it to you.",
)
@click.pass_context
def record(context: click.Context, url: str) -> None:
    """The partnership record."""
    context.meta["record"] = url


@record.command("new")
@click.argument("name")
@click.pass_context
def record_new(context: click.Context, name: str) -> None:
    """Begin a record for the partnership called NAME, where there is none yet."""
    settings: Settings = context.obj
    with open_record(settings, context.meta["record"], new=True) as kept:
        scope = kept.partnerships.found(name)
    settings.tell({"partnership": scope, "name": name}, [f"The record of {name} is ready."])


@record.command("bring-in")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--words", default="", help="The six badge words of a sender who is not known yet.")
@click.pass_context
def record_bring_in(context: click.Context, paths: tuple[Path, ...], words: str) -> None:
    """Bring in files that leads sent, and whole folders of them, and leave a word of arrival beside each.

    What is in already is passed over, so a folder can be brought in again and again. Exit 1 if something waits or was
    not taken.
    """
    settings: Settings = context.obj
    arrived: list[Arrived] = []
    with open_record(settings, context.meta["record"], new=False) as kept:
        try:
            for one in kept.bring_all(paths, typed_words=words, step=_progress(settings)):
                arrived.append(one)
                settings.tell_each(_arrived_line(one))
        except PeerDeskError:
            _sum_up(settings, arrived)
            raise
    _sum_up(settings, arrived)
    if any(one.came in ("waits", "refused") for one in arrived):
        context.exit(1)


@record.command("look")
@click.option("--school", default="", help="Only this school: its URN, or a part of its name.")
@click.pass_context
def record_look(context: click.Context, school: str) -> None:
    """Show schools, their reviews, the days, the team, and what was released."""
    settings: Settings = context.obj
    wanted = school.casefold()
    with open_record(settings, context.meta["record"], new=False) as kept:
        visits = [
            one for one in kept.visits() if wanted in (one.school_urn, "") or wanted in one.school_name.casefold()
        ]
        names = [one.name for one in kept.partnerships.all()]
    lines = [f"{', '.join(names) or 'A partnership'}: {len(visits)} reviews."]
    by_school: dict[tuple[str, str], list[str]] = {}
    for one in visits:
        team = ", ".join(f"{name} ({role})" for name, role in one.team)
        line = f"  {days_in_words(one.days) or 'No day yet'}: {_RELEASED[one.release]}" + (f"; {team}" if team else "")
        by_school.setdefault((one.school_name, one.school_urn), []).append(line)
    for (name, urn), told in sorted(by_school.items()):
        lines += [f"{name}{f', {urn}' if urn else ''}", *told]
    settings.tell({"partnerships": names, "reviews": [asdict(one) for one in visits]}, lines)


@record.command("digest")
@click.pass_context
def record_digest(context: click.Context) -> None:
    """Print what the record holds and says as two sums: equal where the same came, in whatever order."""
    settings: Settings = context.obj
    with open_record(settings, context.meta["record"], new=False) as kept:
        said = asdict(kept.digest())
    settings.tell(said, [f"{name}: {value}" for name, value in said.items()])


@record.command("check")
@click.pass_context
def record_check(context: click.Context) -> None:
    """Look at every line, signature and row of the record. Exit 1 if something is not as it was written."""
    settings: Settings = context.obj
    with open_record(settings, context.meta["record"], new=False) as kept:
        troubles = kept.check()
    lines = [f"{one.sentence} {one.remedy}" for one in troubles]
    settings.tell({"troubles": [asdict(one) for one in troubles]}, lines or ["All is as it was written."])
    if troubles:
        context.exit(1)


@record.command("tracker")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--folder", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Where its reports lie.")
@click.option("--take", is_flag=True, help="Keep it; without, only what's in it is shown.")
@click.pass_context
def record_tracker(context: click.Context, file: Path, folder: Path | None, take: bool) -> None:
    """Show what is in a FILE of schools, dates and people kept before, and with --take keep it.

    It is a spreadsheet (.xlsx) or CSV file with a row a school. What the record says already stays.
    """
    settings: Settings = context.obj
    with open_record(settings, context.meta["record"], new=False) as kept:
        taking = TrackerTaking(kept.partnerships, _the_partnership(kept).scope)
        seen = taking.look(file, folder, now())
        if take:
            taking.take(seen)
    told = (*seen.tracker.noticed, *seen.kept)
    counts = {
        "new schools": len(seen.new_schools),
        "new cycles": len(seen.new_cycles),
        "new people": len(seen.new_people),
        "cycles that gain something": len(seen.filled),
        "reports": len(seen.reports),
    }
    lines = [
        *seen.tracker.columns,
        *(f"{one.sheet}, row {one.row}: {one.sentence}" for one in told),
        ", ".join(f"{count} {what}" for what, count in counts.items() if count) + "."
        if any(counts.values())
        else "Nothing here that the record does not say.",
        "Kept." if take else "Nothing was kept yet: look it through, then say the same with --take.",
    ]
    said = {
        "rows": [asdict(one) for one in seen.tracker.rows],
        "columns": list(seen.tracker.columns),
        "noticed": [asdict(one) for one in told],
        "counts": counts,
        "kept": take,
    }
    settings.tell(said, lines)


@record.command("let-in")
@click.argument("badge", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--words", required=True, help="Their six badge words, as they read them to you.")
@click.option("--part", default="coordinator", type=click.Choice(["coordinator", "writer"]))
@click.pass_context
def record_let_in(context: click.Context, badge: Path, words: str, part: str) -> None:
    """Let somebody write what the partnership keeps: another coordinator, or who only writes dates and plans."""
    settings: Settings = context.obj
    with settings.desk(changes=True) as desk:
        person = desk.people.add(desk.people.read_file(badge), typed_words=words)
    with open_record(settings, context.meta["record"], new=False) as kept:
        role = "lead" if part == "coordinator" else "reviewer"
        kept.partnerships.let_in(_the_partnership(kept).scope, person.key_id, role)
    settings.tell({"name": person.name, "key": person.key_id, "part": part}, [f"{person.name} is in, as a {part}."])


@record.command("merge", hidden=True)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--words", default="", help="The sender's six badge words, where they are not known yet.")
@click.pass_context
def record_merge(context: click.Context, files: tuple[Path, ...], words: str) -> None:
    """Take what heads released into the record, and stop at the first file that is not taken."""
    settings: Settings = context.obj
    with open_record(settings, context.meta["record"]) as kept:
        bring_into(settings, kept, files, words)


@record.command("list")
@click.pass_context
def record_list(context: click.Context) -> None:
    """List the reviews that took place, and what was released of each."""
    settings: Settings = context.obj
    with open_record(settings, context.meta["record"]) as kept:
        reviews = [
            {
                "review": one.scope,
                "school": one.school_name,
                "urn": one.school_urn,
                "days": list(one.days),
                "team": [name for name, _ in one.team],
                "released": one.release,
                "sections": one.sections,
            }
            for one in kept.visits()
        ]
    lines = [f"{one['school']}, {one['urn']}: released: {one['released']}" for one in reviews]
    settings.tell({"reviews": reviews}, lines or ["No review yet."])


@record.command("remove")
@click.argument("review")
@click.option("--yes", is_flag=True, help="Without asking: there is no way back.")
@click.pass_context
def record_remove(context: click.Context, review: str, yes: bool) -> None:
    """Take a REVIEW out of the record, for good: its URN, a part of the school's name, or the begin of its number."""
    settings: Settings = context.obj
    with open_record(settings, context.meta["record"]) as kept:
        one = _named(kept, review).review
        question = f"Take {one.school_name} out of the record for good? Nothing that is sent brings it back."
        if yes or click.confirm(question, err=True):
            kept.remove(one.scope)
            settings.tell({"removed": one.scope}, [f"{one.school_name}: out of the record, for good."])
        else:
            settings.tell({"removed": None}, [f"{one.school_name} stays in the record."])


def _the_partnership(record: Record) -> Partnership:
    found = record.partnerships.all()
    if not found:
        raise NotFoundError(
            "No partnership has begun in this record yet.",
            "Begin one with: peerdesk record new, at a place of its own.",
        )
    return found[0]


def _named(record: Record, name: str) -> RecordedReview:
    wanted = name.casefold()
    found = [
        one
        for one in record.reviews()
        if (len(wanted) >= 4 and one.review.scope.startswith(wanted))
        or wanted == one.review.school_urn
        or (wanted and wanted in one.review.school_name.casefold())
    ]
    if len(found) != 1:
        raise NotFoundError(
            f"{'Several reviews' if found else 'No review'} of the record {'are' if found else 'is'} called “{name}”.",
            "See peerdesk --json record --record … list, and name it by the first letters of its number.",
        )
    return found[0]


def _progress(settings: Settings) -> Any:
    """Return what says on a terminal how far it is; scripts are told at the end."""

    def step(done: int, of: int, path: Path) -> None:
        if sys.stderr.isatty() and not settings.as_json:
            click.echo(f"\r\x1b[K{done} of {of}  {path.name if done < of else ''}", nl=done == of, err=True)

    return step


def _arrived_line(one: Arrived) -> str:
    whose = one.school or one.path.name
    said = f"{_CAME[one.came]}: {whose}"
    if one.came == "in":
        said += f", {one.new} new of {one.entries}"
    return " ".join(filter(None, [f"{said}.", one.sentence, one.remedy]))


def _sum_up(settings: Settings, arrived: list[Arrived]) -> None:
    """Print one object for a script, or a last line for people."""
    counts = Counter(one.came for one in arrived)
    files = [
        {
            "file": str(one.path),
            "came": one.came,
            "why": one.sentence,
            "remedy": one.remedy,
            "school": one.school,
            "urn": one.urn,
            "review": one.scope,
            "new": one.new,
            "entries": one.entries,
            "waiting": one.waiting,
            "held": one.held,
            "word_of_arrival": one.told,
        }
        for one in arrived
    ]
    said = {"files": files, "counts": {came: counts[came] for came in _CAME}}
    line = ", ".join(f"{counts[came]} {words.lower()}" for came, words in _CAME.items() if counts[came])
    settings.tell(said, [f"{len(arrived)} files: {line or 'nothing to bring in'}."])
