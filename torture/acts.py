"""What a person does, each act by its name: it returns what is then saved, and in which version."""

from collections.abc import Callable, Mapping

from peerdesk.desk.desk import Desk
from torture.desks import BROUGHT, PACKAGE, in_process, number_of_copy, picture

Done = dict[str, int]


def keep_note(desk: Desk, scope: str, number: int) -> Done:
    note_id, _ = desk.capture.keep_note(scope, text="seen " * 40 + str(number))
    return {f"note {note_id}": number}


def keep_draft(desk: Desk, scope: str, number: int) -> Done:
    desk.capture.keep_draft("now.line", f"being typed {number}")
    return {"draft now.line": number}


def change_note(desk: Desk, scope: str, number: int) -> Done:
    notes = desk.capture.notes(scope)
    if not notes:
        return keep_note(desk, scope, number)
    desk.capture.change_note(notes[0], text=f"changed {number}")
    return {f"note {notes[0].record_id}": number}


def add_picture(desk: Desk, scope: str, number: int) -> Done:
    saved = {}
    if not desk.capture.notes(scope):
        saved = keep_note(desk, scope, number)
    before = {one.sha256 for one in desk.capture.pictures(scope)}
    in_process(desk).add_picture(desk.capture.notes(scope)[0], picture(number), "wall.png", "a wall")
    return saved | {f"picture {one.sha256}": 0 for one in desk.capture.pictures(scope) if one.sha256 not in before}


def back_up(desk: Desk, scope: str, number: int) -> Done:
    return {"copy": number_of_copy(desk.keeping.back_up())}


def bring_in(desk: Desk, scope: str, number: int) -> Done:
    """Bring in what lies beside the desk. The first time is that of a person who looks, and decides later."""
    preview = desk.packages.preview(desk.folder / PACKAGE)
    if number == 1:
        return {}
    desk.packages.merge(preview)
    notes = desk.capture.notes(scope)
    assert len(notes) >= BROUGHT
    return {f"note {one.record_id}": 0 for one in notes}


def give(desk: Desk, scope: str, number: int) -> Done:
    passage = desk.packages.give(scope, "team", desk.folder / f"given{number}.peerdesk")
    assert desk.packages.check(desk.folder / f"given{number}.peerdesk").package_id == passage.package_id
    return {}


def undo_and_redo(desk: Desk, scope: str, number: int) -> Done:
    saved = keep_note(desk, scope, number)
    desk.keeping.undo()
    desk.keeping.redo()
    return saved


ACTS: Mapping[str, Callable[[Desk, str, int], Done]] = {
    "keep a note": keep_note,
    "keep a draft": keep_draft,
    "change a note": change_note,
    "add a picture": add_picture,
    "undo and redo": undo_and_redo,
    "make a copy": back_up,
    "bring in": bring_in,
    "give": give,
}
