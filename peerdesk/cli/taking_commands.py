"""The command that takes a whole review out, for other programs."""

from pathlib import Path

import click

from peerdesk.cli.settings import Settings, pass_settings, plan_of, say_stays
from peerdesk.domain.note_text import UNPROTECTED


@click.command("take-out")
@click.argument("review_name", metavar="REVIEW")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--only-me", is_flag=True, help="With the lines that never leave in any other way.")
@pass_settings
def take_out(settings: Settings, review_name: str, out: Path, only_me: bool) -> None:
    """Write every record as .json or .xlsx, or notes and codes as .qdpx or .qdc (docs/TAKING_OUT.md)."""
    with settings.desk() as desk:
        scope = plan_of(desk, review_name).scope
        desk.taking_out.write(scope, out, only_me=only_me)
        stays = say_stays(desk, scope)
    settings.tell({"file": str(out), "protected": False}, [f"Written: {out}", UNPROTECTED, *stays])
