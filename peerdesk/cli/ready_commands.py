"""Commands for the evening before: is this laptop ready, and is there a way in if it forgets."""

from dataclasses import asdict
from pathlib import Path

import click

from peerdesk.cli.settings import Settings, now, pass_settings
from peerdesk.desk.desk import open_with_phrase
from peerdesk.desk.one_window import must_be_closed
from peerdesk.desk.ready import Ready
from peerdesk.desk.relocking import relock as relock_notes
from peerdesk.paths import resources

_MARK = {"yes": "✓", "not yet": "◆", "look": "?"}


@click.command()
@click.option("--stick", type=click.Path(path_type=Path), help="The stick for tomorrow, or a folder; it is tried out.")
@pass_settings
def ready(settings: Settings, stick: Path | None) -> None:
    """Try out whether this laptop is ready for tomorrow. What is not yet so is said, and is no refusal."""
    with settings.desk() as desk:
        lines = Ready(desk).check(stick)
    width = max(len(line.name) for line in lines)
    told = []
    for line in lines:
        told.append(f"{_MARK[line.state]} {line.state:<7}  {line.name:<{width}}  {line.sentence}")
        if line.remedy:
            told.append(f"{'':<{11 + width}}  {line.remedy}")
    settings.tell({"lines": [asdict(line) for line in lines]}, told)


@click.group()
def recovery() -> None:
    """Eight words that open the notes where the computer has forgotten what does."""


@recovery.command("new")
@click.option("--sheet", type=click.Path(path_type=Path), help="A PDF to print, with the words on it.")
@pass_settings
def new_words(settings: Settings, sheet: Path | None) -> None:
    """Make recovery words, and show them this once. Those that you have hold until these are confirmed."""
    with settings.desk(changes=True) as desk:
        words = desk.recovery.make_words()
        if sheet:
            desk.recovery.write_sheet(words, sheet, resources() / "fonts")
    settings.tell(
        {"words": words, "sheet": str(sheet) if sheet else ""},
        [words, "Write them down, then type them back: peerdesk recovery confirm"],
    )


@recovery.command()
@pass_settings
def confirm(settings: Settings) -> None:
    """Type the new words back, from your sheet; from then on they hold."""
    with settings.desk(changes=True) as desk:
        desk.recovery.confirm(_ask_words())
        state = desk.recovery.state()
    settings.tell(asdict(state), ["These words open your notes from now on."])


@recovery.command()
@click.argument("out", type=click.Path(path_type=Path))
@pass_settings
def sheet(settings: Settings, out: Path) -> None:
    """Write the sheet to be printed; asks for the words, since they are not kept."""
    with settings.desk() as desk:
        desk.recovery.write_sheet(_ask_words(), out, resources() / "fonts")
    settings.tell({"file": str(out)}, [f"Print this and keep it away from the laptop, then delete the file: {out}"])


@recovery.command("open")
@pass_settings
def open_notes(settings: Settings) -> None:
    """Open the notes by their recovery words, and let this computer remember what opens them."""
    must_be_closed(settings.folder)
    desk = open_with_phrase(settings.folder, settings.vault, _ask_words(), now)
    try:
        kept = bool(desk.recovery.sign_out().kept_on)
    finally:
        desk.close()
    remembered = "This computer remembers it again." if kept else "This computer could not remember it."
    settings.tell({"name": desk.identity.badge.name, "remembered": kept}, [f"Your notes open. {remembered}"])


@recovery.command()
@pass_settings
def relock(settings: Settings) -> None:
    """Lock the notes anew, after the laptop was in other hands; asks for the words, which go on to open them."""
    with settings.desk(changes=True) as desk:
        has_words = bool(desk.recovery.state().confirmed_on)
    relock_notes(settings.folder, settings.vault, _ask_words() if has_words else "", now).close()
    settings.tell({"words": has_words}, ["Your notes are locked anew, and a copy was made."])


def _ask_words() -> str:
    """Ask for the words on the terminal, or read them as a line of standard input."""
    return str(click.prompt("Your recovery words", prompt_suffix=": ", err=True))
