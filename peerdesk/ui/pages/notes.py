"""Notes: the whole day in the order in which it was seen; found, narrowed, changed where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Jotting, Note
from peerdesk.ui.commands import Command, make_menu
from peerdesk.ui.dialogs.choosing import ask_file
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.notes.acts import NoteActs
from peerdesk.ui.notes.detail import Detail
from peerdesk.ui.notes.editing import Editing
from peerdesk.ui.notes.filter import Filter, sift
from peerdesk.ui.notes.filter_bar import FilterBar
from peerdesk.ui.notes.notes_view import NotesView
from peerdesk.ui.notes.pictures import NAMES, PictureSheet, Shown, pasted, read_file, read_shown
from peerdesk.ui.notes.rows import NoteRow, RowMaker, keys_of
from peerdesk.ui.notes.words import note_words
from peerdesk.ui.now.offer import Offer
from peerdesk.ui.page import Page
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow

_SEARCH_MS = 150
_TITLE = 40  # letters of a note: enough to know it
Look = tuple[ReviewPlan | None, list[Note], list[Jotting]]


class NotesPage(Page):
    """The day's notes, everybody's or one's own."""

    title = "Notes"
    kinds = frozenset({"review", "question", "member", "activity", "note", "jotting", "link", "attachment"})

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page; `show_review` says which review it is about."""
        super().__init__(theme, jobs, parent)
        self._desk = desk
        self._scope = self._offered_in = ""
        self._plan: ReviewPlan | None = None
        self._maker: RowMaker | None = None
        self._all: list[NoteRow] = []
        self._found: frozenset[str] = frozenset()
        self._build()
        self.editing = Editing(self.list, theme)
        self._acts = NoteActs(desk, jobs, self)
        self._back = LookingBack(self, desk)
        self.drafts = FieldDrafts(desk, jobs, "note", self)
        self._wire()

    # What others ask

    def show_review(self, scope: str) -> None:
        """Show the notes of a review."""
        if scope != self._scope:
            self._scope = scope
            self._clear_filter()
        self.refresh()

    @override
    def refresh(self) -> None:
        scope = self._scope
        self.jobs.start(self, lambda _: self._look(scope), lambda seen: self._on_seen(scope, seen))

    @override
    def first_focus(self) -> QWidget | None:
        return self.list

    @override
    def lists(self) -> list[QWidget]:
        return [self.list]

    @override
    def regions(self) -> list[QWidget]:
        return [self.search, self.detail.add]

    @override
    def commands(self) -> list[Command]:
        here, one = self.tr("Notes"), self._has_note
        sign = self._sign
        return [
            Command("notes.edit", self.tr("Change this note"), here, self._edit, "Return; Enter", "pencil-line", one),
            Command("notes.choose", self.tr("Choose this note"), here, self.list.switch_choice, "Space"),
            Command("notes.yes", self.tr("Yes, here"), here, partial(sign, "yes"), "+", "sign:yes", one),
            Command("notes.not_yet", self.tr("Not yet"), here, partial(sign, "not_yet"), "-", "sign:not_yet", one),
            Command("notes.unsure", self.tr("Unsure"), here, partial(sign, "unsure"), "?", "sign:unsure", one),
            Command("notes.noted", self.tr("Noted"), here, partial(sign, "noted"), "", "sign:noted", one),
            Command("notes.star", self.tr("Bring it to the table"), here, self._star, "*", "star", one),
            Command("notes.picture", self.tr("Add a picture…"), here, self._ask_picture, "", "image", one),
            Command(
                "notes.delete", self.tr("Delete this note"), here, self._delete, "Delete", "trash-2", self._has_row
            ),
            Command("notes.history", self.tr("History…"), here, self._show_history, "Ctrl+Shift+H", "history", one),
            Command("notes.deleted", self.tr("Deleted…"), here, self._show_deleted, "", "trash-2"),
            Command("notes.menu", self.tr("What can be done here"), here, self._show_menu, "Shift+F10"),
            Command("notes.find", self.tr("Find in the notes"), here, self._to_search, "Ctrl+F", "search"),
            Command("notes.all", self.tr("Show all notes"), here, self._clear_filter, "", "funnel"),
        ]

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.tabs = Tabs(theme, [("all", self.tr("All")), ("mine", self.tr("Mine"))], self.tr("Whose notes"))
        self.search = QLineEdit()
        self.search.setAccessibleName(self.tr("Find in the notes"))
        self.search.setPlaceholderText(self.tr("Find"))
        self.search.setClearButtonEnabled(False)
        self.search.setMinimumWidth(theme.px(96))
        self.search.setMaximumWidth(theme.px(220))
        self.filter_button = Button(theme, self.tr("Filter"), "funnel", "quiet", name=self.tr("Filter"))
        self.filter_button.setCheckable(True)
        self.bar = FilterBar(theme)
        self.typed = Offer(theme, "history")
        self.list = NotesView(theme, self.tr("Notes of the day"))
        self.detail = Detail(theme)
        self.empty = Empty(
            theme,
            "notebook-pen",
            self.tr("The day starts with one line."),
            self.tr("What you keep on the page of now stands here, in the order in which it was seen."),
            self.tr("Go to Now"),
            lambda: self.go_requested.emit("now"),
        )
        self._search_soon = QTimer(self)
        self._search_soon.setSingleShot(True)
        self._search_soon.setInterval(_SEARCH_MS)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.theme
        left = QVBoxLayout()
        left.setSpacing(theme.gap("s"))
        left.addWidget(TitleRow(theme, self.title, self.tabs, [self.search, self.filter_button]))
        left.addWidget(self.bar)
        left.addWidget(self.typed)
        left.addWidget(self.list, 1)
        left.addWidget(self.empty, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l"), theme.gap("s"))
        both.setSpacing(theme.gap("xl"))
        both.addLayout(left, 1)
        both.addWidget(self.detail)
        self.empty.hide()

    def _wire(self) -> None:
        view = self.list
        self.tabs.picked.connect(lambda _: self._sift())
        self.search.textChanged.connect(lambda _: self._search_soon.start())
        self._search_soon.timeout.connect(self._find)
        self.filter_button.toggled.connect(self.bar.unfold)
        self.bar.changed.connect(self._sift)
        self.bar.cleared.connect(self._clear_filter)
        view.sign_typed.connect(self._sign)
        view.star_typed.connect(self._star)
        view.pasted.connect(self._paste)
        view.doubleClicked.connect(lambda _: self._edit())
        view.left_upwards.connect(self.search.setFocus)
        view.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(lambda _: self._show_menu())
        self.detail.add.clicked.connect(self._ask_picture)
        self.editing.kept.connect(self._on_edited)
        self.editing.editor.journal.requested.connect(self._journal)
        self.editing.settled.connect(lambda key: self.drafts.write(key, "words", ""))
        self.drafts.taken_up.connect(self._take_up)
        self._acts.done.connect(self._on_done)
        self.theme.changed.connect(self._fit)

    def _journal(self, words: str) -> None:
        row = self.editing.row
        if row is not None:
            self.drafts.write(row.key, "words", words)

    def _take_up(self, place: str, words: str) -> None:
        key = place.split(":")[1]
        if key not in keys_of(self.list.notes_model.rows()):
            self._clear_filter()
        self.list.choose([key])
        self._edit()
        if self.editing.row is not None and self.editing.row.key == key:
            self.editing.editor.take_up(words)

    def _title_of(self, place: str) -> str:
        row = next((row for row in self._all if row.key == place.split(":")[1] and row.note is not None), None)
        return row.text[:_TITLE] if row else ""

    # What is shown

    def _look(self, scope: str) -> Look:
        plan = self._desk.plan.look(scope)
        if plan is None:
            return None, [], []
        return plan, self._desk.capture.notes(scope), self._desk.capture.jottings(scope)

    def _on_seen(self, scope: str, seen: Look) -> None:
        plan, notes, jottings = seen
        if scope != self._scope:
            return
        self._plan = plan
        if plan is not None:
            me = plan.me(self._desk.identity.key_id)
            self._maker = RowMaker(plan, me.record_id if me else "", note_words())
            self._all = self._maker.day(notes, jottings)
            if self._offered_in != scope:
                self._offered_in = scope
                self.drafts.show_in(self.typed, self._title_of)
            self.bar.show_plan(plan)
            if self.search.text().strip():
                self._find()
        self._sift()

    def _asked(self) -> Filter:
        return replace(self.bar.asked(), mine=self.tabs.value() == "mine", words=self.search.text())

    def _sift(self) -> None:
        """Show the rows that are asked for; what is being read and chosen stays."""
        maker, asked = self._maker, self._asked()
        if maker is None:
            return
        rows = sift(self._all, asked, maker, self._found)
        self.list.notes_model.show_rows(rows)
        mine = replace(Filter(), mine=True)
        notes = [row for row in self._all if not row.is_heading]
        own = [row for row in notes if mine.lets_through(row, maker, ())]
        self.tabs.set_word("all", self.tr("All {}").format(len(notes)))
        self.tabs.set_word("mine", self.tr("Mine {}").format(len(own)))
        self.bar.say(len(keys_of(rows)), len(own if asked.mine else notes), asked)
        self.empty.setVisible(not notes)
        self.list.setVisible(bool(notes))
        self._show_detail()
        self._fit()

    def _find(self) -> None:
        """Look for what is typed in the field; private lines are looked through here, for nothing indexes them."""
        words, scope = self.search.text(), self._scope
        if not words.strip():
            self._sift()
            return
        own = [row.key for row in self._all if row.jotting and words.casefold().strip() in row.text.casefold()]

        def look(_: object) -> frozenset[str]:
            return frozenset([*own, *(one.record_id for one in self._desk.capture.find(words, scope))])

        self.jobs.start(self, look, partial(self._on_found, words))

    def _on_found(self, words: str, found: frozenset[str]) -> None:
        if words == self.search.text():
            self._found = found
            self._sift()

    def _clear_filter(self) -> None:
        self.bar.clear()
        self.search.clear()
        self._search_soon.stop()
        self._sift()

    def _show_detail(self) -> None:
        row = self.list.current_row()
        row = row if row is not None and not row.is_heading else None
        self.detail.show_row(row, self._about(row))
        if row is not None and row.note is not None and row.note.pictures:
            key, scope, hashes = row.key, self._scope, row.note.pictures
            self.jobs.start(self, lambda _: read_shown(self._desk, scope, hashes), partial(self._on_pictures, key))

    def _on_pictures(self, key: str, shown: Sequence[Shown]) -> None:
        if self.detail.row is not None and self.detail.row.key == key:
            self.detail.show_pictures(shown)

    def _about(self, row: NoteRow | None) -> str:
        """Return where a note belongs and who had a part in it."""
        if row is None:
            return self.tr("Go to a note to see its pictures, or to add one.")
        plan, note = self._plan, row.note
        if plan is None or note is None:
            return self.tr("Only me: it never leaves this laptop.")
        activity = next((one.title for one in plan.activities if one.record_id == note.activity), "")
        asked = next((one.name for one in plan.members if one.record_id == note.asked_by), "")
        who = self._maker.writer_of(note) if self._maker else None
        noted = self.tr("noted by {}").format(self._maker.name_of(who)) if self._maker and who else ""
        said = (activity, noted, self.tr("asked by {}").format(asked) if asked else "")
        return " · ".join(filter(None, said))

    # What a person does

    def _has_row(self) -> bool:
        row = self.list.current_row()
        return row is not None and not row.is_heading

    def _has_note(self) -> bool:
        row = self.list.current_row()
        return row is not None and row.note is not None

    def _notes(self) -> list[Note]:
        return [row.note for row in self.list.notes_or_current() if row.note is not None]

    def _sign(self, sign: str) -> None:
        self._acts.change(self._notes(), sign=sign)

    def _star(self) -> None:
        notes = self._notes()
        self._acts.change(notes, starred=not all(note.starred for note in notes))

    def _edit(self) -> None:
        row = self.list.current_row()
        if row is not None and row.note is not None and self._plan is not None:
            self.editing.begin(row, tuple(self._plan.questions))

    def _on_edited(self, row: NoteRow) -> None:
        editor = self.editing.editor
        fields, questions = editor.changes(), editor.chosen_questions()
        if row.note is not None:
            self._acts.change([row.note], questions=questions, **fields)

    def _show_history(self) -> None:
        row = self.list.current_row()
        if row is not None and row.note is not None:
            self._back.show_history(row.note)

    def _show_deleted(self) -> None:
        self._back.show_deleted(self._scope)

    def _delete(self) -> None:
        row = self.list.current_row()
        record = (row.note or row.jotting) if row else None
        if record is not None:
            self._acts.delete(record, self.tr("Note deleted."))

    def _on_done(self, changes: Changes, said: str) -> None:
        if self.editing.row is not None and self.editing.row.key in changes.records:
            self.editing.close()
        if said:
            self.toast_requested.emit(said, bool(changes.undo_label))
        self.changed.emit(changes)

    def _ask_picture(self) -> None:
        notes = self._notes()
        if not notes:
            return
        kinds = self.tr("Pictures ({})").format(" ".join(NAMES))
        ask_file(self, self.tr("Add a picture"), kinds, partial(self.add_picture, notes[0]))

    def add_picture(self, note: Note, path: Path) -> None:
        """Ask what a picture shows, then keep it with a note."""
        self._ask_alt(note, partial(read_file, path), path.name)

    def _paste(self) -> None:
        notes, content = self._notes(), pasted(QGuiApplication.clipboard())
        if notes and content:
            self._ask_alt(notes[0], lambda: content, self.tr("the picture you copied"))

    def _ask_alt(self, note: Note, read: Callable[[], bytes], name: str) -> None:
        sheet = PictureSheet(self.theme, self, name)
        said = self.tr("Picture kept.")
        sheet.answered.connect(lambda alt: self._acts.add_picture(note, read, name, alt, said))
        sheet.open_over()

    def _show_menu(self) -> None:
        wanted = [one for one in self.commands() if one.name not in ("notes.menu", "notes.find", "notes.all")]
        menu = make_menu(self, wanted)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rect = self.list.visualRect(self.list.currentIndex())
        menu.popup(self.list.viewport().mapToGlobal(QPoint(rect.x() + self.theme.px(88), rect.bottom())))

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # What Qt asks

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        slim = self.theme.is_slim(self.window().width())
        self.detail.setVisible(not slim and not self.empty.isVisibleTo(self))
        self.filter_button.setText("" if slim else self.tr("Filter"))
