"""Commands about badges and files that travel."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from peerdesk.cli.settings import Settings, now, open_record, pass_settings, plan_of, say_stays
from peerdesk.desk.previewing import Preview
from peerdesk.desk.record import Record
from peerdesk.files import write_whole
from peerdesk.keys.badge import words_of


@click.group()
def badge() -> None:
    """Badges: yours and your colleagues'."""


@badge.command("show")
@click.option("--save", type=click.Path(path_type=Path, file_okay=False), help="Write it as a file into this folder.")
@pass_settings
def badge_show(settings: Settings, save: Path | None) -> None:
    """Show your badge and its six words."""
    with settings.desk() as desk:
        mine, words = desk.people.mine, desk.people.words(desk.identity.key_id)
        path = desk.people.write_file(save) if save else None
    said = {"name": mine.name, "key": mine.key.key_id, "line": mine.key.line(), "words": words}
    lines = [mine.name, f"Badge words: {words}", mine.key.line(), *([f"Written: {path}"] if path else [])]
    settings.tell(said | ({"file": str(path)} if path else {}), lines)


@badge.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--words", default="", help="The six words, as your colleague read them to you.")
@click.option("--review", "review_name", default="", help="Add them to the team of this review, too.")
@click.option("--part", default="reviewer", type=click.Choice(["deputy", "reviewer", "shadow", "governor"]))
@pass_settings
def badge_add(settings: Settings, file: Path, words: str, review_name: str, part: str) -> None:
    """Keep a colleague's badge."""
    with settings.desk(changes=True) as desk:
        person = desk.people.add(desk.people.read_file(file), typed_words=words)
        if review_name:
            desk.plan.add_member(plan_of(desk, review_name).scope, person.name, part, key=person.key_id)
    how = "confirmed by its six words" if person.confirmed_how == "words" else "not confirmed yet"
    said = {"name": person.name, "key": person.key_id, "confirmed": bool(person.confirmed_how)}
    settings.tell(said, [f"{person.name}'s badge is here, {how}."])


@badge.command("save-key")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@pass_settings
def badge_save_key(settings: Settings, out: Path) -> None:
    """Write your private key in OpenSSH form, to open what was sent to you with age alone. Keep it to yourself."""
    with settings.desk() as desk:
        write_whole(out, desk.identity.private.openssh_pem(), only_me=True)
    settings.tell(
        {"file": str(out)}, [f"Written: {out}. Whoever has it can open what is sent to you, and sign as you."]
    )


@click.group()
def roster() -> None:
    """Whose badges count here, as OpenSSH writes it down (allowed_signers)."""


@roster.command("export")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@pass_settings
def roster_export(settings: Settings, out: Path) -> None:
    """Write the confirmed badges into OUT, for ssh-keygen -Y verify -f."""
    with settings.desk() as desk:
        text = desk.people.to_list()
    write_whole(out, text.encode())
    settings.tell(
        {"file": str(out), "people": text.count("\n")}, [f"Written: {out}. It has names in it: yours to keep."]
    )


@roster.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@pass_settings
def roster_import(settings: Settings, file: Path) -> None:
    """Confirm everybody whom FILE names, also those whose badge is yet to come."""
    with settings.desk(changes=True) as desk:
        taken = desk.people.take_list(file, now())
    lines = [
        *(f"{name}: confirmed." for name in taken.confirmed),
        *(f"{name}: will count as confirmed when their badge comes." for name in taken.expected),
        *(
            f"{name} has another badge here. Nothing was changed; ask them for their six words."
            for name in taken.others
        ),
        *(f"Line {one.line} was left out: {one.why}." for one in taken.left_out),
    ]
    settings.tell(asdict(taken), lines)


@click.group()
def package() -> None:
    """Files that travel between laptops."""


@package.command("make")
@click.argument("review_name", metavar="REVIEW")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--kind", type=click.Choice(["team", "partnership", "briefing"]), required=True)
@click.option("--to", "to", multiple=True, type=click.Path(path_type=Path), help="Badge of a recipient; may repeat.")
@click.option("--phrase", help="Spoken words that open it, in place of people.")
@click.option("--without-notes", is_flag=True, help="For a team: nobody's words, but what counts them.")
@pass_settings
def package_make(
    settings: Settings,
    review_name: str,
    out: Path,
    kind: Any,
    to: tuple[Path, ...],
    phrase: str | None,
    without_notes: bool,
) -> None:
    """Write what is to leave this computer."""
    with settings.desk(changes=True) as desk:
        badges = [desk.people.read_file(one) for one in to]
        scope = plan_of(desk, review_name).scope
        passage = desk.packages.give(scope, kind, out, to=badges, phrase=phrase, notes=not without_notes)
        stays = say_stays(desk, scope)
    said = {"file": str(out), "package": passage.package_id, "kind": kind, **passage.counts}
    settings.tell(said, [f"Written: {out} ({passage.counts['entries']} entries)", *stays])


