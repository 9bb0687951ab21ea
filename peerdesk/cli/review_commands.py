"""Commands about schools, reviews, their notes and their report."""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from peerdesk.cli.framework_commands import framework_called
from peerdesk.cli.settings import NotFoundError, Settings, pass_settings, plan_of, say_stays
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.report_files import READERS, ReportFiles
from peerdesk.desk.schools import Schools
from peerdesk.domain.coverage import look_at_coverage
from peerdesk.domain.line import context_of, read_line
from peerdesk.domain.note_text import UNPROTECTED
from peerdesk.domain.review import Activity, Record
from peerdesk.paths import resources


@click.group()
def review() -> None:
    """Reviews on this computer."""


@review.command("new")
@click.argument("urn")
@click.option("--name", default="", help="The school's name, where the register is not here.")
@click.option("--day", "days", multiple=True, type=click.DateTime(["%Y-%m-%d"]), help="A day of the visit; may repeat.")
@click.option("--question", "questions", multiple=True, help="An enquiry question; may repeat.")
@click.option("--framework", default="core-enquiry", help="Its id, and @VERSION for another than the newest here.")
@pass_settings
def review_new(
    settings: Settings, urn: str, name: str, days: tuple[datetime, ...], questions: tuple[str, ...], framework: str
) -> None:
    """Begin a review of the school with this URN; you lead it."""
    found = Schools(settings.folder).school(urn)
    if found is None and not name:
        raise NotFoundError(
            f"There is no school {urn} in the list on this computer.",
            "Import the register first (peerdesk register import FILE), or give the school's name with --name.",
        )
    said: dict[str, Any] = {"school_name": name or (found.name if found else ""), "school_urn": urn}
    if found is not None:
        said = found.for_review | said
    written_in = framework_called(settings, framework).framework
    with settings.desk(changes=True) as desk:
        on = tuple(day.date().isoformat() for day in days)
        scope, _ = desk.plan.begin(framework=written_in, days=on, **said)
        for text in questions:
            desk.plan.add(scope, "question", text=text)
    settings.tell({"review": scope, **said}, [f"Review {scope[:12]}: {said['school_name']}"])


@review.command("list")
@pass_settings
def review_list(settings: Settings) -> None:
    """List the reviews on this computer."""
    with settings.desk() as desk:
        found = [
            {"review": one.scope, "school": one.school_name, "days": list(one.days)} for one in desk.plan.reviews()
        ]
    lines = [f"{one['review'][:12]}  {', '.join(one['days']) or 'no day yet'}  {one['school']}" for one in found]
    settings.tell({"reviews": found}, lines or ["No review yet."])


@click.command()
@click.argument("review_name", metavar="REVIEW")
@click.argument("text", nargs=-1)
@click.option("--activity", default="", help="Begin of the activity's title.")
@pass_settings
def note(settings: Settings, review_name: str, text: tuple[str, ...], activity: str) -> None:
    """Keep notes: TEXT, or each line of standard input, marks and all (`… #q2 @talk +`)."""
    lines = [" ".join(text)] if text else _typed_lines()
    with settings.desk(changes=True) as desk:
        plan = plan_of(desk, review_name)
        doing = _activity(plan, activity)
        for line in lines:
            if line.strip():
                note_id = _keep(desk, plan, doing, line)
                settings.tell({"saved": note_id}, [f"saved {note_id}"])
                sys.stdout.flush()


@click.command()
@click.argument("review_name", metavar="REVIEW")
@click.option("--text", "out", type=click.Path(path_type=Path), help="Write them as plain text: a file or a folder.")
@click.option("--only-me", is_flag=True, help="With the lines that never leave in any other way.")
@pass_settings
def notes(settings: Settings, review_name: str, out: Path | None, only_me: bool) -> None:
    """List your own notes in the order of seen; with --text write them where anybody can read them."""
    with settings.desk() as desk:
        copy = desk.text_copies.look(plan_of(desk, review_name).scope)
        path = desk.text_copies.write(copy, out, only_me=only_me) if out is not None else None
        stays = say_stays(desk, copy.around.review.scope)
    if path is not None:
        lines = [f"Written: {path} ({len(copy.notes)} notes)", UNPROTECTED, *stays]
        settings.tell({"file": str(path), "notes": len(copy.notes), "protected": False}, lines)
        return
    rows = [{"id": one.record_id, "seen_at": one.seen_at, "text": one.text} for one in copy.notes]
    listed = [f"{one['seen_at']}  {one['text']}" for one in rows] or ["No note of yours yet."]
    settings.tell({"notes": rows}, [*listed, *stays])


@click.command()
@click.argument("words", nargs=-1, required=True)
@pass_settings
def search(settings: Settings, words: tuple[str, ...]) -> None:
    """Find notes, findings and report text that hold all the WORDS."""
    with settings.desk() as desk:
        found = [(type(one).__name__.lower(), one) for one in desk.capture.find(" ".join(words))]
    rows = [{"kind": kind, "id": one.record_id, "text": _text_of(one)} for kind, one in found]
    settings.tell({"found": rows}, [f"{one['kind']:<9} {one['text']}" for one in rows] or ["Nothing found."])


