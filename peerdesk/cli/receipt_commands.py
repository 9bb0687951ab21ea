"""Commands about the word that something arrived."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from peerdesk.cli.settings import Settings, pass_settings, plan_of
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.receipts import Receipt
from peerdesk.desk.shared_folder import give_words_back, sent_of


@click.group()
def receipt() -> None:
    """The word that something arrived: yours to colleagues, theirs to you."""


@receipt.command("list")
@click.argument("review_name", metavar="REVIEW")
@pass_settings
def receipt_list(settings: Settings, review_name: str) -> None:
    """Say of each thing that you sent when it was made, when it arrived, and at whose."""
    with settings.desk() as desk:
        plan = plan_of(desk, review_name)
        names = {one.key_id: one.name for one in desk.people.all()}
        sent = [
            {
                "package": one.package_id,
                "kind": one.kind,
                "at": one.at,
                "arrived": [_said(receipt, plan, names) for receipt in one.receipts],
            }
            for one in sent_of(desk, plan)
        ]
    settings.tell({"sent": sent}, [line for one in sent for line in _lines(one)] or ["Nothing was sent yet."])


@receipt.command("take")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@pass_settings
def receipt_take(settings: Settings, files: tuple[Path, ...]) -> None:
    """Keep the words of arrival that came back, as files that end in .arrived."""
    with settings.desk(changes=True) as desk:
        for file in files:
            taken = desk.packages.take_receipt(file)
            settings.tell(taken.says(), [f"{file.name}: arrived {_clock(taken.at)}, at {_name(desk, taken)}'s."])


@receipt.command("give")
@click.argument("review_name", metavar="REVIEW")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@pass_settings
def receipt_give(settings: Settings, review_name: str, folder: Path) -> None:
    """Write into FOLDER your word for all that you brought in, for a stick that could not be written on then."""
    with settings.desk() as desk:
        written = give_words_back(desk, plan_of(desk, review_name), folder)
    settings.tell({"files": [str(path) for path in written]}, [f"Written: {path}" for path in written])


def _said(receipt: Receipt, plan: ReviewPlan, names: dict[str, str]) -> dict[str, Any]:
    leads = any(one.key == receipt.by and one.role == "lead" for one in plan.members)
    return {"at": receipt.at, "by": receipt.by, "name": names.get(receipt.by, ""), "lead": leads}


def _lines(sent: dict[str, Any]) -> list[str]:
    said = {"team": "Notes", "briefing": "Briefing", "partnership": "For the partnership"}[sent["kind"]]
    lines = [f"{said}, made {_clock(sent['at'])}"]
    for one in sent["arrived"]:
        who = "the lead" if one["lead"] else one["name"] or "somebody"
        lines.append(f"  arrived {_clock(one['at'])}, at {who}'s")
    return lines


def _name(desk: Desk, receipt: Receipt) -> str:
    person = desk.people.person(receipt.by)
    return person.name if person else "somebody"


def _clock(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"
