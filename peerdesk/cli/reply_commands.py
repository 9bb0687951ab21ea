"""Commands about the head's answer, and about what is to be sent."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from peerdesk.cli.settings import NotFoundError, Settings, pass_settings, plan_of
from peerdesk.desk.outbox import Due, Outbox
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.replies import Owed, Returned
from peerdesk.domain.outcome import Finding
from peerdesk.domain.reply_answers import FindingAnswer
from peerdesk.domain.reply_sheet import ANSWERS, ASKED, RELEASE_WORDS, words_of_finding
from peerdesk.domain.sending import Item
from peerdesk.paths import resources

_ITEMS: tuple[Item, ...] = get_args(Item)
_Asked = Sequence[tuple[str, Sequence[Finding]]]


@click.group()
def reply() -> None:
    """What the head answers; the sheet itself is made with reply-sheet."""


@reply.command("read")
@click.argument("review_name", metavar="REVIEW")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--keep", is_flag=True, help="Keep what is clear on it, with the file.")
@click.option("--by", default="", help="Who received it: the begin of a name on the team; you, unless named.")
@pass_settings
def reply_read(settings: Settings, review_name: str, file: Path, keep: bool, by: str) -> None:
    """Say what is in a reply sheet that came back: a .docx, a PDF form, or a scan, which is only kept."""
    with settings.desk(changes=keep) as desk:
        plan = plan_of(desk, review_name)
        back = desk.replies.read(plan.scope, file)
        asked = desk.replies.asked(plan.scope)
        owed = None
        if keep:
            taken_by = _member(plan, by, desk.identity.key_id)
            desk.replies.keep(plan.scope, back.look.answer, taken_by=taken_by, document=back.document)
            owed = desk.replies.owed(plan.scope)
    lines = [*_said(back, asked), *(["Kept, with the file."] if keep else ["Nothing is kept: add --keep for that."])]
    settings.tell(_to_json(back, kept=keep), [*lines, *_owed(owed)])


@reply.command("let-go")
@click.argument("review_name", metavar="REVIEW")
@pass_settings
def reply_let_go(settings: Settings, review_name: str) -> None:
    """State that what the head let go last may go to the partnership, as the report is signed now."""
    with settings.desk(changes=True) as desk:
        scope = plan_of(desk, review_name).scope
        desk.replies.let_go(scope)
    settings.tell({"let_go": True}, ["It may go to the partnership now."])


@click.command()
@click.argument("review_name", metavar="REVIEW")
@click.option("--make", "make", type=click.Choice(_ITEMS), help="Put this into the outbox.")
@click.option("--sent", "sent", type=click.Choice(_ITEMS), help="Note that this was sent.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where things wait; your documents.")
@pass_settings
def outbox(settings: Settings, review_name: str, make: Any, sent: Any, folder: Path | None) -> None:
    """List what is to be sent, to whom and by when; make it, or tick it off."""
    with settings.desk(changes=bool(make or sent)) as desk:
        scope, box = plan_of(desk, review_name).scope, Outbox(desk, resources() / "fonts", folder)
        if make:
            box.put(scope, make)
        if sent:
            box.tick_sent(scope, sent)
        due, today = box.due(scope), desk.acting.here()[:10]
    rows = [
        {
            "item": one.sending.item,
            "to": one.sending.to,
            "by": one.sending.by,
            "files": [str(path) for path in one.files],
            "sent": one.sent_on,
        }
        for one in due
    ]
    settings.tell({"folder": str(box.folder), "due": rows}, [line for one in due for line in _due(one, today)])


def _due(one: Due, today: str) -> Iterator[str]:
    when = f"sent on {one.sent_on}" if one.sent_on else one.sending.due(today)
    yield f"[{'x' if one.sent_on else ' '}] {one.sending.words}, to {one.sending.to}, {when}"
    if not one.sent_on:
        yield from (f"    {path}" for path in one.files)


def _said(back: Returned, asked: _Asked) -> Iterator[str]:
    answer, number = back.look.answer, 0
    said = {one.finding: one for one in answer.findings}
    for _, findings in asked:
        for finding in findings:
            number += 1
            yield f"{number}. {words_of_finding(finding)}: {_of(said.get(finding.record_id))}"
    if answer.what:
        yield f"To the partnership: {RELEASE_WORDS[answer.what]}"
    yield from (f"{ASKED[name]} {words}" for name, words in answer.words.items())
    yield from (f"To look at: {one}" for one in back.look.unclear)


def _of(said: FindingAnswer | None) -> str:
    if said is None:
        return "nothing said"
    parts = [ANSWERS[said.says]] if said.says else []
    parts += [f"“{said.words}”"] if said.words else []
    parts += ["stays with the school"] if said.travels == "no" else ["may travel"] if said.travels else []
    return "; ".join(parts)


def _owed(owed: Owed | None) -> Iterator[str]:
    if owed is not None:
        yield "The partnership is told only that the review took place" + (
            ", until you state it: peerdesk reply let-go REVIEW." if owed.signed else ", until the report is signed."
        )
        yield from (f"She keeps back: {words_of_finding(one)}" for one in owed.kept_back)


def _to_json(back: Returned, *, kept: bool) -> dict[str, Any]:
    answer = back.look.answer
    findings = [
        {"finding": one.finding, "says": one.says, "words": one.words, "travels": one.travels}
        for one in answer.findings
    ]
    return {
        "kept": kept,
        "findings": findings,
        "what": answer.what,
        "words": dict(answer.words),
        "who": answer.who,
        "answered_on": answer.day,
        "unclear": list(back.look.unclear),
        "readable": back.look.could_be_read,
    }


def _member(plan: ReviewPlan, name: str, key: str) -> str:
    """Return the id of the one member whose name begins so; one's own if nobody is named."""
    if not name:
        me = plan.me(key)
        return me.record_id if me else ""
    found = [one for one in plan.members if one.name.casefold().startswith(name.casefold())]
    if len(found) != 1:
        names = ", ".join(one.name for one in plan.members)
        raise NotFoundError(f"No single member of the team begins with “{name}”.", f"There are: {names}.")
    return found[0].record_id