@click.command()
@click.argument("review_name", metavar="REVIEW")
@pass_settings
def coverage(settings: Settings, review_name: str) -> None:
    """Say what each question rests on so far, and what is missing."""
    with settings.desk() as desk:
        plan = plan_of(desk, review_name)
        seen = look_at_coverage(plan.questions, desk.capture.notes(plan.scope), plan.members)
    said = [
        {
            "question": one.question.text,
            "notes": {cell.key: cell.count for cell in one.cells},
            "voices": {cell.key or "seen or read": cell.count for cell in one.voices},
            "sentences": list(one.sentences),
            "suggestions": list(one.suggestions),
        }
        for one in seen
    ]
    settings.tell({"questions": said}, [sentence for one in seen for sentence in (*one.sentences, *one.suggestions)])


@click.command()
@click.argument("review_name", metavar="REVIEW")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--page", is_flag=True, help="The one-page summary for the head.")
@click.option("--state", type=click.Choice(["on the day", "for checking", "final"]), default="on the day")
@click.option("--for", "reader", type=click.Choice(READERS), default="school", help="Who reads it; see docs/REPORT.md.")
@click.option("--signed", is_flag=True, help="The PDF bears your signature; its cover says what readers say of it.")
@click.option("--password-words", is_flag=True, help="Write a second PDF that opens with six words, and print them.")
@pass_settings
def report(
    settings: Settings,
    review_name: str,
    out: Path,
    page: bool,
    state: Any,
    reader: Any,
    signed: bool,
    password_words: bool,
) -> None:
    """Write the report as a .pdf, .docx or .html, or the page for the head as a PDF."""
    fonts = resources() / "fonts"
    with settings.desk() as desk:
        scope = plan_of(desk, review_name).scope
        files = ReportFiles(desk.reports, fonts)
        if page:
            desk.reports.write_page(scope, out, fonts)
        else:
            files.write(scope, out, state, reader, signed=signed)
        told = {"file": str(out), "state": state}
        said = [f"Written: {out} ({state})"]
        if password_words and not page:
            told |= _second_copy(files, scope, out, state, reader)
            said += [
                f"Written: {told['locked']}",
                f"It opens with: {told['words']}",
                "Say the words; do not send them.",
            ]
    settings.tell(told, said)


def _second_copy(files: ReportFiles, scope: str, out: Path, state: Any, reader: Any) -> dict[str, str]:
    """Write the report beside the first file, to be opened with words."""
    words = files.password_words()
    path = out.with_name(f"{out.stem} (opens with words).pdf")
    return {"locked": str(files.write_locked(scope, path, state, words, reader)), "words": words}


@click.command("reply-sheet")
@click.argument("review_name", metavar="REVIEW")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--each", is_flag=True, help="Ask of each finding, too, whether it may go to the partnership.")
@pass_settings
def reply_sheet(settings: Settings, review_name: str, out: Path, each: bool) -> None:
    """Write the sheet on which the head answers without PeerDesk, as a .docx, .pdf or .html."""
    with settings.desk() as desk:
        scope = plan_of(desk, review_name).scope
        ReportFiles(desk.reports, resources() / "fonts").write_reply_sheet(scope, out, each_finding=each)
    settings.tell({"file": str(out)}, [f"Written: {out}"])


def _typed_lines() -> Iterator[str]:
    """Yield the lines of standard input, each as soon as it is there.

    Raises:
        NotFoundError: a line is no text; the lines before it have been yielded.
    """
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            yield line.decode(sys.stdin.encoding).removeprefix("\ufeff").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise NotFoundError(
                f"Line {number} is not written as {sys.stdin.encoding} text.",
                "The lines before it are saved; write the others anew as UTF-8 and give them again.",
                detail=str(error),
            ) from error


def _activity(plan: ReviewPlan, title: str) -> Activity | None:
    """Return the activity whose title begins so; None if none is named."""
    if not title:
        return None
    found = [one for one in plan.activities if one.title.casefold().startswith(title.casefold())]
    if len(found) != 1:
        titles = ", ".join(one.title for one in plan.activities)
        raise NotFoundError(f"No single activity begins with “{title}”.", f"There are: {titles or 'none yet'}.")
    return found[0]


def _keep(desk: Desk, plan: ReviewPlan, activity: Activity | None, typed: str) -> str:
    """Keep one line as the window would; return the id of what was kept."""
    line = read_line(typed, context_of(plan.questions, activity))
    if line.only_me:
        return desk.capture.keep_jotting(plan.scope, line.text)[0]
    note_id, _ = desk.capture.keep_note(
        plan.scope,
        questions=line.questions,
        text=line.text,
        made_of_it=line.made_of_it,
        sign=line.sign,
        source=line.source,
        voice=line.voice,
        where=line.where,
        year=line.year,
        subject=line.subject,
        present=line.present,
        tally=line.tally,
        starred=line.starred,
        activity=activity.record_id if activity else "",
    )
    return note_id


def _text_of(record: Record) -> str:
    return next((str(said) for name in ("text", "title") if (said := getattr(record, name, ""))), "")