@package.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--phrase")
@pass_settings
def package_verify(settings: Settings, file: Path, phrase: str | None) -> None:
    """Check every byte of a file that somebody sent; nothing is brought in."""
    with settings.desk() as desk:
        info = desk.packages.check(file, phrase)
        person = desk.people.person(info.sender)
    said = {**asdict(info), "sender_name": person.name if person else ""}
    whose = person.name if person else f"somebody you have not met ({' '.join(words_of(info.sender))})"
    settings.tell(said, [f"Whole and unchanged. Signed by {whose}, {info.made_at}.", f"{info.entries} entries."])


@package.command("preview")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--phrase")
@pass_settings
def package_preview(settings: Settings, file: Path, phrase: str | None) -> None:
    """Say what bringing a file in would do."""
    with settings.desk() as desk:
        seen = desk.packages.preview(file, phrase)
    settings.tell(_previewed(seen), _preview_lines(seen))


@package.command("merge")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--words", default="", help="The sender's six badge words, where they are not known yet.")
@click.option("--phrase")
@click.option("--into", "record_url", help="A partnership record, by its database URL.")
@pass_settings
def package_merge(
    settings: Settings, files: tuple[Path, ...], words: str, phrase: str | None, record_url: str | None
) -> None:
    """Bring files in, one transaction each, after a copy was made."""
    if record_url:
        with open_record(settings, record_url) as kept:
            bring_into(settings, kept, files, words)
        return
    with settings.desk(changes=True) as desk:
        for file in files:
            seen = desk.packages.preview(file, phrase)
            _, receipt = desk.packages.merge(seen, typed_words=words, phrase=phrase)
            settings.tell(_previewed(seen) | {"receipt": receipt.says()}, [*_preview_lines(seen), f"In: {receipt.at}"])


def bring_into(settings: Settings, record: Record, files: Sequence[Path], words: str) -> None:
    """Bring files into a record, one after the other; the first that is not taken ends it."""
    for file in files:
        changes, receipt = record.bring_in(file, typed_words=words)
        said = {"file": str(file), "receipt": receipt.says(), "records": len(changes.records)}
        settings.tell(said, [f"{file.name}: in the record, {receipt.new} new of {receipt.entries}."])


def _previewed(seen: Preview) -> dict[str, Any]:
    brought = seen.brought
    return {
        "file": str(seen.path),
        "kind": seen.kind,
        "review": seen.scope,
        "made_at": seen.made_at,
        "sender": seen.sender,
        "sender_name": seen.sender_name,
        "known": seen.known,
        "been_here": seen.been_here,
        "new": dict(brought.new),
        "same": brought.same,
        "by": dict(brought.by),
        "two_versions": brought.two_versions,
        "withheld": brought.withheld,
        "erased": brought.erased,
        "newer": brought.newer,
        "waiting": brought.waiting,
        "held": brought.held,
    }


def _preview_lines(seen: Preview) -> list[str]:
    brought = seen.brought
    sender = seen.sender_name if seen.known else f"{seen.sender_name}, not met yet (badge words: {seen.sender_words})"
    new = ", ".join(f"{count} {kind}" for kind, count in sorted(brought.new.items())) or "nothing"
    lines = [f"From {sender}, {seen.made_at}", f"New: {new}. Here already: {brought.same}."]
    lines += [f"Notes by {name or 'somebody whose badge is not here'}: {count}" for name, count in brought.by.items()]
    asides = {
        "in two versions": brought.two_versions,
        "words not here": brought.withheld,
        "erased for good, and so here too": brought.erased,
        "written by a newer PeerDesk: kept and passed on, and shown once it is installed": brought.newer,
        "waiting for something that has not come": brought.waiting,
        "waiting for the lead: from somebody who isn't on the team list": brought.held,
    }
    return lines + [f"{count} {what}" for what, count in asides.items() if count]
