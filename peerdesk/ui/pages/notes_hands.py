"""What a person does on the page of notes, and what each act is called."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.evidence import Note
from peerdesk.domain.review import Activity, Question, Record
from peerdesk.ui.commands import Command, key_hint, make_menu
from peerdesk.ui.dialogs.text_copy import offer_text_copy
from peerdesk.ui.erasing_for_good import ErasingForGood
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.notes.acts import NoteActs
from peerdesk.ui.notes.behind import BehindSheet
from peerdesk.ui.notes.editing import Editing
from peerdesk.ui.notes.editor import SPLIT
from peerdesk.ui.notes.facts import activity_name
from peerdesk.ui.notes.notes_view import NotesView
from peerdesk.ui.notes.rows import NoteRow, short_name
from peerdesk.ui.page import Page
from peerdesk.ui.pages.notes_pictures import Picturing

BEHIND = "Ctrl+Shift+D"
_QUESTIONS = 9  # as many as there are digits
_OF_THE_PAGE = ("notes.menu", "notes.find", "notes.all", "notes.choose")


class PageOfNotes(Page):
    """What the hands need of their page: where the keys are, what opens over it, and what it knows."""

    list: NotesView
    editing: Editing
    pictures: Picturing
    erasing: ErasingForGood
    drafts: FieldDrafts

    @property
    def plan(self) -> ReviewPlan | None:
        """The plan of the review, as it was seen last."""
        raise NotImplementedError

    @property
    def scope(self) -> str:
        """Id of the review."""
        raise NotImplementedError

    def make_room(self) -> None:
        """Fold away what can be done without: something is to be written."""

    def writer_of(self, note: Note) -> str:
        """Return the name of who wrote a note, "" if that is not known."""
        raise NotImplementedError


class NoteHands(QObject):
    """Changes, parts, joins, links, moves and deletes what the keys are on, or all that is chosen."""

    def __init__(self, page: "PageOfNotes", desk: Desk, acts: NoteActs) -> None:
        """Act on a page."""
        super().__init__(page)
        self._page, self._desk, self._acts = page, desk, acts
        self._back = LookingBack(page, desk)

    def commands(self) -> list[Command]:
        """Return what can be done to notes; keys of one letter work in the list."""
        return [*self._quick(), *self._shaping(), *self._others()]

    def _quick(self) -> list[Command]:
        here, one, tr, sign = self.tr("Notes"), self.has_note, self.tr, self.sign
        return [
            Command("notes.edit", tr("Change this note"), here, self.edit, "Return; Enter", "pencil-line", one),
            Command(
                "notes.behind",
                tr("What stands behind it…"),
                here,
                lambda: self.show_behind(),
                BEHIND,
                "notebook-pen",
                one,
            ),
            Command("notes.choose", tr("Choose this note"), here, self._page.list.switch_choice, "Space"),
            Command("notes.yes", tr("Yes, here"), here, partial(sign, "yes"), "+", "sign:yes", one),
            Command("notes.not_yet", tr("Not yet"), here, partial(sign, "not_yet"), "-", "sign:not_yet", one),
            Command("notes.unsure", tr("Unsure"), here, partial(sign, "unsure"), "?", "sign:unsure", one),
            Command("notes.noted", tr("Noted"), here, partial(sign, "noted"), "", "sign:noted", one),
            Command("notes.star", tr("Bring it to the table"), here, self.star, "*", "star", one),
        ]

    def _shaping(self) -> list[Command]:
        here, one, tr = self.tr("Notes"), self.has_note, self.tr
        return [
            Command("notes.split", tr("Split it at the cursor"), here, self.split, SPLIT, "", one),
            Command("notes.join", tr("Join what is chosen, or this to the one above"), here, self.join, "J", "", one),
            Command("notes.move", tr("Put it under another activity…"), here, self.ask_activity, "M", "clock", one),
            *(self._link_command(number) for number in range(1, _QUESTIONS + 1)),
            *self._page.pictures.commands(here, one),
            Command("notes.delete", tr("Delete this note"), here, self.delete, "Delete", "trash-2", self.has_row),
        ]

    def _link_command(self, number: int) -> Command:
        question = self._question(number)
        text = short_name(number, question) if question else f"Q{number}"
        return Command(
            f"notes.q{number}",
            self.tr("Bears on {}, or not").format(text),
            self.tr("Notes"),
            partial(self.link, number),
            str(number),
            "",
            lambda: self.has_note() and self._question(number) is not None,
        )

    def _others(self) -> list[Command]:
        here, one, tr = self.tr("Notes"), self.has_note, self.tr
        erasing, pictures = self._page.erasing, self._page.pictures
        return [
            Command("notes.history", tr("History…"), here, self._show_history, "Ctrl+Shift+H", "history", one),
            Command("notes.deleted", tr("Deleted…"), here, self._show_deleted, "", "trash-2"),
            Command("notes.text_copy", tr("A readable copy of my notes…"), here, self._copy_text, "", "file-text"),
            Command("notes.versions", tr("Two versions…"), here, self._show_all_versions, "", "columns-2"),
            Command("notes.safety", tr("About somebody's safety…"), here, self._ask_safety, "", "shield", self._is_own),
            *erasing.commands("notes", here, self.note),
            erasing.command_of(
                "notes.erase_picture",
                tr("Erase a picture of this note for good…"),
                here,
                lambda: partial(pictures.of, self.note()),
                lambda: (note := self.note()) and note.pictures,
            ),
        ]

    def _ask_safety(self) -> None:
        record = self._own()
        if record is not None:
            self._page.safety_requested.emit(record.record_id)

    def _own(self) -> Record | None:
        """Return the note or private line that the keys are on, if this person wrote it."""
        row = self._page.list.current_row()
        record = (row.note or row.jotting) if row is not None else None
        return record if record is not None and record.author == self._desk.identity.key_id else None

    def _is_own(self) -> bool:
        return self._own() is not None

    # What it is done to

    def note(self) -> Note | None:
        """Return the note that the keys are on."""
        row = self._page.list.current_row()
        return row.note if row is not None else None

    def has_note(self) -> bool:
        """Say whether the keys are on a note."""
        return self.note() is not None

    def has_row(self) -> bool:
        """Say whether the keys are on a note or a private line."""
        row = self._page.list.current_row()
        return row is not None and not row.is_heading

    def may_change(self, record: Record) -> bool:
        """Say whether this person may change what somebody wrote: their own, or all if they lead."""
        plan = self._page.plan
        return plan is not None and (plan.my_role == "lead" or record.author == self._desk.identity.key_id)

    def _notes(self) -> list[Note]:
        """Return those that are chosen, or the one the keys are on, as far as this person may change them."""
        return self._allowed([row.note for row in self._page.list.notes_or_current() if row.note is not None])

    def _allowed(self, notes: Sequence[Note]) -> list[Note]:
        """Return what this person may change; of what they may not, say whose it is."""
        allowed = [note for note in notes if self.may_change(note)]
        others = [note for note in notes if not self.may_change(note)]
        if others:
            who = self._page.writer_of(others[0]) or self.tr("somebody else")
            said = self.tr("That is {}'s note: only they or the lead can change it.").format(who)
            self._page.toast_requested.emit(said, False)
        return allowed

    def _is_editing(self) -> bool:
        return self._page.editing.row is not None

    def _question(self, number: int) -> Question | None:
        plan = self._page.plan
        return plan.questions[number - 1] if plan is not None and number <= len(plan.questions) else None

    # What is done

    def sign(self, sign: str) -> None:
        """Say which way they speak."""
        self._acts.change(self._notes(), sign=sign)

    def star(self) -> None:
        """Bring them to the table; where all of them come, none."""
        notes = self._notes()
        self._acts.change(notes, starred=not all(note.starred for note in notes))

    def link(self, number: int) -> None:
        """Let them bear on a question, or no longer; `number` counts from 1."""
        question = self._question(number)
        if question is not None:
            self._acts.link(self._notes(), question.record_id)

    def edit(self) -> None:
        """Open the editor over the note that the keys are on."""
        row, plan = self._page.list.current_row(), self._page.plan
        if row is not None and row.note is not None and plan is not None and self._allowed([row.note]):
            self._page.make_room()
            self._page.editing.begin(row, tuple(plan.questions))

    def keep_edited(self, row: NoteRow) -> None:
        """Keep what the editor says of a row as it was shown."""
        editor = self._page.editing.editor
        if row.note is not None:
            close = self._page.editing.close
            self._acts.change([row.note], editor.chosen_questions(), close, **editor.changes())

    def split(self) -> None:
        """Part the note at the cursor of its editor; open that first."""
        if self._is_editing():
            self._page.editing.editor.part()
            return
        self.edit()
        if self._is_editing():
            said = self.tr("Put the cursor where it is to be parted, then press {}.").format(key_hint(SPLIT))
            self._page.toast_requested.emit(said, False)

    def keep_split(self, row: NoteRow, text: str, rest: str) -> None:
        """Keep two notes where there was one; the first says besides what the editor says."""
        if row.note is None:
            return
        editor = self._page.editing.editor
        fields = {**editor.changes(), "questions": editor.chosen_questions()}
        del fields["text"]
        said = self.tr("Two notes now. Pictures and what is cited stay with the first.")
        self._acts.split(row.note, (text, rest), said, self._page.editing.close, **fields)

    def join(self) -> None:
        """Join what is chosen; a note alone goes to the one above it."""
        rows = self._page.list.notes_or_current()
        if len(rows) == 1:
            rows = [*self._above(rows[0]), *rows]
        notes = [row.note for row in rows if row.note is not None]
        if len(notes) > 1 and len(self._allowed(notes)) == len(notes):
            signs = {note.sign for note in notes} - {"noted"}
            said = self.tr("One note now.")
            unsure = self.tr("One note now. They said different things of the question, so it is unsure.")
            self._acts.join(notes, unsure if len(signs) > 1 else said)

    def ask_activity(self) -> None:
        """Ask under which activity they belong."""
        notes, plan = self._notes(), self._page.plan
        if not notes or plan is None:
            return
        menu = QMenu(self._page)
        menu.setAccessibleName(self.tr("Put it under another activity"))
        activities = sorted(plan.activities, key=lambda one: one.time or ("~",))
        for one in (*activities, None):
            menu.addAction(self._activity_action(menu, one, notes))
        self._open(menu)

    def show_behind(self, words: str = "") -> None:
        """Show what stands behind the note that the keys are on, to be changed; `words` were typed there before."""
        note, plan = self.note(), self._page.plan
        if note is None or plan is None or not self._allowed([note]):
            return
        if self._is_editing():
            self._page.toast_requested.emit(self.tr("Keep what you are changing first, or leave it."), False)
            return
        sheet = BehindSheet(self._page, note, plan, self.may_change)
        key = note.record_id
        sheet.journal.noted.connect(lambda: self._page.drafts.note_typing(key, "behind", note))
        sheet.journal.requested.connect(lambda words: self._page.drafts.write(key, "behind", words))
        sheet.keep_requested.connect(partial(self._keep_behind, sheet))
        sheet.open_over()
        if words:
            sheet.take_up(words)
        sheet.seen.setFocus(Qt.FocusReason.PopupFocusReason)

    def delete(self) -> None:
        """Delete them; undo brings them back."""
        rows = self._page.list.notes_or_current()
        records = [record for row in rows if (record := row.note or row.jotting)]
        notes = self._allowed([one for one in records if isinstance(one, Note)])
        gone = [one for one in records if not isinstance(one, Note) or one in notes]
        said = self.tr("Note deleted.") if len(gone) == 1 else self.tr("{} notes deleted.").format(len(gone))
        self._acts.delete(gone, said)

    def show_menu(self) -> None:
        """Show all of this as a menu at the note."""
        wanted = [one for one in self.commands() if one.name not in _OF_THE_PAGE]
        self._open(make_menu(self._page, [one for one in wanted if not _is_link(one) or one.enabled()]))

    def _above(self, row: NoteRow) -> list[NoteRow]:
        rows = self._page.list.notes_model.rows()
        before = rows[: next(at for at, one in enumerate(rows) if one.key == row.key)]
        near = [one for one in before[-1:] if one.note is not None]
        if not near:
            self._page.toast_requested.emit(self.tr("There is no note above to join it to."), False)
        return near

    def _activity_action(self, menu: QMenu, activity: Activity | None, notes: Sequence[Note]) -> QAction:
        key = activity.record_id if activity else ""
        action = QAction(activity_name(activity) if activity else self.tr("No activity"), menu)
        action.setCheckable(True)
        action.setChecked(all(note.activity == key for note in notes))
        action.triggered.connect(lambda: self._acts.change(notes, activity=key))
        return action

    def _keep_behind(self, sheet: BehindSheet) -> None:
        def settle() -> None:
            sheet.journal.blockSignals(True)  # it is kept: nothing of it waits any longer
            self._page.drafts.write(sheet.note.record_id, "behind", "")
            sheet.accept()

        self._acts.say_behind(sheet.note, sheet.chosen_questions(), sheet.joint(), settle, **sheet.fields())

    def _open(self, menu: QMenu) -> None:
        view = self._page.list
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rect = view.visualRect(view.currentIndex())
        menu.popup(view.viewport().mapToGlobal(QPoint(rect.x() + self._page.theme.px(88), rect.bottom())))

    def _copy_text(self) -> None:
        offer_text_copy(self._page, self._desk, self._page.jobs, self._page.scope)

    def _show_history(self) -> None:
        note = self.note()
        if note is not None:
            self._back.show_history(note)

    def _show_all_versions(self) -> None:
        self._back.show_all_versions(self._page.scope)

    def _show_deleted(self) -> None:
        self._back.show_deleted(self._page.scope)

    def ask_picture(self) -> None:
        """Ask for a picture to keep with it."""
        for note in self._notes()[:1]:
            self._page.pictures.ask(note)

    def paste(self) -> None:
        """Keep the picture that was copied."""
        for note in self._notes()[:1]:
            self._page.pictures.paste(note)


def _is_link(command: Command) -> bool:
    return command.name.removeprefix("notes.q").isdigit()
