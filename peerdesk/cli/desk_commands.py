"""Commands about this computer's desk as a whole."""

import shutil
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from peerdesk.cli.settings import NotFoundError, Settings, now, open_record, pass_settings
from peerdesk.desk.demo_day import live_day
from peerdesk.desk.desk import start_here
from peerdesk.desk.one_window import must_be_closed
from peerdesk.desk.undoing import Step
from peerdesk.intake.demo import read_demo
from peerdesk.keys.badge import words_of
from peerdesk.keys.signing import read_private_key
from peerdesk.keys.vault import PassphraseVault
from peerdesk.paths import resources

PASSPHRASE = "passphrase.txt"  # noqa: S105 - a file name; the demo has nothing secret
MADE_BY = "made by peerdesk demo"


@click.command()
@click.argument("name")
@click.option(
    "--key", type=click.Path(path_type=Path, dir_okay=False), help="Your Ed25519 key of OpenSSH, in place of a new one."
)
@pass_settings
def start(settings: Settings, name: str, key: Path | None) -> None:
    """Begin on this computer, under your NAME."""
    must_be_closed(settings.folder)
    private = read_private_key(key) if key else None
    desk = start_here(settings.folder, settings.vault, name, now, private=private)
    words = words_of(desk.identity.key_id)
    desk.close()
    settings.tell(
        {"name": desk.identity.badge.name, "key": desk.identity.key_id, "words": " ".join(words)},
        [f"Welcome, {desk.identity.badge.name}. Your badge words: {' '.join(words)}"],
    )


@click.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A folder; what an earlier demo left goes.")
@pass_settings
def demo(settings: Settings, out: Path) -> None:
    """Live a whole review day at a fictional school, on laptops of its own."""
    begun = now()
    folder = _empty_folder(out)
    day = read_demo(resources() / "demo")
    (folder / PASSPHRASE).write_text("practice makes nothing secret\n", encoding="utf-8")
    lived = live_day(folder, day, resources() / "fonts", partial(_demo_vault, passphrase_file=folder / PASSPHRASE))
    took_s = (now() - begun).total_seconds()
    steps = [{"what": what, "came_of_it": came, "where": where} for what, came, where in lived.steps]
    width = max(len(what) for what, _, _ in lived.steps)
    settings.tell(
        {"out": str(folder), "steps": steps, "digest": lived.digest, "seconds": round(took_s, 1)},
        [
            f"{day.review.school_name}: a review day, lived on {len(day.people)} laptops.",
            *(f"  {what:<{width}}  {came}{f'  [{where}]' if where else ''}" for what, came, where in lived.steps),
            f"  {'digest':<{width}}  {lived.digest}",
            f"All of it is in {folder} ({took_s:.1f} s). Laptops open with --passphrase-file {folder / PASSPHRASE}",
        ],
    )


@click.command()
@click.option("--record", "url", help="Of a partnership record, in place of this computer's notes.")
@pass_settings
def digest(settings: Settings, url: str | None) -> None:
    """Print the SHA-256 of what all records say; equal where the same revisions are held."""
    if url:
        with open_record(settings, url) as kept:
            found = kept.digest()
    else:
        with settings.desk() as desk:
            found = desk.keeping.digest()
    settings.tell(asdict(found), [found.says])


@click.command()
@pass_settings
def undo(settings: Settings) -> None:
    """Undo the last act, and say what it was."""
    with settings.desk(changes=True) as desk:
        _tell_step(settings, "undone", "Undone", desk.keeping.undo())


@click.command()
@pass_settings
def redo(settings: Settings) -> None:
    """Do again what was undone last, and say what it was."""
    with settings.desk(changes=True) as desk:
        _tell_step(settings, "done_again", "Done again", desk.keeping.redo())


def _tell_step(settings: Settings, name: str, said: str, step: Step) -> None:
    stays = [f"“{one}” stays: it cannot be undone." for one in step.stays]
    settings.tell(
        {name: step.label, "stays": step.stays, "records": sorted(step.records)}, [f"{said}: {step.label}", *stays]
    )


def _empty_folder(out: Path) -> Path:
    """Return a folder for the demo; what an earlier one left there goes, anything else stays untouched.

    Raises:
        NotFoundError: there is something else in it, or it cannot be made.
    """
    folder = out.absolute()
    mark = folder / MADE_BY
    if folder.exists() and not mark.is_file() and not _is_empty(folder):
        raise NotFoundError(f"There is something else in {folder}.", "Name an empty folder, or a new one.")
    try:
        if mark.is_file():
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        mark.touch()
    except OSError as error:
        raise NotFoundError(f"PeerDesk cannot write in {folder}.", "Name another folder.", detail=str(error)) from error
    return folder


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())


def _demo_vault(folder: Path, passphrase_file: Path) -> PassphraseVault:
    return PassphraseVault.from_file(folder, passphrase_file)
