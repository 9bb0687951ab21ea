"""Commands about frameworks: which are here, what one says, and files of them."""

from pathlib import Path
from typing import Any

import click

from peerdesk.cli.settings import NotFoundError, Settings, pass_settings
from peerdesk.desk.frameworks import Library, Shelved
from peerdesk.domain.framework_forms import FORMS
from peerdesk.domain.framework_sheets import to_sheets
from peerdesk.domain.framework_writing import to_mapping


@click.group()
def framework() -> None:
    """Frameworks: by which a review goes (docs/FRAMEWORKS.md)."""


@framework.command("list")
@pass_settings
def framework_list(settings: Settings) -> None:
    """List the frameworks on this computer."""
    shelf = Library(settings.folder).shelf()
    rows = [_row(one) for one in shelf.frameworks]
    spoilt = [{"file": file.name, "message": error.message} for file, error in shelf.spoilt]
    lines = [f"{one['name']:<32} {one['title']} ({one['of']}, {one['scale']}, {one['from']})" for one in rows]
    lines += [f"{one['file']}: {one['message']}" for one in spoilt]
    settings.tell({"frameworks": rows, "spoilt": spoilt}, lines)


@framework.command("show")
@click.argument("name", metavar="FRAMEWORK")
@pass_settings
def framework_show(settings: Settings, name: str) -> None:
    """Print all that a framework says: FRAMEWORK is its id, or ID@VERSION."""
    found = framework_called(settings, name)
    lines = [f"{found.framework.title} ({found.name})"]
    sheets = to_sheets(found.framework)
    for form in FORMS:
        for row in sheets[form.name]:
            lines += ["", form.name]
            for word, said in row.items():
                lines += [f"  {word.replace('_', ' ')}: {said.replace(chr(10), ' / ')}"]
    settings.tell({**_row(found), "framework": to_mapping(found.framework)}, lines)


@framework.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@pass_settings
def framework_import(settings: Settings, file: Path) -> None:
    """Take in a framework from FILE (.toml, .json, .xlsx or .csv), whole or not at all."""
    taken = Library(settings.folder).take_in(file)
    settings.tell(_row(taken), [f"{taken.framework.title} is here: {taken.name}"])


@framework.command("export")
@click.argument("name", metavar="FRAMEWORK")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@pass_settings
def framework_export(settings: Settings, name: str, out: Path) -> None:
    """Write a framework as a file; the ending of OUT says which: .toml, .json or .xlsx."""
    found = framework_called(settings, name)
    Library(settings.folder).write(found.framework, out)
    settings.tell({"file": str(out), "name": found.name}, [f"Written: {out}"])


@framework.command("template")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@pass_settings
def framework_template(settings: Settings, out: Path) -> None:
    """Write the spreadsheet to fill in: OUT ends in .xlsx or .csv."""
    Library(settings.folder).write_template(out)
    settings.tell({"file": str(out)}, [f"Written: {out}"])


def framework_called(settings: Settings, name: str) -> Shelved:
    """Return the framework that a name means.

    Raises:
        NotFoundError: none is called so.
    """
    found = Library(settings.folder).shelf().find(name)
    if found is None:
        raise NotFoundError(f"No framework here is called “{name}”.", "See peerdesk framework list.")
    return found


def _row(one: Shelved) -> dict[str, Any]:
    framework = one.framework
    return {
        "name": one.name,
        "id": framework.framework_id,
        "version": framework.version,
        "title": framework.title,
        "language": framework.language,
        "of": framework.of,
        "scale": "ungraded" if framework.scale.kind == "none" else framework.scale.kind,
        "from": "your own" if one.own else "came with PeerDesk",
    }
