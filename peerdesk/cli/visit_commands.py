"""Commands that make what goes out before a visit."""

from collections.abc import Sequence
from pathlib import Path

import click

from peerdesk.cli.settings import NotFoundError, Settings, pass_settings, plan_of
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.visit_pack import WORD, Paper
from peerdesk.domain.first_days import Half

_OUT = click.Path(path_type=Path, dir_okay=False)


@click.group()
def visit() -> None:
    """What goes out before a visit: pack, calendar, letter, note on data; and what clashes in the plan."""


@visit.command("pack")
@click.argument("review_name", metavar="REVIEW")
@click.argument("out", type=_OUT)
@pass_settings
def visit_pack(settings: Settings, review_name: str, out: Path) -> None:
    """Write the visit pack for the team (.pdf)."""
    _write(settings, review_name, "pack", out)


@visit.command("letter")
@click.argument("review_name", metavar="REVIEW")
@click.argument("out", type=_OUT)
@pass_settings
def visit_letter(settings: Settings, review_name: str, out: Path) -> None:
    """Write the letter to the head with what the office needs (.pdf or .docx)."""
    _write(settings, review_name, "letter", out)


@visit.command("note")
@click.argument("review_name", metavar="REVIEW")
@click.argument("out", type=_OUT)
@pass_settings
def visit_note(settings: Settings, review_name: str, out: Path) -> None:
    """Write the model note on data (.pdf or .docx)."""
    _write(settings, review_name, "note", out)


@visit.command("calendar")
@click.argument("review_name", metavar="REVIEW")
@click.argument("out", type=_OUT)
@click.option("--person", default="", help="Only the activities of this member of the team.")
@pass_settings
def visit_calendar(settings: Settings, review_name: str, out: Path, person: str) -> None:
    """Write the timetable as a calendar file (.ics), in London time."""
    with settings.desk() as desk:
        plan = plan_of(desk, review_name)
        desk.papers.write_calendar(plan, out, _member(plan, person))
    settings.tell({"file": str(out)}, [f"Written: {out}"])


@visit.command("begin")
@click.argument("review_name", metavar="REVIEW")
@click.option("--morning", "mornings", multiple=True, metavar="DAY", help="A day of which you come for the morning.")
@click.option("--afternoon", "afternoons", multiple=True, metavar="DAY", help="The same for the afternoon.")
@pass_settings
def visit_begin(settings: Settings, review_name: str, mornings: Sequence[str], afternoons: Sequence[str]) -> None:
    """Put the framework's day on the days of the visit, written as 2027-03-09; undo takes all of it away."""
    halves: dict[str, Half] = {**dict.fromkeys(mornings, "morning"), **dict.fromkeys(afternoons, "afternoon")}
    with settings.desk(changes=True) as desk:
        plan = plan_of(desk, review_name)
        if plan.activities:
            raise NotFoundError("There are activities in the plan already.", "Add others one by one.")
        strangers = sorted(set(halves) - set(plan.review.days))
        if strangers:
            raise NotFoundError(f"{strangers[0]} is no day of the visit.", "Its days: " + ", ".join(plan.review.days))
        count = len(desk.days.begin(plan, halves).records)
    settings.tell({"activities": count}, [f"{count} activities are in the plan."])


@visit.command("look")
@click.argument("review_name", metavar="REVIEW")
@pass_settings
def visit_look(settings: Settings, review_name: str) -> None:
    """Say what clashes in the timetable, and what the partnership asks that this plan does not keep."""
    with settings.desk() as desk:
        look = desk.days.look(plan_of(desk, review_name))
    clashes = [one.sentence for one in look.clashes]
    rules = [{"rule": one.rule_id, "sentence": one.sentence, "reason": one.reason} for one in look.unkept]
    said = [one["sentence"] + (f" ({one['reason']})" if one["reason"] else "") for one in rules]
    settings.tell({"clashes": clashes, "rules": rules}, [*clashes, *said] or ["There is nothing to look at."])


def _write(settings: Settings, review_name: str, paper: Paper, out: Path) -> None:
    with settings.desk() as desk:
        desk.papers.write(plan_of(desk, review_name), paper, out)
    form = "for a word processor" if out.suffix.lower() == WORD else "as a PDF"
    settings.tell({"file": str(out), "paper": paper}, [f"Written {form}: {out}"])


def _member(plan: ReviewPlan, name: str) -> str:
    """Return the id of the one member whose name begins so; "" if none is asked for."""
    if not name:
        return ""
    found = [one for one in plan.members if one.name.casefold().startswith(name.casefold())]
    if len(found) != 1:
        names = ", ".join(one.name for one in plan.members)
        raise NotFoundError(f"No single member of the team begins with “{name}”.", f"There are: {names}.")
    return found[0].record_id
