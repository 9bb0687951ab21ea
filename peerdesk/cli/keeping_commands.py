"""Commands for keeping safe: copies, bringing one back, checking, and saving what a damaged file still holds."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from peerdesk.cli.settings import NotFoundError, Settings, now, pass_settings
from peerdesk.desk import checking, rescuing
from peerdesk.desk.copies import Copy
from peerdesk.desk.desk import DamagedDeskError, Desk, open_here
from peerdesk.desk.header import HEADER, read_header_of
from peerdesk.desk.keys_at_hand import keys_by_words, keys_of
from peerdesk.desk.mending import Mending
from peerdesk.desk.one_window import must_be_closed
from peerdesk.desk.restoring import restore as bring_back
from peerdesk.desk.restoring import restore_preview
from peerdesk.storage.failures import DamagedFileError, WrongKeyError


@click.command()
@click.option("--drive", type=click.Path(path_type=Path), help="From now on, carry each copy to this drive too.")
@pass_settings
def backup(settings: Settings, drive: Path | None) -> None:
    """Make a copy of the notes, and check it."""
    with settings.desk(changes=drive is not None) as desk:
        if drive is not None:
            desk.keeping.choose_drive(drive.absolute())
        path, second = desk.keeping.back_up(), desk.keeping.second_copy()
    settings.tell({"file": str(path), "second": second}, [f"Copied and checked: {path}", *filter(None, [second])])


@click.command()
@click.argument("copy", required=False)
@click.option("--preview", is_flag=True, help="Say what would change, and change nothing.")
@pass_settings
def restore(settings: Settings, copy: str | None, preview: bool) -> None:
    """Bring a COPY back: what the notes lack is added, nothing of them goes. Without COPY: list the copies.

    Where the file with the notes is damaged, the copy takes its place, with what can still be read of that file; the
    file itself is set aside.
    """
    if copy is not None and not preview:
        must_be_closed(settings.folder)
    try:
        desk = _open_sound(settings)
    except (DamagedFileError, WrongKeyError, DamagedDeskError):
        if preview:
            raise
        return _put_in_place(settings, copy)
    try:
        if copy is None:
            copies = desk.keeping.copies()
            copies = [desk.keeping.check_copy(one) for one in copies]
            said = [asdict(one) | {"path": str(one.path), "made_at": one.made_at.isoformat()} for one in copies]
            return settings.tell({"copies": said}, [_in_a_line(one) for one in copies] or ["There is no copy yet."])
        path = _named(desk, copy)
        seen = restore_preview(desk, path)
        told = [_counted("It brings", seen.comes), _counted("Only the notes have", seen.only_here)]
        told += [f"It is damaged: {seen.lost_pages[0]:,} of its pages could not be read."] if seen.lost_pages[1] else []
        if not preview:
            bring_back(desk, path)
            told.append("Brought back. A copy of the notes as they were is in the list.")
        first = [asdict(one) for one in seen.missing]
        counts = {"comes": seen.comes, "only_here": dict(seen.only_here), "typed": list(seen.typed)}
        return settings.tell(counts | {"records": first, "restored": not preview}, told)
    finally:
        desk.close()


@click.command()
@click.option("--mend", is_flag=True, help="Make anew what was only computed; what was written is not touched.")
@pass_settings
def check(settings: Settings, mend: bool) -> None:
    """Check every page, line, signature, row and picture of the notes. Leaves with 1 if anything is wrong."""
    with settings.desk(changes=mend) as desk:
        found = checking.check(desk.engine, desk.folder)
        if mend and any(one.mendable for one in found):
            checking.mend(desk.engine)
            found = checking.check(desk.engine, desk.folder)
    lines = [
        line for one in found for line in (one.sentence, f"  {one.remedy}", f"  {one.detail[:200]}".rstrip()) if line
    ]
    settings.tell({"wrong": [asdict(one) for one in found]}, lines or ["Everything is as it was written."])
    if found:
        anew = any(one.mendable for one in found)
        raise checking.NotAsWrittenError(
            "Not everything is as it was written.",
            "Make anew what can be: peerdesk check --mend." if anew else "Bring a copy back: peerdesk restore.",
        )


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--words", is_flag=True, help="Ask for the recovery words, where this computer cannot open it.")
@pass_settings
def rescue(settings: Settings, file: Path, out: Path, words: bool) -> None:
    """Save all readable text and pictures of a damaged FILE in the folder OUT, where anybody can read them."""
    places = (file.with_suffix(".json"), file.parent / HEADER, settings.folder / HEADER)
    header = read_header_of(next((one for one in places if one.is_file()), places[-1]))
    if words:
        keys = keys_by_words(header, str(click.prompt("Your recovery words", prompt_suffix=": ", err=True)))
    else:
        keys = keys_of(header, settings.vault)
    saved = rescuing.rescue(file, keys, out)
    settings.tell(
        asdict(saved) | {"folder": str(saved.folder)},
        [
            f"{saved.records:,} notes and other things and {saved.pictures:,} pictures are in {saved.folder}.",
            f"{saved.lost_pages:,} pages of the file could not be read. Anybody can read what is in that folder.",
        ],
    )


def _open_sound(settings: Settings) -> Desk:
    """Open the notes, if every page of the file is as it was written.

    Raises:
        DamagedDeskError: one is not.
    """
    desk = open_here(settings.folder, settings.vault, now)
    if checking.is_whole(desk.engine):
        return desk
    desk.close()
    raise DamagedDeskError("The file with your notes is damaged.", "Bring a copy back: peerdesk restore.")


def _put_in_place(settings: Settings, copy: str | None) -> None:
    must_be_closed(settings.folder)
    placed = Mending(settings.folder, settings.vault, now).put_in_place(Path(copy) if copy else None)
    placed.desk.close()
    rescued = dict(Counter(one.kind for one in placed.rescued))
    told = ["The file with your notes was damaged. A copy is in its place now."]
    if placed.copy is None:
        told = ["The file with your notes is sound; what belongs beside it was lost, and is there again."]
    if placed.aside is not None:
        told += [f"The damaged file is set aside: {placed.aside}", _counted("Read from it, and added", rescued)]
        told += [f"Typed there, and offered again: {text}" for text in placed.typed]
        told += [f"Read there without its place: {text}" for text in placed.loose]
    said = {"copy": str(placed.copy or ""), "aside": str(placed.aside or ""), "rescued": rescued}
    settings.tell(said | {"typed": list(placed.typed), "loose": list(placed.loose), "restored": True}, told)


def _named(desk: Desk, copy: str) -> Path:
    if Path(copy).is_file():
        return Path(copy)
    found = [one.path for one in desk.keeping.copies() if one.path.stem.startswith(copy)]
    if len(found) != 1:
        raise NotFoundError(f"No single copy is called “{copy}”.", "See peerdesk restore, and name one of the list.")
    return found[0]


def _in_a_line(copy: Copy) -> str:
    where = f"on {copy.place}" if copy.removable else "here"
    sound = "sound" if copy.sound else "damaged"
    return f"{copy.path.stem}  {copy.size_bytes / 1e6:,.1f} MB  {where}  {sound}".rstrip()


def _counted(begin: str, counts: Mapping[str, int]) -> str:
    said = ", ".join(f"{number:,} of {kind}" for kind, number in sorted(counts.items()))
    return f"{begin}: {said or 'nothing'}."
